/** Invoices that the demo's simulators take: one for the Peppol network, one for clearance in Malaysia. */
export const belgianInvoice = (number: string) => ({
  number,
  issueDate: today(),
  dueDate: inThirtyDays(),
  currencyCode: "EUR",
  buyerReference: "PO-4711",
  seller: {
    name: "Example Software BV",
    vatIdentifier: "BE0887290276",
    electronicAddress: { scheme: "0208", value: "0887290276" },
    legalRegistration: { scheme: "0208", value: "0887290276" },
    address: { line1: "Grote Markt 1", city: "Antwerpen", postCode: "2000", countryCode: "BE" },
  },
  buyer: {
    name: "Voorbeeld Klant NV",
    vatIdentifier: "BE0887290276",
    electronicAddress: { scheme: "0208", value: "0887290276" },
    address: { line1: "Stationsstraat 12", city: "Gent", postCode: "9000", countryCode: "BE" },
  },
  payment: { meansCode: "30", creditTransfers: [{ account: "BE71096123456769" }] },
  lines: [
    {
      id: "1",
      quantity: "12",
      unitCode: "HUR",
      price: { net: "95.50" },
      vat: { category: "S", rate: "21" },
      item: { name: "Consulting" },
    },
    {
      id: "2",
      quantity: "1",
      unitCode: "C62",
      price: { net: "249.90" },
      vat: { category: "S", rate: "21" },
      item: { name: "Licence, one month" },
    },
  ],
});

/** `buyerTin`: the authority refuses a buyer that is not in its register. */
export const malaysianInvoice = (number: string, buyerTin = "C11361879050") => ({
  number,
  issueDate: today(),
  issueTime: "00:00:00Z",
  currencyCode: "MYR",
  seller: {
    name: "Bintang Maju Sdn. Bhd.",
    identifiers: [
      { scheme: "MY:TIN", value: "C20880050010" },
      { scheme: "MY:MSIC", value: "46510" },
    ],
    taxRegistration: "C20880050010",
    legalRegistration: { scheme: "MY:BRN", value: "202001234567" },
    legalInformation: "Wholesale of computers and software",
    address: {
      line1: "Lot 8, Jalan Kenanga",
      city: "Shah Alam",
      postCode: "40000",
      subdivision: "MY-10",
      countryCode: "MY",
    },
    contact: { telephone: "+60355101234", email: "accounts@bintangmaju.example" },
  },
  buyer: {
    name: "Teluk Cahaya Trading Sdn. Bhd.",
    identifiers: [{ scheme: "MY:BRN", value: "201901234567" }],
    taxRegistration: buyerTin,
    address: {
      line1: "12 Lebuh Pantai",
      city: "George Town",
      postCode: "10300",
      subdivision: "Pulau Pinang",
      countryCode: "MY",
    },
    contact: { telephone: "+6042611234" },
  },
  lines: [
    {
      id: "1",
      quantity: "3",
      unitCode: "C62",
      price: { net: "1250.10" },
      vat: { category: "S", rate: "10" },
      item: { name: "Laptop" },
    },
  ],
});

const today = (): string => new Date().toISOString().slice(0, 10);

const inThirtyDays = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
