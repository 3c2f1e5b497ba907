import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instalment } from '../../src/commission/plan.ts';
import type { ReadInstalment, Release, ReleaseRule, ReleasingDeal } from '../../src/commission/release.ts';
import { readInstalments, releasesOf as releasesOfDeal } from '../../src/commission/release.ts';
import { integer, type Rational, rational } from '../../src/number/rational.ts';
import type { PlainDeal, PlainInstalment, PlainLine } from '../oracles/commissionRelease.ts';
import { releasedOn } from '../oracles/commissionRelease.ts';
import type { Fraction } from '../oracles/fraction.ts';

const day = 100;

/** A line of a deal; one of a reversal with the part that is reversed. */
interface EarnedUnits {
  readonly on: number;
  readonly units: bigint;
  readonly reversedPart?: Rational;
}

type UnreversedDeal = Omit<ReleasingDeal, 'reversed'>;

function releasesOf(lines: readonly EarnedUnits[], of: UnreversedDeal | null, rule: ReleaseRule): readonly Release[] {
  const reversed = lines.flatMap(({ on, reversedPart }) =>
    reversedPart === undefined ? [] : [{ on, part: reversedPart }],
  );
  return releasesOfDeal(
    lines.map(({ on, units, reversedPart }) => ({ on, units, isReversal: reversedPart !== undefined })),
    of === null ? null : { ...of, reversed },
    rule,
  );
}

function ruleOf(release: readonly Instalment[], limitTo: 'paid' | 'earned' = 'paid'): ReleaseRule {
  return { instalments: readInstalments(release), limitTo, rounding: 'half-up' };
}

/** A deal of 10,000.00 on day 100, with payments as [day, amount]. */
function deal(
  payments: readonly [number, number][] = [],
  dates: Readonly<Record<string, number>> = {},
): UnreversedDeal {
  return {
    on: day,
    amount: integer(10_000),
    dates: new Map(Object.entries(dates)),
    payments: payments.map(([on, amount]) => ({ on, amount: integer(amount) })),
  };
}

function reversal(on: number, units: bigint, numerator = 1n, denominator = 1n): EarnedUnits {
  return { on, units, reversedPart: rational(numerator, denominator) };
}

function shown(releases: readonly Release[]): string {
  return releases
    .map(({ on, units, forfeited }) => `${on}: ${units}${forfeited === 0n ? '' : ` (${forfeited} forfeited)`}`)
    .join('; ');
}

const earned: EarnedUnits = { on: day, units: 100_000n };
const cash: readonly Instalment[] = [{ share: 1, on: 'cash' }];
const half: readonly Instalment[] = [
  { share: '0.5', on: 'event' },
  { share: '0.5', on: 'cash' },
];
const holdback: readonly Instalment[] = [
  { share: '0.5', on: 'event' },
  { share: '0.5', on: 'event', plusDays: 90 },
];

