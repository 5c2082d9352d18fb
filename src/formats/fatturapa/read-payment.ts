import { isEqual, sum } from "../../domain/decimal.js";
import type { CreditTransfer, Installment, Invoice } from "../../domain/invoice.js";
import { meansCodes, paymentMethods } from "./codes.js";
import { extensionsOf, type Place, present } from "./fattura-reading.js";

type Payment = Pick<Invoice, "payment" | "payee" | "dueDate" | "installments">;

/** DatiPagamento; an amount that is not what the totals say stays unmapped. */
export function readPayment(body: Place, payable: string): Payment {
  const details = body.all("DatiPagamento").flatMap((place) => {
    place.text("CondizioniPagamento");
    return place.all("DettaglioPagamento");
  });
  const [first] = details;
  if (!first) return { installments: [] };
  const method = first.needed("ModalitaPagamento", "BT-81");
  const meansCode = meansCodes[method] ?? "ZZZ";
  const parts = details.map((place) => ({
    place,
    dueDate: place.day("DataScadenzaPagamento"),
    amount: place.number("ImportoPagamento"),
    method: place.text("ModalitaPagamento"),
  }));
  const installments = parts.flatMap(({ dueDate, amount, method: own }): Installment[] => {
    if (!dueDate || parts.length < 2) return [];
    const means = own && own !== method ? meansCodes[own] : undefined;
    return [{ dueDate, ...present({ amount, meansCode: means }) }];
  });
  const isWhole = isEqual(sum(parts.map(({ amount }) => amount ?? "0")), payable);
  if (installments.length === 0 && !isWhole) parts.forEach(({ place }) => place.leaveUnmapped("ImportoPagamento"));
  const days = parts.flatMap(({ dueDate }) => dueDate ?? []).sort();
  return present({
    payment: present({
      meansCode,
      remittanceInformation: first.text("CodicePagamento"),
      creditTransfers: transfersOf(details),
      ...extensionsOf({ method: paymentMethods[meansCode] === method ? undefined : method }),
    }),
    dueDate: days.at(-1),
    installments,
  });
}

/** Each account once, however many instalments go to it. */
function transfersOf(details: readonly Place[]): CreditTransfer[] {
  const known = new Map<string, CreditTransfer>();
  for (const place of details) {
    const account = place.text("IBAN");
    if (account === undefined) continue;
    const more = { accountName: place.text("Beneficiario"), serviceProvider: place.text("BIC") };
    place.text("CodicePagamento");
    if (!known.has(account)) known.set(account, { account, ...present(more) });
  }
  return [...known.values()];
}
