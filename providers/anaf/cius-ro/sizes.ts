import type { Invoice } from "../../../src/domain/invoice.js";
import type { RuleViolation } from "../../../src/domain/validation.js";
import { ruleset } from "../errors.js";

type Row = readonly [term: string, place: string];

/** The most characters of a text; `*` stands for every entry of a list. */
const longest: Readonly<Record<number, readonly Row[]>> = {
  20: [
    ["BT-38", "seller.address.postCode"],
    ["BT-53", "buyer.address.postCode"],
    ["BT-67", "taxRepresentative.address.postCode"],
    ["BT-78", "delivery.address.postCode"],
  ],
  50: [
    ["BT-37", "seller.address.city"],
    ["BT-52", "buyer.address.city"],
    ["BT-66", "taxRepresentative.address.city"],
    ["BT-77", "delivery.address.city"],
    ["BT-160", "lines.*.item.attributes.*.name"],
  ],
  100: [
    ["BT-19", "buyerAccountingReference"],
    ["BT-36", "seller.address.line2"],
    ["BT-41", "seller.contact.name"],
    ["BT-42", "seller.contact.telephone"],
    ["BT-43", "seller.contact.email"],
    ["BT-51", "buyer.address.line2"],
    ["BT-56", "buyer.contact.name"],
    ["BT-57", "buyer.contact.telephone"],
    ["BT-58", "buyer.contact.email"],
    ["BT-65", "taxRepresentative.address.line2"],
    ["BT-76", "delivery.address.line2"],
    ["BT-82", "payment.meansText"],
    ["BT-120", "vatBreakdown.*.exemptionReason"],
    ["BT-123", "attachments.*.description"],
    ["BT-133", "lines.*.buyerAccountingReference"],
    ["BT-139", "lines.*.allowances.*.reason"],
    ["BT-144", "lines.*.charges.*.reason"],
    ["BT-153", "lines.*.item.name"],
    ["BT-161", "lines.*.item.attributes.*.value"],
    ["BT-162", "seller.address.line3"],
    ["BT-163", "buyer.address.line3"],
    ["BT-164", "taxRepresentative.address.line3"],
    ["BT-165", "delivery.address.line3"],
  ],
  140: [["BT-83", "payment.remittanceInformation"]],
  150: [
    ["BT-35", "seller.address.line1"],
    ["BT-50", "buyer.address.line1"],
    ["BT-64", "taxRepresentative.address.line1"],
    ["BT-75", "delivery.address.line1"],
  ],
  200: [
    ["BT-1", "number"],
    ["BT-12", "contractReferences.*.id"],
    ["BT-13", "purchaseOrderReferences.*.id"],
    ["BT-14", "salesOrderReference"],
    ["BT-15", "receivingAdviceReferences.*.id"],
    ["BT-16", "despatchAdviceReferences.*.id"],
    ["BT-17", "tenderOrLotReference"],
    ["BT-18", "invoicedObject.value"],
    ["BT-25", "precedingInvoices.*.number"],
    ["BT-27", "seller.name"],
    ["BT-28", "seller.tradingName"],
    ["BT-44", "buyer.name"],
    ["BT-45", "buyer.tradingName"],
    ["BT-59", "payee.name"],
    ["BT-62", "taxRepresentative.name"],
    ["BT-70", "delivery.partyName"],
    ["BT-85", "payment.creditTransfers.*.accountName"],
    ["BT-88", "payment.card.holderName"],
    ["BT-122", "attachments.*.reference"],
    ["BT-124", "attachments.*.externalLocation"],
    ["BT-125", "attachments.*.content.fileName"],
    ["BT-154", "lines.*.item.description"],
  ],
  300: [
    ["BT-20", "paymentTerms"],
    ["BT-22", "notes.*.text"],
    ["BT-127", "lines.*.note"],
  ],
  1000: [["BT-33", "seller.legalInformation"]],
};

/** The most entries of a list. */
const most: Readonly<Record<number, readonly Row[]>> = {
  20: [["BG-1", "notes"]],
  50: [
    ["BG-24", "attachments"],
    ["BG-32", "lines.*.item.attributes"],
  ],
  500: [["BG-3", "precedingInvoices"]],
};

/** What is longer than Romania takes: rules BR-RO-L… (characters, white space counted once) and BR-RO-A… (entries). */
export function checkSizes(invoice: Invoice): RuleViolation[] {
  const found: RuleViolation[] = [];
  const add = (rule: string, path: readonly string[], message: string) =>
    found.push({ rule, ruleset, severity: "FATAL", message, path });
  each(longest, (limit, term, place) => {
    for (const { value, path } of valuesAt(invoice, place)) {
      const length = typeof value === "string" ? Array.from(value.trim().replace(/\s+/g, " ")).length : 0;
      const message = `${term}: ${path.join(".")} has ${length} characters; Romania takes ${limit}`;
      if (length > limit) add(`BR-RO-L${String(limit).padStart(3, "0")}`, path, message);
    }
  });
  each(most, (limit, term, place) => {
    for (const { value, path } of valuesAt(invoice, place)) {
      const count = Array.isArray(value) ? value.length : 0;
      const message = `${term}: there are ${count} ${path.join(".")}; Romania takes ${limit}`;
      if (count > limit) add(`BR-RO-A${String(limit).padStart(3, "0")}`, path, message);
    }
  });
  return found;
}

function each(
  table: Readonly<Record<number, readonly Row[]>>,
  check: (limit: number, term: string, place: string) => void,
): void {
  for (const [limit, rows] of Object.entries(table)) {
    for (const [term, place] of rows) check(Number(limit), term, place);
  }
}

interface Found {
  readonly value: unknown;
  readonly path: readonly string[];
}

function valuesAt(invoice: Invoice, place: string): readonly Found[] {
  return place.split(".").reduce<readonly Found[]>(
    (found, step) =>
      found.flatMap(({ value, path }) => {
        if (typeof value !== "object" || value === null) return [];
        const entries = Object.entries(value);
        return (step === "*" ? entries : entries.filter(([key]) => key === step)).map(([key, inner]) => ({
          value: inner as unknown,
          path: [...path, key],
        }));
      }),
    [{ value: invoice, path: [] }],
  );
}
