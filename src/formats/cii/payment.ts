import type { CreditTransfer, DirectDebit, Invoice, PaymentCard, PaymentInstructions } from "../../domain/invoice.js";
import { codeAt, textAt } from "../mapping/contents.js";
import { group } from "../mapping/groups.js";
import { readAll, writeAll } from "../mapping/mapping.js";
import type { Draft, Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import type { Reading } from "../mapping/reading.js";
import type { Writing } from "../mapping/writing.js";

export const paymentMeans = nameOf("ram:SpecifiedTradeSettlementPaymentMeans");
const paymentMeansCode = nameOf("ram:TypeCode");
const information = nameOf("ram:Information");
const payeeAccount = nameOf("ram:PayeePartyCreditorFinancialAccount");
const ibanId = nameOf("ram:IBANID");

/** Values of BG-16 that stand beside the payment means, and say nothing without them. */
const ofPayment = (mapping: Mapping<PaymentInstructions>): Mapping<Invoice> => {
  const payment: Mapping<Invoice> = group("payment", "", [mapping]);
  return {
    read(from, draft) {
      if (from.child(paymentMeans).element) payment.read(from, draft);
    },
    write: payment.write,
  };
};

const ofDirectDebit = (path: string, key: keyof DirectDebit, term: string): Mapping<PaymentInstructions> =>
  group("directDebit", "", [textAt(key, path, term)]);

export const creditorIdentifier: Mapping<Invoice> = ofPayment(
  ofDirectDebit("ram:CreditorReferenceID", "creditorIdentifier", "BT-90"),
);

export const remittanceInformation: Mapping<Invoice> = ofPayment(
  textAt("remittanceInformation", "ram:PaymentReference", "BT-83"),
);

const meansCode: Mapping<PaymentInstructions> = codeAt("meansCode", "ram:TypeCode", "BT-81", "BR-49");
const meansText: Mapping<PaymentInstructions> = textAt("meansText", "ram:Information", "BT-82");

const card: Mappings<PaymentCard> = [
  textAt("primaryAccountNumber", "ram:ID", "BT-87", "BR-51"),
  textAt("holderName", "ram:CardholderName", "BT-88"),
];

const firstMeans: Mappings<PaymentInstructions> = [
  group("card", "ram:ApplicableTradeSettlementFinancialCard", card),
  ofDirectDebit("ram:PayerPartyDebtorFinancialAccount/ram:IBANID", "debitedAccount", "BT-91"),
];

const iban: Mapping<CreditTransfer> = textAt("account", "ram:IBANID", "BT-84");
const proprietary: Mapping<CreditTransfer> = textAt("account", "ram:ProprietaryID", "BT-84", "BR-50");
const accountName: Mapping<CreditTransfer> = textAt("accountName", "ram:AccountName", "BT-85");
const serviceProvider: Mapping<CreditTransfer> = textAt(
  "serviceProvider",
  "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID",
  "BT-86",
);

/**
 * BG-16. CII repeats the payment means for each account; means of another code than the first stay unmapped. BT-83 and
 * BT-90 stand in the settlement, BT-89 with the payment terms.
 */
export const paymentInstructions: Mapping<Invoice> = {
  read(from, draft) {
    const [first, ...others] = from.children(paymentMeans);
    if (!first) return;
    const payment: Draft = { ...(draft["payment"] as Draft | undefined) };
    const transfers: Draft[] = [];
    readAll([meansCode, meansText, ...firstMeans], first, payment);
    readTransfer(first, transfers);
    for (const means of others) {
      if (isRepetition(means, payment)) readTransfer(means, transfers);
    }
    draft["payment"] = { ...payment, creditTransfers: transfers };
  },
  write({ payment }, to) {
    if (!payment) return;
    const count = Math.max(1, payment.creditTransfers.length);
    for (let index = 0; index < count; index++) {
      to.field("payment").element(paymentMeans, (means) => {
        writeAll([meansCode, meansText], payment, means);
        if (index === 0) writeAll(firstMeans, payment, means);
        const transfer = payment.creditTransfers[index];
        if (transfer) writeTransfer(transfer, means.field("creditTransfers").field(String(index)));
      });
    }
  },
};

function readTransfer(means: Reading, transfers: Draft[]): void {
  const account = means.child(payeeAccount);
  if (!account.element) return;
  const transfer: Draft = {};
  const hasIban = account.child(ibanId).text() !== undefined;
  readAll([hasIban ? iban : proprietary, accountName], account, transfer);
  serviceProvider.read(means, transfer);
  transfers.push(transfer);
}

function writeTransfer(transfer: CreditTransfer, to: Writing): void {
  to.element(payeeAccount, (account) => {
    if (isIban(transfer.account)) writeAll([iban, accountName], transfer, account);
    else writeAll([accountName, proprietary], transfer, account);
  });
  serviceProvider.write(transfer, to);
}

/** Country, two check digits and at least eleven characters of the bank's own; blanks do not count. */
const isIban = (account: string): boolean => /^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(account.replaceAll(" ", ""));

/** Marks what repeats the first means. */
function isRepetition(means: Reading, payment: Draft): boolean {
  const code = means.child(paymentMeansCode);
  if (code.text()?.trim() !== payment["meansCode"]) return false;
  code.markMapped();
  const text = means.child(information);
  if (text.text() === payment["meansText"]) text.markMapped();
  return true;
}

/** BT-89, which stands with the payment terms. */
export const mandate: Mapping<Invoice> = group("payment", "", [
  ofDirectDebit("ram:DirectDebitMandateID", "mandateReference", "BT-89"),
]);
