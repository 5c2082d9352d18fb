import { add, type Decimal, isZero, subtract, sum } from "../../domain/decimal.js";
import type { Invoice, OtherTax, SupportingDocument, VatBreakdown } from "../../domain/invoice.js";
import { deriveTotals, taxOn, vatKey } from "../../domain/totals.js";
import type { RuleViolation } from "../../domain/validation.js";
import { parseXml } from "../../xml/parse-xml.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { type DocumentReading, listUnmapped, Reading } from "../mapping/reading.js";
import { refusal, refusalOf } from "../mapping/refusal.js";
import { isTaxed } from "./codes.js";
import { namespace, ruleset } from "./fattura-writing.js";
import { Place, present } from "./fattura-reading.js";
import { openSigned } from "./open-signed.js";
import { readDelivery, readGeneralData, readReferences } from "./read-general.js";
import { readBuyer, readParties, readSeller, readTaxRepresentative } from "./read-header.js";
import { type GoodsAndServices, readGoodsAndServices } from "./read-lines.js";
import { readPayment } from "./read-payment.js";
import { toUtf8 } from "./to-utf8.js";

/** An invoice, or everything that keeps the document from being one. */
export type FatturaPaReading = { readonly invoice: Invoice } | { readonly violations: readonly RuleViolation[] };

/**
 * Reads an ordinary FatturaPA invoice, also out of a signed envelope (.p7m). A file may hold several invoices (lotto);
 * one that does is refused. What the model cannot hold is listed in `invoice.unmapped`.
 */
export function readFatturaPa(bytes: Uint8Array): FatturaPaReading {
  const parsed = parseXml(toUtf8(openSigned(bytes) ?? bytes));
  if ("problem" in parsed) return { violations: [refusalOf(parsed.problem)] };
  const { root } = parsed;
  if (root.name !== "FatturaElettronica" || root.namespace !== namespace) {
    const message = `The root element is ${root.name} in "${root.namespace}", not a FatturaPA 1.2 invoice`;
    return { violations: [refusal("FATTURAPA-ROOT", ruleset, message)] };
  }
  const bodies = root.children.filter(({ name }) => name === "FatturaElettronicaBody").length;
  if (bodies !== 1) {
    return { violations: [refusal("FATTURAPA-LOT", ruleset, `The file holds ${bodies} invoices instead of one`)] };
  }
  return readRoot(root);
}

function readRoot(root: XmlElement): FatturaPaReading {
  const document: DocumentReading = {
    syntax: ruleset,
    currency: undefined,
    accountingCurrency: undefined,
    violations: [],
    mapped: new Set(root.attributes.filter(({ name }) => name === "versione")),
  };
  const whole = new Place(new Reading(document, root));
  const invoice = readInvoice(whole.at("FatturaElettronicaHeader"), whole.at("FatturaElettronicaBody"));
  for (const child of root.children) if (child.name === "Signature") markAll(child, document);
  if (document.violations.length > 0) return { violations: document.violations };
  return { invoice: { ...invoice, unmapped: listUnmapped(root, document.mapped) } };
}

/** A signature is no part of the invoice. */
function markAll(element: XmlElement, document: DocumentReading): void {
  document.mapped.add(element);
  element.attributes.forEach((attribute) => document.mapped.add(attribute));
  element.children.forEach((child) => markAll(child, document));
}

