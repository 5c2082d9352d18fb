import type { Configuration } from "../../../src/config.js";

/** Accounts at providers that may be asked more often than the real ones. */
export const askingEverySecond = (accounts: Configuration["accounts"]): Configuration["accounts"] =>
  accounts.map(({ provider, ...account }) => ({
    ...account,
    provider: {
      ...provider,
      ...(provider.feed && { feed: { ...provider.feed, everySeconds: 1 } }),
      ...(provider.polling && { polling: { ...provider.polling, everySeconds: [1] } }),
      limits: { ...provider.limits, receiveEverySeconds: 1 },
    },
  }));
