import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { sellerCredentials } from "../../../providers/nav/simulator/accounts.js";
import { declareSimulator } from "../../../providers/nav/simulator.js";
import { createThrottle } from "../../../providers/nav/simulator/throttle.js";
import { decryptToken, hashPassword, signRequest } from "../../../providers/nav/signing.js";
import { readXml, toPlain } from "../../../providers/nav/xml.js";
import { type RunningSimulator, serveSimulator } from "../../../src/provider-kit/simulator-server.js";
import { aHungarianInvoice, anOrder } from "./a-hungarian-invoice.js";

let simulator: RunningSimulator;
let nowMs = Date.now();
afterEach(() => simulator.stop());

async function open(): Promise<void> {
  nowMs = Date.now();
  const now = () => new Date(nowMs);
  simulator = await serveSimulator(declareSimulator({ requestsPerSecond: Infinity }), { stepMs: 10, now });
}

interface Message {
  readonly name?: string;
  readonly path?: string;
  readonly content?: string;
  readonly requestId?: string;
  readonly timestamp?: string;
  readonly version?: string;
  readonly headerVersion?: string;
  readonly crypto?: string;
  readonly operations?: readonly { readonly operation: string; readonly base64: string }[];
}

/** A request of its own making: the stand-in is tried without the adapter. */
async function say({
  name = "TokenExchange",
  path = name.slice(0, 1).toLowerCase() + name.slice(1),
  content = "",
  requestId = randomBytes(12).toString("hex"),
  timestamp = new Date(nowMs).toISOString(),
  version = "3.0",
  headerVersion = "1.0",
  crypto = "SHA3-512",
  operations = [],
}: Message = {}): Promise<{ status: number; code: string | undefined; answer: any }> {
  const { login, password, taxNumber, signingKey } = sellerCredentials;
  const signature = signRequest({ requestId, timestamp, signingKey, operations });
  const body = `<${name}Request xmlns="http://schemas.nav.gov.hu/OSA/3.0/api" xmlns:c="http://schemas.nav.gov.hu/NTCA/1.0/common">
    <c:header><c:requestId>${requestId}</c:requestId><c:timestamp>${timestamp}</c:timestamp>
      <c:requestVersion>${version}</c:requestVersion><c:headerVersion>${headerVersion}</c:headerVersion></c:header>
    <c:user><c:login>${login}</c:login><c:passwordHash cryptoType="SHA-512">${hashPassword(password)}</c:passwordHash>
      <c:taxNumber>${taxNumber}</c:taxNumber><c:requestSignature cryptoType="${crypto}">${signature}</c:requestSignature></c:user>
    <software><softwareId>HU12345676-TEST-01</softwareId><softwareName>test</softwareName>
      <softwareOperation>LOCAL_SOFTWARE</softwareOperation><softwareMainVersion>1</softwareMainVersion>
      <softwareDevName>test</softwareDevName><softwareDevContact>test</softwareDevContact></software>
    ${content}</${name}Request>`;
  return post(path, body);
}

async function post(path: string, body: string) {
  const response = await fetch(`${simulator.url}/${path}`, { method: "POST", body });
  const text = await response.text();
  // Elements are lists in plain data; only the tests read it without a shape.
  const answer = text.startsWith("<") ? (toPlain(readXml(Buffer.from(text))) as any) : undefined;
  const result = answer?.result?.[0] ?? answer;
  return { status: response.status, code: result?.errorCode?.[0] as string | undefined, answer };
}

async function aToken(): Promise<string> {
  const { answer } = await say();
  return decryptToken(answer.encodedExchangeToken[0], sellerCredentials.exchangeKey) ?? "";
}

const base64 = Buffer.from(anOrder(aHungarianInvoice()).document.bytes).toString("base64");

const report = (token: string, indices: readonly number[] = [1]): Message => ({
  name: "ManageInvoice",
  operations: indices.map(() => ({ operation: "CREATE", base64 })),
  content: `<exchangeToken>${token}</exchangeToken><invoiceOperations><compressedContent>false</compressedContent>${indices
    .map(
      (index) =>
        `<invoiceOperation><index>${index}</index><invoiceOperation>CREATE</invoiceOperation><invoiceData>${base64}</invoiceData></invoiceOperation>`,
    )
    .join("")}</invoiceOperations>`,
});

