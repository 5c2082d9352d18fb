import { describe, expect, it } from "vitest";
import type { Authentication } from "../../src/server/authenticate.js";
import { defaultLimits } from "../../src/server/limits.js";
import { createLongConnections } from "../../src/server/long-connections.js";

const identity = { viewer: { tenantId: "tenant-a", subject: "api-key:1", scopes: [] }, credentialId: "api-key:1" };

function open() {
  const state = { asked: 0, answer: { granted: identity } as Authentication };
  const connections = createLongConnections({
    authenticate: async () => {
      state.asked += 1;
      return state.answer;
    },
    limits: { ...defaultLimits, credentialCheckMs: 40, socketsPerCredential: 3 },
  });
  return { connections, state };
}

class Connection {
  ended: string | undefined;
  #closed: (() => void) | undefined;
  isOpen = () => this.ended === undefined;
  onceClosed(listener: () => void): void {
    this.#closed = listener;
  }
  /** Its peer may take a while to close it. */
  end(reason: string): void {
    this.ended = reason;
  }
  close(): void {
    this.#closed?.();
  }
}

describe("Connections that stay open", () => {
  it("have their credential looked up together, and end together", async () => {
    const { connections, state } = open();
    const three = [new Connection(), new Connection(), new Connection()];

    for (const each of three) expect(connections.hold(each, { apiKey: "one" }, identity)).toBe(true);
    expect(connections.hold(new Connection(), { apiKey: "one" }, identity)).toBe(false);
    state.answer = { refused: "revoked" };
    await expect.poll(() => three.map(({ ended }) => ended)).toEqual(["revoked", "revoked", "revoked"]);

    expect(state.asked).toBe(1);
  });

  it("are watched anew when they come with a credential that has just ended", async () => {
    const { connections, state } = open();
    const first = new Connection();
    const second = new Connection();

    connections.hold(first, { apiKey: "one" }, identity);
    state.answer = { refused: "revoked" };
    await expect.poll(() => first.ended).toBe("revoked");
    connections.hold(second, { apiKey: "one" }, identity);

    await expect.poll(() => second.ended).toBe("revoked");
    first.close();
    second.close();
  });

  it("end when what the last of them was granted ends, though the first was granted more", async () => {
    const { connections } = open();
    const first = new Connection();
    const second = new Connection();

    connections.hold(first, { bearer: "token" }, { ...identity, expiresAt: new Date(Date.now() + 60_000) });
    connections.hold(second, { bearer: "token" }, { ...identity, expiresAt: new Date(Date.now() - 1) });

    expect([first.ended, second.ended]).toEqual(["The credential has expired.", "The credential has expired."]);
  });

  it("leave room for others", () => {
    const { connections } = open();
    const three = [new Connection(), new Connection(), new Connection()];

    for (const each of three) connections.hold(each, { apiKey: "one" }, identity);
    three[0]?.close();

    expect(connections.hold(new Connection(), { apiKey: "one" }, identity)).toBe(true);
  });
});
