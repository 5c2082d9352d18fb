/** What an account is signed in with where every renewal makes the one before worthless. */
export interface Tokens {
  readonly access: string;
  readonly expiresAtMs: number;
  readonly refresh: string;
  /** SHA-256 of the configured token that all this began with. */
  readonly seed: string;
}

export interface TokenStore {
  /**
   * Hands over what was kept last, and commits what comes back before anybody is given it. One at a time for an
   * account, whatever the number of instances.
   */
  renew(accountId: string, renewal: (kept: Tokens | undefined) => Promise<Tokens>): Promise<Tokens>;
}

/** For one process that forgets. */
export function createMemoryTokens(): TokenStore {
  const kept = new Map<string, Tokens>();
  const turns = new Map<string, Promise<unknown>>();
  return {
    renew(accountId, renewal) {
      const before = turns.get(accountId) ?? Promise.resolve();
      const turn = before.then(async () => {
        const tokens = await renewal(kept.get(accountId));
        kept.set(accountId, tokens);
        return tokens;
      });
      turns.set(
        accountId,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}
