import { afterEach, describe, expect, it } from "vitest";
import { parseXml } from "../../../src/xml/parse-xml.js";
import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import provider from "../../../providers/anaf/index.js";
import { aBuyer, anOrder, aRefusedInvoice, aRomanianInvoice } from "./a-romanian-invoice.js";
import { examplesOf, faultsOf, faultsOfRequest, find, isThere, schemaOf } from "./official.js";
import { accepted, failureOf, type Exchange, type OpenAnaf, openAnaf, pollToEnd, until } from "./open-anaf.js";

if (!isThere)
  console.warn("SKIPPED: RO e-Factura's own OpenAPI files, which are not at ../shared/specs/anaf-efactura.");

/** An answer's body as the schemas describe it. */
function toValue({ headers = {}, body }: SimulatorResponse): { mediaType: string; value: unknown } {
  const mediaType = (headers["content-type"] ?? "application/json").split(";")[0] ?? "";
  if (mediaType !== "application/xml") return { mediaType, value: body };
  const parsed = parseXml(body as Uint8Array);
  if (!("root" in parsed)) throw new Error(parsed.problem.message);
  const attributesOf = ({ attributes }: typeof parsed.root) =>
    Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
  const { root } = parsed;
  return {
    mediaType,
    value: { ...attributesOf(root), ...(root.children.length > 0 && { Errors: root.children.map(attributesOf) }) },
  };
}

const faultsOfExchange = ({ request, response }: Exchange): readonly string[] => {
  const { method, path, query, body } = request;
  const documented = find(method, path);
  if (!documented) return [`${method} ${path} is not documented`];
  const { mediaType, value } = toValue(response);
  const found = [...faultsOfRequest(documented, query, body)];
  if (Array.isArray((value as { mesaje?: unknown }).mesaje)) {
    // The schema is that of one message; what stands around the list is only shown.
    const schema = schemaOf(documented, 200, mediaType) ?? {};
    const { mesaje } = value as { mesaje: readonly unknown[] };
    found.push(...mesaje.flatMap((message) => faultsOf(message, schema, documented.api)));
  } else if (!(value instanceof Uint8Array) && !("eroare" in (value as object))) {
    const schema = schemaOf(documented, response.status, mediaType);
    found.push(...(schema ? faultsOf(value, schema, documented.api) : [`${response.status} is not documented`]));
  }
  return found.map((fault) => `${method} ${path} ${response.status}: ${fault}`);
};

let anaf: OpenAnaf | undefined;
afterEach(async () => {
  await anaf?.close();
  anaf = undefined;
});

