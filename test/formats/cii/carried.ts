import { add } from "../../../src/domain/decimal.js";
import type {
  Address,
  DocumentReference,
  Identifier,
  Installment,
  Invoice,
  PartyRole,
  Prepayment,
  Price,
  RelatedParty,
} from "../../../src/domain/invoice.js";

const eventCodes: readonly (string | undefined)[] = ["3", "35", "432", undefined];

const withoutDate = ({ issueDate: _, ...reference }: DocumentReference): DocumentReference => reference;

const one = (references: readonly DocumentReference[]) => references.slice(0, 1).map(withoutDate);

const schemelessFirst = (identifiers: readonly Identifier[]) =>
  identifiers.toSorted((a, b) => Number(a.scheme !== undefined) - Number(b.scheme !== undefined));

const withGross = (price: Price): Price =>
  price.discount === undefined ? price : { gross: add(price.net, price.discount), ...price };

/** In the order they are read. */
export const ciiRoles: readonly PartyRole[] = ["SELLER_AGENT", "BUYER_AGENT", "INVOICER", "INVOICEE", "PAYER"];

const addressExtras = ["buildingNumber", "additionalNumber", "district", "postBox"] as const;

const inCiiAddress = (address: Address): Address => {
  const { buildingNumber: _number, additionalNumber: _second, district: _part, postBox: _box, ...rest } = address;
  return rest;
};

const inCiiParty = <Party extends { readonly address?: Address; readonly identifiers: readonly Identifier[] }>(
  party: Party,
): Party => ({
  ...party,
  ...(party.address && { address: inCiiAddress(party.address) }),
  identifiers: schemelessFirst(party.identifiers),
});

const isSized = ({ amount, percentage }: Installment): boolean => amount !== undefined || percentage !== undefined;

const withoutDetails = ({ time: _time, reference: _reference, ...prepayment }: Prepayment): Prepayment => prepayment;

const inCiiParties = (parties: readonly RelatedParty[]): readonly RelatedParty[] =>
  parties
    .filter(({ role }) => ciiRoles.includes(role))
    .toSorted((a, b) => ciiRoles.indexOf(a.role) - ciiRoles.indexOf(b.role))
    .map(inCiiParty);

/** What CII carries of an invoice, with a gross price beside each discount; the order of identifiers with and without scheme is not kept. */
export const carried = (invoice: Invoice): Invoice => {
  const { issueTime: _, taxPointDate, taxPointDateCode, taxRepresentative, delivery, ...rest } = invoice;
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
    seller: inCiiParty(invoice.seller),
    buyer: inCiiParty(invoice.buyer),
    ...(taxRepresentative && {
      taxRepresentative: { ...taxRepresentative, address: inCiiAddress(taxRepresentative.address) },
    }),
    ...(delivery && {
      delivery: { ...delivery, ...(delivery.address && { address: inCiiAddress(delivery.address) }) },
    }),
    lines: invoice.lines.map((line) => ({ ...line, price: withGross(line.price), subLines: [] })),
    installments: invoice.installments.filter(isSized),
    prepayments: invoice.prepayments.map(withoutDetails),
    otherTaxes: [],
    parties: inCiiParties(invoice.parties),
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
    ...uncarriedAdditions(invoice),
  ];
};

const present = <Value extends object>(
  value: Value | undefined,
  keys: readonly (keyof Value & string)[],
  path: string,
) => (value === undefined ? [] : keys.filter((key) => value[key] !== undefined).map((key) => `${path}.${key}`));

const uncarriedAdditions = (invoice: Invoice): readonly string[] => [
  ...present(invoice.seller.address, addressExtras, "seller.address"),
  ...present(invoice.buyer.address, addressExtras, "buyer.address"),
  ...present(invoice.taxRepresentative?.address, addressExtras, "taxRepresentative.address"),
  ...present(invoice.delivery?.address, addressExtras, "delivery.address"),
  ...invoice.parties.flatMap((party, index) =>
    ciiRoles.includes(party.role)
      ? present(party.address, addressExtras, `parties.${index}.address`)
      : [`parties.${index}`],
  ),
  ...invoice.lines.flatMap(({ subLines }, index) => (subLines.length > 0 ? [`lines.${index}.subLines`] : [])),
  ...invoice.installments.flatMap((one, index) => (isSized(one) ? [] : [`installments.${index}`])),
  ...invoice.prepayments.flatMap((one, index) => present(one, ["time", "reference"], `prepayments.${index}`)),
  ...(invoice.otherTaxes.length > 0 ? ["otherTaxes"] : []),
];