describe('releasesOf', () => {
  it.each<{
    what: string;
    release: readonly Instalment[] | undefined;
    lines?: readonly EarnedUnits[];
    of?: UnreversedDeal | null;
    limitTo?: 'paid' | 'earned';
    expected: string;
  }>([
    { what: 'everything at once without instalments', release: undefined, expected: '100: 100000' },
    {
      // time-02 of the worked examples: 500 on order, then 250 for each invoice of 5,000.
      what: 'half on order, half as cash comes in',
      release: half,
      of: deal([
        [130, 5000],
        [160, 5000],
      ]),
      expected: '100: 50000; 130: 25000; 160: 25000',
    },
    {
      // time-03: 5,000 received of 10,000.
      what: 'the share that was received',
      release: cash,
      of: deal([[130, 5000]]),
      expected: '130: 50000',
    },
    {
      what: 'never above the whole',
      release: cash,
      of: deal([
        [130, 9000],
        [140, 9000],
      ]),
      expected: '130: 90000; 140: 10000',
    },
    { what: 'cash that came first waits for the deal', release: cash, of: deal([[90, 4000]]), expected: '100: 40000' },
    {
      what: 'three thirds to the cent',
      release: [
        { share: '0.3', on: 'event' },
        { share: '0.3', on: 'invoiced' },
        { share: '0.4', on: 'delivered', plusDays: 5 },
      ],
      lines: [{ on: day, units: 5n }],
      of: deal([], { invoiced: 110, delivered: 120 }),
      expected: '100: 2; 110: 1; 125: 2',
    },
    {
      what: 'a date that is not known yet is waited for',
      release: [{ share: 1, on: 'delivered' }],
      expected: '',
    },
    {
      what: 'only complete cash',
      release: [{ share: 1, on: 'cash-complete', plusDays: 10 }],
      of: deal([
        [110, 9999],
        [120, 1],
      ]),
      expected: '130: 100000',
    },
    {
      what: 'a refund takes back, a new payment releases again',
      release: cash,
      of: deal([
        [110, 10_000],
        [120, -4000],
        [130, 4000],
      ]),
      expected: '110: 100000; 120: -40000; 130: 40000',
    },
    {
      what: 'a cheque that bounces within the days of safety never counted',
      release: [{ share: 1, on: 'cash', plusDays: 14 }],
      of: deal([
        [110, 10_000],
        [115, -10_000],
        [140, 10_000],
      ]),
      expected: '154: 100000',
    },
    {
      what: 'what was not released in time is forfeited, and later cash does not bring it back',
      release: [{ share: 1, on: 'cash', expiresAfterDays: 30 }],
      of: deal([
        [130, 3000],
        [131, 7000],
      ]),
      expected: '130: 30000; 131: 0 (70000 forfeited)',
    },
    {
      what: 'cash in time may be released after the last day',
      release: [{ share: 1, on: 'cash', plusDays: 14, expiresAfterDays: 30 }],
      of: deal([
        [130, 3000],
        [131, 7000],
      ]),
      expected: '131: 0 (70000 forfeited); 144: 30000',
    },
    {
      what: 'a refund after the last day takes back, a payment after it does not',
      release: [{ share: 1, on: 'cash', expiresAfterDays: 30 }],
      of: deal([
        [130, 10_000],
        [140, -10_000],
        [150, 10_000],
      ]),
      expected: '130: 100000; 140: -100000 (100000 forfeited)',
    },
    {
      what: 'a refund of late cash takes nothing back',
      release: [{ share: 1, on: 'cash', expiresAfterDays: 30 }],
      of: deal([
        [130, 3000],
        [140, 7000],
        [150, -7000],
      ]),
      expected: '130: 30000; 131: 0 (70000 forfeited)',
    },
    {
      what: 'a date after the last day is forfeited',
      release: [{ share: 1, on: 'delivered', expiresAfterDays: 30 }],
      of: deal([], { delivered: 131 }),
      expected: '131: 0 (100000 forfeited)',
    },
    {
      what: 'a bonus has no cash and no delivery to wait for',
      release: [
        { share: '0.5', on: 'cash', plusDays: 30 },
        { share: '0.5', on: 'delivered' },
      ],
      of: null,
      expected: '100: 50000; 130: 50000',
    },
    {
      what: 'an event without an amount has no cash to wait for',
      release: cash,
      of: { ...deal(), amount: null },
      expected: '100: 100000',
    },
    {
      what: 'nor has one of 0',
      release: cash,
      of: { ...deal(), amount: integer(0) },
      expected: '100: 100000',
    },
    {
      what: 'a negative deal is released by its refunds',
      release: cash,
      lines: [{ on: day, units: -100_000n }],
      of: { ...deal([[110, -5000]]), amount: integer(-10_000) },
      expected: '110: -50000',
    },
    // Reversals.
    {
      what: 'a whole reversal takes back what was released and cancels the rest',
      release: half,
      lines: [earned, reversal(120, -100_000n)],
      of: deal([[110, 4000]]),
      expected: '100: 50000; 110: 20000; 120: -70000',
    },
    {
      what: 'the money that goes back to the customer is not taken back a second time',
      release: cash,
      lines: [earned, reversal(120, -100_000n)],
      of: deal([
        [110, 10_000],
        [125, -10_000],
      ]),
      expected: '110: 100000; 120: -100000',
    },
    {
      what: 'nor when it goes back first',
      release: cash,
      lines: [earned, reversal(120, -100_000n)],
      of: deal([
        [110, 10_000],
        [115, -10_000],
      ]),
      expected: '110: 100000; 115: -100000',
    },
    {
      what: 'half a reversal before payment leaves half to be released by the half that is due',
      release: cash,
      lines: [earned, reversal(105, -50_000n, 1n, 2n)],
      of: deal([
        [110, 2500],
        [120, 2500],
      ]),
      expected: '110: 25000; 120: 25000',
    },
    {
      what: 'half a reversal of a half that is not paid takes nothing back',
      release: cash,
      lines: [earned, reversal(120, -50_000n, 1n, 2n)],
      of: deal([
        [110, 3000],
        [130, 2000],
      ]),
      expected: '110: 30000; 130: 20000',
    },
    {
      what: 'half a reversal of a deal paid in full, refund before or after',
      release: cash,
      lines: [earned, reversal(120, -50_000n, 1n, 2n)],
      of: deal([
        [110, 10_000],
        [121, -5000],
      ]),
      expected: '110: 100000; 120: -50000',
    },
    {
      what: 'half a reversal comes off both parts of a holdback',
      release: holdback,
      lines: [earned, reversal(120, -50_000n, 1n, 2n)],
      expected: '100: 50000; 120: -25000; 190: 25000',
    },
    {
      what: 'or is taken back at once, with the holdback left as it was',
      release: holdback,
      lines: [earned, reversal(120, -50_000n, 1n, 2n)],
      limitTo: 'earned',
      expected: '100: 50000; 120: -50000; 190: 50000',
    },
    {
      what: 'a whole reversal at once takes more than was paid, until the holdback comes',
      release: holdback,
      lines: [earned, reversal(120, -100_000n)],
      limitTo: 'earned',
      expected: '100: 50000; 120: -100000; 190: 50000',
    },
    {
      what: 'a whole reversal at once of a deal that will never be paid leaves nothing',
      release: half,
      lines: [earned, reversal(120, -100_000n)],
      of: deal([[110, 4000]]),
      limitTo: 'earned',
      expected: '100: 50000; 110: 20000; 120: -70000',
    },
    {
      what: 'with decay a paid deal keeps its part, refund or not',
      release: cash,
      lines: [earned, reversal(120, -50_000n)],
      of: deal([
        [110, 10_000],
        [120, -10_000],
      ]),
      expected: '110: 100000; 120: -50000',
    },
    {
      what: 'with decay a deal that was not paid releases nothing, and nothing is waited for',
      release: cash,
      lines: [earned, reversal(120, -50_000n)],
      expected: '120: 0 (50000 forfeited)',
    },
    {
      what: 'cash that had not stayed long enough when the deal was reversed',
      release: [{ share: 1, on: 'cash', plusDays: 14 }],
      lines: [earned, reversal(120, -50_000n)],
      of: deal([[115, 10_000]]),
      expected: '120: 0 (50000 forfeited)',
    },
    {
      what: 'a reversal that costs more than the deal earned',
      release: undefined,
      lines: [earned, reversal(120, -130_000n)],
      expected: '100: 100000; 120: -130000',
    },
  ])('$what', ({ release, lines = [earned], of = deal(), limitTo, expected }) => {
    const rule = { ...ruleOf([], limitTo), instalments: readInstalments(release) };
    expect(shown(releasesOf(lines, of, rule))).toBe(expected);
  });
});

