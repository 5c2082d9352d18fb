/** Requests a second, a minute and an hour; all three count at once. */
type Windows = readonly [perSecond: number, perMinute: number, perHour: number];

export type LimitGroup =
  | "auth"
  | "onlineSession"
  | "invoiceSend"
  | "batchSession"
  | "invoiceStatus"
  | "sessionInvoiceList"
  | "sessionList"
  | "sessionMisc"
  | "invoiceMetadata"
  | "invoiceDownload"
  | "other";

export type RequestLimits = Readonly<Record<LimitGroup, Windows>>;

/** https://github.com/CIRFMF/ksef-docs/blob/main/limity/limity-api.md */
export const publishedLimits: RequestLimits = {
  auth: [60, Infinity, Infinity],
  onlineSession: [10, 30, 120],
  invoiceSend: [10, 30, 180],
  batchSession: [10, 20, 60],
  invoiceStatus: [30, 120, 1200],
  sessionInvoiceList: [10, 20, 200],
  sessionList: [5, 10, 60],
  sessionMisc: [10, 120, 1200],
  invoiceMetadata: [8, 16, 20],
  invoiceDownload: [8, 16, 64],
  other: [10, 30, 120],
};

const windowsMs = [1_000, 60_000, 3_600_000];

/** Counts requests per caller and group in windows that slide. */
export function createThrottle(limits: RequestLimits, now: () => Date) {
  const seen = new Map<string, number[]>();
  return {
    /** Seconds to stay away, or undefined when the request may pass. */
    check(caller: string, group: LimitGroup): number | undefined {
      const key = `${caller} ${group}`;
      const nowMs = now().getTime();
      const recent = (seen.get(key) ?? []).filter((at) => at > nowMs - 3_600_000);
      seen.set(key, recent);
      for (const [index, limit] of limits[group].entries()) {
        const windowMs = windowsMs[index] ?? 0;
        const inWindow = recent.filter((at) => at > nowMs - windowMs);
        if (inWindow.length >= limit) return Math.max(1, Math.ceil(((inWindow[0] ?? nowMs) + windowMs - nowMs) / 1000));
      }
      recent.push(nowMs);
      return undefined;
    },
  };
}
