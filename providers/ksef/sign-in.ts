import type { z } from "zod";
import type { Session, SessionAuth, SignInContext } from "../../src/provider-kit/auth.js";
import type { Expectation, Http, HttpBody } from "../../src/provider-kit/call.js";
import type { ErrorReading } from "../../src/provider-kit/failure.js";
import { signXml } from "../../src/xml/sign-xml.js";
import { writeAuthTokenRequest } from "./auth-token-request.js";
import type { CertificateCredentials, Credentials, TokenCredentials } from "./credentials.js";
import { problemDetails, withPublicKey } from "./encryption.js";
import { toMessage } from "./errors.js";
import { Challenge, RefreshedToken, SignInStarted, SignInStatus, type Status, Tokens } from "./wire.js";

/** https://github.com/CIRFMF/ksef-docs/blob/main/uwierzytelnianie.md : the answer to a challenge is checked in the background. */
export const auth: SessionAuth<Credentials> = {
  kind: "session",
  async signIn({ http, credentials, renewal, pause }) {
    if (renewal !== undefined) return renew(renewal, http);
    const { referenceNumber, authenticationToken } = await begin(http, credentials);
    const headers = { ...problemDetails, authorization: `Bearer ${authenticationToken.token}` };
    await waitUntilChecked(referenceNumber, { http, headers, pause });
    // They are given out once: whoever loses the answer begins anew.
    const { answer, at } = await http.send({
      operation: "login",
      method: "POST",
      path: "/auth/token/redeem",
      headers,
      expect: dated(Tokens),
      effect: "read",
    });
    return {
      ...toSession(answer.accessToken, at),
      renewal: { token: answer.refreshToken.token, expiresInSeconds: secondsLeft(answer.refreshToken.validUntil, at) },
    };
  },
};

const begin = (http: Http, credentials: Credentials): Promise<SignInStarted> =>
  "token" in credentials ? beginWithToken(http, credentials) : beginWithSignature(http, credentials);

const beginWithToken = (http: Http, { token, contextType, contextValue }: TokenCredentials): Promise<SignInStarted> =>
  withPublicKey("KsefTokenEncryption", http, async (publicKey) => {
    const { challenge, timestampMs } = await fetchChallenge(http);
    return start(http, "/auth/ksef-token", {
      json: {
        challenge,
        contextIdentifier: { type: contextType, value: contextValue },
        encryptedToken: publicKey.encrypt(Buffer.from(`${token}|${timestampMs}`, "utf8")),
        publicKeyId: publicKey.id,
      },
    });
  });

/** The moment of signing is that of the challenge, by KSeF's clock. */
async function beginWithSignature(http: Http, credentials: CertificateCredentials): Promise<SignInStarted> {
  const { challenge, timestampMs } = await fetchChallenge(http);
  const { certificate, privateKey: key } = credentials;
  const request = writeAuthTokenRequest(challenge, credentials);
  const form = { exclusive: true, signedAt: new Date(timestampMs) };
  const bytes = signXml(request, { key, certificate }, form);
  return start(http, "/auth/xades-signature", { bytes, mediaType: "application/xml" });
}

const fetchChallenge = (http: Http): Promise<Challenge> =>
  http.send({
    operation: "login",
    method: "POST",
    path: "/auth/challenge",
    headers: problemDetails,
    expect: { json: Challenge },
    effect: "read",
  });

const start = (http: Http, path: string, body: HttpBody): Promise<SignInStarted> =>
  http.send({
    operation: "login",
    method: "POST",
    path,
    headers: problemDetails,
    body,
    expect: { json: SignInStarted },
    effect: "read",
  });

const renew = async (refreshToken: string, http: Http): Promise<Session> => {
  const { answer, at } = await http.send({
    operation: "login",
    method: "POST",
    path: "/auth/token/refresh",
    headers: { ...problemDetails, authorization: `Bearer ${refreshToken}` },
    expect: dated(RefreshedToken),
    effect: "read",
  });
  // The refresh token stays as it is; when it has expired it is refused, and the conversation begins anew.
  return { ...toSession(answer.accessToken, at), renewal: { token: refreshToken, expiresInSeconds: refreshSeconds } };
};

/** How long a refresh token is good for at the most. */
const refreshSeconds = 7 * 86_400;

/** A check takes a second or less; after the last wait the sign-in is tried again from its beginning. */
const waitsMs = [100, 200, 400, 800, 1_500, 2_000, 2_000, 2_000];

async function waitUntilChecked(
  reference: string,
  { http, headers, pause }: Pick<SignInContext<Credentials>, "http" | "pause"> & { headers: Record<string, string> },
): Promise<void> {
  for (const [index, waitMs] of waitsMs.entries()) {
    const { status } = await http.send({
      operation: "login",
      method: "GET",
      path: `/auth/${encodeURIComponent(reference)}`,
      headers,
      expect: { json: SignInStatus },
      effect: "read",
      failure: (answer) => toFailure(answer.status, index === waitsMs.length - 1),
    });
    if (status.code === checked) return;
    await pause(waitMs);
  }
}

const underWay = 100;
const checked = 200;

function toFailure({ code, description, details }: Status, isLast: boolean): ErrorReading | undefined {
  if (code === checked || (code === underWay && !isLast)) return undefined;
  const kind = code === underWay ? "TIMEOUT" : "AUTHENTICATION";
  return { kind, consequence: "retry", nativeCode: String(code), message: toMessage(description, details) };
}

interface Dated<Answer> {
  readonly answer: Answer;
  /** When it was given, by KSeF's clock: its tokens tell no duration, only a moment. */
  readonly at: string | undefined;
}

const dated = <Answer>(shape: z.ZodType<Answer>): Expectation<Dated<Answer>> => ({
  bytes: (bytes, headers) => ({
    answer: shape.parse(JSON.parse(Buffer.from(bytes).toString("utf8"))),
    at: headers["date"],
  }),
});

const toSession = ({ token, validUntil }: { token: string; validUntil: string }, at: string | undefined): Session => ({
  headers: { ...problemDetails, authorization: `Bearer ${token}` },
  expiresInSeconds: secondsLeft(validUntil, at),
});

const secondsLeft = (validUntil: string, at: string | undefined): number => {
  const seconds = (Date.parse(validUntil) - (at === undefined ? Date.now() : Date.parse(at))) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
};