function releasedBy(releases: readonly Release[], on: number): bigint {
  return releases.reduce((sum, release) => (release.on <= on ? sum + release.units : sum), 0n);
}

interface Scene {
  readonly lines: readonly EarnedUnits[];
  readonly deal: UnreversedDeal;
  readonly rule: ReleaseRule;
}

const shares = fc.constantFrom<readonly Fraction[]>(
  [[1n, 1n]],
  [
    [1n, 2n],
    [1n, 2n],
  ],
  [
    [1n, 3n],
    [1n, 3n],
    [1n, 3n],
  ],
  [
    [1n, 10n],
    [9n, 10n],
  ],
);

const trigger = fc.record({
  on: fc.constantFrom('event', 'cash', 'cash', 'cash', 'cash-complete', 'delivered', 'never'),
  plusDays: fc.constantFrom(0, 0, 3, 20),
  expiresAfterDays: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 12, 25),
});

const instalments: fc.Arbitrary<ReadInstalment[]> = shares.chain((given) =>
  fc
    .array(trigger, { minLength: given.length, maxLength: given.length })
    .map((triggers) => triggers.map((each, index) => ({ ...each, share: rational(...(given[index] ?? [1n, 1n])) }))),
);

/** Quarters of a deal that are reversed, on days in order; each takes back its part of the line, or less (decay). */
const reversals: fc.Arbitrary<EarnedUnits[]> = fc
  .array(
    fc.record({
      quarters: fc.integer({ min: 1, max: 4 }),
      after: fc.integer({ min: 0, max: 25 }),
      decay: fc.constantFrom(1n, 1n, 2n),
    }),
    {
      maxLength: 3,
    },
  )
  .map((given) => {
    let left = 4;
    let on = day;
    return given.flatMap(({ quarters, after, decay }) => {
      const taken = Math.min(quarters, left);
      left -= taken;
      on += after;
      return taken === 0 ? [] : [{ on, units: -BigInt(taken) / decay, reversedPart: rational(BigInt(taken), 4n) }];
    });
  });

const scene: fc.Arbitrary<Scene> = fc
  .record({
    units: fc.bigInt({ min: 0n, max: 5000n }),
    reversals,
    amount: fc.constantFrom(100, 300, 1000),
    dates: fc.record({ delivered: fc.integer({ min: 90, max: 140 }) }),
    payments: fc.array(
      fc.record({ on: fc.integer({ min: 90, max: 160 }), amount: fc.integer({ min: -100, max: 100 }) }),
      { maxLength: 6 },
    ),
    instalments,
    limitTo: fc.constantFrom<'paid' | 'earned'>('paid', 'earned'),
  })
  .map(({ units, reversals: given, amount, dates, payments, instalments: read, limitTo }) => ({
    lines: [{ on: day, units: units * 4n }, ...given.map((line) => ({ ...line, units: line.units * units }))],
    deal: {
      on: day,
      amount: integer(amount),
      dates: new Map(Object.entries(dates)),
      payments: payments.map((payment) => ({ on: payment.on, amount: integer((payment.amount * amount) / 100) })),
    },
    rule: { instalments: read, limitTo, rounding: 'half-up' },
  }));

