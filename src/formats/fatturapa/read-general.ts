import type { Delivery, DocumentReference, Invoice, OtherTax } from "../../domain/invoice.js";
import { documentTypes, typeCodes } from "./codes.js";
import { extensionsOf, type Place, present } from "./fattura-reading.js";
import { addressOf } from "./read-header.js";
import { vatOf } from "./read-lines.js";

type General = Pick<
  Invoice,
  | "kind"
  | "number"
  | "issueDate"
  | "typeCode"
  | "currencyCode"
  | "notes"
  | "otherTaxes"
  | "precedingInvoices"
  | "extensions"
>;

/** Credit notes. */
const crediting = new Set(["TD04"]);

export function readGeneralData(body: Place): General {
  const general = body.at("DatiGenerali/DatiGeneraliDocumento");
  const type = general.needed("TipoDocumento", "BT-3");
  const typeCode = typeCodes[type] ?? "380";
  return {
    kind: crediting.has(type) ? "CREDIT_NOTE" : "INVOICE",
    number: general.needed("Numero", "BT-1"),
    issueDate: general.needed("Data", "BT-2").slice(0, 10),
    typeCode,
    currencyCode: general.needed("Divisa", "BT-5"),
    notes: general.texts("Causale").map((text) => {
      const [, subjectCode, words] = /^#([A-Z]{3})#([\s\S]+)$/.exec(text) ?? [];
      return subjectCode && words ? { subjectCode, text: words } : { text };
    }),
    otherTaxes: readOtherTaxes(body, general),
    precedingInvoices: body
      .at("DatiGenerali")
      .all("DatiFattureCollegate")
      .map((place) => present({ number: place.needed("IdDocumento", "BT-25"), issueDate: place.day("Data") })),
    ...extensionsOf({
      documentType: documentTypes[typeCode] === type ? undefined : type,
      withholdingReason: general.all("DatiRitenuta")[0]?.text("CausalePagamento"),
    }),
  };
}

function readOtherTaxes(body: Place, general: Place): OtherTax[] {
  const withheld = body
    .at("DatiBeniServizi")
    .all("DettaglioLinee")
    .map((line) => (line.text("Ritenuta") === "SI" ? line.text("NumeroLinea") : undefined));
  const lineNumbers = withheld.includes(undefined) ? withheld.filter((id) => id !== undefined) : [];
  const stamp = general.at("DatiBollo");
  stamp.text("BolloVirtuale");
  return [
    ...general.all("DatiRitenuta").map((tax) => ({
      kind: "WITHHOLDING" as const,
      ...present({ code: tax.text("TipoRitenuta"), rate: tax.number("AliquotaRitenuta") }),
      amount: tax.neededNumber("ImportoRitenuta", "otherTaxes.amount"),
      lineNumbers,
    })),
    ...general.all("DatiCassaPrevidenziale").map((tax) => ({
      kind: "FUND" as const,
      ...present({
        code: tax.text("TipoCassa"),
        rate: tax.number("AlCassa"),
        baseAmount: tax.number("ImponibileCassa"),
      }),
      amount: tax.neededNumber("ImportoContributoCassa", "otherTaxes.amount"),
      vat: vatOf(tax, false),
      lineNumbers: [],
    })),
    ...(stamp.isThere
      ? [{ kind: "STAMP" as const, amount: stamp.number("ImportoBollo") ?? "2.00", lineNumbers: [] }]
      : []),
  ];
}

type References = Pick<
  Invoice,
  | "purchaseOrderReferences"
  | "contractReferences"
  | "receivingAdviceReferences"
  | "despatchAdviceReferences"
  | "projectReference"
  | "tenderOrLotReference"
>;

/** Codes of projects and tenders stand beside an order or a contract; the first of each is taken. */
export function readReferences(body: Place): References & { readonly orderLines: ReadonlyMap<string, string> } {
  const general = body.at("DatiGenerali");
  const orderLines = new Map<string, string>();
  const orders = general.all("DatiOrdineAcquisto").flatMap((place): DocumentReference[] => {
    const [line, ...more] = place.all("RiferimentoNumeroLinea");
    const item = place.at("NumItem").reading.text()?.trim();
    const id = line?.reading.text()?.trim();
    if (item === undefined || id === undefined || more.length > 0) return [referenceOf(place)];
    orderLines.set(id, item);
    place.text("NumItem");
    line?.reading.markMapped();
    return [referenceOf(place)];
  });
  const contracts = general.all("DatiContratto");
  const carriers = [...general.all("DatiOrdineAcquisto"), ...contracts];
  const first = (name: string) => carriers.find((place) => place.at(name).isThere)?.text(name);
  return {
    purchaseOrderReferences: withoutRepetition(orders),
    contractReferences: contracts.map(referenceOf),
    receivingAdviceReferences: general.all("DatiRicezione").map(referenceOf),
    despatchAdviceReferences: general.all("DatiDDT").map((place) => ({
      id: place.needed("NumeroDDT", "BT-16"),
      ...present({ issueDate: place.day("DataDDT") }),
      lineNumbers: place.texts("RiferimentoNumeroLinea"),
    })),
    ...present({ projectReference: first("CodiceCUP"), tenderOrLotReference: first("CodiceCIG") }),
    orderLines,
  };
}

const referenceOf = (place: Place): DocumentReference => ({
  id: place.needed("IdDocumento", "BT-13"),
  ...present({ issueDate: place.day("Data") }),
  lineNumbers: place.texts("RiferimentoNumeroLinea"),
});

/** An order is named again for each of its lines. */
function withoutRepetition(orders: readonly DocumentReference[]): DocumentReference[] {
  const known = new Map<string, DocumentReference>();
  for (const order of orders) {
    const before = known.get(order.id);
    known.set(order.id, before ? { ...order, ...before } : order);
  }
  return [...known.values()];
}

export function readDelivery(body: Place): Delivery | undefined {
  const transport = body.at("DatiGenerali/DatiTrasporto");
  const date = transport.day("DataOraConsegna");
  const address = transport.at("IndirizzoResa");
  if (!date && !address.isThere) return undefined;
  return { ...(date && { date }), ...(address.isThere && { address: addressOf(address) }) };
}
