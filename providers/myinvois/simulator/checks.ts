import { add, type Decimal, isEqual, negate, sum } from "../../../src/domain/decimal.js";
import { type ErrorNode, toError } from "./answers.js";
import { isKnownTin } from "./taxpayers.js";
import { all, decimalOf, type Element, one, textOf, toDecimal } from "./ubl-tree.js";

/** What the simulator keeps of a document beside its bytes. */
export interface Facts {
  readonly internalId: string;
  readonly typeCode: string;
  readonly version: string;
  readonly issuedAt: string;
  readonly currency: string;
  readonly supplierTin: string;
  readonly supplierName: string;
  readonly buyerTin: string;
  readonly buyerName: string;
  readonly buyerRegistration: string;
  readonly taxExclusive: string;
  readonly discount: string;
  readonly payable: string;
  /** UUIDs of the documents it refers to. */
  readonly refersTo: readonly string[];
}

const partyTin = (root: Element, party: string): string =>
  all(root, party, "Party", "PartyIdentification", "ID").find((id) => id.attributes["schemeID"] === "TIN")?.value ?? "";

export function toFacts(root: Element): Facts {
  const customerIds = all(root, "AccountingCustomerParty", "Party", "PartyIdentification", "ID");
  return {
    internalId: textOf(root, "ID") ?? "",
    typeCode: textOf(root, "InvoiceTypeCode") ?? "",
    version: one(root, "InvoiceTypeCode")?.attributes["listVersionID"] ?? "",
    issuedAt: `${textOf(root, "IssueDate") ?? ""}T${textOf(root, "IssueTime") ?? ""}`,
    currency: textOf(root, "DocumentCurrencyCode") ?? "",
    supplierTin: partyTin(root, "AccountingSupplierParty"),
    supplierName: textOf(root, "AccountingSupplierParty", "Party", "PartyLegalEntity", "RegistrationName") ?? "",
    buyerTin: partyTin(root, "AccountingCustomerParty"),
    buyerName: textOf(root, "AccountingCustomerParty", "Party", "PartyLegalEntity", "RegistrationName") ?? "",
    buyerRegistration: customerIds.find((id) => id.attributes["schemeID"] !== "TIN")?.value ?? "",
    taxExclusive: decimalOf(root, "LegalMonetaryTotal", "TaxExclusiveAmount") ?? "0",
    discount: decimalOf(root, "LegalMonetaryTotal", "AllowanceTotalAmount") ?? "0",
    payable: decimalOf(root, "LegalMonetaryTotal", "PayableAmount") ?? "0",
    refersTo: all(root, "BillingReference", "InvoiceDocumentReference", "UUID").flatMap(({ value }) => value ?? []),
  };
}

export const isSelfBilledType = (typeCode: string): boolean => /^1[1-4]$/.test(typeCode);

/** The taxpayer in whose name the document is issued. */
export const issuerTinOf = ({ typeCode, supplierTin, buyerTin }: Facts): string =>
  isSelfBilledType(typeCode) ? buyerTin : supplierTin;

export interface ValidationStep {
  readonly name: string;
  readonly status: "Valid" | "Invalid";
  readonly error?: ErrorNode;
}

const toStep = (name: string, title: string, errors: readonly ErrorNode[]): ValidationStep =>
  errors.length === 0
    ? { name, status: "Valid" }
    : { name, status: "Invalid", error: toError("Error03", title, { inner: errors }) };

/** What MyInvois checks after it has answered; the last step needs the other documents and comes from outside. */
export function validate(root: Element, duplicates: readonly ErrorNode[], references: readonly ErrorNode[]) {
  return [
    toStep("Step01-Structure Validator", "Structure Validator", []),
    toStep("Step02-Core Fields Validator", "Core Fields Validator", [
      ...missingFields(root),
      ...wrongForms(root),
      ...wrongTotals(root),
    ]),
    toStep("Step03-Duplicated Submission Validator", "Duplicated Submission Validator", duplicates),
    toStep("Step04-Signature Validator", "Signature Validator", signature(root)),
    toStep("Step05-Taxpayer Validator", "Taxpayer Validator", unknownTaxpayers(root)),
    toStep("Step06-Referenced Documents Validator", "Referenced Documents Validator", references),
    toStep("Step07-Code Validator", "Code Validator", wrongCodes(root)),
    toStep("Step08-Currency Validator", "Currency Validator", wrongCurrency(root)),
  ];
}

