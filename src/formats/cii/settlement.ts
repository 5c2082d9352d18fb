import type { Installment, Invoice, Prepayment } from "../../domain/invoice.js";
import { isBlank, isNamed } from "../../xml/xml-tree.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { additions, needed } from "../mapping/additions.js";
import { correctionBy } from "../mapping/correction.js";
import { compactDateAt, decimalAt, plainAmountAt, textAt } from "../mapping/contents.js";
import { uncarried } from "../mapping/groups.js";
import { writeAll } from "../mapping/mapping.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import { mandate, paymentMeans } from "./payment.js";

const termsName = nameOf("ram:SpecifiedTradePaymentTerms");
const partialAmount = nameOf("ram:PartialPaymentAmount");
const partialPercent = nameOf("ram:PartialPaymentPercent");
const dueDateName = nameOf("ram:DueDateDateTime");

/** Payment terms for a part of the amount, with a due date of their own. */
const isInstallment = ({ children }: XmlElement): boolean =>
  children.some((child) => isNamed(child, dueDateName)) &&
  children.some((child) => (isNamed(child, partialAmount) || isNamed(child, partialPercent)) && !isBlank(child.text));

const description: Mapping<Invoice> = textAt("paymentTerms", "ram:Description", "BT-20");
const dueDate: Mapping<Invoice> = compactDateAt("dueDate", "ram:DueDateDateTime/udt:DateTimeString", "BT-9");

/** BT-20, BT-9 and BT-89, from the first terms for the whole amount; the day of an instalment is not BT-9. */
export const paymentTerms: Mapping<Invoice> = {
  read(from, draft) {
    const whole = from.child(termsName, (terms) => !isInstallment(terms));
    const place = whole.element ? whole : from.child(termsName);
    description.read(place, draft);
    if (whole.element) dueDate.read(place, draft);
    if (from.child(paymentMeans).element) mandate.read(place, draft);
  },
  write(invoice, to) {
    to.element(termsName, (place) => writeAll([description, dueDate, mandate], invoice, place));
  },
};

const installment: Mappings<Installment> = [
  uncarried("meansCode", "payment terms have no means of payment"),
  compactDateAt("dueDate", "ram:DueDateDateTime/udt:DateTimeString", "The due date of an instalment", needed),
  decimalAt("percentage", "ram:PartialPaymentPercent", "The percentage of an instalment"),
  plainAmountAt("amount", "ram:PartialPaymentAmount", "The amount of an instalment"),
];

const readableInstallments: Mapping<Invoice> = additions(
  "installments",
  "ram:SpecifiedTradePaymentTerms",
  installment,
  isInstallment,
);

export const installments: Mapping<Invoice> = {
  read: readableInstallments.read,
  write({ installments: all }, to) {
    all.forEach((one, index) => {
      const place = to.field("installments").field(String(index));
      if (one.amount === undefined && one.percentage === undefined) {
        place.reportCapacity("without amount or percentage its due date would be that of the invoice (BT-9)");
      } else {
        place.element(termsName, () => writeAll(installment, one, place));
      }
    });
  },
};

const prepayment: Mappings<Prepayment> = [
  plainAmountAt("amount", "ram:PaidAmount", "The amount of a prepayment", needed),
  compactDateAt("date", "ram:FormattedReceivedDateTime/qdt:DateTimeString", "The date of a prepayment"),
  uncarried("time", "a prepayment is received on a day without time"),
  uncarried("reference", "a prepayment has no reference"),
];

export const prepayments: Mapping<Invoice> = additions("prepayments", "ram:SpecifiedAdvancePayment", prepayment);

export const correction: Mapping<Invoice> = correctionBy(
  textAt("reason", "ram:CreditReason", "The reason of a correction"),
);
