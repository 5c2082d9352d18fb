import type { CreditTransfer, PaymentCard, PaymentInstructions } from "../invoice.js";
import type { Rule } from "./rule.js";
import { coded, isBlank, required } from "./rule.js";

/** UNTDID 4461: credit transfer and SEPA credit transfer. */
const creditTransferMeans: ReadonlySet<string> = new Set(["30", "58"]);

export const paymentRules: readonly Rule<PaymentInstructions>[] = [
  required({ id: "BR-49", at: ["meansCode"], name: "The payment means (BT-81)", of: ({ meansCode }) => meansCode }),
  coded({
    id: "BR-CL-16",
    at: ["meansCode"],
    name: "The payment means (BT-81)",
    of: ({ meansCode }) => meansCode,
    list: "paymentMeans",
  }),
  {
    id: "BR-61",
    at: ["creditTransfers"],
    breaks: ({ meansCode, creditTransfers }) =>
      creditTransferMeans.has(meansCode) && creditTransfers.every(({ account }) => isBlank(account)),
    message: ({ meansCode }) => `Payment means ${meansCode} is a credit transfer, but no account (BT-84) is given`,
  },
];

export const creditTransferRules: readonly Rule<CreditTransfer>[] = [
  {
    id: "BR-50",
    at: ["account"],
    breaks: ({ account }, { invoice: { payment } }) =>
      payment !== undefined && creditTransferMeans.has(payment.meansCode) && isBlank(account),
    message: () => "The account of a credit transfer (BT-84) is missing",
  },
];

export const cardRules: readonly Rule<PaymentCard>[] = [
  {
    id: "BR-51",
    severity: "WARNING",
    at: ["primaryAccountNumber"],
    breaks: ({ primaryAccountNumber }) => primaryAccountNumber.trim().length > 10,
    // The number itself must not travel further, not even in a message.
    message: ({ primaryAccountNumber }) =>
      `The card number (BT-87) has ${primaryAccountNumber.trim().length} characters; give only the last 4 to 6 digits`,
  },
];
