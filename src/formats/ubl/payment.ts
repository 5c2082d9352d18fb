import type { CreditTransfer, DirectDebit, Invoice, PaymentCard, PaymentInstructions } from "../../domain/invoice.js";
import { attribute, constantAt, content, dateAt, textAt } from "../mapping/contents.js";
import { group, inside } from "../mapping/groups.js";
import { readAll, writeAll } from "../mapping/mapping.js";
import type { Draft, Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf, stepsOf } from "../mapping/names.js";
import type { Reading } from "../mapping/reading.js";
import type { Writing } from "../mapping/writing.js";
import { attributeOf } from "../../xml/xml-tree.js";
import { isCreditorIdentification, partyIdentification } from "./party-parts.js";

const paymentMeans = nameOf("cac:PaymentMeans");
const paymentMeansCode = nameOf("cbc:PaymentMeansCode");
const paymentIdentifier = nameOf("cbc:PaymentID");
const payeeAccount = nameOf("cac:PayeeFinancialAccount");

const meansCode: Mapping<PaymentInstructions> = inside("cbc:PaymentMeansCode", [
  content("meansCode", "code", "BT-81", "BR-49"),
  attribute("meansText", "name", "BT-82"),
]);

const remittance: Mapping<PaymentInstructions> = textAt("remittanceInformation", "cbc:PaymentID", "BT-83");

const card: Mappings<PaymentCard> = [
  textAt("primaryAccountNumber", "cbc:PrimaryAccountNumberID", "BT-87", "BR-51"),
  // The schema demands a network the model does not know; "NA" is what Peppol writes then.
  constantAt("cbc:NetworkID", "NA"),
  textAt("holderName", "cbc:HolderName", "BT-88"),
];

const creditTransfer: Mappings<CreditTransfer> = [
  textAt("account", "cbc:ID", "BT-84", "BR-50"),
  textAt("accountName", "cbc:Name", "BT-85"),
  textAt("serviceProvider", "cac:FinancialInstitutionBranch/cbc:ID", "BT-86"),
];

const mandate: Mappings<DirectDebit> = [
  textAt("mandateReference", "cbc:ID", "BT-89"),
  textAt("debitedAccount", "cac:PayerFinancialAccount/cbc:ID", "BT-91"),
];

const firstCard: Mapping<PaymentInstructions> = group("card", "cac:CardAccount", card);
const firstMandate: Mapping<PaymentInstructions> = group("directDebit", "cac:PaymentMandate", mandate);
const creditNoteDueDate: Mapping<Invoice> = dateAt("dueDate", "cbc:PaymentDueDate", "BT-9");

/**
 * BG-16. UBL repeats PaymentMeans for each account with the same code and remittance information (UBL-SR-44, UBL-SR-47);
 * means of another code stay unmapped. In a credit note the first one also carries BT-9 (UBL-SR-45).
 */
export const paymentInstructions = (dueDateWithin: "document" | "payment means"): Mapping<Invoice> => ({
  read(from, draft) {
    const [first, ...others] = from.children(paymentMeans);
    if (!first) return;
    const transfers: Draft[] = [];
    const payment: Draft = {};
    readAll([meansCode, remittance, firstCard], first, payment);
    if (dueDateWithin === "payment means") creditNoteDueDate.read(first, draft);
    readTransfer(first, transfers);
    firstMandate.read(first, payment);
    for (const means of others) {
      if (!isRepetition(means, payment)) continue;
      readTransfer(means, transfers);
    }
    const creditor = readCreditor(from);
    if (creditor !== undefined) {
      payment["directDebit"] = { ...(payment["directDebit"] as Draft | undefined), creditorIdentifier: creditor };
    }
    draft["payment"] = { ...payment, creditTransfers: transfers };
  },
  write(invoice, to) {
    const { payment, dueDate } = invoice;
    if (!payment) {
      if (dueDateWithin === "payment means" && dueDate !== undefined) {
        to.field("dueDate").reportCapacity("a credit note has its due date (BT-9) in the payment instructions (BG-16)");
      }
      return;
    }
    const count = Math.max(1, payment.creditTransfers.length);
    for (let index = 0; index < count; index++) {
      const isFirst = index === 0;
      to.field("payment").element(paymentMeans, (means) => {
        meansCode.write(payment, means);
        if (isFirst && dueDateWithin === "payment means") creditNoteDueDate.write(invoice, to);
        remittance.write(payment, means);
        if (isFirst) firstCard.write(payment, means);
        writeTransfer(payment.creditTransfers[index], means.field("creditTransfers").field(String(index)));
        if (isFirst) firstMandate.write(payment, means);
      });
    }
  },
});

function readTransfer(means: Reading, transfers: Draft[]): void {
  const account = means.child(payeeAccount);
  if (!account.element) return;
  const transfer: Draft = {};
  readAll(creditTransfer, account, transfer);
  transfers.push(transfer);
}

function writeTransfer(transfer: CreditTransfer | undefined, to: Writing): void {
  if (transfer) to.element(payeeAccount, (account) => writeAll(creditTransfer, transfer, account));
}

/** Marks what repeats the first means; a different remittance information stays unmapped. */
function isRepetition(means: Reading, payment: Draft): boolean {
  const code = means.child(paymentMeansCode);
  if (code.text()?.trim() !== payment["meansCode"]) return false;
  code.markMapped();
  const name = code.element && attributeOf(code.element, "name");
  if (name?.value === payment["meansText"]) code.markMapped(name);
  const remittanceInformation = means.child(paymentIdentifier);
  if (remittanceInformation.text() === payment["remittanceInformation"]) remittanceInformation.markMapped();
  return true;
}

/** BT-90 stands with the seller or the payee. */
function readCreditor(root: Reading): string | undefined {
  for (const party of ["cac:AccountingSupplierParty/cac:Party", "cac:PayeeParty"]) {
    const identification = root.descend(stepsOf(party)).child(partyIdentification, isCreditorIdentification);
    const value = identification.child(nameOf("cbc:ID"));
    const creditor = value.text();
    if (creditor === undefined) continue;
    value.markMapped();
    value.markMapped(value.element && attributeOf(value.element, "schemeID"));
    return creditor;
  }
  return undefined;
}
