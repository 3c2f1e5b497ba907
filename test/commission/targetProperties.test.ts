import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodsOver } from '../../src/commission/window.ts';
import { add, compare, sumOf, zero } from '../../src/number/rational.ts';
import { fiscalCalendar } from '../../src/time/calendar.ts';
import { parseDay } from '../../src/time/day.ts';
import { dayNumber, writtenDay } from '../oracles/calendar.ts';
import { type OracleRule, slowTarget } from '../oracles/commissionTarget.ts';
import { same } from '../oracles/fraction.ts';
import { anyCalendar } from '../time/arbitraries.ts';
import { targetIn, type WrittenAssignment, type WrittenQuota } from './quotaRecords.ts';

const amounts = fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));

/** First of a month, 0 for January 2026. */
function firstOf(month: number): string {
  return writtenDay(dayNumber(2026 + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1));
}

/** Dates, one after the other, as spans that do not overlap. */
function spans(bounds: readonly string[]): readonly (readonly [from: string, to: string])[] {
  return bounds.slice(1).map((to, index) => [bounds[index] as string, to] as const);
}

const monthDates = fc.integer({ min: 0, max: 30 }).map(firstOf);
const anyDates = fc.integer({ min: 0, max: 900 }).map((day) => writtenDay(dayNumber(2026, 1, 1) + day));

const oneSpan = (dates: fc.Arbitrary<string>): fc.Arbitrary<readonly [string, string]> =>
  ascending(dates, 2).map(([from, to]) => [from as string, to as string] as const);

/** Close to each other, so that people leave and come back within a month. */
const closeDates = fc.integer({ min: 40, max: 100 }).map((day) => writtenDay(dayNumber(2026, 1, 1) + day));

function ascending(dates: fc.Arbitrary<string>, most: number): fc.Arbitrary<readonly string[]> {
  return fc.uniqueArray(dates, { minLength: 2, maxLength: most }).map((each) => each.sort());
}

/** Quotas of all four kinds, each kind with its own spans. */
function quotasOn(dates: fc.Arbitrary<string>): fc.Arbitrary<readonly WrittenQuota[]> {
  const owners = [{}, { plan: 'ae' }, { payee: 'ann' }, { payee: 'ann', plan: 'ae' }];
  const ofOwner = owners.map((owner) =>
    fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(ascending(dates, 4), fc.array(amounts, { minLength: 3, maxLength: 3 }))
          .map(([bounds, each]) =>
            spans(bounds).map(([from, to], index) => ({ from, to, amount: each[index] as string, ...owner })),
          ),
      },
    ),
  );
  return fc.tuple(...ofOwner).map((each) => each.flat());
}

/** Up to two assignments that do not overlap, with up to two leaves in each. */
const assignments: fc.Arbitrary<readonly WrittenAssignment[]> = fc
  .tuple(
    fc.oneof(ascending(anyDates, 4), ascending(closeDates, 4)),
    fc.array(ascending(anyDates, 3), { minLength: 3, maxLength: 3 }),
    fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  )
  .map(([bounds, absences, kept]) =>
    spans(bounds)
      .map(([from, to], index) => ({ from, to, leaves: spans(absences[index] as readonly string[]) }))
      .filter((_, index) => kept[index] === true),
  );

const ramps = fc.option(fc.array(fc.constantFrom('0', '0.25', '0.5', '0.8', '1'), { maxLength: 5 }), {
  nil: undefined,
});
const weights = fc.option(
  fc.constantFrom(['0.2', '0.2', '0.2', '0.4'], ['0.1', '0.2', '0.3', '0.4'], ['0', '0', '0.5', '0.5']),
  { nil: undefined },
);

function ruleOf(
  prorate: NonNullable<OracleRule['prorate']>,
  ramp: readonly string[] | undefined,
  shares?: readonly string[],
): OracleRule {
  return { prorate, ...(ramp === undefined ? {} : { ramp }), ...(shares === undefined ? {} : { weights: shares }) };
}

