import { XPathError } from "./xpath-error.js";

export type MomentType = "date" | "dateTime" | "time";

/** xs:date, xs:dateTime or xs:time. Without a time zone of its own it counts as UTC. */
export class Moment {
  readonly type: MomentType;
  /** As in the calendar; 1970-01-01 for a time. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly zoneMinutes: number | undefined;
  /** Seconds since 1970, in UTC: what is compared. */
  readonly instant: number;

  constructor(type: MomentType, fields: MomentFields) {
    this.type = type;
    this.year = fields.year;
    this.month = fields.month;
    this.day = fields.day;
    this.hours = fields.hours;
    this.minutes = fields.minutes;
    this.seconds = fields.seconds;
    this.zoneMinutes = fields.zoneMinutes;
    const midnight = Math.floor(daysSince1970(fields) * 86_400);
    const localSeconds = fields.hours * 3_600 + (fields.minutes - (fields.zoneMinutes ?? 0)) * 60 + fields.seconds;
    this.instant = midnight + localSeconds;
  }
}

interface MomentFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly zoneMinutes: number | undefined;
}

const date = String.raw`(?<year>-?\d{4,6})-(?<month>\d\d)-(?<day>\d\d)`;
const time = String.raw`(?<hours>\d\d):(?<minutes>\d\d):(?<seconds>\d\d(?:\.\d{1,20})?)`;
const zone = String.raw`(?<zone>Z|[+-]\d\d:\d\d)?`;

const patterns: Readonly<Record<MomentType, RegExp>> = {
  date: new RegExp(`^${date}${zone}$`),
  dateTime: new RegExp(`^${date}T${time}${zone}$`),
  time: new RegExp(`^${time}${zone}$`),
};

/** Undefined when the text is not in the lexical space of the type or names no day of the calendar. */
export const parseMoment = (type: MomentType, text: string): Moment | undefined => {
  const groups = patterns[type].exec(text)?.groups;
  if (!groups) return undefined;
  const fields: MomentFields = {
    year: Number(groups["year"] ?? 1970),
    month: Number(groups["month"] ?? 1),
    day: Number(groups["day"] ?? 1),
    hours: Number(groups["hours"] ?? 0),
    minutes: Number(groups["minutes"] ?? 0),
    seconds: Number(groups["seconds"] ?? 0),
    zoneMinutes: groups["zone"] === undefined ? undefined : minutesOf(groups["zone"]),
  };
  return isPossible(fields) ? new Moment(type, fields) : undefined;
};

export const momentFrom = (type: "date" | "dateTime", at: Date): Moment => {
  const text = at.toISOString();
  const moment = parseMoment(type, type === "date" ? `${text.slice(0, 10)}Z` : text);
  if (!moment) throw new XPathError("FODT0001", `${text} is out of range`);
  return moment;
};

/** xs:dateTime to xs:date and the like; undefined where XPath has no such cast. */
export const convertMoment = (moment: Moment, type: MomentType): Moment | undefined => {
  if (moment.type === type) return moment;
  const { year, month, day, hours, minutes, seconds, zoneMinutes } = moment;
  const midnight = { hours: 0, minutes: 0, seconds: 0 };
  if (type === "date" && moment.type === "dateTime") {
    return new Moment(type, { year, month, day, ...midnight, zoneMinutes });
  }
  if (type === "dateTime" && moment.type === "date") return new Moment(type, moment);
  if (type === "time" && moment.type === "dateTime") {
    return new Moment(type, { year: 1970, month: 1, day: 1, hours, minutes, seconds, zoneMinutes });
  }
  return undefined;
};

export const momentToText = (moment: Moment): string => {
  const { type, year, zoneMinutes } = moment;
  const pad = (value: number, length = 2): string => value.toString().padStart(length, "0");
  const day = `${year < 0 ? "-" : ""}${pad(Math.abs(year), 4)}-${pad(moment.month)}-${pad(moment.day)}`;
  const seconds = moment.seconds < 10 ? `0${moment.seconds}` : `${moment.seconds}`;
  const clock = `${pad(moment.hours)}:${pad(moment.minutes)}:${seconds}`;
  const offset = zoneMinutes === undefined ? "" : zoneToText(zoneMinutes);
  return `${type === "time" ? "" : day}${type === "dateTime" ? "T" : ""}${type === "date" ? "" : clock}${offset}`;
};

const zoneToText = (minutes: number): string => {
  if (minutes === 0) return "Z";
  const magnitude = Math.abs(minutes);
  const pad = (value: number): string => value.toString().padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(magnitude / 60))}:${pad(magnitude % 60)}`;
};

const minutesOf = (zoneText: string): number => {
  if (zoneText === "Z") return 0;
  const minutes = Number(zoneText.slice(1, 3)) * 60 + Number(zoneText.slice(4));
  return zoneText.startsWith("-") ? -minutes : minutes;
};

const isPossible = ({ year, month, day, hours, minutes, seconds, zoneMinutes = 0 }: MomentFields): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysIn(year, month) &&
  hours < 24 &&
  minutes < 60 &&
  seconds < 60 &&
  Math.abs(zoneMinutes) <= 840;

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Date.UTC takes the years 0 to 99 for 1900 to 1999, so the year is set on its own. */
const daysSince1970 = ({ year, month, day }: MomentFields): number => {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getTime() / 86_400_000;
};
