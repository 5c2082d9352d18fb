/** What a customization identifier stands for, by its telling part. */
const profiles: readonly (readonly [RegExp, string])[] = [
  [/poacc:selfbilling:3\.0/, "Peppol BIS Self-Billing 3.0"],
  [/poacc:billing:3\.0/, "Peppol BIS Billing 3.0"],
  [/xoev-de:kosit:standard:xrechnung|xrechnung_/, "XRechnung"],
  [/nen\.nl:nlcius/, "SI-UBL 2.0"],
  [/peppol:pint:selfbilling-1@([a-z0-9-]+)/, "Peppol PINT Self-Billing"],
  [/peppol:pint:billing-1@([a-z0-9-]+)/, "Peppol PINT Billing"],
  [/cen\.eu:en16931:2017$/, "EN 16931"],
];

const kinds: readonly (readonly [RegExp, string])[] = [
  [/invoice_response/, "Invoice Response"],
  [/peppol:edec:mls/, "Message Level Status"],
  [/poacc:trns:mlr/, "Message Level Response"],
  [/CrossIndustryInvoice/, "Cross Industry Invoice"],
];

/** "…:xsd:CreditNote-2::CreditNote##…billing:3.0::2.1" → "Credit Note (Peppol BIS Billing 3.0)". */
export function labelOf(documentType: string): string {
  const [, root = "", customization = ""] = /::(\w+)##(.+)::[^:]*$/.exec(documentType) ?? [];
  const kind = kinds.find(([telling]) => telling.test(documentType))?.[1] ?? root.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
  if (kind === "") return documentType;
  for (const [telling, profile] of profiles) {
    const found = telling.exec(customization);
    if (found) return `${kind} (${profile}${found[1] === undefined ? "" : `, ${found[1]}`})`;
  }
  return kind;
}
