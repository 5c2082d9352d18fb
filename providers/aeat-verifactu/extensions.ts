import { z } from "zod";
import { decimal, oneOf } from "../../src/provider-kit/extensions/published-shapes.js";
import type { SystemExtensions } from "../../src/provider-kit/extensions/system-extensions.js";

const simplified = oneOf({
  SIMPLIFIED: "F2, a simplified invoice that does not name its buyer.",
  WITHOUT_RECIPIENT: "F2, an invoice that need not identify its buyer (article 6.1.d of RD 1619/2012).",
  QUALIFIED: "F1, a simplified invoice that does name its buyer (articles 7.2 and 7.3).",
});

const correctionGround = oneOf({
  LAW_OR_PRICE: "R1: returns, discounts, an operation without effect, an error of law (articles 80.1, 80.2 and 80.6).",
  INSOLVENCY: "R2: the buyer is in insolvency proceedings (article 80.3).",
  BAD_DEBT: "R3: the debt cannot be collected (article 80.4).",
  OTHER: "R4: anything else.",
});

const remedy = oneOf({
  REFUSED_BEFORE: "The invoice was refused before and is not registered yet (Subsanacion S, RechazoPrevio X).",
  AMENDS: "Replaces the record of a registered invoice, e.g. one accepted with errors (Subsanacion S).",
  AMENDMENT_REFUSED: "The same, after an earlier amendment was refused (Subsanacion S, RechazoPrevio S).",
});

const identification = oneOf({
  PASSPORT: "03, passport.",
  COUNTRY_OF_RESIDENCE: "04, official document of the country of residence.",
  RESIDENCE_CERTIFICATE: "05, certificate of residence.",
  OTHER: "06, another document.",
  NOT_REGISTERED: "07, a Spanish taxpayer who is not in the census.",
});

const regime = oneOf({
  GENERAL: "01, the general regime.",
  EXPORT: "02, exports.",
  USED_GOODS: "03, used goods, works of art, antiques and collectors' items.",
  INVESTMENT_GOLD: "04, investment gold.",
  TRAVEL_AGENCY: "05, travel agencies.",
  GROUP: "06, groups of entities, advanced level.",
  CASH: "07, cash accounting.",
  OTHER_TERRITORY: "08, operations under IPSI or IGIC (in VAT), under IPSI or VAT (in IGIC).",
  TRAVEL_MEDIATION: "09, services of travel agencies as intermediaries.",
  THIRD_PARTY_FEES: "10, fees collected for third parties.",
  BUSINESS_PREMISES: "11, rent of business premises.",
  PENDING_PUBLIC_WORKS: "14, VAT not due yet in certificates of public works.",
  PENDING_CONTINUOUS: "15, VAT not due yet in continuous supplies.",
  CODE_17: "17, one-stop shop (in VAT), retailers (in IGIC).",
  CODE_18: "18, equivalence surcharge (in VAT), small businesses (in IGIC).",
  CODE_19: "19, agriculture, livestock and fishing (in VAT), exempt domestic operations (in IGIC).",
  CODE_20: "20, the simplified regime (in VAT).",
});

const operation = oneOf({
  S1: "Subject and not exempt.",
  S2: "Subject and not exempt, reverse charge.",
  N1: "Not subject: articles 7, 14 and others.",
  N2: "Not subject by the rules of localisation.",
  E1: "Exempt by article 20.",
  E2: "Exempt by article 21.",
  E3: "Exempt by article 22.",
  E4: "Exempt by articles 23 and 24.",
  E5: "Exempt by article 25.",
  E6: "Exempt for another reason.",
  E7: "Exempt from IGIC by article 50 of Law 4/2012.",
  E8: "Exempt from IGIC for another reason.",
});

/** Lists L2 to L10 of the annex of Orden HAC/1177/2024: https://www.boe.es/buscar/act.php?id=BOE-A-2024-22138 */
export const extensions = {
  system: "verifactu",
  invoice: z
    .object({
      description: z
        .string()
        .min(1, "may not be empty")
        .max(500, "may have 500 characters at most")
        .describe("What was supplied, in words; the names of the items unless given.")
        .optional(),
      simplified: simplified.describe("Makes it a simplified invoice.").optional(),
      replacesSimplified: z
        .boolean()
        .describe("F3: it replaces the simplified invoices among its preceding invoices (BG-3).")
        .optional(),
      correctionGround: correctionGround.describe("Why it corrects others; LAW_OR_PRICE unless given.").optional(),
      corrected: z
        .object({
          baseAmount: decimal().describe("The taxable amount that is replaced."),
          taxAmount: decimal().describe("The tax that is replaced."),
          surchargeAmount: decimal().describe("The equivalence surcharge that is replaced.").optional(),
        })
        .describe("What a correction by substitution replaces; the sums of its lines of before unless given.")
        .optional(),
      remedy: remedy.describe("How the record is about an earlier one of the same invoice.").optional(),
    })
    .describe("What VERI*FACTU (Spain) asks for about an invoice."),
  party: z
    .object({
      identification: identification.describe("The document that identifies a buyer without NIF or VAT identifier."),
      number: z.string().min(1, "may not be empty").max(20, "may have 20 characters at most").describe("Its number."),
      countryCode: z
        .string()
        .regex(/^[A-Z]{2}$/, "must be two letters")
        .describe("The country that issued it; that of the address unless given.")
        .optional(),
    })
    .describe("What VERI*FACTU (Spain) asks for about a buyer."),
  tax: z
    .object({
      operation: operation.describe("How the operation is qualified, where the VAT category does not tell.").optional(),
      regime: regime.describe("The special regime; GENERAL unless given, EXPORT for category G.").optional(),
      costBaseAmount: decimal().describe("The taxable amount at cost, in regime GROUP.").optional(),
      surchargeRate: decimal().describe("The rate of the equivalence surcharge, in percent.").optional(),
      surchargeAmount: decimal()
        .describe("The equivalence surcharge; it comes on top of the totals of the invoice.")
        .optional(),
    })
    .describe("What VERI*FACTU (Spain) asks for about a tax."),
} as const satisfies SystemExtensions;
