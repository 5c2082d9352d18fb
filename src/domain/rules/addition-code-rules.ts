import type { CodeListName } from "../code-lists/code-lists.js";
import { isCodeOf } from "../code-lists/code-lists.js";
import type { Decimal } from "../decimal.js";
import { isDecimal, scaleOf } from "../decimal.js";
import type { Invoice, InvoiceLine, RelatedParty } from "../invoice.js";
import type { Breach } from "./addition-rules.js";
import { isBlank, nationalScheme } from "./rule.js";

/** A code in one of the additions, and the list it has to be in. */
interface Code {
  readonly list: CodeListName;
  readonly code: string | undefined;
  /** What it is, in a sentence. */
  readonly name: string;
  readonly path: readonly string[];
  readonly orNational?: boolean;
}

/** Codes in what national systems add to EN 16931 are in the lists of EN 16931. */
export const checkAdditionCodes = (invoice: Invoice): Breach[] =>
  [
    ...invoice.exchangeRates.flatMap(({ from, to }, index) => [
      currency(from, ["exchangeRates", String(index), "from"]),
      currency(to, ["exchangeRates", String(index), "to"]),
    ]),
    ...invoice.installments.map(({ meansCode }, index): Code => {
      const path = ["installments", String(index), "meansCode"];
      return { list: "paymentMeans", code: meansCode, name: "The means of payment of an instalment", path };
    }),
    ...invoice.otherTaxes.map(({ vat }, index): Code => {
      const path = ["otherTaxes", String(index), "vat", "category"];
      return { list: "vatCategories", code: vat?.category, name: "The VAT category of another tax", path };
    }),
    ...invoice.parties.flatMap((party, index) => partyCodes(party, ["parties", String(index)])),
    ...invoice.lines.flatMap(({ subLines }, index) => codesIn(subLines, ["lines", String(index), "subLines"])),
    ...codesIn(invoice.correction?.linesBefore ?? [], ["correction", "linesBefore"]),
  ]
    .filter(isUnknown)
    .map(({ code, name, path }) => ({
      rule: "GW-COD-01",
      message: `${name} is ${code}, which is not in its code list`,
      path,
    }));

/** BR-DEC and UBL-DT-01 for the amounts of the additions. */
export const checkAdditionAmounts = (invoice: Invoice): Breach[] =>
  [
    ...invoice.installments.map(({ amount }, index) => ({ amount, path: ["installments", String(index), "amount"] })),
    ...invoice.prepayments.map(({ amount }, index) => ({ amount, path: ["prepayments", String(index), "amount"] })),
    ...invoice.otherTaxes.flatMap(({ amount, baseAmount }, index) => [
      { amount, path: ["otherTaxes", String(index), "amount"] },
      { amount: baseAmount, path: ["otherTaxes", String(index), "baseAmount"] },
    ]),
    ...invoice.lines.flatMap(({ subLines }, index) => netAmountsIn(subLines, ["lines", String(index), "subLines"])),
    ...netAmountsIn(invoice.correction?.linesBefore ?? [], ["correction", "linesBefore"]),
  ]
    .filter(({ amount }) => amount !== undefined && isDecimal(amount) && scaleOf(amount) > 2)
    .map(({ amount, path }) => ({
      rule: "GW-DEC-02",
      message: `The amount ${amount} has more than two decimals`,
      path,
    }));

const isUnknown = ({ code, list, orNational = false }: Code): boolean =>
  !isBlank(code) && !isCodeOf(list, code) && !(orNational && nationalScheme.test(code));

const currency = (code: string, path: readonly string[]): Code => ({
  list: "currencies",
  code,
  name: "The currency of an exchange rate",
  path,
});

const partyCodes = (party: RelatedParty, path: readonly string[]): readonly Code[] => [
  {
    list: "countries",
    code: party.address?.countryCode,
    name: `The country of party ${party.name}`,
    path: [...path, "address", "countryCode"],
  },
  ...party.identifiers.map(({ scheme }, index) =>
    schemeOf(scheme, `The scheme of an identifier of party ${party.name}`, [
      ...path,
      "identifiers",
      String(index),
      "scheme",
    ]),
  ),
  schemeOf(party.legalRegistration?.scheme, `The scheme of the registration of party ${party.name}`, [
    ...path,
    "legalRegistration",
    "scheme",
  ]),
  {
    list: "addressSchemes",
    code: party.electronicAddress?.scheme,
    name: `The scheme of the electronic address of party ${party.name}`,
    path: [...path, "electronicAddress", "scheme"],
  },
];

const schemeOf = (code: string | undefined, name: string, path: readonly string[]): Code => ({
  list: "identifierSchemes",
  code,
  name,
  path,
  orNational: true,
});

const codesIn = (lines: readonly InvoiceLine[], path: readonly string[]): readonly Code[] =>
  lines.flatMap((line, index) => {
    const at = [...path, String(index)];
    const code = (list: CodeListName, value: string | undefined, what: string, ...field: readonly string[]): Code => ({
      list,
      code: value,
      name: `The ${what} of line ${line.id}`,
      path: [...at, ...field],
    });
    return [
      code("units", line.unitCode, "unit", "unitCode"),
      code("units", line.price.baseQuantityUnitCode, "unit of the base quantity", "price", "baseQuantityUnitCode"),
      code("vatCategories", line.vat.category, "VAT category", "vat", "category"),
      code("countries", line.item.originCountryCode, "country of origin", "item", "originCountryCode"),
      ...codesIn(line.subLines, [...at, "subLines"]),
    ];
  });

interface PlacedAmount {
  readonly amount: Decimal | undefined;
  readonly path: readonly string[];
}

const netAmountsIn = (lines: readonly InvoiceLine[], path: readonly string[]): readonly PlacedAmount[] =>
  lines.flatMap(({ netAmount, subLines }, index) => [
    { amount: netAmount, path: [...path, String(index), "netAmount"] },
    ...netAmountsIn(subLines, [...path, String(index), "subLines"]),
  ]);
