import type { DocumentReference, Invoice } from "../../domain/invoice.js";
import { base64Size, formatDecimal } from "../words/format-value.js";
import type { Block, Cell, CellLine, Fact, Phrasing, Shown } from "./invoice-view.js";
import { coded, factOf, identified, spanned, textFact } from "./phrasing.js";

/** What stands at the top of the page beside the number. */
export const viewKeyFacts = (phrasing: Phrasing, invoice: Invoice): Fact[] => [
  ...factOf(
    phrasing.label("issueDate"),
    phrasing.date("BT-2", invoice.issueDate),
    ...(invoice.issueTime === undefined ? [] : [phrasing.text(undefined, invoice.issueTime)]),
  ),
  ...(invoice.dueDate === undefined ? [] : factOf(phrasing.label("dueDate"), phrasing.date("BT-9", invoice.dueDate))),
  ...factOf(phrasing.label("documentType"), coded(phrasing, "invoiceType", "BT-3", invoice.typeCode)),
  ...textFact(phrasing, "buyerReference", "BT-10", invoice.buyerReference),
  ...textFact(phrasing, "currency", "BT-5", invoice.currencyCode),
];

/** Dates, references and BG-3, none when there are none. */
export const viewReferences = (phrasing: Phrasing, invoice: Invoice): Block[] => {
  const references = (label: string, term: string, list: readonly DocumentReference[]): Fact[] =>
    list.flatMap((reference) => factOf(label, ...referenceValues(phrasing, term, reference)));
  const facts: Fact[] = [
    ...(invoice.invoicingPeriod === undefined
      ? []
      : factOf(phrasing.label("invoicingPeriod"), ...spanned(phrasing, "BT-73", "BT-74", invoice.invoicingPeriod))),
    ...(invoice.taxPointDate === undefined
      ? []
      : factOf(phrasing.label("taxPointDate"), phrasing.date("BT-7", invoice.taxPointDate))),
    ...(invoice.taxPointDateCode === undefined
      ? []
      : factOf(phrasing.label("taxPointCode"), coded(phrasing, "taxPoint", "BT-8", invoice.taxPointDateCode))),
    ...references(phrasing.label("order"), "BT-13", invoice.purchaseOrderReferences),
    ...textFact(phrasing, "salesOrder", "BT-14", invoice.salesOrderReference),
    ...references(phrasing.label("contract"), "BT-12", invoice.contractReferences),
    ...textFact(phrasing, "project", "BT-11", invoice.projectReference),
    ...references(phrasing.label("despatchAdvice"), "BT-16", invoice.despatchAdviceReferences),
    ...references(phrasing.label("receivingAdvice"), "BT-15", invoice.receivingAdviceReferences),
    ...textFact(phrasing, "tenderOrLot", "BT-17", invoice.tenderOrLotReference),
    ...(invoice.invoicedObject === undefined
      ? []
      : factOf(phrasing.label("object"), identified(phrasing, "BT-18", invoice.invoicedObject))),
    ...textFact(phrasing, "accounting", "BT-19", invoice.buyerAccountingReference),
    ...textFact(phrasing, "accountingCurrency", "BT-6", invoice.vatAccountingCurrencyCode),
    ...invoice.exchangeRates.flatMap(({ from, to, rate, date }) =>
      factOf(
        phrasing.label("exchangeRate"),
        phrasing.text(undefined, `1 ${from} = ${formatDecimal(phrasing.language, rate)} ${to}`),
        ...(date === undefined ? [] : [{ text: "·" }, phrasing.date(undefined, date)]),
      ),
    ),
    ...invoice.precedingInvoices.flatMap(({ number, issueDate, clearanceId }) =>
      factOf(
        phrasing.label("precedingInvoice"),
        phrasing.text("BT-25", number),
        ...(issueDate === undefined ? [] : [{ text: "·" }, phrasing.date("BT-26", issueDate)]),
        ...(clearanceId === undefined ? [] : [{ text: "·" }, phrasing.text(undefined, clearanceId)]),
      ),
    ),
  ];
  return facts.length === 0 ? [] : [{ kind: "facts", title: phrasing.label("details"), group: "BG-3", facts }];
};

