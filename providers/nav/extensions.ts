import { z } from "zod";
import { calendarDate, decimal, oneOf } from "../../src/provider-kit/extensions/published-shapes.js";
import type { SystemExtensions } from "../../src/provider-kit/extensions/system-extensions.js";

const text = (longest: number) =>
  z.string().min(1, "may not be empty").max(longest, `may have ${longest} characters at most`);

const taxNumber = () =>
  z.string().regex(/^\d{8}(-?[1-5]-?\d{2})?$/, "is no Hungarian tax number such as 12345678 or 12345678-2-41");

const operation = oneOf({
  CREATE: "An invoice.",
  MODIFY: "Changes an earlier invoice.",
  STORNO: "Takes an earlier invoice back altogether.",
});

const category = oneOf({
  NORMAL: "Neither simplified nor aggregate.",
  SIMPLIFIED: "With simplified content (section 176 of the VAT act): amounts are stated with the VAT in them.",
  AGGREGATE: "Several supplies, each line with its own date of delivery (BT-135).",
});

const appearance = oneOf({
  PAPER: "Issued on paper.",
  ELECTRONIC: "Issued electronically.",
  EDI: "Exchanged by EDI.",
  UNKNOWN: "Not known when it was issued.",
});

const vatStatus = oneOf({
  DOMESTIC: "A taxable person in Hungary.",
  OTHER: "A foreign company, or a Hungarian one that is not taxable.",
  PRIVATE_PERSON: "A private person, whose name and address are not reported.",
});

const nature = oneOf({ PRODUCT: "Goods.", SERVICE: "A service.", OTHER: "Neither." });

const vatCase = oneOf({
  AAM: "Exempt seller (chapter XIII of the VAT act).",
  TAM: "Exempt activity (sections 85 and 86).",
  KBAET: "Goods to another member state (section 89).",
  KBAUK: "New means of transport to another member state (section 89).",
  EAM: "Export out of the European Union (sections 98 to 109).",
  NAM: "Exempt for other international reasons (sections 110 to 118).",
  ATK: "Out of scope (sections 2 and 3).",
  EUFAD37: "Reverse charge in another member state, section 37.",
  EUFADE: "Reverse charge in another member state, other than section 37.",
  EUE: "Taxed in another member state without reverse charge.",
  HO: "Supplied in a third country.",
  DOMESTIC_REVERSE_CHARGE: "Reverse charge in Hungary (section 142).",
  TRAVEL_AGENCY: "Margin scheme of travel agencies.",
  SECOND_HAND: "Margin scheme of second-hand goods.",
  ARTWORK: "Margin scheme of works of art.",
  ANTIQUES: "Margin scheme of collectors' items and antiques.",
  REFUNDABLE_VAT: "Free of charge, with VAT that the recipient refunds (sections 11 and 14).",
  NONREFUNDABLE_VAT: "Free of charge, with VAT that the recipient does not refund (sections 11 and 14).",
  NO_VAT_CHARGE: "No VAT charged (section 17).",
});

/** Interface specification 2.2; https://github.com/nav-gov-hu/Online-Invoice */
export const extensions = {
  system: "onlineSzamla",
  invoice: z
    .object({
      operation: operation
        .describe("What is reported: MODIFY for credit notes and corrections, CREATE for all others unless given.")
        .optional(),
      modificationIndex: z
        .int()
        .min(1)
        .describe("Which modification of the earlier invoice this is; 1, the first, unless given.")
        .optional(),
      nextLineNumber: z
        .int()
        .min(1)
        .describe("The number of the first line of a modification: one more than all lines reported so far.")
        .optional(),
      modifiesUnreported: z.boolean().describe("The earlier invoice was never reported.").optional(),
      category: category.describe("NORMAL unless given.").optional(),
      appearance: appearance.describe("How the buyer has the invoice; UNKNOWN unless given.").optional(),
      accountingDeliveryDate: calendarDate()
        .describe("The day of delivery in the sense of accounting, where it is another one.")
        .optional(),
      isPeriodicalSettlement: z.boolean().describe("Settles a period.").optional(),
      isSmallBusiness: z.boolean().describe("The seller is a low tax-bracket enterprise.").optional(),
      isUtilitySettlement: z.boolean().describe("Settles a public utility.").optional(),
      isCashAccounting: z.boolean().describe("VAT is due when the invoice is paid.").optional(),
    })
    .describe("What NAV's Online Számla (Hungary) asks for about an invoice."),
  party: z
    .object({
      vatStatus: vatStatus.describe("Of buyers; told by their tax numbers unless given.").optional(),
      groupMemberTaxNumber: taxNumber()
        .describe("The member's own number where the tax number is that of a VAT group.")
        .optional(),
      isIndividuallyExempt: z.boolean().describe("Of sellers: exempt from VAT as a person.").optional(),
      exciseLicence: text(50).describe("Of sellers: number of the tax warehouse or excise licence.").optional(),
    })
    .describe("What NAV's Online Számla (Hungary) asks for about a party."),
  line: z
    .object({
      nature: nature.describe("Goods or a service.").optional(),
      vatCase: vatCase
        .describe("Why no VAT is charged on it, where the VAT breakdown has one entry for several cases.")
        .optional(),
      isAdvance: z.boolean().describe("An advance payment, or its settlement.").optional(),
      advanceInvoice: text(50).describe("The invoice of the advance payment that is settled.").optional(),
      advancePaidOn: calendarDate().describe("When the advance that is settled was paid.").optional(),
      advanceExchangeRate: decimal().describe("HUF for one unit of the currency, at the advance payment.").optional(),
    })
    .describe("What NAV's Online Számla (Hungary) asks for about a line."),
  tax: z
    .object({ case: vatCase.describe("Why no VAT is charged, where category and reason code do not tell it.") })
    .describe("What NAV's Online Számla (Hungary) asks for about a tax."),
} as const satisfies SystemExtensions;