function expectSlow(scene: Parameters<typeof slowTarget>[0]): void {
  const calendar = fiscalCalendar({ startMonth: scene.startMonth, namedBy: 'end' });
  const slow = slowTarget(scene);
  const quick = targetOrZero({ ...scene, kind: { months: 12 }, calendar });
  if (!same([quick.numerator, quick.denominator], slow))
    throw new Error(`expected ${slow.join('/')}, got ${quick.numerator}/${quick.denominator}`);
}

/** The target, and 0 where no quota touches the window. */
function targetOrZero(scene: Parameters<typeof targetIn>[0]): ReturnType<typeof targetIn>['amount'] {
  try {
    const { amount, pieces } = targetIn(scene);
    expect(compare(amount, sumOf(pieces.map((piece) => piece.amount)))).toBe(0);
    return amount;
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'missing-quota') return zero;
    throw error;
  }
}

describe('a target', () => {
  it('is what its months add, one after the other', () => {
    fc.assert(
      fc.property(
        quotasOn(monthDates),
        oneSpan(monthDates),
        fc.constantFrom('none' as const, 'months' as const),
        ramps,
        assignments,
        (quotas, window, prorate, ramp, stays) => {
          expectSlow({ quotas, window, rule: ruleOf(prorate, ramp), assignments: stays, holidays: [], startMonth: 1 });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is what its days add, one after the other', () => {
    fc.assert(
      fc.property(
        quotasOn(anyDates),
        oneSpan(anyDates),
        fc.constantFrom('days' as const, 'working-days' as const),
        ramps,
        assignments,
        fc.array(anyDates, { maxLength: 5 }),
        (quotas, window, prorate, ramp, stays, holidays) => {
          // A quota of a few days may have no working day, which is refused; those have tests of their own.
          fc.pre(quotas.every(({ from, to }) => parseDay(to) - parseDay(from) > 14));
          expectSlow({ quotas, window, rule: ruleOf(prorate, ramp), assignments: stays, holidays, startMonth: 1 });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is what its weighted quarters add', () => {
    const startMonths = fc.constantFrom(1, 4, 7, 11);
    fc.assert(
      fc.property(
        startMonths,
        fc.constantFrom('none' as const, 'months' as const, 'days' as const, 'working-days' as const),
        amounts,
        oneSpan(monthDates),
        ramps,
        weights,
        assignments,
        (startMonth, prorate, amount, window, ramp, shares, stays) => {
          const quotas = [-12, 0, 12, 24].map((month) => ({
            amount,
            from: firstOf(month + startMonth - 1),
            to: firstOf(month + startMonth + 11),
          }));
          expectSlow({
            quotas,
            window,
            rule: ruleOf(prorate, ramp, shares),
            assignments: stays,
            holidays: [],
            startMonth,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of the year is the sum of those of its quarters, months, and where time is counted by days, weeks', () => {
    const grains = fc.constantFrom('week' as const, 'month' as const, 'quarter' as const);
    const prorations = fc.constantFrom('none' as const, 'months' as const, 'days' as const, 'working-days' as const);
    fc.assert(
      fc.property(
        anyCalendar,
        grains,
        prorations,
        amounts,
        ramps,
        weights,
        assignments,
        (calendar, grain, prorate, amount, ramp, shares, stays) => {
          fc.pre(grain !== 'week' || (calendar.kind === 'weeks' && (prorate === 'days' || prorate === 'working-days')));
          const [whole] = periodsOver(calendar, 'year', { start: parseDay('2026-06-01'), end: parseDay('2026-06-02') });
          const [from, to] = [whole?.start as string, whole?.end as string];
          const scene = {
            quotas: [{ amount, from, to }],
            calendar,
            rule: ruleOf(prorate, ramp, shares),
            assignments: stays,
          };
          const parts = periodsOver(calendar, grain, { start: parseDay(from), end: parseDay(to) });
          const sum = parts
            .map(({ start, end }) => targetOrZero({ ...scene, kind: grain, window: [start, end] }))
            .reduce(add, zero);
          expect(sum).toEqual(targetOrZero({ ...scene, kind: 'year', window: [from, to] }));
          const untouched = prorate === 'none' && ramp === undefined;
          if (untouched)
            expect(sum).toEqual(targetOrZero({ quotas: scene.quotas, calendar, kind: 'quota', window: [from, to] }));
        },
      ),
      { numRuns: 200 },
    );
  });
});
