import { z } from "zod";
import { oneOf } from "../../src/provider-kit/extensions/published-shapes.js";
import type { SystemExtensions } from "../../src/provider-kit/extensions/system-extensions.js";

const text = (longest: number) =>
  z.string().min(1, "may not be empty").max(longest, `may have ${longest} characters at most`);

const incoterms = oneOf({
  EXW: "Ex works.",
  FCA: "Free carrier.",
  CPT: "Carriage paid to.",
  CIP: "Carriage and insurance paid to.",
  DAP: "Delivered at place.",
  DPU: "Delivered at place unloaded.",
  DDP: "Delivered, duty paid.",
  FAS: "Free alongside ship.",
  FOB: "Free on board.",
  CFR: "Cost and freight.",
  CIF: "Cost, insurance and freight.",
});

const taxKind = oneOf({
  SALES_TAX: "01, sales tax.",
  SERVICE_TAX: "02, service tax.",
  TOURISM_TAX: "03, tourism tax.",
  HIGH_VALUE_GOODS_TAX: "04, high-value goods tax.",
  LOW_VALUE_GOODS_SALES_TAX: "05, sales tax on low-value goods.",
  NOT_APPLICABLE: "06, not applicable.",
});

/** Fields and lengths: https://sdk.myinvois.hasil.gov.my/documents/invoice-v1-0/ */
export const extensions = {
  system: "myInvois",
  invoice: z
    .object({
      isRefund: z.boolean().describe("Makes a credit note a refund note (04, 14): money goes back.").optional(),
      billReference: text(150).describe("The seller's own number of the bill.").optional(),
      billingFrequency: text(50).describe("How often it is billed, e.g. Monthly.").optional(),
      customsForm1: text(1_000).describe("Numbers of customs forms 1, 9 and the like, of imported goods.").optional(),
      customsForm2: text(1_000).describe("Number of customs form 2, of exported goods.").optional(),
      freeTradeAgreement: text(300).describe("The free trade agreement the goods are exported under.").optional(),
      incoterms: incoterms.describe("Who bears costs and risks of the transport (Incoterms 2020).").optional(),
      authorisationNumber: text(300).describe("The seller's number as a certified exporter.").optional(),
    })
    .describe("What MyInvois (Malaysia) asks for about an invoice."),
  party: z
    .object({
      industryCode: z
        .string()
        .regex(/^\d{5}$/, "an MSIC code has five digits")
        .describe("What the seller does (MSIC 2008), 00000 when nothing applies. Needed of sellers only.")
        .optional(),
      industryDescription: text(300).describe("What the seller does, in words.").optional(),
    })
    .describe("What MyInvois (Malaysia) asks for about a party."),
  tax: z
    .object({
      kind: taxKind.describe("The Malaysian tax, where category and rate do not tell it."),
    })
    .describe("What MyInvois (Malaysia) asks for about a tax."),
} as const satisfies SystemExtensions;
