import type { Invoice, Prepayment } from "../../../src/domain/invoice.js";
import { toPaymentMode } from "../../../src/formats/lhdn/codes.js";
import type { Findings } from "./findings.js";
import { toIssuedAt } from "./issued-at.js";
import type { JsonObject } from "./json-text.js";
import { number, text } from "./ubl-nodes.js";

export function toPaymentMeans({ payment }: Invoice): readonly JsonObject[] | undefined {
  if (!payment) return undefined;
  const PaymentMeansCode = text(toPaymentMode(payment.meansCode));
  if (payment.creditTransfers.length === 0) return [{ PaymentMeansCode }];
  return payment.creditTransfers.map(({ account }) => ({
    PaymentMeansCode,
    PayeeFinancialAccount: [{ ID: text(account) }],
  }));
}

/** One by one with day and time where that is known, else what was paid in all (BT-113). */
export function toPrepaidPayments(invoice: Invoice, findings: Findings): readonly JsonObject[] | undefined {
  const { prepayments, totals, currencyCode } = invoice;
  const currency = { currencyID: currencyCode };
  if (prepayments.length > 0)
    return prepayments.map((prepayment, index) => ({
      ID: text(prepayment.reference),
      PaidAmount: number(prepayment.amount, currency),
      ...toPaidAt(prepayment, index, findings),
    }));
  return totals.paidAmount === undefined ? undefined : [{ PaidAmount: number(totals.paidAmount, currency) }];
}

/** In UTC, as every time in MyInvois; a day without a time is left as it is. */
function toPaidAt({ date, time }: Prepayment, index: number, findings: Findings): JsonObject {
  const path = ["prepayments", String(index), "time"];
  if (time === undefined) return { PaidDate: text(date) };
  if (date === undefined) {
    findings.add("prepayments", path, `the time ${time} of a payment needs its day`);
    return {};
  }
  const paidAt = toIssuedAt({ issueDate: date, issueTime: time });
  findings.need(paidAt, "prepayments", path, `${date} ${time} is no moment in time`);
  return { PaidDate: text(paidAt?.slice(0, 10)), PaidTime: text(paidAt?.slice(11)) };
}
