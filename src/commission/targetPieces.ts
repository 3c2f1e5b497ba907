import { SalesMetricsError } from '../errors.ts';
import { toRational } from '../number/decimal.ts';
import { multiply, one, type Rational, rational, zero } from '../number/rational.ts';
import { type Calendar, gregorianCalendar } from '../time/calendar.ts';
import { monthly, unitContaining } from '../time/unit.ts';
import type { ExchangeRates } from './exchange.ts';
import type { ReadAssignment, ReadQuota, Span } from './inputData.ts';
import type { CommissionPlan, TargetRule } from './plan.ts';
import { describeOwner, describeSpan, type QuotaReign } from './quotas.ts';
import { presenceOf, type QuotaTime, staysOf, type TimeUnit } from './quotaTime.ts';
import { isEmpty, overlapOf } from './window.ts';

/** By which rule, and for whose presence, quotas are cut. */
export interface QuotaCutRequest {
  readonly plan: Pick<CommissionPlan, 'id' | 'currency' | 'calendar'>;
  readonly rule: TargetRule;
  /** All assignments of the payee to the plan. */
  readonly assignments: readonly ReadAssignment[];
}

/** What cutting needs beside quotas. */
export interface QuotaCutSources {
  readonly rates: ExchangeRates;
  readonly time: QuotaTime;
}

/** What one quota adds to a target for a part of its time: amount of the quota x rate x carried x present x share of the ramp. */
export interface TargetPiece {
  readonly quota: ReadQuota;
  /** The part of the quota's time. */
  readonly span: Span;
  /** Rate of exchange to the currency of the plan; 1 where the quota is in it. */
  readonly rate: Rational;
  /** Number of the quarter and its share of the year, where quarters are weighted. */
  readonly weight: { readonly quarter: number; readonly share: Rational } | null;
  /** Share of the quota that this time carries, the weight of its quarter included. */
  readonly carried: Rational;
  /** Share of this time for which the payee counts as present; 1 without proration. */
  readonly present: Rational;
  /** Month of the payee's stay and the share that the ramp gives it; null where there is no ramp, or it is over. */
  readonly ramp: { readonly month: number; readonly share: Rational } | null;
  readonly amount: Rational;
}

/** A part of a quota's time, and the time of which it is measured as a share: the quota, or one of its weighted quarters. */
interface Part {
  readonly span: Span;
  readonly whole: Span;
  readonly weight: TargetPiece['weight'];
}

/** Cuts quotas by the rule of a measure, for one payee. */
export class QuotaCut {
  readonly #request: QuotaCutRequest;
  readonly #sources: QuotaCutSources;
  readonly #calendar: Calendar;
  readonly #unit: TimeUnit;
  readonly #weights: readonly Rational[];
  readonly #ramp: readonly Rational[];
  /** When the payee was there; null where that makes no difference. */
  readonly #presence: readonly Span[] | null;
  readonly #stays: readonly Span[];

  /**
   * @param request - the rule, and whose presence counts
   * @param within - only presence in this time counts
   * @param sources - rates, and the measure of time
   */
  constructor(request: QuotaCutRequest, within: Span, sources: QuotaCutSources) {
    const { rule, assignments, plan } = request;
    const { prorate = 'none', weights = [], ramp = [] } = rule;
    this.#request = request;
    this.#sources = sources;
    this.#calendar = plan.calendar ?? gregorianCalendar;
    this.#unit = prorate === 'none' ? 'months' : prorate;
    this.#weights = weights.map(share);
    this.#ramp = ramp.map(share);
    this.#presence = prorate === 'none' ? null : presenceOf(assignments, within);
    this.#stays = ramp.length > 0 ? staysOf(assignments) : [];
  }

