import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { compileXsd, type Xsd } from "../../../src/infrastructure/rule-packs/xsd.js";
import type { Call, Http } from "../../../src/provider-kit/call.js";
import type { Credentials } from "../../../providers/aeat-verifactu/credentials.js";
import provider from "../../../providers/aeat-verifactu/index.js";
import { readBody, toPart, toXml } from "../../../providers/aeat-verifactu/soap.js";
import { serializeXml } from "../../../src/xml/serialize-xml.js";
import { aBuyer, aRefusedInvoice, aSpanishInvoice, aTax, anOrder } from "./a-spanish-invoice.js";
import { needAccepted, openVerifactu, type OpenVerifactu } from "./open-verifactu.js";

const official = path.resolve(import.meta.dirname, "../../../../shared/specs/aeat-verifactu");
const isThere = existsSync(official);
if (!isThere) console.warn(`SKIPPED: the AEAT's schemas are not at ${official}`);

/** The schemas import that of signatures by URL. No record of VERI*FACTU is signed: a name is enough. */
const signatures =
  '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/09/xmldsig#"><element name="Signature"/></schema>';

const names = ["SuministroInformacion", "SuministroLR", "ConsultaLR", "RespuestaSuministro", "RespuestaConsultaLR"];

function readSchemas(): ReadonlyMap<string, Uint8Array> {
  const files = names.map((name): [string, Uint8Array] => {
    const text = readFileSync(path.join(official, `${name}.xsd`), "utf8");
    return [`${name}.xsd`, Buffer.from(text.replace(/http:[^"]*xmldsig-core-schema\.xsd/, "xmldsig.xsd"))];
  });
  return new Map([...files, ["xmldsig.xsd", Buffer.from(signatures)]]);
}

const schemaOf: Readonly<Record<string, string>> = {
  RegFactuSistemaFacturacion: "SuministroLR.xsd",
  ConsultaFactuSistemaFacturacion: "ConsultaLR.xsd",
  RespuestaRegFactuSistemaFacturacion: "RespuestaSuministro.xsd",
  RespuestaConsultaFactuSistemaFacturacion: "RespuestaConsultaLR.xsd",
};

const verifactu = { buyer: { identification: "PASSPORT", number: "X1234567", countryCode: "US" } };
const creditNote = { kind: "CREDIT_NOTE", typeCode: "381" } as const;
const preceding = [{ number: "FT-0", issueDate: "2025-02-03" }];
const untaxed = (tax: Partial<Invoice["vatBreakdown"][number]>): Partial<Invoice> => ({
  vatBreakdown: [aTax({ taxableAmount: "250.00", taxAmount: "0.00", rate: "0", ...tax })],
  totals: {
    lineNetTotal: "250.00",
    taxExclusive: "250.00",
    vatAmount: "0.00",
    taxInclusive: "250.00",
    payable: "250.00",
  },
});
const extended = (own: Record<string, unknown>): Partial<Invoice> => ({ extensions: { verifactu: own } });

const invoices: readonly (readonly [string, Partial<Invoice>])[] = [
  ["an invoice", {}],
  ["an invoice to a buyer of another member state", untaxed({ category: "K", exemptionReasonCode: "VATEX-EU-IC" })],
  [
    "an export to somebody with a passport",
    { ...untaxed({ category: "G" }), buyer: aBuyer({ extensions: { verifactu: verifactu.buyer } }) },
  ],
  ["a reverse charge", untaxed({ category: "AE" })],
  ["an operation that is not subject", untaxed({ category: "O" })],
  ["an invoice with a surcharge", { vatBreakdown: [surcharged()] }],
  ["an invoice with IGIC", { vatBreakdown: [aTax({ category: "L", rate: "7", taxAmount: "14.00" })] }],
  ["an invoice with IPSI", { vatBreakdown: [aTax({ category: "M", rate: "4", taxAmount: "8.00" })] }],
  ["a simplified invoice", extended({ simplified: "SIMPLIFIED" })],
  ["a qualified simplified invoice", extended({ simplified: "QUALIFIED" })],
  ["an invoice without recipient", extended({ simplified: "WITHOUT_RECIPIENT" })],
  [
    "an invoice instead of simplified ones",
    { ...extended({ replacesSimplified: true }), precedingInvoices: preceding },
  ],
  ["a credit note", { ...creditNote, precedingInvoices: preceding }],
  [
    "a substitution",
    {
      typeCode: "384",
      precedingInvoices: preceding,
      correction: { method: "BEFORE_AFTER", linesBefore: aSpanishInvoice().lines },
    },
  ],
  ["a self-billed invoice of February", { typeCode: "389", delivery: { date: "2025-02-20" } }],
  ["an invoice by somebody else", { parties: [invoicer()] }],
  ["an invoice sent once more", extended({ remedy: "REFUSED_BEFORE" })],
  ["an invoice of a hundred million", { totals: { ...aSpanishInvoice().totals, taxInclusive: "100000000.00" } }],
];

function surcharged() {
  return aTax({ extensions: { verifactu: { surchargeRate: "5.2", surchargeAmount: "10.40" } } });
}

function invoicer(): Invoice["parties"][number] {
  return {
    role: "INVOICER",
    name: "Facturas Rápidas Lda",
    identifiers: [],
    vatIdentifier: "PT501442600",
    address: { countryCode: "PT" },
  };
}

describe.skipIf(!isThere)("what goes over the wire to VERI*FACTU, by the AEAT's own schemas", () => {
  const schemas = new Map<string, Xsd>();
  let open: OpenVerifactu;
  beforeAll(() => {
    const files = readSchemas();
    for (const file of new Set(Object.values(schemaOf))) schemas.set(file, compileXsd(files, file));
  });
  afterAll(() => schemas.forEach((schema) => schema.dispose()));
  afterEach(() => open.close());

  const faultsIn = (envelope: Uint8Array): string[] => {
    const root = toXml(toPart(readBody(envelope)));
    const schema = schemas.get(schemaOf[root.name] ?? "");
    if (!schema) return [`${root.name} is in no schema`];
    return schema.validate({ bytes: serializeXml(root), root }).map(({ message, xpath }) => `${xpath}: ${message}`);
  };

  /** A call that keeps every envelope, there and back. */
  const recording = (call: Call<Credentials>, kept: Uint8Array[]): Call<Credentials> => {
    const http: Http = {
      send(request) {
        const { body, expect: expected } = request;
        if (!body || !("bytes" in body) || !("bytes" in expected)) throw new Error("this is no SOAP");
        kept.push(body.bytes);
        const read = (bytes: Uint8Array, headers: Readonly<Record<string, string>>) => {
          kept.push(bytes);
          return expected.bytes(bytes, headers);
        };
        return call.http.send({ ...request, expect: { bytes: read } });
      },
    };
    return { ...call, http };
  };

  it.each(invoices)("is valid for %s, its question and its annulment", async (_, changes) => {
    open = await openVerifactu();
    const kept: Uint8Array[] = [];
    const call = recording(open.call, kept);
    const order = anOrder(aSpanishInvoice(changes));

    const { reference } = needAccepted(await provider.submit(order, call));
    await provider.polling.fetch([reference], call);
    await provider.cancel(reference, "Error", call);
    const [annulled] = await provider.polling.fetch([reference], call);

    expect(kept.length).toBeGreaterThanOrEqual(8);
    expect(kept.flatMap(faultsIn)).toEqual([]);
    expect(annulled?.status).toBe("Anulada");
  });

  it("is valid for a request of which some records are refused, marked or there already", async () => {
    open = await openVerifactu();
    const kept: Uint8Array[] = [];
    const call = recording(open.call, kept);
    const stranger = aBuyer({ vatIdentifier: "ESB99999997" });
    const orders = [
      anOrder(aSpanishInvoice({ number: "FT-1" })),
      anOrder(aRefusedInvoice({ number: "FT-2" })),
      anOrder(aSpanishInvoice({ number: "FT-3", buyer: stranger })),
      anOrder(aSpanishInvoice({ number: "FT-1" }), { key: "another" }),
    ];

    const receipts = await provider.submitBatch(orders, call);
    await provider.reconcile(orders[2]!, call);

    expect(kept.flatMap(faultsIn)).toEqual([]);
    expect(receipts).toMatchObject([
      { status: "Correcto" },
      { outcome: "rejected" },
      { status: "AceptadoConErrores" },
      { status: "RegistroDuplicado" },
    ]);
  });

  it("is seen to be invalid when it is", () => {
    const envelope = new TextEncoder().encode(
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>' +
        '<RegFactuSistemaFacturacion xmlns="https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/aplicaciones/es/aeat/tike/cont/ws/SuministroLR.xsd"/>' +
        "</e:Body></e:Envelope>",
    );

    expect(faultsIn(envelope)).not.toEqual([]);
  });
});
