import type { Installment, Invoice, OtherTax, Prepayment } from "../../domain/invoice.js";
import { isEqual, sum } from "../../domain/decimal.js";
import { isBlank, isNamed } from "../../xml/xml-tree.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { additions, needed } from "../mapping/additions.js";
import { amountAt, dateAt, decimalAt, textAt } from "../mapping/contents.js";
import { inside, standing, uncarried, uncarriedList } from "../mapping/groups.js";
import { readAll, writeAll } from "../mapping/mapping.js";
import type { Draft, Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import type { Reading } from "../mapping/reading.js";

const hasText = ({ children }: XmlElement, qualifiedName: string): boolean =>
  children.some((child) => isNamed(child, nameOf(qualifiedName)) && !isBlank(child.text));

const installmentDueDate: Mapping<Installment> = dateAt("dueDate", "cbc:InstallmentDueDate", "Its due date", needed);
const paymentDueDate: Mapping<Installment> = dateAt("dueDate", "cbc:PaymentDueDate", "Its due date", needed);

const installment: Mappings<Installment> = [
  uncarried("meansCode", "payment terms have no means of payment"),
  decimalAt("percentage", "cbc:PaymentPercent", "The percentage of an instalment"),
  amountAt("amount", "cbc:Amount", "The amount of an instalment"),
  {
    read: (from, draft) =>
      (from.element && hasText(from.element, "cbc:InstallmentDueDate") ? installmentDueDate : paymentDueDate).read(
        from,
        draft,
      ),
    write: installmentDueDate.write,
  },
];

/** Others write the day as PaymentDueDate; with neither amount nor percentage that may be the one of the invoice. */
const isInstallment = (terms: XmlElement): boolean =>
  hasText(terms, "cbc:InstallmentDueDate") ||
  (hasText(terms, "cbc:PaymentDueDate") && (hasText(terms, "cbc:Amount") || hasText(terms, "cbc:PaymentPercent")));

/** BT-20 is the note of the one payment terms that have one (UBL-SR-05); instalments have none. */
export const paymentTerms: Mappings<Invoice> = [
  inside("cac:PaymentTerms", [textAt("paymentTerms", "cbc:Note", "BT-20")], (terms) => hasText(terms, "cbc:Note")),
  additions("installments", "cac:PaymentTerms", installment, isInstallment),
];

const prepayment: Mappings<Prepayment> = [
  textAt("reference", "cbc:ID", "The reference of a prepayment"),
  amountAt("amount", "cbc:PaidAmount", "The amount of a prepayment", needed),
  dateAt("date", "cbc:PaidDate", "The date of a prepayment"),
  textAt("time", "cbc:PaidTime", "The time of a prepayment"),
];

/**
 * XRechnung's extension claims payments for third parties in the same element (BG-DEX-09), which add to the amount due.
 * They are told by their instruction, and stay unmapped.
 */
const isPrepayment = (payment: XmlElement): boolean => !hasText(payment, "cbc:InstructionID");

export const prepayments: Mapping<Invoice> = additions("prepayments", "cac:PrepaidPayment", prepayment, isPrepayment);

const withholdingTotal = nameOf("cac:WithholdingTaxTotal");
const taxSubtotal = nameOf("cac:TaxSubtotal");
const taxAmount: Mapping<OtherTax> = amountAt("amount", "cbc:TaxAmount", "The amount of a tax withheld", needed);

const taxDetails: Mappings<OtherTax> = [
  amountAt("baseAmount", "cbc:TaxableAmount", "The base of a tax withheld"),
  taxAmount,
  standing("cac:TaxCategory", [
    decimalAt("rate", "cbc:Percent", "The rate of a tax withheld"),
    standing("cac:TaxScheme", [
      textAt("code", "cbc:ID", "The code of a tax withheld"),
      textAt("reason", "cbc:Name", "The name of a tax withheld"),
    ]),
  ]),
];

const beyondTax: Mappings<OtherTax> = [
  uncarried("vat", "a tax withheld has no VAT"),
  uncarriedList("lineNumbers", "a tax of the document is about all lines"),
];

const hasDetails = ({ baseAmount, rate, code, reason }: OtherTax): boolean =>
  [baseAmount, rate, code, reason].some((value) => value !== undefined);

/** The total alone, or one tax for each subtotal. Where these are not the total, all of it stays unmapped. */
function readWithholding(total: Reading): readonly Draft[] {
  const taxes: Draft[] = [];
  const isReadable = total.attempt((place) => {
    const whole: Draft = {};
    taxAmount.read(place, whole);
    const parts = place.children(taxSubtotal);
    taxes.push(...(parts.length === 0 ? [whole] : parts.map(readPart)));
    if (!isSumOf(whole, taxes)) place.reportMissing(needed, "The sum of the subtotals");
  });
  return isReadable ? taxes.map((tax) => ({ kind: "WITHHOLDING", lineNumbers: [], ...tax })) : [];
}

function readPart(subtotal: Reading): Draft {
  const tax: Draft = {};
  readAll(taxDetails, subtotal, tax);
  return tax;
}

function isSumOf(whole: Draft, parts: readonly Draft[]): boolean {
  const [total, ...amounts] = [whole, ...parts].map(({ amount }) => amount as string | undefined);
  return total !== undefined && amounts.every((amount) => amount !== undefined) && isEqual(total, sum(amounts));
}

/** What is withheld, in the schema of an Invoice alone. Other taxes would count as VAT where UBL has them. */
export const otherTaxes: Mapping<Invoice> = {
  read(from, draft) {
    draft["otherTaxes"] = from.children(withholdingTotal).flatMap(readWithholding);
  },
  write({ otherTaxes: taxes }, to) {
    taxes.forEach((tax, index) => {
      const place = to.field("otherTaxes").field(String(index));
      if (tax.kind !== "WITHHOLDING")
        return place.reportCapacity(`it has no element for a tax of the kind ${tax.kind}`);
      return place.element(withholdingTotal, () => {
        taxAmount.write(tax, place);
        if (hasDetails(tax)) place.element(taxSubtotal, () => writeAll(taxDetails, tax, place));
        writeAll(beyondTax, tax, place);
      });
    });
  },
};
