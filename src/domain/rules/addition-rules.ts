import type { Decimal } from "../decimal.js";
import { absolute, compare, isDecimal, isEqual, isNegative, multiply, subtract, sum } from "../decimal.js";
import type { Invoice, InvoiceLine } from "../invoice.js";
import type { RuleViolation } from "../validation.js";
import { isBlank } from "./rule.js";

/** A rule that is broken; how severe that is depends on who made the document. */
export type Breach = Pick<RuleViolation, "rule" | "message"> & { readonly path: readonly string[] };

/** What national systems add to EN 16931 has to agree with the invoice it stands in. */
export const checkAdditions = (invoice: Invoice): Breach[] => [
  ...checkInstallmentAmounts(invoice),
  ...checkInstallmentPercentages(invoice),
  ...checkPrepayments(invoice),
  ...checkParties(invoice),
  ...checkCorrection(invoice),
  ...checkLineIds(invoice),
];

/** None where one is missing or malformed; the latter `checkInvoice` reports. */
const sumOfAll = (values: readonly (Decimal | undefined)[]): Decimal | undefined => {
  const numbers = values.filter((value) => value !== undefined && isDecimal(value));
  return numbers.length === values.length && numbers.length > 0 ? sum(numbers) : undefined;
};

/** What is withheld may have been taken off the instalments already, as FatturaPA does. */
function checkInstallmentAmounts({ installments, totals: { payable }, otherTaxes }: Invoice): Breach[] {
  const total = sumOfAll(installments.map(({ amount }) => amount));
  if (total === undefined || !isDecimal(payable) || isEqual(total, payable)) return [];
  const withheld = sumOfAll(otherTaxes.filter(({ kind }) => kind === "WITHHOLDING").map(({ amount }) => amount));
  if (withheld !== undefined && isEqual(total, subtract(payable, withheld))) return [];
  const message = `The instalments sum up to ${total}, but the amount due (BT-115) is ${payable}`;
  return [{ rule: "GW-INS-01", message, path: ["installments"] }];
}

/** By how much each rounded percentage may make the sum differ from 100. */
const percentageTolerance = "0.01";

function checkInstallmentPercentages({ installments }: Invoice): Breach[] {
  const total = sumOfAll(installments.map(({ percentage }) => percentage));
  if (total === undefined) return [];
  const tolerance = multiply(percentageTolerance, String(installments.length));
  if (compare(absolute(subtract(total, "100")), tolerance) <= 0) return [];
  const message = `The percentages of the instalments sum up to ${total}, not to 100`;
  return [{ rule: "GW-INS-02", message, path: ["installments"] }];
}

/** `HH:MM:SS` with optional offset, as XML Schema has it. */
const timePattern = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/;

function checkPrepayments({ prepayments, totals: { paidAmount } }: Invoice): Breach[] {
  const total = sumOfAll(prepayments.map(({ amount }) => amount));
  const differs =
    total !== undefined && paidAmount !== undefined && isDecimal(paidAmount) && !isEqual(total, paidAmount);
  const message = `The prepayments sum up to ${total}, but the paid amount (BT-113) is ${paidAmount}`;
  return [
    ...(differs ? [{ rule: "GW-PRE-01", message, path: ["prepayments"] }] : []),
    ...prepayments.flatMap(({ time }, index) =>
      time === undefined || timePattern.test(time)
        ? []
        : [
            {
              rule: "GW-PRE-02",
              message: `The time of a prepayment is ${time}, not written HH:MM:SS`,
              path: ["prepayments", String(index), "time"],
            },
          ],
    ),
  ];
}

function checkParties({ parties }: Invoice): Breach[] {
  return parties.flatMap(({ role, roleText, name, sharePercentage: share }, index) => {
    const path = ["parties", String(index)];
    const isNoShare = share !== undefined && isDecimal(share) && (isNegative(share) || compare(share, "100") > 0);
    return [
      ...(isBlank(name)
        ? [{ rule: "GW-PTY-01", message: `A party of the role ${role} has no name`, path: [...path, "name"] }]
        : []),
      ...(role === "OTHER" && isBlank(roleText)
        ? [
            {
              rule: "GW-PTY-02",
              message: `Party ${name} has the role OTHER; its role text must say which`,
              path: [...path, "roleText"],
            },
          ]
        : []),
      ...(isNoShare
        ? [
            {
              rule: "GW-PTY-03",
              message: `Party ${name} has a share of ${share} %; a share is between 0 and 100`,
              path: [...path, "sharePercentage"],
            },
          ]
        : []),
    ];
  });
}

function checkCorrection({ correction }: Invoice): Breach[] {
  if (correction === undefined || correction.method === "BEFORE_AFTER" || correction.linesBefore.length === 0)
    return [];
  const message = `The correction has ${correction.linesBefore.length} lines of before, which only the method BEFORE_AFTER has; it is ${correction.method}`;
  return [{ rule: "GW-COR-01", message, path: ["correction", "linesBefore"] }];
}

interface NamedLine {
  readonly id: string;
  readonly path: readonly string[];
}

const referenceLists = [
  "contractReferences",
  "purchaseOrderReferences",
  "receivingAdviceReferences",
  "despatchAdviceReferences",
  "otherTaxes",
] as const;

/** Whatever is about certain lines names lines that are there, sub-lines too. */
function checkLineIds(invoice: Invoice): Breach[] {
  const named: readonly NamedLine[] = [
    ...referenceLists.flatMap((list) =>
      invoice[list].flatMap(({ lineNumbers }, index) =>
        lineNumbers.map((id, place) => ({ id, path: [list, String(index), "lineNumbers", String(place)] })),
      ),
    ),
    ...invoice.additionalData.flatMap(({ lineId }, index) =>
      lineId === undefined ? [] : [{ id: lineId, path: ["additionalData", String(index), "lineId"] }],
    ),
  ];
  if (named.length === 0) return [];
  const ids = new Set(invoice.lines.flatMap(idsOf));
  return named
    .filter(({ id }) => !ids.has(id))
    .map(({ id, path }) => ({ rule: "GW-LIN-01", message: `No line has the identifier ${id} (BT-126)`, path }));
}

const idsOf = ({ id, subLines }: InvoiceLine): readonly string[] => [id, ...subLines.flatMap(idsOf)];
