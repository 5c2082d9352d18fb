import { type Decimal, multiply, round, scaleOf } from "../../../src/domain/decimal.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { Findings } from "./findings.js";

/** What amounts of the invoice are in forint: the authority wants all of them so. */
export interface Forint {
  /** HUF for one unit of the invoice's currency. */
  readonly rate: Decimal;
  of(amount: Decimal): Decimal;
}

export function toForint({ currencyCode, exchangeRates }: Invoice, findings: Findings): Forint {
  const rate = currencyCode === "HUF" ? "1" : findRate(currencyCode, exchangeRates, findings);
  return { rate, of: (amount) => round(multiply(amount, rate), 2) };
}

function findRate(currency: string, rates: Invoice["exchangeRates"], findings: Findings): Decimal {
  const index = rates.findIndex(({ from, to }) => from === currency && to === "HUF");
  const rate = rates[index]?.rate;
  if (rate === undefined) {
    findings.add(
      "BT-5",
      ["exchangeRates"],
      `an invoice in ${currency} needs its exchange rate from ${currency} to HUF`,
    );
    return "1";
  }
  // ExchangeRateType: 14 digits, six of them behind the point, and not zero.
  const shortest = rate.includes(".") ? rate.replace(/0+$/, "").replace(/\.$/, "") : rate;
  if (scaleOf(shortest) > 6 || shortest.replace(/\D/g, "").length > 14 || !/[1-9]/.test(rate) || rate.startsWith("-"))
    findings.add("BT-5", ["exchangeRates", String(index), "rate"], `${rate} is no exchange rate that NAV takes`);
  return shortest;
}
