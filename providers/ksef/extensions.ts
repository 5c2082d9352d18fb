import { z } from "zod";
import { decimal, oneOf } from "../../src/provider-kit/extensions/published-shapes.js";
import type { Invoice } from "../../src/domain/invoice.js";
import { readExtension, type SystemExtensions } from "../../src/provider-kit/extensions/system-extensions.js";

const goodsGroups = oneOf({
  GTU_01: "Alcoholic beverages.",
  GTU_02: "Motor fuels.",
  GTU_03: "Heating oil and lubricants.",
  GTU_04: "Tobacco products.",
  GTU_05: "Waste.",
  GTU_06: "Electronic devices and their parts.",
  GTU_07: "Vehicles and their parts.",
  GTU_08: "Precious and base metals.",
  GTU_09: "Medicines.",
  GTU_10: "Buildings and land.",
  GTU_11: "Emission allowances.",
  GTU_12: "Intangible services.",
  GTU_13: "Transport and storage.",
});

const procedures = oneOf({
  WSTO_EE: "Distance sales within the Union and electronic services.",
  IED: "Supplies through an electronic interface.",
  TT_D: "Supplies of a middleman in a triangular transaction.",
  I_42: "Supplies within the Union after an import under procedure 42.",
  I_63: "Supplies within the Union after an import under procedure 63.",
  B_SPV: "Transfer of a single-purpose voucher.",
  B_SPV_DOSTAWA: "Supplies that a single-purpose voucher was for.",
  B_MPV_PROWIZJA: "Brokering of multi-purpose vouchers.",
});

const amount = (description: string) => decimal().describe(description).optional();

const order = z
  .object({
    grossAmount: decimal().describe("WartoscZamowienia, what was ordered, VAT included."),
    lines: z
      .array(
        z
          .object({
            name: z.string().min(1).max(512).describe("P_7Z, what was ordered."),
            unitCode: z.string().min(1).max(256).describe("P_8AZ, the unit (UN/ECE Recommendation 20).").optional(),
            quantity: amount("P_8BZ, how much of it."),
            netPrice: amount("P_9AZ, the price without VAT."),
            netAmount: amount("P_11NettoZ, the amount without VAT."),
            vatAmount: amount("P_11VatZ, the VAT."),
            vatRate: z
              .string()
              .regex(/^(23|22|8|7|5|4|3|0 KR|0 WDT|0 EX|zw|oo|np I|np II)$/, "is no VAT rate as FA(3) writes it")
              .describe("P_12Z, the VAT rate as FA(3) writes it: 23, 8, zw, …")
              .optional(),
          })
          .describe("A line of what was ordered."),
      )
      .min(1)
      .describe("ZamowienieWiersz, the lines of what was ordered."),
  })
  .describe("Zamowienie, the order that an advance is paid for; of advance invoices (386) only.");

/** What FA(3) asks for beyond the model: https://github.com/CIRFMF/ksef-docs , schemat FA(3) v1-0E. */
export const extensions = {
  system: "ksef",
  invoice: z
    .object({
      placeOfIssue: z.string().min(1).max(256).describe("P_1M, where the invoice was issued.").optional(),
      isCashAccounting: z.boolean().describe("P_16, VAT falls due when it is paid.").optional(),
      isSplitPayment: z.boolean().describe("P_18A, the split payment mechanism is mandatory.").optional(),
      isTriangular: z.boolean().describe("P_23, the simplified triangular procedure.").optional(),
      isForReceipt: z.boolean().describe("FP, the sale was recorded by a cash register before.").optional(),
      isOffline: z
        .boolean()
        .describe("offlineMode, the invoice was issued offline and is sent within the time that the law sets.")
        .optional(),
      order: order.optional(),
      areRelated: z.boolean().describe("TP, seller and buyer are related.").optional(),
    })
    .describe("What KSeF (Poland) asks for about an invoice."),
  party: z
    .object({
      eori: z.string().min(1).max(256).describe("NrEORI, the number for customs.").optional(),
      isLocalGovernmentUnit: z
        .boolean()
        .describe("JST, the invoice is about a unit of a local government; of buyers only.")
        .optional(),
      isVatGroupMember: z
        .boolean()
        .describe("GV, the invoice is about a member of a VAT group; of buyers only.")
        .optional(),
    })
    .describe("What KSeF (Poland) asks for about a party."),
  line: z
    .object({
      goodsGroup: goodsGroups.describe("GTU, the group of sensitive goods and services.").optional(),
      procedure: procedures.describe("Procedura, the procedure under which it is sold.").optional(),
      isOfAnnex15: z.boolean().describe("P_12_Zal_15, goods or services of annex 15 of the VAT act.").optional(),
      exciseAmount: decimal().describe("KwotaAkcyzy, the excise in the price.").optional(),
      pkwiu: z.string().min(1).max(50).describe("PKWiU, the Polish classification of products.").optional(),
    })
    .describe("What KSeF (Poland) asks for about a line."),
} as const satisfies SystemExtensions;

/** Whether the taxpayer says so; KSeF takes any invoice of an earlier day than that of its arrival for one. */
export const isOffline = ({ invoice }: { readonly invoice: Invoice }): boolean =>
  readExtension(extensions, "invoice", invoice)?.isOffline ?? false;
