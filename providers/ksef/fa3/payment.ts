import { absolute, add, type Decimal, isNegative, isZero, subtract, sum } from "../../../src/domain/decimal.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { paymentForms } from "../../../src/formats/fa3/codes.js";
import { findKind, paymentsOf } from "./kinds.js";
import { type Fa3Node, type Nodes, node } from "./nodes.js";
import type { Notebook } from "./parties.js";
import { number, text } from "./texts.js";

/** Platnosc: when and how it is paid. */
export function toPayment(invoice: Invoice, paid: Nodes, { findings, extras }: Notebook): Fa3Node | undefined {
  const { payment, installments, dueDate } = invoice;
  const dates = installments.length > 0 ? installments.map((installment) => installment.dueDate) : [];
  if (dueDate && !dates.includes(dueDate)) dates.push(dueDate);
  installments.forEach(({ dueDate: day, amount, percentage, meansCode }, index) => {
    const words = [amount, percentage && `${percentage} %`, meansCode].filter((part) => part).join(" ");
    extras.add(`Installment ${day}`, words, ["installments", String(index)]);
  });
  const form = paymentForms.find(([, codes]) => codes.includes(payment?.meansCode ?? ""))?.[0];
  const at = (term: string, ...steps: readonly string[]) => ({ term, path: ["payment", ...steps] });
  if (payment) addPaymentExtras(payment, form !== undefined, extras);
  return node("Platnosc", [
    ...paid,
    ...dates.map((day) => node("TerminPlatnosci", [node("Termin", day)])),
    ...(payment && form === undefined
      ? [
          node("PlatnoscInna", "1"),
          text(
            "OpisPlatnosci",
            payment.meansText ?? `UNTDID 4461: ${payment.meansCode}`,
            at("BT-82", "meansText"),
            findings,
          ),
        ]
      : [node("FormaPlatnosci", form)]),
    ...(payment?.creditTransfers ?? []).map(({ account, accountName, serviceProvider }, index) => {
      const path = ["creditTransfers", String(index)];
      const number = account.replace(/\s/g, "");
      const swift = serviceProvider?.replace(/\s/g, "").toUpperCase();
      if (number.length < 10 || number.length > 34)
        findings.add("BT-84", ["payment", ...path, "account"], `${account} has not 10 to 34 characters`);
      if (swift && !/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(swift))
        findings.add("BT-86", ["payment", ...path, "serviceProvider"], `${serviceProvider} is no SWIFT code`);
      return node("RachunekBankowy", [
        node("NrRB", number),
        node("SWIFT", swift),
        text("OpisRachunku", accountName, at("BT-85", ...path, "accountName"), findings),
      ]);
    }),
  ]);
}

function addPaymentExtras(
  { meansText, meansCode, remittanceInformation, card, directDebit }: NonNullable<Invoice["payment"]>,
  hasForm: boolean,
  extras: Notebook["extras"],
): void {
  if (hasForm) extras.add("BT-82 Payment means", meansText, ["payment", "meansText"]);
  else if (meansText) extras.add("BT-81 Payment means code", meansCode, ["payment", "meansCode"]);
  extras.add("BT-83 Remittance information", remittanceInformation, ["payment", "remittanceInformation"]);
  extras.add("BT-87 Card", card?.primaryAccountNumber, ["payment", "card", "primaryAccountNumber"]);
  extras.add("BT-88 Card holder", card?.holderName, ["payment", "card", "holderName"]);
  extras.add("BT-89 Mandate", directDebit?.mandateReference, ["payment", "directDebit", "mandateReference"]);
  extras.add("BT-90 Creditor", directDebit?.creditorIdentifier, ["payment", "directDebit", "creditorIdentifier"]);
  extras.add("BT-91 Debited account", directDebit?.debitedAccount, ["payment", "directDebit", "debitedAccount"]);
}

interface Item {
  readonly amount: Decimal;
  readonly reason: string;
  readonly path: readonly string[];
}

/** Rozliczenie: from the total (P_15) to what is due, by what was paid before (BT-113) and by rounding (BT-114). */
export function toSettlement(invoice: Invoice, gross: Decimal, { findings }: Notebook): Fa3Node | undefined {
  const { totals, correction, kind } = invoice;
  const own = findKind(invoice);
  // Of an advance it is the amount itself, and what a settlement states is what it leaves.
  const payments = own === "ZAL" || own === "ROZ" ? [] : paymentsOf(invoice);
  const paid = payments.map(({ amount, prepayment, path }): Item => {
    const { date, time, reference } = prepayment ?? {};
    return { amount, reason: ["Paid", date, time, reference].filter((part) => part).join(" "), path };
  });
  const rounding = totals.roundingAmount ?? "0";
  const roundingItem: Item = { amount: absolute(rounding), reason: "Rounding", path: ["totals", "roundingAmount"] };
  const deducted = [...paid, ...(isNegative(rounding) ? [roundingItem] : [])];
  const charged = isNegative(rounding) || isZero(rounding) ? [] : [roundingItem];
  if (deducted.length === 0 && charged.length === 0) return undefined;
  if (kind === "CREDIT_NOTE" || (correction?.linesBefore.length ?? 0) > 0) {
    findings.add("BT-113", ["totals"], "FA(3) has no place for what was paid or rounded in a correction");
    return undefined;
  }
  const origin = ({ path }: Item) => ({ term: path.includes("roundingAmount") ? "BT-114" : "BT-113", path });
  const list = (name: string, items: readonly Item[]) =>
    items.map((item) =>
      node(name, [
        number("Kwota", item.amount, origin(item), findings),
        text("Powod", item.reason, origin(item), findings),
      ]),
    );
  const totalOf = (items: readonly Item[]) => sum(items.map(({ amount }) => amount));
  const due = subtract(add(gross, totalOf(charged)), totalOf(deducted));
  const total = { term: "BT-115", path: ["totals", "payable"] };
  return node("Rozliczenie", [
    ...list("Obciazenia", charged),
    charged.length > 0 ? number("SumaObciazen", totalOf(charged), total, findings) : undefined,
    ...list("Odliczenia", deducted),
    deducted.length > 0 ? number("SumaOdliczen", totalOf(deducted), total, findings) : undefined,
    isNegative(due)
      ? number("DoRozliczenia", absolute(due), total, findings)
      : number("DoZaplaty", due, total, findings),
  ]);
}
