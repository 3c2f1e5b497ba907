import type { Decimal, DecimalInput } from '../number/decimal.ts';
import type { RoundingMode } from '../number/rounding.ts';

/** A commission as the cost of obtaining a contract. A line of a statement fits. */
export interface CommissionCost {
  /** Identifies the cost among all. */
  readonly id: string;
  /** Day on which the cost arises and the contract begins to benefit, `YYYY-MM-DD`. */
  readonly on: string;
  /** Money, with no more decimals than the currency has. */
  readonly amount: DecimalInput;
  /** Whether it was earned on a renewal, and so lasts for the months of a contract. */
  readonly renewal?: boolean | undefined;
  /** Months over which this one is amortised, instead of those of the options. */
  readonly months?: number | undefined;
  /** Day on which the contract ended before its time, `YYYY-MM-DD`: what is not amortised by then is written off. */
  readonly endedOn?: string | undefined;
  /** Id of the cost that this one takes back, in part or whole (its amount is below 0): it follows the schedule of that cost. */
  readonly reverses?: string | undefined;
}

/** Settings of `amortise`. */
export interface AmortisationOptions {
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** Months of a contract, from 1 to 1,200. */
  readonly months: number;
  /**
   * Months for which the commission on a new contract benefits, with the renewals that are expected: where a renewal earns no commission,
   * or one that is not commensurate with the first. `months` when left out: renewals earn their own, commensurate commission.
   */
  readonly benefitMonths?: number | undefined;
  /** Whether a cost with a life of a year or less is expensed at once (practical expedient); not when left out. */
  readonly expedient?: boolean | undefined;
  /** Whether every month that has begun counts whole (`month`, default), or the days from `on` (`day`). */
  readonly by?: 'month' | 'day' | undefined;
  /** How the amortised sum is rounded to the minor unit; `half-up` when left out. */
  readonly rounding?: RoundingMode | undefined;
}

/** One month of the schedule: opening + capitalised - amortised - written off = closing. */
export interface AmortisationMonth {
  /** The month, `YYYY-MM`. */
  readonly month: string;
  /** The asset at the beginning. */
  readonly opening: Decimal;
  /** Costs that become an asset. */
  readonly capitalised: Decimal;
  /** Costs that are expensed at once, and never an asset. */
  readonly expensed: Decimal;
  /** Expense of the month for the assets. */
  readonly amortised: Decimal;
  /** Expense for contracts that ended before their time. */
  readonly writtenOff: Decimal;
  /** The asset at the end. */
  readonly closing: Decimal;
}