const required: readonly (readonly string[])[] = [
  ["AccountingSupplierParty", "Party", "IndustryClassificationCode"],
  ...["AccountingSupplierParty", "AccountingCustomerParty"].flatMap((party) => [
    [party, "Party", "PartyLegalEntity", "RegistrationName"],
    [party, "Party", "PartyIdentification", "ID"],
    [party, "Party", "PostalAddress", "AddressLine", "Line"],
    [party, "Party", "PostalAddress", "CityName"],
    [party, "Party", "PostalAddress", "CountrySubentityCode"],
    [party, "Party", "PostalAddress", "Country", "IdentificationCode"],
    [party, "Party", "Contact", "Telephone"],
  ]),
  ["DocumentCurrencyCode"],
  ["TaxTotal", "TaxAmount"],
  ["TaxTotal", "TaxSubtotal", "TaxCategory", "ID"],
  ["LegalMonetaryTotal", "TaxExclusiveAmount"],
  ["LegalMonetaryTotal", "TaxInclusiveAmount"],
  ["LegalMonetaryTotal", "PayableAmount"],
  ["InvoiceLine", "ID"],
  ["InvoiceLine", "LineExtensionAmount"],
  ["InvoiceLine", "Price", "PriceAmount"],
  ["InvoiceLine", "ItemPriceExtension", "Amount"],
  ["InvoiceLine", "Item", "Description"],
  ["InvoiceLine", "Item", "CommodityClassification", "ItemClassificationCode"],
  ["InvoiceLine", "TaxTotal", "TaxAmount"],
];

function missingFields(root: Element): ErrorNode[] {
  const missing = required.filter((names) => !textOf(root, ...names));
  const quoted = required.filter(
    (names) => names.at(-1)?.endsWith("Amount") && textOf(root, ...names) && !decimalOf(root, ...names),
  );
  return [
    ...missing.map((names) => toError("MissingField", `${names.join(".")} is mandatory`, { path: names.join(".") })),
    ...quoted.map((names) => toError("WrongType", `${names.join(".")} must be a number`, { path: names.join(".") })),
  ];
}

const forms: readonly (readonly [path: readonly string[], form: RegExp, what: string])[] = [
  [["PrepaidPayment", "PaidDate"], /^\d{4}-\d{2}-\d{2}$/, "a date"],
  [["PrepaidPayment", "PaidTime"], /^\d{2}:\d{2}:\d{2}Z$/, "a time in UTC"],
  [["AdditionalDocumentReference", "ID"], /^.{1,1000}$/s, "a reference of 1 to 1000 characters"],
  [["BillingReference", "AdditionalDocumentReference", "ID"], /^.{1,150}$/s, "a reference of 1 to 150 characters"],
  [["InvoicePeriod", "Description"], /^.{1,50}$/s, "a frequency of 1 to 50 characters"],
];

function wrongForms(root: Element): ErrorNode[] {
  const wrong = forms.flatMap(([names, form, what]) =>
    all(root, ...names)
      .filter(({ value = "" }) => !form.test(value))
      .map(({ value }) => toError("WrongFormat", `${value} is not ${what}`, { path: names.join(".") })),
  );
  const documents = all(root, "AdditionalDocumentReference").filter((document) => !textOf(document, "ID"));
  const industry = one(root, "AccountingSupplierParty", "Party", "IndustryClassificationCode");
  return [
    ...wrong,
    ...documents.map(() =>
      toError("MissingField", "AdditionalDocumentReference.ID is mandatory", {
        path: "AdditionalDocumentReference.ID",
      }),
    ),
    ...(industry && !industry.attributes["name"]
      ? [toError("MissingField", "the industry in words is mandatory", { path: "IndustryClassificationCode.name" })]
      : []),
  ];
}

