import type { CodeListName } from "../code-lists/code-lists.js";
import type { DocumentAllowanceCharge, LineAllowanceCharge } from "../invoice.js";
import type { Rule } from "./rule.js";
import { coded, isBlank, required, twoDecimals } from "./rule.js";

interface AllowanceRuleIds {
  /** "allowance" or "charge". */
  readonly thing: string;
  readonly amount: string;
  /** Two rules of the standard ask for the same. */
  readonly reason: readonly [string, string];
  readonly reasonCode: string;
  readonly reasonList: CodeListName;
  readonly amountDecimals: string;
  readonly baseDecimals: string;
}

const sharedRules = <Entry extends LineAllowanceCharge>(ids: AllowanceRuleIds): readonly Rule<Entry>[] => [
  required({ id: ids.amount, at: ["amount"], name: `The amount of the ${ids.thing}`, of: ({ amount }) => amount }),
  ...ids.reason.map((id): Rule<Entry> => ({
    id,
    at: ["reason"],
    breaks: ({ reason, reasonCode }) => isBlank(reason) && isBlank(reasonCode),
    message: ({ amount }) => `The ${ids.thing} of ${amount} has neither a reason nor a reason code`,
  })),
  coded({
    id: ids.reasonCode,
    at: ["reasonCode"],
    name: `The reason code of the ${ids.thing}`,
    of: ({ reasonCode }) => reasonCode,
    list: ids.reasonList,
  }),
  twoDecimals({
    id: ids.amountDecimals,
    at: ["amount"],
    name: `The amount of the ${ids.thing}`,
    of: ({ amount }) => amount,
  }),
  twoDecimals({
    id: ids.baseDecimals,
    at: ["baseAmount"],
    name: `The base amount of the ${ids.thing}`,
    of: ({ baseAmount }) => baseAmount,
  }),
];

const documentVat = (thing: string, id: string): readonly Rule<DocumentAllowanceCharge>[] => [
  required({
    id,
    at: ["vat", "category"],
    name: `The VAT category of the ${thing}`,
    of: ({ vat }) => vat.category,
  }),
  coded({
    id: "BR-CL-17",
    at: ["vat", "category"],
    name: `The VAT category of the ${thing}`,
    of: ({ vat }) => vat.category,
    list: "vatCategories",
  }),
];

const allowance = { reasonCode: "BR-CL-19", reasonList: "allowanceReasons" } as const;
const charge = { reasonCode: "BR-CL-20", reasonList: "chargeReasons" } as const;

/** BG-20. */
export const documentAllowanceRules: readonly Rule<DocumentAllowanceCharge>[] = [
  ...sharedRules<DocumentAllowanceCharge>({
    ...allowance,
    thing: "document allowance",
    amount: "BR-31",
    reason: ["BR-33", "BR-CO-21"],
    amountDecimals: "BR-DEC-01",
    baseDecimals: "BR-DEC-02",
  }),
  ...documentVat("document allowance", "BR-32"),
];

/** BG-21. */
export const documentChargeRules: readonly Rule<DocumentAllowanceCharge>[] = [
  ...sharedRules<DocumentAllowanceCharge>({
    ...charge,
    thing: "document charge",
    amount: "BR-36",
    reason: ["BR-38", "BR-CO-22"],
    amountDecimals: "BR-DEC-05",
    baseDecimals: "BR-DEC-06",
  }),
  ...documentVat("document charge", "BR-37"),
];

/** BG-27. */
export const lineAllowanceRules: readonly Rule<LineAllowanceCharge>[] = sharedRules({
  ...allowance,
  thing: "line allowance",
  amount: "BR-41",
  reason: ["BR-42", "BR-CO-23"],
  amountDecimals: "BR-DEC-24",
  baseDecimals: "BR-DEC-25",
});

/** BG-28. */
export const lineChargeRules: readonly Rule<LineAllowanceCharge>[] = sharedRules({
  ...charge,
  thing: "line charge",
  amount: "BR-43",
  reason: ["BR-44", "BR-CO-24"],
  amountDecimals: "BR-DEC-27",
  baseDecimals: "BR-DEC-28",
});