const lastDay = 260;

describe('releases of random deals', () => {
  it('are what every day has by itself', () => {
    fc.assert(
      fc.property(scene, ({ lines, deal: given, rule }) => {
        const releases = releasesOf(lines, given, rule);
        const plain: PlainDeal = {
          on: given.on,
          amount: fraction(given.amount),
          dates: Object.fromEntries(given.dates),
          payments: given.payments.map(({ on, amount }) => ({ on, amount: fraction(amount) })),
        };
        const plainLines: PlainLine[] = lines.map(({ on, units, reversedPart }) => ({
          on,
          units,
          part: reversedPart === undefined ? null : fraction(reversedPart),
        }));
        const plainInstalments: PlainInstalment[] = rule.instalments.map(
          ({ share, on, plusDays, expiresAfterDays }) => ({
            share: fraction(share),
            on,
            plus: plusDays,
            expires: Number.isFinite(expiresAfterDays) ? expiresAfterDays : null,
          }),
        );
        for (let on = 85; on <= lastDay; on++)
          expect([on, releasedBy(releases, on)]).toEqual([
            on,
            releasedOn(on, plainLines, plain, plainInstalments, rule.limitTo),
          ]);
      }),
    );
  });

  it('never pass what is earned, and nothing is lost: earned is released, forfeited or held', () => {
    fc.assert(
      fc.property(scene, ({ lines, deal: given, rule }) => {
        const releases = releasesOf(lines, given, { ...rule, limitTo: 'paid' });
        for (let on = 85; on <= lastDay; on++) {
          const all = lines.reduce((sum, line) => (line.on <= on ? sum + line.units : sum), 0n);
          const released = releasedBy(releases, on);
          const forfeited = releases.reduce((sum, each) => (each.on <= on ? sum + each.forfeited : sum), 0n);
          expect(released >= 0n && forfeited >= 0n && released + forfeited <= all).toBe(true);
        }
      }),
    );
  });

  it('do not depend on the order in which payments are given, nor on later payments', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 85, max: lastDay }), ({ lines, deal: given, rule }, until) => {
        const backwards = { ...given, payments: [...given.payments].reverse() };
        expect(releasesOf(lines, backwards, rule)).toEqual(releasesOf(lines, given, rule));
        const soFar = { ...given, payments: given.payments.filter(({ on }) => on <= until) };
        const early = (releases: readonly Release[]): string => shown(releases.filter(({ on }) => on <= until));
        expect(early(releasesOf(lines, soFar, rule))).toBe(early(releasesOf(lines, given, rule)));
      }),
    );
  });

  it('reach what is earned once the rest is paid and every date has come', () => {
    fc.assert(
      fc.property(scene, ({ lines, deal: given, rule }) => {
        const reversedParts = lines.reduce(
          (sum, { reversedPart: part }) => sum + Number(part?.numerator ?? 0n) / Number(part?.denominator ?? 1n),
          0,
        );
        fc.pre(reversedParts < 1);
        const paid = { ...given, payments: [...given.payments, { on: 170, amount: integer(100_000) }] };
        const open = rule.instalments
          .filter(({ on }) => on !== 'never')
          .map((each) => ({ ...each, expiresAfterDays: Number.POSITIVE_INFINITY }));
        fc.pre(open.length === rule.instalments.length);
        const releases = releasesOf(lines, paid, { ...rule, instalments: open });
        expect(releasedBy(releases, lastDay)).toBe(lines.reduce((sum, { units }) => sum + units, 0n));
      }),
    );
  });

  it('come back to nothing when the whole deal is taken back', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: day, max: 150 }), ({ lines: [line], deal: given, rule }, on) => {
        fc.pre(line !== undefined);
        const lines = [line, reversal(on, -line.units)];
        const dates = new Map([...given.dates].map(([name, date]) => [name, date] as const));
        const releases = releasesOf(lines, { ...given, dates }, rule);
        expect(releasedBy(releases, lastDay)).toBe(0n);
        if (rule.limitTo === 'paid') expect(releases.every((release) => release.on <= on)).toBe(true);
      }),
    );
  });
});

function fraction(value: { readonly numerator: bigint; readonly denominator: bigint } | null): Fraction {
  return [value?.numerator ?? 0n, value?.denominator ?? 1n];
}
