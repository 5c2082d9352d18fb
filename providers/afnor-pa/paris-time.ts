/** Lifecycle messages write moments without an offset: they are read and written as Paris time. */
const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** `2025-07-01T13:10:00Z` → `2025-07-01T15:10:00`. */
export function toParis(instant: Date): string {
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}T${parts["hour"]}:${parts["minute"]}:${parts["second"]}`;
}

/** `2025-07-01T15:10:00` → `2025-07-01T13:10:00.000Z`; undefined for what is no moment. */
export function fromParis(moment: string | undefined): string | undefined {
  const asIfUtc = Date.parse(`${moment?.length === 10 ? `${moment}T00:00:00` : moment}Z`);
  if (Number.isNaN(asIfUtc)) return undefined;
  const aheadMs = (at: number) => Date.parse(`${toParis(new Date(at))}Z`) - at;
  // The second time with the offset of the right side of a change of the clocks.
  return new Date(asIfUtc - aheadMs(asIfUtc - aheadMs(asIfUtc))).toISOString();
}
