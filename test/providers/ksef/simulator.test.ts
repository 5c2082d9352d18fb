import { createCipheriv, createHash, publicEncrypt, constants, randomBytes, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { connectTo } from "../../setup/connect-to.js";
import provider from "../../../providers/ksef/index.js";
import { sendAsBatch } from "../../../providers/ksef/batch-session.js";
import { declareSimulator } from "../../../providers/ksef/simulator.js";
import { seller } from "../../../providers/ksef/simulator/taxpayers.js";
import { serveSimulator } from "../../../src/provider-kit/simulator-server.js";
import { anOrder, aPolishInvoice } from "./a-polish-invoice.js";
import { type OpenKsef, openKsef, pollToEnd, submitAccepted } from "./open-ksef.js";

let ksef: OpenKsef;
afterEach(() => ksef.close());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
  const answer = await fetch(`${ksef.simulator.url}${path}`, {
    method,
    headers: {
      "x-error-format": "problem-details",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
}

const codesOf = ({ body }: Answer) => (body["errors"] as { code: number }[] | undefined)?.map(({ code }) => code);

interface Key {
  readonly certificate: string;
  readonly publicKeyId: string;
  readonly usage: readonly string[];
}

async function encrypted(usage: string, data: Uint8Array): Promise<{ data: string; publicKeyId: string }> {
  const keys = (await ask("GET", "/security/public-key-certificates")).body as unknown as Key[];
  const { certificate, publicKeyId } = keys.find((key) => key.usage.includes(usage))!;
  const { publicKey } = new X509Certificate(Buffer.from(certificate, "base64"));
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return { data: publicEncrypt({ key: publicKey, padding, oaepHash: "sha256" }, data).toString("base64"), publicKeyId };
}

const tokenOf = ({ body }: Answer, name: string) => (body[name] as { token: string }).token;

async function startSignIn(timestamp?: number): Promise<{ token: string; reference: string; challenge: string }> {
  const { challenge, timestampMs } = (await ask("POST", "/auth/challenge")).body as {
    challenge: string;
    timestampMs: number;
  };
  const { data, publicKeyId } = await encrypted(
    "KsefTokenEncryption",
    Buffer.from(`${seller.token}|${timestamp ?? timestampMs}`),
  );
  const contextIdentifier = { type: "Nip", value: seller.nip };
  const started = await ask("POST", "/auth/ksef-token", {
    challenge,
    contextIdentifier,
    encryptedToken: data,
    publicKeyId,
  });
  return {
    token: tokenOf(started, "authenticationToken"),
    reference: String(started.body["referenceNumber"]),
    challenge,
  };
}

async function signIn(): Promise<{ access: string; refresh: string; authentication: string }> {
  const { token } = await startSignIn();
  const redeemed = await ask("POST", "/auth/token/redeem", undefined, token);
  return {
    access: tokenOf(redeemed, "accessToken"),
    refresh: tokenOf(redeemed, "refreshToken"),
    authentication: token,
  };
}

const formCode = { systemCode: "FA (3)", schemaVersion: "1-0E", value: "FA" };
const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64");

/** An open session and what is sent in it, to be spoiled. */
async function anOpenSession() {
  const { access } = await signIn();
  const [key, vector] = [randomBytes(32), randomBytes(16)];
  const { data, publicKeyId } = await encrypted("SymmetricKeyEncryption", key);
  const encryption = { encryptedSymmetricKey: data, initializationVector: vector.toString("base64"), publicKeyId };
  const opened = await ask("POST", "/sessions/online", { formCode, encryption }, access);
  const session = String(opened.body["referenceNumber"]);
  const { bytes } = anOrder().document;
  const entryOf = (secret: Buffer, prefix: Buffer = Buffer.alloc(0)) => {
    const cipher = createCipheriv("aes-256-cbc", secret, vector);
    const content = Buffer.concat([prefix, cipher.update(bytes), cipher.final()]);
    return {
      invoiceHash: hash(bytes),
      invoiceSize: bytes.byteLength,
      encryptedInvoiceHash: hash(content),
      encryptedInvoiceSize: content.byteLength,
      encryptedInvoiceContent: content.toString("base64"),
    };
  };
  const send = (entry: object) => ask("POST", `/sessions/online/${session}/invoices`, entry, access);
  const statusOf = async (sent: Answer) => {
    for (;;) {
      const path = `/sessions/${session}/invoices/${String(sent.body["referenceNumber"])}`;
      const { body } = await ask("GET", path, undefined, access);
      const { code } = body["status"] as { code: number };
      if (code >= 200) return code;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { access, session, key, vector, entryOf, send, statusOf, encryption };
}

describe("KSeF's stand-in and tokens", () => {
  it("gives out the tokens of a sign-in once", async () => {
    ksef = await openKsef({}, { stepMs: 0 });
    const { authentication } = await signIn();

    const again = await ask("POST", "/auth/token/redeem", undefined, authentication);

    expect([again.status, codesOf(again)]).toEqual([400, [21301]]);
  });

  it("gives none before the answer was checked", async () => {
    ksef = await openKsef({}, { stepMs: 60_000 });
    const { token } = await startSignIn();

    expect(codesOf(await ask("POST", "/auth/token/redeem", undefined, token))).toEqual([21301]);
  });

  it("takes a challenge once, and only with its own timestamp", async () => {
    ksef = await openKsef({}, { stepMs: 0 });
    const { challenge } = await startSignIn();
    const late = await startSignIn(1);

    const contextIdentifier = { type: "Nip", value: seller.nip };
    const again = await ask("POST", "/auth/ksef-token", { challenge, contextIdentifier, encryptedToken: "AAAA" });
    const checked = await ask("GET", `/auth/${late.reference}`, undefined, late.token);

    expect(codesOf(again)).toEqual([21111]);
    expect(checked.body["status"]).toMatchObject({ code: 450, details: ["Nieprawidłowy czas tokena"] });
  });

  it("takes no token for another use, and none at all", async () => {
    ksef = await openKsef({}, { stepMs: 0 });
    const { refresh, authentication } = await signIn();

    for (const token of [refresh, authentication, undefined, "made-up"])
      expect((await ask("GET", "/sessions?sessionType=Online", undefined, token)).status).toBe(401);
  });
});

describe("KSeF's stand-in and documents", () => {
  it("takes what is encrypted with the session's key, and numbers it", async () => {
    ksef = await openKsef({}, { stepMs: 0 });
    const { key, entryOf, send, statusOf } = await anOpenSession();

    expect(await statusOf(await send(entryOf(key)))).toBe(200);
  });

  it.each<[string, (session: Awaited<ReturnType<typeof anOpenSession>>) => object]>([
    ["another key", ({ entryOf }) => entryOf(randomBytes(32))],
    ["the vector in front", ({ entryOf, key, vector }) => entryOf(key, vector)],
    [
      "another hash than the document's",
      ({ entryOf, key }) => ({ ...entryOf(key), invoiceHash: hash(Buffer.from("x")) }),
    ],
    ["another size than the document's", ({ entryOf, key }) => ({ ...entryOf(key), invoiceSize: 7 })],
  ])("finds that it cannot be decrypted with %s", async (_case, spoil) => {
    ksef = await openKsef({}, { stepMs: 0 });
    const session = await anOpenSession();

    expect(await session.statusOf(await session.send(spoil(session)))).toBe(435);
  });

  it.each<[string, object, number]>([
    ["a wrong size", { encryptedInvoiceSize: 1 }, 21402],
    ["a wrong hash", { encryptedInvoiceHash: hash(Buffer.from("x")) }, 21403],
    ["a member that there is not", { invoice: "x" }, 21405],
  ])("refuses a request with %s", async (_case, changes, code) => {
    ksef = await openKsef({}, { stepMs: 0 });
    const { key, entryOf, send } = await anOpenSession();

    expect(codesOf(await send({ ...entryOf(key), ...changes }))).toEqual([code]);
  });

  it("takes nothing in a closed session, and no withdrawn key", async () => {
    ksef = await openKsef({}, { stepMs: 0 });
    const { access, session, key, entryOf, send, encryption } = await anOpenSession();
    await ask("POST", `/sessions/online/${session}/close`, undefined, access);
    ksef.others.deeds?.["rotateKeys"]?.("");

    expect(codesOf(await send(entryOf(key)))).toEqual([21180]);
    expect(codesOf(await ask("POST", "/sessions/online", { formCode, encryption }, access))).toEqual([21470]);
  });

  it.each([
    ["an element that there is not", "<P_2>", "<P_X/><P_2>", "430"],
    ["a document without its currency", "<KodWaluty>PLN</KodWaluty>", "", "430"],
    ["elements out of order", "<GV>2</GV>", "<GV>2</GV><JST>2</JST>", "430"],
    ["a seller who is somebody else", "<NIP>5265877635</NIP>", "<NIP>1111111111</NIP>", "410"],
  ])("judges %s", async (_case, from, to, status) => {
    ksef = await openKsef();
    const order = anOrder();
    const bytes = Buffer.from(Buffer.from(order.document.bytes).toString("utf8").replace(from, to), "utf8");

    const reference = await submitAccepted({ ...order, document: { ...order.document, bytes } }, ksef);

    expect((await pollToEnd([reference], ksef))[0]?.status).toBe(status);
  });

  it("fails an archive as a whole when it cannot be unpacked", async () => {
    ksef = await openKsef();
    const order = anOrder();
    const spoiled = {
      ...ksef.call,
      http: {
        send: (request: Parameters<typeof ksef.call.http.send>[0]) => {
          const body =
            request.body && "json" in request.body ? (request.body.json as { batchFile?: { fileHash: string } }) : {};
          if (body.batchFile) body.batchFile.fileHash = hash(Buffer.from("another archive"));
          return ksef.call.http.send(request);
        },
      } as typeof ksef.call.http,
    };

    const [receipt] = await sendAsBatch([order], spoiled);
    const [report] = await pollToEnd([receipt?.outcome === "accepted" ? receipt.reference : { id: "" }], ksef);

    expect(report).toMatchObject({ status: "session failed", rejection: { code: "session 405" } });
    expect(provider.statuses["session failed"]).toEqual({ transport: "FAILED", final: true });
  });
});

describe("KSeF's stand-in", () => {
  it("counts in all windows, and says how long to stay away", async () => {
    ksef = await openKsef({ limits: { sessionList: [100, 3, 100] } }, { stepMs: 0 });
    const { access } = await signIn();
    const list = () =>
      fetch(`${ksef.simulator.url}/sessions?sessionType=Online`, { headers: { authorization: `Bearer ${access}` } });

    const answers = [await list(), await list(), await list(), await list()];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(Number(answers[3]?.headers.get("retry-after"))).toBeGreaterThan(50);
  });

  it("remembers after a kill what it had accepted", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ksef-"));
    const ledgerFile = join(folder, "ledger");
    ksef = await openKsef({}, { ledgerFile });
    const reference = await submitAccepted(anOrder(aPolishInvoice({ number: "K/1" })), ksef);
    await ksef.simulator.stop();
    const again = await serveSimulator(declareSimulator(), { ledgerFile, stepMs: 20 });
    const connection = connectTo(provider, { baseUrl: again.url, credentials: ksef.call.credentials });

    const [report] = await pollToEnd([reference], { ...ksef, ...connection });

    expect(report?.status).toBe("200 (delivered)");
    await connection.close();
    await again.stop();
    rmSync(folder, { recursive: true });
  });
});