describe("the stand-in of NAV", () => {
  it("refuses what is no XML, no request, and a request of another operation", async () => {
    await open();

    expect(await post("tokenExchange", "hello")).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
    expect(await post("tokenExchange", "<x/>")).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
    expect(await say({ path: "queryTaxpayer" })).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
    expect((await post("nothing", "")).status).toBe(404);
    expect((await fetch(`${simulator.url}/tokenExchange`)).status).toBe(500);
  });

  it("says what violates the schema", async () => {
    await open();

    const refused = await say({ content: "<page>1</page>" });

    expect(refused).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
    expect(refused.answer.technicalValidationMessages[0].message[0]).toContain("/TokenExchangeRequest");
  });

  it.each<[string, Message]>([
    ["INVALID_REQUEST_VERSION", { version: "2.0" }],
    ["INVALID_HEADER_VERSION", { headerVersion: "2.0" }],
    ["INVALID_REQUEST_SIGNATURE_HASH_CRYPTO", { crypto: "SHA-512" }],
    ["INVALID_TIMESTAMP", { timestamp: new Date(Date.now() - 25 * 60 * 60_000).toISOString() }],
    ["INVALID_REQUEST_SIGNATURE", { operations: [{ operation: "CREATE", base64: "QQ==" }] }],
  ])("answers %s", async (code, message) => {
    await open();

    expect(await say(message)).toMatchObject({ code });
  });

  it("takes the id of a request that succeeded once, and that of one that failed again", async () => {
    await open();
    const requestId = "RID1";

    const codes = [await say({ requestId, version: "2.0" }), await say({ requestId }), await say({ requestId })];

    expect(codes.map(({ code }) => code)).toEqual(["INVALID_REQUEST_VERSION", undefined, "REQUEST_ID_NOT_UNIQUE"]);
  });

  it("takes a token once, and within five minutes", async () => {
    await open();
    const [token, late] = [await aToken(), await aToken()];

    expect(await say(report(token))).toMatchObject({ status: 200 });
    expect(await say(report(token))).toMatchObject({ code: "INVALID_EXCHANGE_TOKEN" });
    nowMs += 5 * 60_000 + 1;
    expect(await say(report(late))).toMatchObject({ code: "INVALID_EXCHANGE_TOKEN" });
  });

  it("wants indices that count from one", async () => {
    await open();

    expect(await say(report(await aToken(), [2]))).toMatchObject({ code: "INDEX_NOT_SEQUENTIAL" });
    expect(await say(report(await aToken(), [1, 3]))).toMatchObject({ code: "INDEX_NOT_SEQUENTIAL" });
  });

  it("aborts both of two reports under one number", async () => {
    await open();
    const { answer } = await say(report(await aToken(), [1, 2]));
    nowMs += 100;
    await new Promise((resolve) => setTimeout(resolve, 120));

    const status = await say({
      name: "QueryTransactionStatus",
      content: `<transactionId>${answer.transactionId[0]}</transactionId>`,
    });

    const results: any[] = status.answer.processingResults[0].processingResult;
    expect(results.map((each) => each.technicalValidationMessages[0].validationErrorCode[0])).toEqual([
      "DUPLICATE_IN_REQUEST",
      "DUPLICATE_IN_REQUEST",
    ]);
  });

  it("goes through every status on the way", async () => {
    await open();
    const { answer } = await say(report(await aToken()));
    const seen: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      const name = "QueryTransactionStatus";
      const status = await say({ name, content: `<transactionId>${answer.transactionId[0]}</transactionId>` });
      seen.push(status.answer.processingResults[0].processingResult[0].invoiceStatus[0]);
      nowMs += 10;
      await new Promise((resolve) => setTimeout(resolve, 120));
    }

    expect(seen).toEqual(["RECEIVED", "PROCESSING", "SAVED", "DONE"]);
  });

  it("lists no interval beyond 35 days, and none that ends before it begins", async () => {
    await open();
    const between = (from: string, to: string) =>
      say({
        name: "QueryTransactionList",
        content: `<page>1</page><insDate><dateTimeFrom>${from}</dateTimeFrom><dateTimeTo>${to}</dateTimeTo></insDate>`,
      });

    const tooLong = await between("2026-01-01T00:00:00Z", "2026-02-05T00:00:01Z");
    const backwards = await between("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z");
    const right = await between("2026-01-01T00:00:00Z", "2026-02-05T00:00:00Z");

    expect([tooLong.code, backwards.code, right.code]).toEqual([
      "BAD_QUERY_PARAM_RANGE_EXCEEDED",
      "BAD_QUERY_PARAM_OVERLAP",
      undefined,
    ]);
  });

  it("makes who asks too often wait four seconds", async () => {
    await open();
    let atMs = 0;
    const throttle = createThrottle(1, () => new Date(atMs));
    const isThrough = (waiting: Promise<void>) =>
      Promise.race([waiting.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 50))]);

    expect(await isThrough(throttle.enter("/tokenExchange"))).toBe(true);
    expect(await isThrough(throttle.enter("/manageInvoice"))).toBe(true);
    expect(await isThrough(throttle.enter("/tokenExchange"))).toBe(false);
    atMs = 10_000;
    expect(await isThrough(throttle.enter("/tokenExchange"))).toBe(true);
  });
});
