import type { Day } from '../time/day.ts';
import { type ExchangeRates, multiplyScaled } from './exchange.ts';
import { type ScaledValues, scaledAt, setScaled } from './numberColumn.ts';
import type { TextColumn } from './table.ts';

/** The rates of one fixed day, and the currencies that have none on it. */
export class ConstantRates {
  /** Currencies of amounts that have a rate, but none on or before the fixed day. */
  readonly lacking = new Set<string>();
  readonly #currency: string;
  readonly #rates: ExchangeRates;
  readonly #on: Day | null;

  /** Rates to a currency; those of the latest date given for each currency where `on` is null. */
  constructor(currency: string, rates: ExchangeRates, on: Day | null) {
    this.#currency = currency;
    this.#rates = rates;
    this.#on = on;
  }

  /**
   * Amounts in the reporting currency at the fixed rates.
   *
   * @param amounts - amounts in their own currencies; not changed
   * @param currencies - currency of each of them
   * @returns the converted amounts, or null when all are in the reporting currency, so that there is nothing to convert
   */
  convert(amounts: ScaledValues, currencies: TextColumn): ScaledValues | null {
    const { codes, values } = currencies;
    if (values.every((currency) => currency === this.#currency)) return null;
    const rateOfCode = values.map((currency) =>
      currency === this.#currency ? null : this.#rates.rateOf(currency, this.#on ?? Number.POSITIVE_INFINITY),
    );
    const converted: ScaledValues = {
      coefficients: amounts.coefficients.slice(),
      scales: amounts.scales.slice(),
      large: new Map(amounts.large),
    };
    for (let row = 0; row < codes.length; row++) {
      const currency = values[codes[row] as number];
      if (currency === undefined || currency === this.#currency) continue;
      const amount = scaledAt(amounts, row);
      if (amount === null) continue;
      const rate = rateOfCode[codes[row] as number] ?? null;
      if (rate !== null) setScaled(converted, row, multiplyScaled(amount, rate));
      // A currency without any rate is a problem of its record.
      else if (this.#rates.rateOf(currency, Number.POSITIVE_INFINITY) !== null) this.lacking.add(currency);
    }
    return converted;
  }
}