describe.skipIf(!isThere)("the official description of RO e-Factura", () => {
  it("knows every request that is made, and every answer the stand-in gives", async () => {
    anaf = await openAnaf({ listLagMs: 0 });
    const { call, exchanges } = anaf;
    const abroad = aBuyer({
      vatIdentifier: "BE0887290276",
      address: { line1: "Kouter 12", city: "Gent", countryCode: "BE" },
    });
    const { vatIdentifier: _, ...consumer } = aBuyer({ legalRegistration: { value: "0000000000000" } });
    const invoices = [
      aRomanianInvoice(),
      aRefusedInvoice({ number: "F-2" }),
      aRomanianInvoice({ number: "F-3", buyer: abroad }),
      aRomanianInvoice({ number: "F-4", buyer: consumer }),
      aRomanianInvoice({ number: "F-5", kind: "CREDIT_NOTE", typeCode: "381" }),
    ];
    for (const invoice of invoices) {
      const reference = accepted(await provider.submit(anOrder(invoice), call));
      await pollToEnd(reference, anaf);
      await provider.fetchEvidence(reference, call);
      await provider.fetchPdf(reference, call);
    }
    await provider.listReceived(undefined, call);
    await until(async () => {
      const order = { ...anOrder(), progress: { id: "key", since: String(Date.now() - 60_000) } };
      return provider.reconcile(order, call);
    });
    await failureOf(provider.polling.fetch([{ id: "15000" }], call));

    const calls = exchanges.filter(({ request }) => !request.path.includes("oauth2"));
    expect(calls.flatMap(faultsOfExchange)).toEqual([]);
    const used = new Set(calls.map(({ request }) => request.path.split("/")[1]));
    expect([...used].sort((left = "", right = "") => left.localeCompare(right))).toEqual([
      "descarcare",
      "listaMesajePaginatieFactura",
      "stareMesaj",
      "transformare",
      "upload",
      "uploadb2c",
    ]);
  });

  it.each(examplesOf("POST", "/upload"))("shows an answer to an upload that is understood: $name", async (example) => {
    anaf = await openAnaf();
    anaf.simulator.fail({ path: /upload/, times: 1, how: { answer: example } });
    const work = provider.submit(anOrder(), anaf.call);

    if (example.name.includes("succes")) return expect(accepted(await work).id).toBe("3828");
    const { problem, consequence } = await failureOf(work);

    expect(problem.kind).not.toBe("INVALID_RESPONSE");
    expect(consequence).toBe(
      /fisierul transmis|marimea fisierului/.test(example.name)
        ? "refused"
        : example.name === "eroare tehnica"
          ? "hold"
          : "retry",
    );
    return undefined;
  });

  it.each(examplesOf("GET", "/stareMesaj"))("shows a state that is understood: $name", async (example) => {
    anaf = await openAnaf();
    anaf.simulator.fail({ path: /stareMesaj/, times: 1, how: { answer: example } });
    const error = { eroare: "Pentru id=1 nu exista inregistrata nici o factura", titlu: "Descarcare mesaj" };
    anaf.simulator.fail({ path: /descarcare/, times: 1, how: { answer: { status: 200, body: error } } });
    const work = provider.polling.fetch([{ id: "18" }], anaf.call);

    if (/cu succes|in prelucrare|preluata/.test(example.name) && !example.name.includes("nu a fost prelucrata")) {
      const [report] = await work;
      expect(provider.statuses).toHaveProperty([report!.status]);
    } else {
      const { problem, consequence } = await failureOf(work);
      expect(problem.kind).not.toBe("INVALID_RESPONSE");
      expect(consequence).toBe("retry");
    }
  });

  it.each(examplesOf("GET", "/listaMesajePaginatieFactura"))(
    "shows a list that is understood: $name",
    async (example) => {
      anaf = await openAnaf();
      anaf.simulator.fail({ path: /lista/, times: 40, how: { answer: example } });
      const work = provider.listReceived(undefined, anaf.call);

      if (example.name === "cif-ul returneaza mesaje") {
        expect((await work).items.map(({ reference }) => reference["message"])).toEqual(["3001474424", "3001474425"]);
      } else if (/nu exista mesaje|paginia|in viitor/.test(example.name)) {
        expect((await work).items).toEqual([]);
      } else {
        const { problem, consequence } = await failureOf(work);
        expect(problem.kind).not.toBe("INVALID_RESPONSE");
        expect(consequence).toBe("retry");
      }
    },
  );

  it.each(examplesOf("GET", "/descarcare").filter(({ name }) => !name.includes("cu succes")))(
    "shows a download that fails and is understood: $name",
    async (example) => {
      anaf = await openAnaf();
      anaf.simulator.fail({ path: /descarcare/, times: 1, how: { answer: example } });

      const { problem, consequence } = await failureOf(
        provider.fetchReceived({ id: "message-1", message: "1", upload: "2" }, anaf.call),
      );

      expect(problem.kind).not.toBe("INVALID_RESPONSE");
      expect(consequence).toBe("retry");
    },
  );

  it.each(
    examplesOf("POST", "/transformare/FACT1/DA").filter(({ name, status }) => status === 200 && !/succes/.test(name)),
  )("shows a PDF that is not made and is understood: $name", async (example) => {
    anaf = await openAnaf();
    const reference = accepted(await provider.submit(anOrder(), anaf.call));
    await pollToEnd(reference, anaf);
    anaf.simulator.fail({ path: /transformare/, times: 1, how: { answer: example } });

    const { problem, consequence } = await failureOf(provider.fetchPdf(reference, anaf.call));

    expect(problem.kind).not.toBe("INVALID_RESPONSE");
    expect(consequence).toBe("retry");
  });
});
