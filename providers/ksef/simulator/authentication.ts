import { createHmac } from "node:crypto";
import { z } from "zod";
import type { SimulatorContext, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { notSignedIn, Refusal } from "./answers.js";
import { type Keys } from "./keys.js";
import { readJson } from "./read-json.js";
import { toReferenceNumber } from "./reference-numbers.js";
import { readSignedRequest } from "./signed-request.js";
import { seller, taxpayers } from "./taxpayers.js";

const challengeMs = 10 * 60_000;
const accessMs = 15 * 60_000;
const refreshMs = 7 * 86_400_000;

const TokenSignIn = z.strictObject({
  challenge: z.string().length(36),
  contextIdentifier: z.strictObject({
    type: z.enum(["Nip", "InternalId", "NipVatUe", "PeppolId"]),
    value: z.string().min(1),
  }),
  encryptedToken: z.base64(),
  publicKeyId: z.string().length(44).nullish(),
  authorizationPolicy: z.unknown().optional(),
});

interface Challenge {
  readonly timestampMs: number;
  readonly isUsed: boolean;
}

interface SignIn {
  readonly reference: string;
  readonly nip: string;
  readonly method: keyof typeof methods;
  readonly startedAt: number;
  readonly fault?: Fault;
  readonly isRedeemed: boolean;
}

/** Why a sign-in will fail. */
interface Fault {
  readonly code: number;
  readonly description: string;
  readonly details: readonly string[];
}

/** How KSeF calls the ways to sign in. */
const methods = {
  Token: { category: "Token", code: "token.ksef", displayName: "Token KSeF" },
  QualifiedSeal: { category: "XadesSignature", code: "xades.qualified-seal", displayName: "Pieczęć kwalifikowana" },
} as const;

interface Token {
  readonly use: "authentication" | "access" | "refresh";
  readonly signIn: string;
  readonly nip: string;
  readonly expiresAt: number;
}

/** https://github.com/CIRFMF/ksef-docs/blob/main/uwierzytelnianie.md */
export function openAuthentication(context: SimulatorContext, keys: Keys) {
  const { ledger, now, newId, stepMs } = context;
  const issue = (use: Token["use"], signIn: SignIn, lifeMs: number) => {
    const expiresAt = now().getTime() + lifeMs;
    const token = toJwt({ "token-type": use, sub: signIn.nip, exp: Math.floor(expiresAt / 1000), jti: newId() });
    ledger.put("tokens", token, { use, signIn: signIn.reference, nip: signIn.nip, expiresAt } satisfies Token);
    return { token, validUntil: new Date(expiresAt).toISOString() };
  };
  const need = ({ headers }: SimulatorRequest, use: Token["use"]): Token => {
    const token = ledger.get<Token>("tokens", (headers["authorization"] ?? "").replace(/^Bearer /, ""));
    if (!token || token.use !== use || token.expiresAt <= now().getTime())
      throw notSignedIn("Token jest nieobecny, nieznany lub wygasł.");
    return token;
  };
  const needSignIn = (reference: string): SignIn => {
    const signIn = ledger.get<SignIn>("sign-ins", reference);
    if (signIn) return signIn;
    const detail = `Operacja uwierzytelniania o numerze referencyjnym ${reference} nie została znaleziona.`;
    throw new Refusal(21304, "Brak uwierzytelnienia.", [detail]);
  };
  const stateOf = ({ startedAt, fault }: SignIn) => {
    if (now().getTime() < startedAt + stepMs) return { code: 100, description: "Uwierzytelnianie w toku" };
    return fault ?? { code: 200, description: "Uwierzytelnianie zakończone sukcesem" };
  };

  /** @throws {Refusal} for one that is not ours, too old, or was answered before */
  const answerChallenge = (name: string): Challenge => {
    const challenge = ledger.get<Challenge>("challenges", name);
    if (!challenge || challenge.isUsed || now().getTime() > challenge.timestampMs + challengeMs)
      throw new Refusal(21111, "Nieprawidłowe wyzwanie autoryzacyjne.");
    ledger.put("challenges", name, { ...challenge, isUsed: true });
    return challenge;
  };
  const begin = (
    method: SignIn["method"],
    context: { readonly type: string; readonly value: string },
    nip: string | undefined,
    fault: Fault | undefined,
  ): SimulatorResponse => {
    const taxpayer = taxpayers.find((each) => each.nip === nip);
    const isOwn = context.type === "Nip" && context.value === taxpayer?.nip;
    const wrong = fault ?? (isOwn ? undefined : noRights);
    const signIn: SignIn = {
      reference: toReferenceNumber("AU", newId(), now()),
      nip: taxpayer?.nip ?? "",
      method,
      startedAt: now().getTime(),
      isRedeemed: false,
      ...(wrong && { fault: wrong }),
    };
    ledger.put("sign-ins", signIn.reference, signIn);
    const authenticationToken = issue("authentication", signIn, challengeMs);
    return { status: 202, body: { referenceNumber: signIn.reference, authenticationToken } };
  };

  return {
    challenge(): SimulatorResponse {
      const at = now();
      const challenge = toReferenceNumber("CR", newId(), at);
      ledger.put("challenges", challenge, { timestampMs: at.getTime(), isUsed: false } satisfies Challenge);
      return {
        status: 200,
        body: { challenge, timestamp: at.toISOString(), timestampMs: at.getTime(), clientIp: "127.0.0.1" },
      };
    },
    withToken(request: SimulatorRequest): SimulatorResponse {
      const { challenge, contextIdentifier, encryptedToken, publicKeyId } = readJson(request, TokenSignIn);
      const plain = keys.decrypt("KsefTokenEncryption", encryptedToken, publicKeyId)?.toString("utf8") ?? "";
      const { timestampMs } = answerChallenge(challenge);
      const cut = plain.lastIndexOf("|");
      const taxpayer = taxpayers.find(({ token }) => token === plain.slice(0, Math.max(0, cut)));
      const isInTime = plain.slice(cut + 1) === String(timestampMs);
      const fault = !taxpayer
        ? badToken("Nieprawidłowy token")
        : isInTime
          ? undefined
          : badToken("Nieprawidłowy czas tokena");
      return begin("Token", contextIdentifier, taxpayer?.nip, fault);
    },
    withSignature(request: SimulatorRequest): SimulatorResponse {
      const { challenge, contextType, contextValue, certificate, subject } = readSignedRequest(request);
      answerChallenge(challenge);
      const nip =
        "nip" in subject ? subject.nip : ledger.get<{ nip: string }>("fingerprints", subject.fingerprint)?.nip;
      const isValid = certificate.validFromDate <= now() && now() <= certificate.validToDate;
      const context = { type: contextType, value: contextValue };
      return begin("QualifiedSeal", context, nip, isValid ? undefined : badCertificate);
    },
    /** The seller lets whoever holds the certificate act in its name. */
    grant: (fingerprint: string) => ledger.put("fingerprints", fingerprint, { nip: seller.nip }),
    status(request: SimulatorRequest, reference: string): SimulatorResponse {
      if (need(request, "authentication").signIn !== reference)
        throw new Refusal(21304, "Brak uwierzytelnienia.", [`Token nie dotyczy operacji ${reference}.`]);
      const signIn = needSignIn(reference);
      return {
        status: 200,
        body: {
          startDate: new Date(signIn.startedAt).toISOString(),
          authenticationMethod: signIn.method,
          authenticationMethodInfo: methods[signIn.method],
          status: stateOf(signIn),
          isTokenRedeemed: signIn.isRedeemed,
        },
      };
    },
    redeem(request: SimulatorRequest): SimulatorResponse {
      const signIn = needSignIn(need(request, "authentication").signIn);
      const refusal = (detail: string) => new Refusal(21301, "Brak autoryzacji.", [detail]);
      if (signIn.isRedeemed)
        throw refusal(`Tokeny dla operacji uwierzytelniania ${signIn.reference} zostały już pobrane.`);
      const { code } = stateOf(signIn);
      if (code !== 200) throw refusal(`Status uwierzytelniania (${code}) nie pozwala na pobranie tokenów.`);
      ledger.put("sign-ins", signIn.reference, { ...signIn, isRedeemed: true });
      return {
        status: 200,
        body: { accessToken: issue("access", signIn, accessMs), refreshToken: issue("refresh", signIn, refreshMs) },
      };
    },
    refresh(request: SimulatorRequest): SimulatorResponse {
      const signIn = needSignIn(need(request, "refresh").signIn);
      return { status: 200, body: { accessToken: issue("access", signIn, accessMs) } };
    },
    /** Whoever is signed in; everything is done in the name of the context. */
    contextOf: (request: SimulatorRequest): string => need(request, "access").nip,
  };
}

const badToken = (detail: string): Fault => ({
  code: 450,
  description: "Uwierzytelnianie zakończone niepowodzeniem z powodu błędnego tokenu",
  details: [detail],
});

const badCertificate: Fault = {
  code: 460,
  description: "Uwierzytelnianie zakończone niepowodzeniem z powodu błędu certyfikatu",
  details: ["Nieważny certyfikat"],
};

const noRights: Fault = {
  code: 415,
  description: "Uwierzytelnianie zakończone niepowodzeniem",
  details: ["Brak przypisanych uprawnień"],
};

/** Signed with a key that nobody else knows, for nobody else reads it. */
function toJwt(claims: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const body = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${body}.${createHmac("sha256", "simulator").update(body).digest("base64url")}`;
}
