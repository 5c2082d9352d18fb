import type { Call } from "../../src/provider-kit/call.js";
import type { Credentials } from "./credentials.js";
import { ask } from "./request.js";
import { decryptToken } from "./signing.js";
import { TokenAnswer } from "./wire.js";

export interface ExchangeToken {
  readonly value: string;
  /** By NAV's clock. */
  readonly issuedAt: string;
}

/** Allows one report within five minutes. */
export async function exchangeToken(call: Call<Credentials>): Promise<ExchangeToken> {
  const { exchangeKey } = call.credentials;
  const answer = await ask(call, {
    operation: "token",
    name: "tokenExchange",
    expect: TokenAnswer,
    failure: ({ encodedExchangeToken }) =>
      decryptToken(encodedExchangeToken, exchangeKey) === undefined
        ? { kind: "AUTHENTICATION", consequence: "retry", message: "the exchange key does not open NAV's token" }
        : undefined,
  });
  return { value: decryptToken(answer.encodedExchangeToken, exchangeKey) ?? "", issuedAt: answer.tokenValidityFrom };
}
