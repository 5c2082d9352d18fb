import { add } from "../../../src/domain/decimal.js";
import type { DocumentReference, Identifier, Invoice, Price } from "../../../src/domain/invoice.js";

const eventCodes: readonly (string | undefined)[] = ["3", "35", "432", undefined];

const withoutDate = ({ issueDate: _, ...reference }: DocumentReference): DocumentReference => reference;

const one = (references: readonly DocumentReference[]) => references.slice(0, 1).map(withoutDate);

const schemelessFirst = (identifiers: readonly Identifier[]) =>
  identifiers.toSorted((a, b) => Number(a.scheme !== undefined) - Number(b.scheme !== undefined));

const withGross = (price: Price): Price =>
  price.discount === undefined ? price : { gross: add(price.net, price.discount), ...price };

/** What CII carries of an invoice, with a gross price beside each discount; the order of identifiers with and without scheme is not kept. */
export const carried = (invoice: Invoice): Invoice => {
  const { issueTime: _, taxPointDate, taxPointDateCode, ...rest } = invoice;
  const hasBreakdown = invoice.vatBreakdown.length > 0;
  return {
    ...rest,
    ...(taxPointDate !== undefined && hasBreakdown ? { taxPointDate } : {}),
    ...(taxPointDateCode !== undefined && hasBreakdown && eventCodes.includes(taxPointDateCode)
      ? { taxPointDateCode }
      : {}),
    contractReferences: one(invoice.contractReferences),
    purchaseOrderReferences: one(invoice.purchaseOrderReferences),
    receivingAdviceReferences: one(invoice.receivingAdviceReferences),
    despatchAdviceReferences: one(invoice.despatchAdviceReferences),
    precedingInvoices: invoice.precedingInvoices.slice(0, 1).map(({ clearanceId: _id, ...preceding }) => preceding),
    seller: { ...invoice.seller, identifiers: schemelessFirst(invoice.seller.identifiers) },
    buyer: { ...invoice.buyer, identifiers: schemelessFirst(invoice.buyer.identifiers) },
    lines: invoice.lines.map((line) => ({ ...line, price: withGross(line.price) })),
  };
};

const referenceLists = [
  "contractReferences",
  "purchaseOrderReferences",
  "receivingAdviceReferences",
  "despatchAdviceReferences",
] as const;

/** The paths of what CII does not carry. */
export const uncarriedPaths = (invoice: Invoice): readonly string[] => {
  const isLost = (key: "taxPointDate" | "taxPointDateCode", isWritten: boolean) =>
    invoice[key] !== undefined && !isWritten ? [key] : [];
  const hasBreakdown = invoice.vatBreakdown.length > 0;
  return [
    ...(invoice.issueTime === undefined ? [] : ["issueTime"]),
    ...isLost("taxPointDate", hasBreakdown),
    ...isLost("taxPointDateCode", hasBreakdown && eventCodes.includes(invoice.taxPointDateCode)),
    ...[...referenceLists, "precedingInvoices" as const].filter((key) => invoice[key].length > 1),
    ...referenceLists.filter((key) => invoice[key][0]?.issueDate !== undefined).map((key) => `${key}.0.issueDate`),
    ...(invoice.precedingInvoices[0]?.clearanceId === undefined ? [] : ["precedingInvoices.0.clearanceId"]),
  ];
};
