import type { Scaled } from '../number/decimal.ts';
import { type Day, formatDay } from '../time/day.ts';
import { type ScaledValues, scaledAt, setScaled } from './numberColumn.ts';
import type { SourceProblems } from './problems.ts';
import { type DayColumn, MISSING_DAY, type TextColumn } from './table.ts';

/** Rates of one currency to the reporting currency, in the order of their dates. */
interface DatedRates {
  readonly days: Day[];
  readonly rates: Scaled[];
}

/** Dated rates to the reporting currency. */
export class ExchangeRates {
  readonly #byCurrency = new Map<string, DatedRates>();

  /** Rates as they were read; those to another currency are left out. */
  constructor(currency: string, columns: { from: TextColumn; to: TextColumn; on: DayColumn; rate: ScaledValues }) {
    const { from, to, on, rate } = columns;
    const rows = [...on.days.keys()].sort((left, right) => (on.days[left] as number) - (on.days[right] as number));
    for (const row of rows) {
      const code = from.values[from.codes[row] as number];
      const value = scaledAt(rate, row);
      const target = to.values[to.codes[row] as number] ?? currency;
      if (code === undefined || value === null || target !== currency || on.days[row] === MISSING_DAY) continue;
      let dated = this.#byCurrency.get(code);
      if (dated === undefined) {
        dated = { days: [], rates: [] };
        this.#byCurrency.set(code, dated);
      }
      dated.days.push(on.days[row] as number);
      dated.rates.push(value);
    }
  }

  /** The latest rate on or before a day, or null. */
  rateOf(currency: string, day: Day): Scaled | null {
    const dated = this.#byCurrency.get(currency);
    if (dated === undefined) return null;
    let low = 0;
    let high = dated.days.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((dated.days[middle] as number) <= day) low = middle + 1;
      else high = middle;
    }
    return dated.rates[low - 1] ?? null;
  }
}

/** Everything needed to bring the amounts of a source to the reporting currency. */
export interface Conversion {
  /** The reporting currency. */
  readonly currency: string;
  readonly rates: ExchangeRates;
  /** Currency of each record; the reporting currency where missing. */
  readonly currencies: TextColumn;
  /** The dates that may decide the rate: the first one known does. Without any it is the latest rate there is. */
  readonly dates: readonly { readonly name: string; readonly order: number; readonly days: Int32Array }[];
  /** Position of the field `currency`. */
  readonly order: number;
  readonly problems: SourceProblems;
  /** Whether a missing rate is to be reported; not when rates were refused, since each would only repeat that. */
  readonly isReported: boolean;
}

/**
 * Brings amounts to the reporting currency, exactly: each is multiplied by the latest rate on or before its date, or by the latest of all.
 *
 * @param amounts - the amounts of every field of the source; converted in place
 * @param conversion - currencies, dates and rates
 */
export function convertAmounts(amounts: readonly ScaledValues[], conversion: Conversion): void {
  const { currency, currencies, dates, order, problems, rates } = conversion;
  const undated = dates.length === 0 ? Number.POSITIVE_INFINITY : undefined;
  const own = currencies.values.indexOf(currency);
  for (let row = 0; row < currencies.codes.length; row++) {
    const code = currencies.codes[row] as number;
    if (code < 0 || code === own) continue;
    if (amounts.every((values) => scaledAt(values, row) === null)) continue;
    const from = currencies.values[code] as string;
    const day = dates.map((date) => date.days[row] as number).find((date) => date !== MISSING_DAY) ?? undated;
    const rate = day === undefined ? null : rates.rateOf(from, day);
    if (rate !== null) {
      for (const values of amounts) {
        const amount = scaledAt(values, row);
        if (amount !== null) setScaled(values, row, multiplyScaled(amount, rate));
      }
    } else if (conversion.isReported && !problems.isFlawed(row, [order, ...dates.map((date) => date.order)])) {
      problems.note(row, order, 'missing-rate', 'currency', from, { expected: rateExpectation(conversion, day) });
    }
  }
}

function rateExpectation({ currency, dates }: Conversion, day: Day | undefined): string {
  if (day === undefined) {
    return `${currency} where there is no ${dates.map((date) => date.name).join(' or ')} to take the rate of`;
  }
  const isDated = day !== Number.POSITIVE_INFINITY;
  return `one with an exchange rate to ${currency}${isDated ? ` on or before ${formatDay(day)}` : ''}`;
}

/** The exact product, with no zeros at the end of its decimals. */
export function multiplyScaled(left: Scaled, right: Scaled): Scaled {
  let scale = left.scale + right.scale;
  const quick = Number(left.coefficient) * Number(right.coefficient);
  if (Number.isSafeInteger(quick)) {
    let coefficient = quick + 0;
    if (coefficient === 0) return { coefficient, scale: 0 };
    for (; scale > 0 && coefficient % 10 === 0; scale--) coefficient /= 10;
    return { coefficient, scale };
  }
  let coefficient = BigInt(left.coefficient) * BigInt(right.coefficient);
  for (; scale > 0 && coefficient % 10n === 0n; scale--) coefficient /= 10n;
  const isSafe = coefficient <= Number.MAX_SAFE_INTEGER && coefficient >= Number.MIN_SAFE_INTEGER;
  return { coefficient: isSafe ? Number(coefficient) : coefficient, scale };
}
