import type { Invoice } from "../../src/domain/invoice.js";
import { anInvoiceLine } from "./an-invoice.js";
import { anItalianInvoice } from "./an-italian-invoice.js";

/** An invoice of an engineer to a public office, with a value for everything FatturaPA has a place for. */
export const aCompleteItalianInvoice = (overrides: Partial<Invoice> = {}): Invoice => {
  const base = anItalianInvoice();
  const standard = { category: "S", rate: "22" };
  return {
    ...base,
    number: "2026/17-PA",
    taxPointDateCode: "432",
    buyerReference: "Ufficio acquisti",
    projectReference: "C12H22000130001",
    contractReferences: [{ id: "CTR-9", lineNumbers: [] }],
    purchaseOrderReferences: [{ id: "ORD-17", issueDate: "2026-01-15", lineNumbers: ["10", "20"] }],
    receivingAdviceReferences: [{ id: "RIC-5", lineNumbers: [] }],
    despatchAdviceReferences: [{ id: "DDT-6", issueDate: "2026-02-26", lineNumbers: ["10"] }],
    tenderOrLotReference: "X5F1B2C3D4",
    buyerAccountingReference: "CDC 4025",
    paymentTerms: "30 giorni data fattura",
    notes: [{ text: "Attività svolta presso la sede." }, { subjectCode: "AAI", text: "Perizia asseverata." }],
    precedingInvoices: [{ number: "2026/3-PA", issueDate: "2026-01-31" }],
    seller: {
      ...base.seller,
      name: "Studio Bianchi",
      legalRegistration: { value: "MI-1234567" },
      taxRegistration: "BNCLCU80A01F205X",
      contact: { telephone: "02 1234-5678", email: "studio@bianchi.example" },
      extensions: { fatturaPa: { taxRegime: "RF01", shareCapital: "10000", hasSoleShareholder: true } },
    },
    buyer: {
      name: "Comune di Roma",
      identifiers: [],
      taxRegistration: "02438750586",
      electronicAddress: { scheme: "0201", value: "UFABCD" },
      address: {
        line1: "Via del Campidoglio 1",
        city: "Roma",
        postCode: "00186",
        subdivision: "RM",
        countryCode: "IT",
      },
    },
    taxRepresentative: {
      name: "Rappresentante S.r.l.",
      vatIdentifier: "IT11223344556",
      address: { countryCode: "IT" },
    },
    delivery: {
      date: "2026-02-27",
      address: { line1: "Piazza Venezia 9", city: "Roma", postCode: "00187", countryCode: "IT" },
    },
    invoicingPeriod: { startDate: "2026-02-01", endDate: "2026-02-28" },
    payment: {
      meansCode: "58",
      remittanceInformation: "RF18 5390 0754 7034",
      creditTransfers: [
        { account: "IT60 X054 2811 1010 0000 0123 456", accountName: "Studio Bianchi", serviceProvider: "BPMOIT22" },
      ],
    },
    allowances: [{ amount: "10.00", vat: standard, reason: "Sconto fedeltà", reasonCode: "95" }],
    charges: [{ amount: "5.00", vat: standard, reason: "Spese di trasferta", reasonCode: "FC" }],
    totals: {
      lineNetTotal: "1100.00",
      allowanceTotal: "10.00",
      chargeTotal: "5.00",
      taxExclusive: "1095.00",
      vatAmount: "218.90",
      taxInclusive: "1313.90",
      roundingAmount: "0.10",
      payable: "1314.00",
    },
    vatBreakdown: [
      { taxableAmount: "995.00", taxAmount: "218.90", ...standard },
      {
        taxableAmount: "100.00",
        taxAmount: "0.00",
        category: "O",
        exemptionReason: "Escluse art. 15 DPR 633/72",
        exemptionReasonCode: "VATEX-EU-O",
        extensions: { fatturaPa: { nature: "N1" } },
      },
    ],
    attachments: [
      {
        reference: "Perizia",
        description: "Relazione",
        content: { fileName: "perizia.pdf", mimeCode: "application/pdf", base64: "JVBERi0=" },
      },
    ],
    lines: [
      anInvoiceLine({
        id: "10",
        note: "Sede di Roma",
        quantity: "10",
        unitCode: "HUR",
        netAmount: "1000.00",
        purchaseOrderLineReference: "1",
        buyerAccountingReference: "4025-7",
        period: { startDate: "2026-02-01", endDate: "2026-02-14" },
        allowances: [{ amount: "30.00", reason: "Sconto quantità" }],
        charges: [{ amount: "30.00", reason: "Urgenza" }],
        price: { net: "1000", discount: "200", gross: "1200", baseQuantity: "10" },
        vat: standard,
        item: {
          name: "Consulenza",
          description: "Ingegnere senior",
          sellerIdentifier: "ING-1",
          buyerIdentifier: "SRV-2",
          standardIdentifier: { value: "8012345000990", scheme: "0160" },
          classifications: [{ value: "71300000-1", list: "CPV" }],
          originCountryCode: "IT",
          attributes: [{ name: "Livello", value: "Senior" }],
        },
      }),
      anInvoiceLine({
        id: "20",
        quantity: "1",
        netAmount: "100.00",
        price: { net: "100" },
        vat: { category: "O" },
        item: { name: "Anticipazioni in nome e per conto", classifications: [], attributes: [] },
      }),
    ],
    installments: [
      { dueDate: "2026-03-31", percentage: "50" },
      { dueDate: "2026-04-30", amount: "500.00", meansCode: "10" },
    ],
    otherTaxes: [
      { kind: "WITHHOLDING", code: "RT01", amount: "200.00", rate: "20", lineNumbers: ["10"] },
      { kind: "FUND", code: "TC04", amount: "40.00", baseAmount: "1000.00", rate: "4", vat: standard, lineNumbers: [] },
      { kind: "STAMP", amount: "2.00", lineNumbers: [] },
    ],
    parties: [
      { role: "CARRIER", name: "Corriere S.p.A.", identifiers: [], vatIdentifier: "IT10987654321" },
      { role: "INVOICER", name: "Commercialista Verdi", identifiers: [], vatIdentifier: "IT11111111115" },
    ],
    additionalData: [{ lineId: "10", key: "PRATICA", value: "88/2026" }],
    extensions: { fatturaPa: { documentType: "TD06", withholdingReason: "A" } },
    ...overrides,
  };
};
