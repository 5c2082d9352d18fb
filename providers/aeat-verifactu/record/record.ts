import { absolute, compare, sum } from "../../../src/domain/decimal.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { RuleViolation } from "../../../src/domain/validation.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { isXmlText } from "../../../src/xml/serialize-xml.js";
import { toAmount, toSpanishDate } from "./amounts.js";
import { signed, toBreakdown } from "./breakdown.js";
import { extensions } from "../extensions.js";
import { collectFindings, type Findings } from "./findings.js";
import { isSelfBilled, isSubstitution, type OwnFields, toCorrection, toInvoiceType, toReferences } from "./kinds.js";
import { needSellerNif, toBuyer, toName, toRelatedParty } from "./parties.js";
import { optional, type Part } from "../soap.js";

/**
 * What the AEAT registers of an invoice (RegistroAlta), up to where the chain begins: the link to the record before, the
 * invoicing system, the moment and the hash come when it is sent. Source: Orden HAC/1177/2024, annex, and
 * SuministroInformacion.xsd.
 *
 * A record is not the invoice: lines, payment, delivery addresses, references, notes, attachments and what is withheld
 * are between the parties and stay with the gateway. What would make the record untrue is refused.
 */
export function toRecord(invoice: Invoice): { record: Part } | { violations: readonly RuleViolation[] } {
  const findings = collectFindings();
  const own = readExtension(extensions, "invoice", invoice) ?? {};
  refuseWhatHasNoPlace(invoice, findings);
  const record = writeRecord(invoice, own, findings);
  refuseUnwritable(record, findings);
  if (findings.violations.length > 0) return { violations: findings.violations };
  return { record };
}

function refuseWhatHasNoPlace(invoice: Invoice, findings: Findings): void {
  const { currencyCode, taxRepresentative, otherTaxes } = invoice;
  if (currencyCode !== "EUR")
    findings.add("BT-5", ["currencyCode"], `amounts are registered in EUR; these are in ${currencyCode}`);
  if (taxRepresentative)
    findings.add("BG-11", ["taxRepresentative"], "VERI*FACTU has no place for a tax representative of the seller");
  otherTaxes.forEach(({ kind }, index) => {
    const path = ["otherTaxes", String(index), "kind"];
    if (kind !== "WITHHOLDING") findings.add("otherTaxes", path, `VERI*FACTU registers no tax of kind ${kind}`);
  });
}

function writeRecord(invoice: Invoice, own: OwnFields, findings: Findings): Part {
  const { number, issueDate, seller, totals } = invoice;
  const issuer = needSellerNif(seller, findings);
  const type = toInvoiceType(invoice, own, findings);
  const isNegated = invoice.kind === "CREDIT_NOTE" && !isSubstitution(invoice);
  const details = toBreakdown(invoice, isNegated, findings);
  const surcharges = details.map(({ surcharge }) => surcharge);
  const taxTotal = signed(sum([...details.map(({ tax }) => tax), ...surcharges]), isNegated);
  const total = toAmount(
    signed(sum([totals.taxInclusive, ...surcharges]), isNegated),
    "BT-112",
    ["totals", "taxInclusive"],
    findings,
  );
  const namesBuyer = type !== "F2" && type !== "R5";
  return [
    "sf:RegistroAlta",
    [
      ["sf:IDVersion", "1.0"],
      [
        "sf:IDFactura",
        [
          ["sf:IDEmisorFactura", issuer],
          ["sf:NumSerieFactura", toNumber(number, findings)],
          ["sf:FechaExpedicionFactura", toSpanishDate(issueDate)],
        ],
      ],
      ["sf:NombreRazonEmisor", toName(seller.name, "BT-27", ["seller", "name"], findings)[1]],
      ...toRemedy(own),
      ["sf:TipoFactura", type],
      ...toCorrection(invoice, own, issuer, findings),
      type === "F3"
        ? toReferences("sf:FacturasSustituidas", "sf:IDFacturaSustituida", invoice, issuer, findings)
        : undefined,
      optional("sf:FechaOperacion", toOperationDate(invoice, findings)),
      ["sf:DescripcionOperacion", toDescription(invoice, own, findings)],
      own.simplified === "QUALIFIED" ? ["sf:FacturaSimplificadaArt7273", "S"] : undefined,
      own.simplified === "WITHOUT_RECIPIENT" ? ["sf:FacturaSinIdentifDestinatarioArt61d", "S"] : undefined,
      compare(absolute(total), "100000000") >= 0 ? ["sf:Macrodato", "S"] : undefined,
      ...toThirdParty(invoice, findings),
      namesBuyer ? ["sf:Destinatarios", toRecipients(invoice, findings)] : undefined,
      ["sf:Desglose", details.map(({ part }) => part)],
      ["sf:CuotaTotal", toAmount(taxTotal, "BT-110", ["totals", "vatAmount"], findings)],
      ["sf:ImporteTotal", total],
    ],
  ];
}

