import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, serveSimulator } from "../../../src/provider-kit/simulator-server.js";
import { declareSimulator, type SimulatorOptions } from "../../../providers/anaf/simulator.js";
import { supplierClient } from "../../../providers/anaf/simulator/taxpayers.js";
import { anOrder } from "./a-romanian-invoice.js";
import { examplesOf } from "./official.js";

let simulator: RunningSimulator;
let token: string;

const basic = `Basic ${Buffer.from(`${supplierClient.clientId}:${supplierClient.clientSecret}`).toString("base64")}`;

const signIn = async (form: Readonly<Record<string, string>>, authorization = basic) => {
  const answer = await fetch(`${simulator.url}/anaf-oauth2/v1/token`, {
    method: "POST",
    headers: { authorization },
    body: new URLSearchParams(form),
  });
  return (await answer.json()) as Record<string, string>;
};

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await serveSimulator(declareSimulator({ listLagMs: 0, ...options }), { stepMs: 5 });
  const { refreshToken } = simulator.credentials as { refreshToken: string };
  const form = { grant_type: "refresh_token", refresh_token: refreshToken, token_content_type: "jwt" };
  token = (await signIn(form))["access_token"] ?? "";
}

const ask = async (method: string, path: string, body?: string | Uint8Array): Promise<string> => {
  const headers = { authorization: `Bearer ${token}`, "content-type": "text/plain" };
  const answer = await fetch(simulator.url + path, { method, headers, ...(body && { body: Buffer.from(body) }) });
  return `${answer.status} ${await answer.text()}`;
};

beforeEach(() => start());
afterEach(() => simulator.stop());

const upload = "/upload?standard=UBL&cif=8000000000";
const invoice = Buffer.from(anOrder().document.bytes).toString("utf8");
const list = (changes: Readonly<Record<string, string>> = {}): string => {
  const now = Date.now();
  const query = {
    startTime: String(now - 60_000),
    endTime: String(now - 1),
    cif: "8000000000",
    pagina: "1",
    ...changes,
  };
  return `/listaMesajePaginatieFactura?${new URLSearchParams(query).toString()}`;
};

/** What the documentation shows has other numbers and names. */
const shapeOf = (text: string): string => text.replace(/[\d:.-]+/g, "#").replace(/\s+/g, " ");

const sentencesOf = (path: string, method = "GET"): string[] =>
  examplesOf(method, path).flatMap(({ body }) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return [...text.matchAll(/(?:errorMessage=|"eroare":|"message":)"([^"]+)"/g)].map(([, sentence]) => sentence ?? "");
  });

const sentenceIn = (answer: string): string =>
  /(?:errorMessage=|"eroare":|"message":)"([^"]+)"/.exec(answer)?.[1] ?? answer;

describe("the stand-in for RO e-Factura says, where it refuses, what is documented", () => {
  it.each<[string, string, string?, SimulatorOptions?]>([
    ["POST", "/upload?standard=XML&cif=8000000000", invoice],
    ["POST", "/upload?standard=UBL&cif=123a", invoice],
    ["POST", "/upload?standard=UBL&cif=1234", invoice],
    ["POST", `${upload}&extern=NU`, invoice],
    ["POST", `${upload}&autofactura=NU`, invoice],
    ["POST", `${upload}&executare=NU`, invoice],
    ["POST", `${upload}&executare=DA`, invoice],
    ["POST", upload, " ".repeat(10_485_761)],
    ["POST", upload, ""],
    ["POST", "/upload?standard=UBL", invoice],
    ["GET", "/stareMesaj?id_incarcare=aaa"],
    ["GET", "/stareMesaj?id_incarcare=15000"],
    ["GET", "/stareMesaj"],
    ["GET", "/descarcare?id=123a"],
    ["GET", "/descarcare?id=21"],
    ["GET", "/descarcare"],
    ["GET", list({ filtru: "X" })],
    ["GET", list({ cif: "aaa" })],
    ["GET", list({ cif: "1234" })],
    ["GET", list({ startTime: "1" })],
    ["GET", list({ startTime: "aaa" })],
    ["GET", list({ endTime: "2" })],
    ["GET", list({ endTime: String(Date.now() + 600_000) })],
    ["GET", list()],
    ["GET", list({ pagina: "" })],
    ["GET", "/listaMesajeFactura?zile=61&cif=8000000000"],
    ["GET", "/listaMesajeFactura?zile=15&cif=8000000000"],
    ["GET", "/listaMesajeFactura?zile=aaa&cif=8000000000"],
  ])("%s %s", async (method, path, body) => {
    const sentence = sentenceIn(await ask(method, path, body));
    const documented = sentencesOf(path.split("?")[0] ?? "", method);

    if (documented.length > 0) expect(documented.map(shapeOf)).toContain(shapeOf(sentence));
    expect(sentence).toMatch(/[a-z]/);
  });

  it("when a file is not what it is said to be", async () => {
    const start = "Fisierul transmis nu este valid. org.xml.sax.SAXParseException; lineNumber: ";

    expect(await ask("POST", upload, "<Invoice1/>")).toContain(`${start}1; columnNumber: 1; cvc-elt.1.a:`);
    expect(await ask("POST", upload, "<Invoice")).toContain(start);
    expect(await ask("POST", "/upload?standard=CN&cif=8000000000", invoice)).toContain(start);
    expect(await ask("POST", "/upload?standard=RASP&cif=8000000000", invoice)).toContain(start);
  });

  it("when a day's or a minute's limit is reached", async () => {
    await simulator.stop();
    await start({ limits: { pagedListsPerDay: 1, requestsPerMinute: 3 } });
    await ask("GET", list());

    expect(await ask("GET", list())).toContain("S-au facut deja 1 interogari");
    await ask("GET", list());
    expect(await ask("GET", list())).toMatch(/^429/);
  });
});

describe("the sign-in of the stand-in", () => {
  it.each<[Readonly<Record<string, string>>, string]>([
    [{ grant_type: "authorization_code" }, "unsupported_grant_type"],
    [{ grant_type: "refresh_token", refresh_token: "r" }, "invalid_request"],
    [{ grant_type: "refresh_token", refresh_token: "r", token_content_type: "jwt" }, "invalid_grant"],
  ])("refuses %o", async (form, error) => {
    expect(await signIn(form)).toMatchObject({ error });
  });

  it("refuses whoever is no application of it", async () => {
    const form = { grant_type: "refresh_token", refresh_token: "r", token_content_type: "jwt" };

    expect(await signIn(form, "Basic bm9ib2R5OnNlY3JldA==")).toMatchObject({ error: "invalid_client" });
  });

  it("lets nobody in without a token of it", async () => {
    token = "another.token.here";

    expect(await ask("GET", list())).toMatch(/^401/);
  });
});