/** BG-1, none when there are none. */
export const viewNotes = (phrasing: Phrasing, { notes }: Invoice): Block[] =>
  notes.length === 0
    ? []
    : [
        {
          kind: "facts",
          title: phrasing.label("notes"),
          group: "BG-1",
          facts: notes.map(({ subjectCode, text }) => ({
            label: subjectCode === undefined ? "" : phrasing.text("BT-21", subjectCode).text,
            ...(subjectCode === undefined ? {} : { labelTerm: "BT-21" }),
            values: [phrasing.text("BT-22", text)],
          })),
        },
      ];

/** BG-24: name, type and size of attached files, never their content. */
export const viewAttachments = (phrasing: Phrasing, { attachments }: Invoice): Block[] =>
  attachments.length === 0
    ? []
    : [
        {
          kind: "table",
          title: phrasing.label("attachments"),
          group: "BG-24",
          columns: [
            { label: phrasing.label("reference") },
            { label: phrasing.label("description"), isWide: true },
            { label: phrasing.label("file"), isNumber: true },
          ],
          rows: attachments.map(({ reference, description, externalLocation, content }): Cell[] => [
            [{ values: [phrasing.text("BT-122", reference)], tone: "strong" }],
            [
              ...optionalLine(phrasing, "BT-123", description),
              ...optionalLine(phrasing, "BT-124", externalLocation, "detail"),
            ],
            content === undefined
              ? []
              : [
                  { values: [phrasing.text("BT-125", content.fileName)] },
                  {
                    values: [
                      phrasing.text("BT-125", content.mimeCode),
                      { text: "·" },
                      sizeOf(phrasing, content.base64),
                    ],
                    tone: "detail",
                  },
                ],
          ]),
        },
      ];

/** BG-2 and whatever the model could not hold. */
export const viewTechnical = (phrasing: Phrasing, invoice: Invoice): Block[] => [
  {
    kind: "facts",
    title: phrasing.label("technical"),
    group: "BG-2",
    facts: [
      ...textFact(phrasing, "businessProcess", "BT-23", invoice.process.businessProcess),
      ...textFact(phrasing, "specification", "BT-24", invoice.process.specification),
    ],
  },
  ...(invoice.unmapped.length === 0
    ? []
    : [
        {
          kind: "table" as const,
          title: phrasing.label("unmapped"),
          group: "",
          columns: [
            { label: phrasing.label("place"), isWide: true },
            { label: phrasing.label("value"), isWide: true },
          ],
          rows: invoice.unmapped.map(({ path, value }): Cell[] => [
            [{ values: [phrasing.text(undefined, path)], tone: "detail" }],
            [{ values: [phrasing.text(undefined, value)] }],
          ]),
        },
      ]),
];

const referenceValues = (phrasing: Phrasing, term: string, reference: DocumentReference): Shown[] => [
  phrasing.text(term, reference.id),
  ...(reference.issueDate === undefined ? [] : [{ text: "·" }, phrasing.date(undefined, reference.issueDate)]),
  ...(reference.lineNumbers.length === 0
    ? []
    : [
        { text: `· ${phrasing.label("forLines")}` },
        ...reference.lineNumbers.map((number) => phrasing.text(undefined, number)),
      ]),
];

const optionalLine = (phrasing: Phrasing, term: string, value: string | undefined, tone?: "detail"): CellLine[] =>
  value === undefined ? [] : [{ values: [phrasing.text(term, value)], ...(tone === undefined ? {} : { tone }) }];

const sizeOf = (phrasing: Phrasing, base64: string): Shown => ({
  text: `${formatDecimal(phrasing.language, base64Size(base64).toString())} ${phrasing.label("bytes")}`,
});