/** Printable ASCII without quotes, angle brackets and the equals sign. */
function toNumber(number: string, findings: Findings): string {
  if (number.length < 1 || number.length > 60)
    findings.add("BT-1", ["number"], `the number has ${number.length} characters; the AEAT takes 60`);
  if (!/^[ -~]*$/.test(number) || /["'<>=]/.test(number))
    findings.add("BT-1", ["number"], `${number} holds a character that the AEAT does not take in a number`);
  return number;
}

function toRemedy({ remedy }: OwnFields): Part[] {
  if (!remedy) return [];
  const before = { REFUSED_BEFORE: "X", AMENDS: "N", AMENDMENT_REFUSED: "S" }[remedy];
  return [
    ["sf:Subsanacion", "S"],
    ["sf:RechazoPrevio", before],
  ];
}

/** The AEAT takes a day after the issue date only where the tax is not due yet (error 1146). */
function toOperationDate(invoice: Invoice, findings: Findings): string | undefined {
  const { issueDate, taxPointDate, delivery, invoicingPeriod, vatBreakdown } = invoice;
  const isPending = vatBreakdown.some((entry) =>
    readExtension(extensions, "tax", entry)?.regime?.startsWith("PENDING"),
  );
  if (taxPointDate !== undefined) {
    if (taxPointDate > issueDate && !isPending)
      findings.add("BT-7", ["taxPointDate"], `${taxPointDate} is after the issue date ${issueDate}`);
    return taxPointDate === issueDate ? undefined : toSpanishDate(taxPointDate);
  }
  const performed = delivery?.date ?? invoicingPeriod?.endDate;
  return performed !== undefined && performed < issueDate ? toSpanishDate(performed) : undefined;
}

function toDescription({ lines }: Invoice, { description }: OwnFields, findings: Findings): string {
  const names = [...new Set(lines.map(({ item }) => item.name))].join("; ");
  // A shortened list of items still says what it was about; whole characters only.
  const text = description ?? Array.from(names).slice(0, 500).join("");
  return findings.need(text, "BT-153", ["lines", "0", "item", "name"], "the record needs to say what was supplied");
}

/** Who issued it in the seller's name: the buyer, or somebody else. */
function toThirdParty(invoice: Invoice, findings: Findings): Part[] {
  if (isSelfBilled(invoice)) return [["sf:EmitidaPorTerceroODestinatario", "D"]];
  const index = invoice.parties.findIndex(({ role }) => role === "INVOICER");
  const invoicer = invoice.parties[index];
  if (!invoicer) return [];
  return [
    ["sf:EmitidaPorTerceroODestinatario", "T"],
    ["sf:Tercero", toRelatedParty(invoicer, ["parties", String(index)], findings)],
  ];
}

const toRecipients = ({ buyer, parties }: Invoice, findings: Findings): Part[] => [
  ["sf:IDDestinatario", toBuyer(buyer, findings)],
  ...parties.flatMap((party, index): Part[] =>
    party.role === "ADDITIONAL_BUYER"
      ? [["sf:IDDestinatario", toRelatedParty(party, ["parties", String(index)], findings)]]
      : [],
  ),
];

function refuseUnwritable([name, content]: Part, findings: Findings): void {
  if (typeof content !== "string") {
    for (const part of content) if (part) refuseUnwritable(part, findings);
  } else if (!isXmlText(content)) {
    findings.add(name.slice(name.indexOf(":") + 1), [], "the text holds a character that XML cannot carry");
  }
}
