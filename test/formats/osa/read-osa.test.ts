import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { checkInvoice } from "../../../src/domain/rules/check-invoice.js";
import { readOsa } from "../../../src/formats/osa/read-osa.js";

const golden = readFileSync(new URL("../../../providers/nav/fixtures/invoice.osa.golden", import.meta.url), "utf8");

function read(xml: string = golden): Invoice {
  const result = readOsa(Buffer.from(xml, "utf8"));
  if (!("invoice" in result)) throw new Error(result.violations[0].message);
  return result.invoice;
}

/** The report with other lines and another summary; nothing else of it is touched. */
const withContent = (lines: string, summary = ""): string =>
  golden
    .replace(/<line>[^]*<\/line>/, lines)
    .replace(/<invoiceSummary>[^]*<\/invoiceSummary>/, `<invoiceSummary>${summary}</invoiceSummary>`);

const aLine = (amounts: string, fields = "", number = 1): string =>
  `<line><lineNumber>${number}</lineNumber><lineExpressionIndicator>false</lineExpressionIndicator>` +
  `<lineDescription>Tétel</lineDescription>${fields}${amounts}</line>`;

const net = (amount: string, rate: string): string =>
  `<lineAmountsNormal><lineNetAmountData><lineNetAmount>${amount}</lineNetAmount></lineNetAmountData>` +
  `<lineVatRate>${rate}</lineVatRate></lineAmountsNormal>`;

const gross = (amount: string, rate: string): string =>
  `<lineAmountsSimplified><lineVatRate>${rate}</lineVatRate>` +
  `<lineGrossAmountSimplified>${amount}</lineGrossAmountSimplified></lineAmountsSimplified>`;

const summaryOf = (rate: string, amount: string, tax = "0"): string =>
  `<summaryByVatRate><vatRate>${rate}</vatRate>` +
  `<vatRateNetData><vatRateNetAmount>${amount}</vatRateNetAmount></vatRateNetData>` +
  `<vatRateVatData><vatRateVatAmount>${tax}</vatRateVatAmount></vatRateVatData></summaryByVatRate>`;

const at27 = "<vatPercentage>0.27</vatPercentage>";
const exempt = (vatCase: string): string => `<vatExemption><case>${vatCase}</case><reason>Oka</reason></vatExemption>`;
const outside = (vatCase: string): string =>
  `<vatOutOfScope><case>${vatCase}</case><reason>Oka</reason></vatOutOfScope>`;

const reference =
  "<invoiceReference><originalInvoiceNumber>SZ-1</originalInvoiceNumber><modifyWithoutMaster>false</modifyWithoutMaster>" +
  "<modificationIndex>2</modificationIndex></invoiceReference>";