function readInvoice(header: Place, body: Place): Invoice {
  const general = readGeneralData(body);
  const { orderLines, ...references } = readReferences(body);
  const goods = readGoodsAndServices(body);
  const vatBreakdown = withoutFunds(goods.vatBreakdown, general.otherTaxes);
  const document = body.at("DatiGenerali/DatiGeneraliDocumento");
  const roundingAmount = document.number("Arrotondamento");
  const totals = deriveTotals(goods, vatBreakdown, present({ roundingAmount }));
  const funds = fundsOf(general.otherTaxes, goods.vatBreakdown, vatBreakdown);
  const total = document.number("ImportoTotaleDocumento");
  if (total !== undefined && !isZero(subtract(total, add(totals.taxInclusive, funds)))) {
    document.leaveUnmapped("ImportoTotaleDocumento");
  }
  const withheld = sum(general.otherTaxes.filter(({ kind }) => kind === "WITHHOLDING").map(({ amount }) => amount));
  const split = sum(vatBreakdown.filter(({ category }) => category === "B").map(({ taxAmount }) => taxAmount));
  const payable = subtract(subtract(add(totals.payable, funds), withheld), split);
  const isDeferred = body
    .at("DatiBeniServizi")
    .all("DatiRiepilogo")
    .some((entry) => entry.text("EsigibilitaIVA") === "D");
  return {
    ...general,
    ...present({
      taxPointDateCode: isDeferred ? "432" : undefined,
      buyerAccountingReference: header.text("CedentePrestatore/RiferimentoAmministrazione"),
      taxRepresentative: readTaxRepresentative(header),
      delivery: readDelivery(body),
    }),
    ...references,
    process: { specification: namespace },
    seller: readSeller(header),
    buyer: readBuyer(header),
    ...goods,
    lines: goods.lines.map((line) => {
      const item = orderLines.get(line.id);
      return item === undefined ? line : { ...line, purchaseOrderLineReference: item };
    }),
    vatBreakdown,
    totals,
    ...readPayment(body, payable),
    attachments: readAttachments(body),
    exchangeRates: [],
    prepayments: [],
    parties: readParties(header, body),
    unmapped: [],
  };
}

/** EN 16931 has no pension funds: what they add to base and tax is taken out again. */
function withoutFunds(entries: GoodsAndServices["vatBreakdown"], taxes: readonly OtherTax[]): VatBreakdown[] {
  return entries.flatMap((entry) => {
    const own = taxes
      .filter(({ kind, vat }) => kind === "FUND" && vat && sameVat(vat, entry))
      .map(({ amount }) => amount);
    if (own.length === 0) return [entry];
    const base = sum(own);
    const taxableAmount = subtract(entry.taxableAmount, base);
    const tax = isTaxed(entry.category) ? taxOn(base, entry.rate ?? "0") : "0";
    return isZero(taxableAmount) ? [] : [{ ...entry, taxableAmount, taxAmount: subtract(entry.taxAmount, tax) }];
  });
}

/** A fund says its rate only; split payment (B) is said in the summary. */
const sameVat = (fund: { category: string; rate?: string }, entry: VatBreakdown): boolean =>
  vatKey(fund) === vatKey({ ...entry, category: entry.category === "B" ? "S" : entry.category });

function fundsOf(taxes: readonly OtherTax[], before: readonly VatBreakdown[], after: readonly VatBreakdown[]): Decimal {
  const amounts = sum(taxes.filter(({ kind }) => kind === "FUND").map(({ amount }) => amount));
  const tax = (entries: readonly VatBreakdown[]) => sum(entries.map(({ taxAmount }) => taxAmount));
  return add(amounts, subtract(tax(before), tax(after)));
}

const mimeCodes: Readonly<Record<string, string>> = {
  PDF: "application/pdf",
  CSV: "text/csv",
  PNG: "image/png",
  JPG: "image/jpeg",
  JPEG: "image/jpeg",
  XML: "application/xml",
  ZIP: "application/zip",
};

function readAttachments(body: Place): SupportingDocument[] {
  return body.all("Allegati").map((place) => {
    const fileName = place.needed("NomeAttachment", "BT-125");
    const format = place.text("FormatoAttachment")?.toUpperCase() ?? fileName.split(".").at(-1)?.toUpperCase() ?? "";
    const base64 = place.needed("Attachment", "BT-125").replace(/\s+/g, "");
    return {
      reference: fileName,
      ...present({ description: place.text("DescrizioneAttachment") }),
      content: { fileName, mimeCode: mimeCodes[format] ?? "application/octet-stream", base64 },
    };
  });
}