function wrongTotals(root: Element): ErrorNode[] {
  const total = (name: string) => decimalOf(root, "LegalMonetaryTotal", name);
  const amounts = (...names: string[]) => all(root, ...names).flatMap((element) => toDecimal(element) ?? []);
  const net = total("TaxExclusiveAmount");
  const gross = total("TaxInclusiveAmount");
  const payable = total("PayableAmount");
  const tax = decimalOf(root, "TaxTotal", "TaxAmount");
  if (net === undefined || gross === undefined || payable === undefined || tax === undefined) return [];
  const adjusted = all(root, "AllowanceCharge").map((entry) => {
    const amount = decimalOf(entry, "Amount") ?? "0";
    return textOf(entry, "ChargeIndicator") === "true" ? amount : negate(amount);
  });
  const expected: readonly (readonly [string, Decimal, Decimal])[] = [
    ["TaxExclusiveAmount", net, sum([...amounts("InvoiceLine", "LineExtensionAmount"), ...adjusted])],
    ["TaxTotal.TaxAmount", tax, sum(amounts("TaxTotal", "TaxSubtotal", "TaxAmount"))],
    ["TaxInclusiveAmount", gross, add(net, tax)],
    [
      "PayableAmount",
      payable,
      sum([gross, total("PayableRoundingAmount") ?? "0", ...amounts("PrepaidPayment", "PaidAmount").map(negate)]),
    ],
  ];
  return expected
    .filter(([, is, should]) => !isEqual(is, should))
    .map(([name, is, should]) =>
      toError("TotalMismatch", `${name} is ${is}, but the document adds up to ${should}`, { path: name }),
    );
}

const signature = (root: Element): ErrorNode[] =>
  one(root, "InvoiceTypeCode")?.attributes["listVersionID"] === "1.1" && !one(root, "Signature")
    ? [toError("DS301", "Signature not found.", { path: "Signature" })]
    : [];

const unknownTaxpayers = (root: Element): ErrorNode[] =>
  ["AccountingSupplierParty", "AccountingCustomerParty"]
    .map((party) => [party, partyTin(root, party)] as const)
    .filter(([, tin]) => !isKnownTin(tin))
    .map(([party, tin]) =>
      toError("UnknownTaxpayer", `TIN ${tin || "(none)"} is not registered`, {
        path: `${party}.Party.PartyIdentification`,
      }),
    );

const taxTypes = new Set(["01", "02", "03", "04", "05", "06", "E"]);

function wrongCodes(root: Element): ErrorNode[] {
  const errors: ErrorNode[] = [];
  const industry = textOf(root, "AccountingSupplierParty", "Party", "IndustryClassificationCode") ?? "";
  if (!/^\d{5}$/.test(industry))
    errors.push(
      toError("CV302", `ItemCode ${industry} does not exist in CodeType MSICSubCategory`, {
        path: "AccountingSupplierParty.Party.IndustryClassificationCode",
      }),
    );
  const categories = ["TaxTotal", "TaxSubtotal", "TaxCategory", "ID"];
  for (const id of [...all(root, ...categories), ...all(root, "InvoiceLine", ...categories)]) {
    if (!taxTypes.has(id.value ?? ""))
      errors.push(
        toError("CV302", `ItemCode ${id.value} does not exist in CodeType TaxType`, { path: "TaxCategory.ID" }),
      );
  }
  for (const party of ["AccountingSupplierParty", "AccountingCustomerParty"]) {
    const state = textOf(root, party, "Party", "PostalAddress", "CountrySubentityCode") ?? "";
    const country = textOf(root, party, "Party", "PostalAddress", "Country", "IdentificationCode") ?? "";
    const path = `${party}.Party.PostalAddress.CountrySubentityCode`;
    if (!/^(0[1-9]|1[0-7])$/.test(state))
      errors.push(toError("CV302", `ItemCode ${state} does not exist in CodeType StateCode`, { path }));
    else if (state !== "17" && country !== "MYS")
      errors.push(toError("CV316", `State Codes 01–16 must be restricted to MYS only - ${country}`, { path }));
  }
  return errors;
}

function wrongCurrency(root: Element): ErrorNode[] {
  const currency = textOf(root, "DocumentCurrencyCode") ?? "";
  const foreign = [...currenciesIn(root)].filter((each) => each !== currency);
  const errors = foreign.map((each) =>
    toError(
      "DC502",
      `If the document currency is ${currency}, all currency codes for amounts should also be ${currency}, not ${each}`,
    ),
  );
  const rate = one(root, "TaxExchangeRate");
  const converts = textOf(rate, "SourceCurrencyCode") === currency && textOf(rate, "TargetCurrencyCode") === "MYR";
  if (currency !== "MYR" && !(converts && decimalOf(rate, "CalculationRate")))
    errors.push(
      toError("ExchangeRateMissing", `a document in ${currency} needs its rate to MYR`, { path: "TaxExchangeRate" }),
    );
  return errors;
}

function currenciesIn(element: Element): Set<string> {
  const found = new Set<string>();
  const visit = (each: Element): void => {
    if (each.attributes["currencyID"]) found.add(each.attributes["currencyID"]);
    Object.values(each.children).flat().forEach(visit);
  };
  visit(element);
  return found;
}
