import { isEqual, round, multiply } from "../../domain/decimal.js";
import type { Invoice, PaymentInstructions } from "../../domain/invoice.js";
import { payableOf, type SummaryEntry } from "./amounts.js";
import { paymentMethods } from "./codes.js";
import type { PaymentDetails } from "./details.js";
import { type FatturaWriting, from } from "./fattura-writing.js";
import { amount2, ascii, bic, day, fieldOf, iban, latin } from "./fields.js";

const method = fieldOf(/^MP\d\d$/, "a code from MP01 to MP23");

/** DatiPagamento: how, when and to which account. */
export function writePayment(
  to: FatturaWriting,
  invoice: Invoice,
  own: PaymentDetails,
  entries: readonly SummaryEntry[],
): void {
  const { payment, installments, totals, dueDate } = invoice;
  if (!payment) {
    const why = "has its place in the payment instructions (BG-16), and there are none";
    if (dueDate) to.refuse(from("BT-9", "dueDate"), why);
    if (installments.length > 0) to.refuse(from("installments", "installments"), why);
    if (!isEqual(totals.payable, totals.taxInclusive)) to.refuse(from("BT-115", "totals", "payable"), why);
    return;
  }
  const payable = payableOf(invoice, entries);
  to.element("DatiPagamento", () => {
    to.fixed("CondizioniPagamento", installments.length > 0 ? "TP01" : invoice.typeCode === "386" ? "TP03" : "TP02");
    if (installments.length === 0) {
      writeDetail(to, invoice, payment, own, { dueDate, amount: payable, path: ["totals", "payable"] });
    }
    installments.forEach((part, index) => {
      const path = ["installments", String(index)];
      const share = part.percentage && round(multiply(multiply(payable, part.percentage), "0.01"), 2);
      const amount = part.amount ?? share;
      if (amount === undefined) return to.refuse(from("installments", ...path, "amount"), "is missing");
      const means = part.meansCode ?? payment.meansCode;
      writeDetail(to, invoice, { ...payment, meansCode: means }, own, { dueDate: part.dueDate, amount, path });
    });
  });
}

function writeDetail(
  to: FatturaWriting,
  invoice: Invoice,
  payment: PaymentInstructions,
  own: PaymentDetails,
  { dueDate, amount, path }: { dueDate: string | undefined; amount: string; path: readonly string[] },
): void {
  const [transfer] = payment.creditTransfers;
  const account = ["payment", "creditTransfers", "0"];
  const { payee } = invoice;
  to.element("DettaglioPagamento", () => {
    if (payee) to.text("Beneficiario", payee.name, latin(200), from("BT-59", "payee", "name"));
    else to.text("Beneficiario", transfer?.accountName, latin(200), from("BT-85", ...account, "accountName"));
    const means = own.method ?? paymentMethods[payment.meansCode];
    to.needed("ModalitaPagamento", means, method, from("BT-81", "payment", "meansCode"));
    to.text("DataScadenzaPagamento", dueDate, day, from("BT-9", "dueDate"));
    to.number("ImportoPagamento", amount, amount2, from("BT-115", ...path));
    to.text("IBAN", transfer?.account.replace(/\s/g, ""), iban, from("BT-84", ...account, "account"));
    to.text("BIC", transfer?.serviceProvider, bic, from("BT-86", ...account, "serviceProvider"));
    const remittance = from("BT-83", "payment", "remittanceInformation");
    to.text("CodicePagamento", payment.remittanceInformation, ascii(60), remittance);
  });
}
