import {
  add,
  type Decimal,
  divide,
  isEqual,
  isNegative,
  multiply,
  subtract,
  sum,
} from "../../../src/domain/decimal.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { unitWords } from "../../../src/formats/fa3/codes.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";
import { isKsefNumber } from "../ksef-number.js";
import type { Findings } from "./findings.js";
import { findKind, type Payment, paymentsOf } from "./kinds.js";
import { type Fa3Node, type Nodes, node } from "./nodes.js";
import type { Notebook } from "./parties.js";
import { number, priceType, quantityType, text } from "./texts.js";

const mostAdvances = 100;
const mostPayments = 31;

/** FakturaZaliczkowa: the advance invoices that a settlement, or the last of several advances, takes into account. */
export function toAdvanceReferences(invoice: Invoice, { findings, extras }: Notebook): Nodes {
  const kind = findKind(invoice);
  if (kind !== "ROZ" && kind !== "ZAL") return [];
  const { precedingInvoices } = invoice;
  if (precedingInvoices.length > mostAdvances)
    findings.add("BG-3", ["precedingInvoices"], `FA(3) takes ${mostAdvances} advance invoices`);
  if (kind === "ROZ") for (const payment of paymentsOf(invoice)) addPaymentExtras(payment, extras);
  return precedingInvoices.map(({ number: name, issueDate, clearanceId }, index) => {
    const path = ["precedingInvoices", String(index)];
    if (clearanceId !== undefined && !isKsefNumber(clearanceId))
      findings.add("BG-3", [...path, "clearanceId"], `${clearanceId} is no KSeF number`);
    const isNamed = issueDate === undefined && (clearanceId === undefined || clearanceId === name);
    if (!isNamed) extras.add("BT-25 Preceding invoice", [name, issueDate].filter((part) => part).join(" "), path);
    return node(
      "FakturaZaliczkowa",
      clearanceId === undefined
        ? [node("NrKSeFZN", "1"), text("NrFaZaliczkowej", name, { term: "BT-25", path: [...path, "number"] }, findings)]
        : [node("NrKSeFFaZaliczkowej", clearanceId)],
    );
  });
}

/** What an advance invoice says of the payments that it is about. */
export interface AdvancePayments {
  /** P_6: the day of the one payment, unless it is that of the issue. */
  readonly day?: string;
  /** ZaliczkaCzesciowa, of several payments. */
  readonly parts: Nodes;
  /** Zaplacono, of one. */
  readonly paid: Nodes;
}

export function toAdvancePayments(invoice: Invoice, { findings, extras }: Notebook): AdvancePayments {
  const payments = findKind(invoice) === "ZAL" ? paymentsOf(invoice) : [];
  const { taxInclusive } = invoice.totals;
  const total = sum(payments.map(({ amount }) => amount));
  if (payments.length > 0 && !isEqual(total, taxInclusive))
    findings.add(
      "BT-113",
      payments.length === 1 ? payments[0]!.path : ["prepayments"],
      `an advance invoice is about what was paid: ${total}, not ${taxInclusive}`,
    );
  for (const payment of payments) {
    const { prepayment, path } = payment;
    const reason = "FA(3) needs the day on which an advance was paid";
    findings.need(prepayment?.date, "BT-113", prepayment ? [...path, "date"] : path, reason);
    addPaymentExtras(payment, extras, true);
  }
  if (payments.length > mostPayments)
    findings.add("BT-113", ["prepayments"], `FA(3) takes ${mostPayments} payments in an advance invoice`);
  const [first, ...more] = payments;
  const date = first?.prepayment?.date;
  if (more.length === 0)
    return {
      ...(date !== undefined && date !== invoice.issueDate && { day: date }),
      parts: [],
      paid: date === undefined ? [] : [node("Zaplacono", "1"), node("DataZaplaty", date)],
    };
  const parts = payments.map(({ amount, prepayment, path }) =>
    node("ZaliczkaCzesciowa", [
      node("P_6Z", prepayment?.date),
      number("P_15Z", amount, { term: "BT-113", path: [...path, "amount"] }, findings),
    ]),
  );
  return { parts, paid: [] };
}

/** What neither an advance nor its settlement has a field for. */
function addPaymentExtras({ prepayment, amount, path }: Payment, extras: Notebook["extras"], isStated = false): void {
  const { date, time, reference } = prepayment ?? {};
  const more = [time, reference, isStated ? undefined : date].filter((part) => part);
  if (more.length > 0)
    extras.add("BT-113 Paid", [amount, date, time, reference].filter((part) => part).join(" "), path);
}

/** Zamowienie: what was ordered, which EN 16931 has no terms for. */
export function toOrder(invoice: Invoice, { findings }: Notebook): Fa3Node | undefined {
  const order = readExtension(extensions, "invoice", invoice)?.order;
  if (!order) return undefined;
  const root = ["extensions", "ksef", "order"];
  if (!findKind(invoice)?.endsWith("ZAL"))
    findings.add("order", root, "only an advance invoice (386) states the order");
  return node("Zamowienie", [
    number("WartoscZamowienia", order.grossAmount, { term: "order", path: [...root, "grossAmount"] }, findings),
    ...order.lines.map((line, index) => {
      const at = (step: string) => ({ term: "order", path: [...root, "lines", String(index), step] });
      return node("ZamowienieWiersz", [
        node("NrWierszaZam", String(index + 1)),
        text("P_7Z", line.name, at("name"), findings, 512),
        text("P_8AZ", line.unitCode && (unitWords[line.unitCode] ?? line.unitCode), at("unitCode"), findings),
        number("P_8BZ", line.quantity, at("quantity"), findings, quantityType),
        number("P_9AZ", line.netPrice, at("netPrice"), findings, priceType),
        number("P_11NettoZ", line.netAmount, at("netAmount"), findings),
        number("P_11VatZ", line.vatAmount, at("vatAmount"), findings),
        node("P_12Z", line.vatRate),
      ]);
    }),
  ]);
}

/** What one entry of the VAT breakdown comes to. */
export interface Taxed {
  readonly net: Decimal;
  readonly tax: Decimal;
}

/**
 * A settlement states what is left (art. 106f(3)): less each advance, whose VAT is in the amount (art. 106f(1)(3)). How
 * advances are spread over several rates EN 16931 does not say.
 */
export function deductAdvances<Total extends Taxed>(
  invoice: Invoice,
  totals: Map<string, Total>,
  findings: Findings,
): Decimal {
  const rate = invoice.vatBreakdown[0]?.rate ?? "0";
  const payments = paymentsOf(invoice);
  const paid = sum(payments.map(({ amount }) => amount));
  const [only] = totals;
  const path = invoice.prepayments.length > 0 ? ["prepayments"] : ["totals", "paidAmount"];
  if (invoice.vatBreakdown.length > 1)
    findings.add("BT-113", path, "EN 16931 does not say how advances are spread over several VAT rates");
  if (only) {
    const [key, total] = only;
    const taxes = payments.map(({ amount }) => divide(multiply(amount, rate), add("100", rate), 2));
    const tax = subtract(total.tax, sum(taxes));
    totals.set(key, { ...total, tax, net: subtract(add(total.net, total.tax), add(paid, tax)) });
  }
  if (isNegative(subtract(invoice.totals.taxInclusive, paid)))
    findings.add("BT-113", path, "advances of more than the total are corrected, not settled");
  return paid;
}