  /** What a quota adds for the time of a reign, in pieces of one quarter's weight and one share of the ramp. */
  piecesOf({ quota, start, end }: QuotaReign): readonly TargetPiece[] {
    const rate = this.#rateOf(quota);
    return this.#weighted(quota, { start, end }).flatMap((part) =>
      this.#ramped(part.span).map(({ span, ramp }) => {
        const carried = multiply(part.weight?.share ?? one, this.#carried(quota, span, part.whole));
        const present = this.#present(quota, span, part.whole);
        const amount = [rate, carried, present, ramp?.share ?? one].reduce(multiply, quota.amount);
        return { quota, span, rate, weight: part.weight, carried, present, ramp, amount };
      }),
    );
  }

  #rateOf(quota: ReadQuota): Rational {
    const { currency } = this.#request.plan;
    if (quota.currency === null || quota.currency === currency) return one;
    return this.#sources.rates.rateOf(quota.currency, currency, quota.start, `the quota of ${describeOwner(quota)}`);
  }

  /** A span of a quota, cut into quarters where these have weights. */
  #weighted(quota: ReadQuota, span: Span): readonly Part[] {
    if (this.#weights.length === 0) return [{ span, whole: quota, weight: null }];
    const year = unitContaining(this.#calendar, 'year', quota.start);
    if (year.start !== quota.start || year.end !== quota.end) {
      const rule =
        "is weighted by quarters and must last from the first to the last day of a year of the plan's calendar";
      throw refusal(quota, `${rule}, got ${describeSpan(quota)}`);
    }
    return this.#weights
      .map((weight, index) => {
        const whole = monthly(this.#calendar, 'quarter', year.year, index + 1);
        return { span: overlapOf(whole, span), whole, weight: { quarter: index + 1, share: weight } };
      })
      .filter((part) => !isEmpty(part.span));
  }

  /** A span cut into the months that are ramped, and the times between. */
  #ramped(span: Span): readonly Pick<TargetPiece, 'span' | 'ramp'>[] {
    if (this.#stays.length === 0) return [{ span, ramp: null }];
    const parts: Pick<TargetPiece, 'span' | 'ramp'>[] = [];
    for (let { start } = span; start < span.end; ) {
      const month = this.#sources.time.monthOf(start, this.#calendar);
      const end = Math.min(month.end, span.end);
      const ramp = this.#rampIn(month);
      const last = parts.at(-1);
      if (ramp === null && last?.ramp === null)
        parts[parts.length - 1] = { span: { start: last.span.start, end }, ramp };
      else parts.push({ span: { start, end }, ramp });
      start = end;
    }
    return parts;
  }

  /** The share of a month; of two stays that have days in it the later one counts. */
  #rampIn(month: Span & { readonly index: number }): TargetPiece['ramp'] {
    const stay = this.#stays.filter((each) => !isEmpty(overlapOf(each, month))).at(-1);
    if (stay === undefined) return null;
    const number = month.index - this.#sources.time.monthOf(stay.start, this.#calendar).index + 1;
    const ramped = this.#ramp[number - 1];
    return ramped === undefined ? null : { month: number, share: ramped };
  }

  /** The time of a span as a share of a whole; not measured where it is the whole. */
  #carried(quota: ReadQuota, span: Span, whole: Span): Rational {
    if (span.start === whole.start && span.end === whole.end) return one;
    return rational(BigInt(this.#count(quota, span)), this.#divisor(quota, whole));
  }

  /** The share of a span for which the payee was there; not measured where that is all of it or nothing. */
  #present(quota: ReadQuota, span: Span, whole: Span): Rational {
    if (this.#presence === null) return one;
    const presence = this.#presence.filter((each) => !isEmpty(overlapOf(each, span)));
    const [first] = presence;
    if (first === undefined) return zero;
    if (first.start <= span.start && span.end <= first.end) return one;
    const isWhole = span.start === whole.start && span.end === whole.end;
    // A part without working days carries nothing, so presence in it makes no difference.
    if (!isWhole && this.#count(quota, span) === 0) return zero;
    const divisor = this.#divisor(quota, span);
    const inside = presence.map((each) => overlapOf(each, span));
    return rational(BigInt(this.#sources.time.countPresent(this.#unit, inside, this.#calendar)), divisor);
  }

  #divisor(quota: ReadQuota, span: Span): bigint {
    const count = this.#count(quota, span);
    if (count > 0) return BigInt(count);
    throw refusal(quota, `has no working day in ${describeSpan(span)}, so it cannot be prorated by working days`);
  }

  #count(quota: ReadQuota, span: Span): number {
    const { time } = this.#sources;
    if (this.#unit !== 'months' || time.isMonths(span, this.#calendar))
      return time.count(this.#unit, span, this.#calendar);
    const remedy = "let quotas and windows begin and end with months of the plan's calendar, or prorate by days";
    throw refusal(quota, `would be cut by months, but ${describeSpan(span)} is no whole number of months; ${remedy}`);
  }
}

function share(input: Parameters<typeof toRational>[0]): Rational {
  return toRational(input, 'calculateCommissions');
}

function refusal(quota: ReadQuota, rule: string): SalesMetricsError {
  return new SalesMetricsError(
    'invalid-commission-input',
    `calculateCommissions: the quota of ${describeOwner(quota)} ${rule}`,
  );
}
