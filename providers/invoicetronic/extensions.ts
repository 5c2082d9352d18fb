import { z } from "zod";
import type { Invoice } from "../../src/domain/invoice.js";
import type { FatturaPaDetails } from "../../src/formats/fatturapa/details.js";
import { decimal, oneOf } from "../../src/provider-kit/extensions/published-shapes.js";
import { readExtension, type SystemExtensions } from "../../src/provider-kit/extensions/system-extensions.js";

const text = (longest: number) =>
  z.string().min(1, "may not be empty").max(longest, `may have ${longest} characters at most`);

const code = (pattern: RegExp, message: string) => z.string().regex(pattern, message);

const documentType = oneOf({
  TD01: "Invoice.",
  TD02: "Advance on an invoice.",
  TD03: "Advance on a fee note.",
  TD04: "Credit note.",
  TD05: "Debit note.",
  TD06: "Fee note.",
  TD16: "Domestic reverse charge, completed by the buyer.",
  TD17: "Services from abroad, self-billed.",
  TD18: "Goods from within the Union, self-billed.",
  TD19: "Goods under article 17 (2) DPR 633/72, self-billed.",
  TD20: "Self-billing to put right what was not invoiced.",
  TD21: "Self-billing where the plafond was exceeded.",
  TD22: "Goods taken from a VAT warehouse.",
  TD23: "Goods taken from a VAT warehouse, VAT paid.",
  TD24: "Deferred invoice, article 21 (4) a.",
  TD25: "Deferred invoice, article 21 (4) b.",
  TD26: "Sale of depreciable goods, or within the firm.",
  TD27: "Own consumption, or given away without recharge.",
  TD28: "Purchases from San Marino on paper.",
});

const taxRegime = oneOf({
  RF01: "Ordinary.",
  RF02: "Minimum taxpayers.",
  RF04: "Farming and fishing.",
  RF05: "Salt and tobacco.",
  RF06: "Matches.",
  RF07: "Publishing.",
  RF08: "Public telephones.",
  RF09: "Tickets of public transport and parking.",
  RF10: "Entertainment and games.",
  RF11: "Travel agencies.",
  RF12: "Farm holidays.",
  RF13: "Door-to-door sales.",
  RF14: "Used goods, art, antiques.",
  RF15: "Auctions of art and antiques.",
  RF16: "VAT on payment, public offices.",
  RF17: "VAT on payment.",
  RF18: "Other.",
  RF19: "Flat rate.",
});

/** `_` stands for the point, which a word of the API cannot have. */
const nature = oneOf({
  N1: "Excluded, article 15.",
  N2_1: "Not subject, articles 7 to 7-septies.",
  N2_2: "Not subject, other cases.",
  N3_1: "Not taxable, exports.",
  N3_2: "Not taxable, supplies within the Union.",
  N3_3: "Not taxable, San Marino.",
  N3_4: "Not taxable, treated as exports.",
  N3_5: "Not taxable, declaration of intent.",
  N3_6: "Not taxable, outside the plafond.",
  N4: "Exempt.",
  N5: "Margin scheme.",
  N6_1: "Reverse charge, scrap.",
  N6_2: "Reverse charge, gold and silver.",
  N6_3: "Reverse charge, subcontracted building.",
  N6_4: "Reverse charge, buildings.",
  N6_5: "Reverse charge, mobile phones.",
  N6_6: "Reverse charge, electronics.",
  N6_7: "Reverse charge, building sector.",
  N6_8: "Reverse charge, energy.",
  N6_9: "Reverse charge, other cases.",
  N7: "VAT paid in another state of the Union.",
});

/** Fields and codes: FatturaPA 1.2.2, https://www.fatturapa.gov.it/it/norme-e-regole/documentazione-fattura-elettronica/ */
export const extensions = {
  system: "fatturaPa",
  invoice: z
    .object({
      documentType: documentType.describe("TipoDocumento, where the type code (BT-3) does not tell it.").optional(),
      withholdingReason: code(/^[A-Z][A-Z0-9]?$/, "is no CausalePagamento, such as A, M1 or ZO")
        .describe("CausalePagamento of the form CU; needed where tax is withheld.")
        .optional(),
    })
    .describe("What FatturaPA (Italy) asks for about an invoice."),
  party: z
    .object({
      taxRegime: taxRegime.describe("RegimeFiscale. Needed of sellers only.").optional(),
      fiscalCode: code(/^[A-Z0-9]{11,16}$/, "has 11 to 16 capital letters and digits")
        .describe("Codice fiscale, where it is not the tax registration (BT-32).")
        .optional(),
      firstName: text(60).describe("Of a natural person, instead of one name; together with lastName.").optional(),
      lastName: text(60).describe("Of a natural person, instead of one name; together with firstName.").optional(),
      eori: code(/^[ -~]{13,17}$/, "has 13 to 17 characters")
        .describe("CodEORI, for customs.")
        .optional(),
      shareCapital: decimal().describe("CapitaleSociale, of companies; beside the register (BT-30).").optional(),
      hasSoleShareholder: z.boolean().describe("SocioUnico, of companies; beside the register (BT-30).").optional(),
      isInLiquidation: z.boolean().describe("StatoLiquidazione; no when left out.").optional(),
      recipientCode: code(/^[A-Z0-9]{6,7}$/, "has six (public office) or seven capital letters and digits")
        .describe("CodiceDestinatario of the buyer, where the electronic address (BT-49) is for another network.")
        .optional(),
      certifiedEmail: z.email().describe("PECDestinatario of the buyer, in the same case.").optional(),
    })
    .describe("What FatturaPA (Italy) asks for about a party."),
  tax: z
    .object({ nature: nature.describe("Natura: why there is no VAT, where the category does not tell it.") })
    .describe("What FatturaPA (Italy) asks for about a tax."),
  payment: z
    .object({
      method: code(/^MP(0[1-9]|1\d|2[0-3])$/, "is no code from MP01 to MP23")
        .describe("ModalitaPagamento, where the payment means (BT-81) does not tell it.")
        .optional(),
    })
    .describe("What FatturaPA (Italy) asks for about payment."),
} as const satisfies SystemExtensions;

export function detailsOf(invoice: Invoice): FatturaPaDetails {
  const { seller, buyer, payment, vatBreakdown } = invoice;
  return {
    document: readExtension(extensions, "invoice", invoice) ?? {},
    seller: readExtension(extensions, "party", seller) ?? {},
    buyer: readExtension(extensions, "party", buyer) ?? {},
    payment: (payment && readExtension(extensions, "payment", payment)) ?? {},
    natures: vatBreakdown.map((entry) => readExtension(extensions, "tax", entry)?.nature.replace("_", ".")),
  };
}
