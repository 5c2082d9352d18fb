const zone = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Bucharest",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** YYYYMMDDhhmm, as ANAF writes moments. */
export function toStamp(moment: Date): string {
  const parts = new Map(zone.formatToParts(moment).map(({ type, value }) => [type, value]));
  return ["year", "month", "day", "hour", "minute"].map((part) => parts.get(part as "year") ?? "").join("");
}

const asIfUtc = (stamp: string): number =>
  Date.UTC(...([0, 4, 6, 8, 10].map((at, index) => digitsAt(stamp, at, index)) as [number, number, number, number]));

const digitsAt = (stamp: string, at: number, index: number): number =>
  Number(stamp.slice(at, index === 0 ? 4 : at + 2)) - (index === 1 ? 1 : 0);

/** In the hour that autumn repeats, the first of both. */
export function toInstant(stamp: string): Date {
  const local = asIfUtc(stamp);
  const offsetAt = (ms: number) => asIfUtc(toStamp(new Date(ms))) - ms;
  return new Date(local - offsetAt(local - offsetAt(local)));
}