describe("reading a report to NAV", () => {
  it("finds an invoice whose sums agree, and loses nothing", () => {
    const invoice = read();

    expect(invoice).toMatchObject({
      number: "SZ-2026/0117",
      issueDate: "2026-03-02",
      typeCode: "380",
      currencyCode: "HUF",
      taxPointDate: "2026-02-27",
      dueDate: "2026-04-01",
      purchaseOrderReferences: [{ id: "PO-4711" }],
      seller: { vatIdentifier: "HU12345676", taxRegistration: "12345676-2-41", address: { line1: "Hármas utca 1." } },
      buyer: { vatIdentifier: "HU99887764", taxRegistration: "99887764-2-02", address: { postCode: "7600" } },
      payment: { meansCode: "30", creditTransfers: [{ account: "HU42117730161111101800000000" }] },
      totals: { taxExclusive: "185000.00", vatAmount: "44350.00", taxInclusive: "229350.00", payable: "229350.00" },
      vatBreakdown: [
        { category: "S", rate: "27", taxAmount: "43200.00" },
        { category: "S", rate: "5", taxAmount: "1150.00" },
        { category: "E", exemptionReason: "Áfa tv. 85. § (1)", extensions: { onlineSzamla: { case: "TAM" } } },
      ],
      exchangeRates: [],
      unmapped: [],
    });
    expect(invoice.lines[0]).toMatchObject({
      unitCode: "H87",
      allowances: [{ amount: "10000.00", reason: "Mennyiségi kedvezmény" }],
      item: { sellerIdentifier: "SZ-77", classifications: [{ list: "HS", value: "940130" }] },
      extensions: { onlineSzamla: { nature: "PRODUCT" } },
    });
    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("lists what the model has no place for", () => {
    const more = golden
      .replace("</orderNumbers>", "</orderNumbers><ekaerIds><ekaerId>E1</ekaerId></ekaerIds>")
      .replace("<vatRateGrossAmount>203200.00", "<vatRateGrossAmount>203300.00")
      .replace(
        "<quantity>4<",
        "<referencesToOtherLines><referenceToOtherLine>2</referenceToOtherLine></referencesToOtherLines><quantity>4<",
      );

    expect(read(more).unmapped.map(({ path, value }) => [path.split("/").at(-1), value])).toEqual([
      ["ekaerId", "E1"],
      ["referenceToOtherLine", "2"],
      ["vatRateGrossAmount", "203300.00"],
    ]);
  });

  it("makes of a modification a corrected invoice that states a difference", () => {
    const modification = withContent(
      aLine(net("-500.00", at27)).replace(
        "</lineNumber>",
        "</lineNumber><lineModificationReference><lineNumberReference>4</lineNumberReference><lineOperation>CREATE</lineOperation></lineModificationReference>",
      ),
      `<summaryNormal>${summaryOf(at27, "-500.00", "-135.00")}</summaryNormal>`,
    )
      .replace("<invoiceHead>", `${reference}<invoiceHead>`)
      .replace(
        "</invoiceDetail>",
        "<additionalInvoiceData><dataName>X00001_MODOSITAS_OKA</dataName><dataDescription>Módosítás oka</dataDescription><dataValue>Hiba</dataValue></additionalInvoiceData></invoiceDetail>",
      );

    const invoice = read(modification);

    expect(invoice).toMatchObject({
      kind: "INVOICE",
      typeCode: "384",
      precedingInvoices: [{ number: "SZ-1" }],
      correction: { method: "DIFFERENCE", reason: "Hiba", linesBefore: [] },
      lines: [{ quantity: "-1", price: { net: "500.00" }, netAmount: "-500.00" }],
      totals: { taxInclusive: "-635.00" },
      extensions: { onlineSzamla: { modificationIndex: 2, nextLineNumber: 4 } },
      unmapped: [],
    });
    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("is one document where several invoices are modified", () => {
    const one = (index: number, number: string, amount: string): string =>
      golden
        .replace(/^[^]*<invoice>/, `<batchInvoice><batchIndex>${index}</batchIndex><invoice>`)
        .replace(/<\/invoice>[^]*$/, "</invoice></batchInvoice>")
        .replace("<invoiceHead>", `${reference.replace("SZ-1", number)}<invoiceHead>`)
        .replace(/<line>[^]*<\/line>/, aLine(net(amount, at27)))
        .replace(
          /<invoiceSummary>[^]*<\/invoiceSummary>/,
          `<invoiceSummary><summaryNormal>${summaryOf(at27, amount)}<invoiceNetAmount>${amount}</invoiceNetAmount></summaryNormal></invoiceSummary>`,
        );
    const batch = golden.replace(
      /<invoice>[^]*<\/invoice>/,
      one(1, "SZ-1", "-100") + one(2, "SZ-2", "-50").replace("2026-04-01", "2026-04-09"),
    );

    const invoice = read(batch);

    expect(invoice.precedingInvoices).toEqual([{ number: "SZ-1" }, { number: "SZ-2" }]);
    expect(invoice.lines.map(({ id, netAmount }) => [id, netAmount])).toEqual([
      ["1", "-100"],
      ["2", "-50"],
    ]);
    expect(invoice.totals.taxExclusive).toBe("-150");
    expect(invoice.vatBreakdown).toHaveLength(1);
    expect(invoice.unmapped.map(({ value }) => value)).toContain("2026-04-09");
  });

  it("splits the amounts of a simplified invoice into net and VAT", () => {
    const priced = "<quantity>10</quantity><unitOfMeasure>PIECE</unitOfMeasure><unitPrice>1000</unitPrice>";
    const content = "<vatContent>0.2126</vatContent>";
    const invoice = read(
      withContent(
        aLine(gross("10000", content), priced) + aLine(gross("5000", exempt("AAM")), "", 2),
        `<summarySimplified><vatRate>${content}</vatRate><vatContentGrossAmount>10000</vatContentGrossAmount></summarySimplified>` +
          `<summarySimplified><vatRate>${exempt("AAM")}</vatRate><vatContentGrossAmount>5000</vatContentGrossAmount></summarySimplified>`,
      ).replace(">NORMAL<", ">SIMPLIFIED<"),
    );

    expect(invoice).toMatchObject({
      lines: [{ netAmount: "7874.02", price: { net: "787.40157480" }, vat: { category: "S", rate: "27" } }, {}],
      vatBreakdown: [
        { rate: "27", taxableAmount: "7874.02", taxAmount: "2125.98" },
        { category: "E", taxableAmount: "5000.00", extensions: { onlineSzamla: { case: "AAM" } } },
      ],
      totals: { taxExclusive: "12874.02", vatAmount: "2125.98", taxInclusive: "15000.00" },
      extensions: { onlineSzamla: { category: "SIMPLIFIED" } },
    });
    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("dates the lines of an aggregate invoice, and knows which papers they belong to", () => {
    const more =
      "<aggregateInvoiceLineData><lineExchangeRate>1</lineExchangeRate><lineDeliveryDate>2026-02-03</lineDeliveryDate></aggregateInvoiceLineData>" +
      "<conventionalLineInfo><deliveryNotes><deliveryNote>SL-9</deliveryNote></deliveryNotes></conventionalLineInfo>";
    const invoice = read(
      golden.replace(">NORMAL<", ">AGGREGATE<").replace("</lineAmountsNormal>", `</lineAmountsNormal>${more}`),
    );

    expect(invoice.lines[0]?.period).toEqual({ startDate: "2026-02-03", endDate: "2026-02-03" });
    expect(invoice.despatchAdviceReferences).toEqual([{ id: "SL-9", lineNumbers: ["1"] }]);
    expect(invoice.extensions).toEqual({ onlineSzamla: { category: "AGGREGATE" } });
    expect(invoice.unmapped).toEqual([]);
  });

  it("knows the rate of another currency, and its VAT in forint", () => {
    const foreign = golden
      .replace(">HUF<", ">EUR<")
      .replace("<exchangeRate>1<", "<exchangeRate>400.5<")
      .replace(
        /<(\w+)HUF>([\d.]+)</g,
        (_, name: string, amount: string) => `<${name}HUF>${(Number(amount) * 400.5).toFixed(0)}<`,
      );

    expect(read(foreign)).toMatchObject({
      currencyCode: "EUR",
      vatAccountingCurrencyCode: "HUF",
      exchangeRates: [{ from: "EUR", to: "HUF", rate: "400.5" }],
      totals: { vatAmount: "44350.00", vatAmountInAccountingCurrency: "17762175" },
      unmapped: [],
    });
    expect(read(foreign.replace("<lineNetAmountHUF>9211500", "<lineNetAmountHUF>9211600")).unmapped).toHaveLength(1);
  });

  it.each([
    [at27, { category: "S", rate: "27" }, {}],
    ["<vatPercentage>0</vatPercentage>", { category: "Z", rate: "0" }, {}],
    [
      exempt("AAM"),
      { category: "E", rate: "0" },
      { extensions: { onlineSzamla: { case: "AAM" } }, exemptionReason: "Oka" },
    ],
    [exempt("KBAET"), { category: "K", rate: "0" }, { exemptionReason: "Oka" }],
    [exempt("KBAUK"), { category: "K", rate: "0" }, { extensions: { onlineSzamla: { case: "KBAUK" } } }],
    [exempt("EAM"), { category: "G", rate: "0" }, {}],
    [exempt("NAM"), { category: "E", rate: "0" }, { extensions: { onlineSzamla: { case: "NAM" } } }],
    [exempt("UNKNOWN"), { category: "E", rate: "0" }, { exemptionReason: "Oka" }],
    [outside("ATK"), { category: "O" }, { exemptionReason: "Oka" }],
    [outside("EUFAD37"), { category: "AE", rate: "0" }, { extensions: { onlineSzamla: { case: "EUFAD37" } } }],
    [outside("EUFADE"), { category: "AE", rate: "0" }, { extensions: { onlineSzamla: { case: "EUFADE" } } }],
    [outside("EUE"), { category: "O" }, { extensions: { onlineSzamla: { case: "EUE" } } }],
    [outside("HO"), { category: "O" }, { extensions: { onlineSzamla: { case: "HO" } } }],
    [
      "<vatDomesticReverseCharge>true</vatDomesticReverseCharge>",
      { category: "AE", rate: "0" },
      { exemptionReasonCode: "VATEX-EU-AE" },
    ],
    [
      "<marginSchemeIndicator>ARTWORK</marginSchemeIndicator>",
      { category: "E", rate: "0" },
      { exemptionReasonCode: "VATEX-EU-I" },
    ],
    [
      "<vatAmountMismatch><vatRate>0.27</vatRate><case>REFUNDABLE_VAT</case></vatAmountMismatch>",
      { category: "S", rate: "27" },
      { extensions: { onlineSzamla: { case: "REFUNDABLE_VAT" } } },
    ],
    ["<noVatCharge>true</noVatCharge>", { category: "O" }, { extensions: { onlineSzamla: { case: "NO_VAT_CHARGE" } } }],
  ])("knows the rate %s", (rate, vat, entry) => {
    const { lines, vatBreakdown } = read(
      withContent(aLine(net("100", rate)), `<summaryNormal>${summaryOf(rate, "100")}</summaryNormal>`),
    );

    expect(lines[0]?.vat).toEqual(vat);
    expect(vatBreakdown).toMatchObject([{ ...vat, taxableAmount: "100", ...entry }]);
  });

  it("has every line say its case where one category has several", () => {
    const margin = "<marginSchemeIndicator>SECOND_HAND</marginSchemeIndicator>";
    const { lines, vatBreakdown } = read(
      withContent(
        aLine(net("100", margin)) + aLine(net("50", exempt("TAM")), "", 2),
        `<summaryNormal>${summaryOf(margin, "100")}${summaryOf(exempt("TAM"), "50")}</summaryNormal>`,
      ),
    );

    expect(vatBreakdown).toEqual([
      { category: "E", rate: "0", taxableAmount: "150", taxAmount: "0", exemptionReason: "Oka" },
    ]);
    expect(lines.map(({ extensions }) => extensions?.["onlineSzamla"]?.["vatCase"])).toEqual(["SECOND_HAND", "TAM"]);
  });

  it("takes what is off without a quantity for an allowance, and a negative price for a negative quantity", () => {
    const priced =
      "<quantity>2</quantity><unitOfMeasure>OWN</unitOfMeasure><unitOfMeasureOwn>láda</unitOfMeasureOwn><unitPrice>-20</unitPrice>";
    const { lines, allowances, totals, unmapped } = read(
      withContent(aLine(net("-100", at27)) + aLine(net("-40", at27), priced, 2), ""),
    );

    expect(allowances).toEqual([{ amount: "100", vat: { category: "S", rate: "27" }, reason: "Tétel" }]);
    expect(totals.allowanceTotal).toBe("100");
    expect(lines).toMatchObject([{ id: "2", quantity: "-2", unitCode: "ZZ", price: { net: "20" } }]);
    expect(unmapped.map(({ value }) => value)).toEqual(["false", "láda"]);
  });

  it("knows who is taxed in a group, and who the buyer is", () => {
    const member = (prefix: string) =>
      `<${prefix}groupMemberTaxNumber><base:taxpayerId>10773381</base:taxpayerId><base:vatCode>4</base:vatCode><base:countyCode>02</base:countyCode></${prefix}groupMemberTaxNumber>`;
    const grouped = golden
      .replace("</supplierTaxNumber>", `</supplierTaxNumber>${member("")}`)
      .replace("</customerTaxNumber>", `${member("")}</customerTaxNumber>`);
    const buyerOf = (customer: string) => read(golden.replace(/<customerInfo>[^]*<\/customerInfo>/, customer)).buyer;

    const extensions = { onlineSzamla: { groupMemberTaxNumber: "10773381-4-02" } };
    expect(read(grouped)).toMatchObject({ seller: { extensions }, buyer: { extensions }, unmapped: [] });
    expect(
      buyerOf(
        "<customerInfo><customerVatStatus>OTHER</customerVatStatus><customerVatData><thirdStateTaxId>CHE-1</thirdStateTaxId></customerVatData></customerInfo>",
      ),
    ).toMatchObject({ taxRegistration: "CHE-1" });
    expect(buyerOf("<customerInfo><customerVatStatus>PRIVATE_PERSON</customerVatStatus></customerInfo>")).toMatchObject(
      { name: "", extensions: { onlineSzamla: { vatStatus: "PRIVATE_PERSON" } } },
    );
  });

  it("writes a detailed address as people do", () => {
    const detailed =
      "<base:detailedAddress><base:countryCode>HU</base:countryCode><base:postalCode>0000</base:postalCode><base:city>Pécs</base:city><base:streetName>Északi</base:streetName><base:publicPlaceCategory>sugárút</base:publicPlaceCategory><base:number>123</base:number><base:building>B</base:building><base:door>4</base:door></base:detailedAddress>";
    const { seller, unmapped } = read(golden.replace(/<base:simpleAddress>[^]*?<\/base:simpleAddress>/, detailed));

    expect(seller.address).toEqual({
      line1: "Északi sugárút 123",
      line2: "B épület, 4 ajtó",
      city: "Pécs",
      countryCode: "HU",
    });
    expect(unmapped).toEqual([]);
  });

  it.each([
    ["another document", "<Invoice/>", "DOCUMENT-FORMAT"],
    ["no XML", "invoiceNumber", "XML-NOT-WELL-FORMED"],
    ["a report without an invoice", golden.replace(/<invoice>[^]*<\/invoice>/, ""), "DOCUMENT-FORMAT"],
    ["a sum that is no number", golden.replace("<invoiceNetAmount>185000.00", "<invoiceNetAmount>many"), "OSA-NUMBER"],
    ["a day that is none", golden.replace("2026-04-01", "2026-04-31"), "OSA-DATE"],
  ])("refuses %s", (_case, xml, rule) => {
    expect(readOsa(Buffer.from(xml, "utf8"))).toMatchObject({ violations: [{ rule }] });
  });
});
