import { SalesMetricsError } from '../errors.ts';
import { one, type Rational } from '../number/rational.ts';
import { type Day, formatDay } from '../time/day.ts';
import { countUpTo } from '../time/sortedDays.ts';
import type { ReadRate } from './inputData.ts';

/** Rates of one currency to another, in the order of their days. */
interface DatedRates {
  readonly days: Day[];
  readonly rates: Rational[];
}

/** Dated rates between currencies. Only a rate from the one to the other counts: neither its inverse nor a way over a third currency. */
export class ExchangeRates {
  readonly #byPair = new Map<string, Map<string, DatedRates>>();

  constructor(rates: readonly ReadRate[]) {
    const ascending = [...rates].sort((left, right) => left.on - right.on);
    for (const { from, to, on, rate } of ascending) {
      const byTarget = this.#byPair.get(from) ?? new Map<string, DatedRates>();
      const dated = byTarget.get(to) ?? { days: [], rates: [] };
      dated.days.push(on);
      dated.rates.push(rate);
      byTarget.set(to, dated);
      this.#byPair.set(from, byTarget);
    }
  }

  /**
   * The latest rate on or before a day; 1 from a currency to itself.
   *
   * @param from - ISO 4217 code of the money that is there
   * @param to - ISO 4217 code of the money it becomes
   * @param day - the day that decides the rate
   * @param record - what the rate is for, such as `event "e7"`; part of the message
   * @returns what one unit of `from` is worth in `to`
   * @throws SalesMetricsError `missing-rate` when there is none
   */
  rateOf(from: string, to: string, day: Day, record: string): Rational {
    if (from === to) return one;
    const dated = this.#byPair.get(from)?.get(to);
    const rate = dated?.rates[countUpTo(dated.days, day) - 1];
    if (rate !== undefined) return rate;
    throw new SalesMetricsError(
      'missing-rate',
      `calculateCommissions: ${record} needs an exchange rate from ${from} to ${to} on or before ${formatDay(day)}, got none`,
    );
  }
}
