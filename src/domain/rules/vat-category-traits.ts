/** What the standard demands of one VAT category (UNTDID 5305). The rules of all categories follow from this table. */
export interface VatCategoryTraits {
  /** BT-151 and its like. */
  readonly category: string;
  /** The category's part in rule ids: K is IC, L is AF, M is AG. */
  readonly prefix: string;
  readonly name: string;
  readonly rate: "POSITIVE" | "NOT_NEGATIVE" | "ZERO" | "NONE";
  /** What the seller, or a tax representative, must state; `NOTHING`: no VAT identifier of anyone. */
  readonly seller: "VAT_OR_TAX_NUMBER" | "VAT_NUMBER" | "NOTHING";
  readonly buyer?: "VAT_NUMBER" | "VAT_OR_LEGAL_NUMBER";
  /** How the VAT breakdown splits the category. */
  readonly breakdown: "BY_RATE" | "ONCE";
  readonly exemptionReason: "REQUIRED" | "FORBIDDEN";
}

const taxed = { seller: "VAT_OR_TAX_NUMBER", breakdown: "BY_RATE", exemptionReason: "FORBIDDEN" } as const;
const untaxed = { rate: "ZERO", breakdown: "ONCE", exemptionReason: "REQUIRED" } as const;

export const vatCategoryTraits: readonly VatCategoryTraits[] = [
  { ...taxed, category: "S", prefix: "S", name: "standard rate", rate: "POSITIVE" },
  { ...taxed, category: "L", prefix: "AF", name: "IGIC", rate: "NOT_NEGATIVE" },
  { ...taxed, category: "M", prefix: "AG", name: "IPSI", rate: "NOT_NEGATIVE" },
  {
    ...untaxed,
    category: "Z",
    prefix: "Z",
    name: "zero rate",
    seller: "VAT_OR_TAX_NUMBER",
    exemptionReason: "FORBIDDEN",
  },
  { ...untaxed, category: "E", prefix: "E", name: "exempt", seller: "VAT_OR_TAX_NUMBER" },
  {
    ...untaxed,
    category: "AE",
    prefix: "AE",
    name: "reverse charge",
    seller: "VAT_OR_TAX_NUMBER",
    buyer: "VAT_OR_LEGAL_NUMBER",
  },
  {
    ...untaxed,
    category: "K",
    prefix: "IC",
    name: "intra-community supply",
    seller: "VAT_NUMBER",
    buyer: "VAT_NUMBER",
  },
  { ...untaxed, category: "G", prefix: "G", name: "export", seller: "VAT_NUMBER" },
  { ...untaxed, category: "O", prefix: "O", name: "outside VAT", rate: "NONE", seller: "NOTHING" },
];
