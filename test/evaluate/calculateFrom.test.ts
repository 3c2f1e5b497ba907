import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionary } from '../../src/dictionary/dictionary.ts';
import { calculate } from '../../src/evaluate/calculate.ts';
import { calculateFrom } from '../../src/evaluate/calculateFrom.ts';
import { count } from '../../src/expression/aggregate.ts';
import {
  constant,
  divide,
  foldEntities,
  greaterOf,
  inPreviousPeriod,
  inSamePeriodLastYear,
  lesserOf,
  minus,
  named,
  overall,
  plus,
  power,
  root,
  rounded,
} from '../../src/expression/arithmetic.ts';
import type { Expression, Formula } from '../../src/expression/expression.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { operandsOf } from '../../src/expression/walk.ts';
import type { Decimal } from '../../src/number/decimal.ts';
import { period, quarter, year } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';

const kpis: readonly Calculable[] = dictionary.flatMap((kpi) => [kpi, ...Object.values<Calculable>(kpi.variants)]);
/** Formulas of products and quotients alone: a difference of rounded parts can be far from the difference of the parts. */
const proportional = kpis.filter(({ formula }) => isProportional(formula));

function isProportional(formula: Formula): boolean {
  if (formula.kind === 'plus' || formula.kind === 'minus') return false;
  return 'name' in formula || operandsOf(formula).every(isProportional);
}

const busy = salesRows({ opportunities: 16, stageChanges: 10, others: 10, activities: 30 });

describe('calculateFrom', () => {
  it('gives from the parts of calculate what calculate gave', () => {
    let drawn = 0;
    let compared = 0;
    fc.assert(
      fc.property(
        busy,
        fc.constantFrom(year(2026), quarter(2026, 3), period('2025-11-01', '2027-01-31')),
        fc.constantFrom(...proportional),
        (rows, of, kpi) => {
          drawn += 1;
          const { parts, value, reason } = calculate(kpi, readRows(rows), { period: of });
          if (Object.values(parts).includes(null)) return;
          const again = calculateFrom(kpi, parts as Readonly<Record<string, Decimal>>);
          expect(again.reason).toBe(reason);
          // Parts are rounded to 34 digits, which products and quotients carry on and do not enlarge.
          if (value === null || again.value === null) return;
          expect(again.value.minus(value).abs().lte(value.abs().times('1e-30'))).toBe(true);
          compared += 1;
        },
      ),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(drawn / 8);
  });

  const created = count('created', records('opportunities', fallsIn('createdOn')));
  const closed = count('closed', records('opportunities', fallsIn('closedOn')));

  it('takes a named part whole or by its own parts', () => {
    const kpi = probe(divide(closed, named('base', plus(created, closed))));
    expect(calculateFrom(kpi, { closed: 1, base: 4 }).value?.toFixed()).toBe('0.25');
    expect(calculateFrom(kpi, { closed: 1, created: 3 }).value?.toFixed()).toBe('0.25');
    expect(calculateFrom(kpi, { closed: 1, created: undefined, base: '4' }).parts).toMatchObject({
      closed: expect.anything() as unknown,
      base: expect.anything() as unknown,
    });
  });

  it('refuses what is missing, unknown or stands for several parts', () => {
    const kpi = probe(divide(closed, named('base', plus(created, closed))));
    const growth = probe(minus(named('now', created), named('earlier', inPreviousPeriod(created))));
    expect(() => calculateFrom(kpi, { created: 1 })).toThrow(/calculateFrom: .*needs "closed"/);
    expect(() => calculateFrom(kpi, { closed: 1 })).toThrow(/needs "created", got "closed"/);
    expect(() => calculateFrom(kpi, {})).toThrow(/needs .*got nothing/);
    expect(() => calculateFrom(kpi, { clsed: 1 })).toThrow(/has no part "clsed"/);
    expect(() => calculateFrom(kpi, { closed: 'many', base: 1 })).toThrow(/closed/);
    expect(() => calculateFrom(growth, { created: 1 })).toThrow(/stands for several parts/);
    expect(calculateFrom(growth, { now: 3, earlier: 1 }).value?.toFixed()).toBe('2');
    expect(() => calculateFrom(kpi, null as unknown as Record<string, string>)).toThrow(/expected an object/);
  });

  const figure = (of: Expression, given: Readonly<Record<string, number>>): string => {
    const { value, reason } = calculateFrom(probe(of), given);
    return value?.toFixed() ?? String(reason);
  };

  it('takes a figure as it is given, whatever the period or the entities that it is of', () => {
    expect(figure(minus(closed, inPreviousPeriod(created)), { closed: 5, created: 3 })).toBe('2');
    const share = divide(created, overall(closed));
    expect(figure(foldEntities('typical', 'owner', 'mean', share), { typical: 7 })).toBe('7');
    expect(figure(rounded(divide(created, closed), 1), { created: 1, closed: 3 })).toBe('0.3');
    expect(figure(power(created, 3), { created: 2 })).toBe('8');
    expect(figure(root(created, 3), { created: 27 })).toBe('3');
    expect(figure(lesserOf(created, closed), { created: 2, closed: 5 })).toBe('2');
    expect(figure(greaterOf(created, constant('2.5')), { created: 2 })).toBe('2.5');
  });

  it('reads a named figure of which only some parts are given, and asks for the rest', () => {
    const kpi = probe(plus(1, named('both', plus(created, closed))));
    expect(calculateFrom(kpi, { created: 2, closed: 3 }).value?.toFixed()).toBe('6');
    for (const [given, missing] of [
      [{ created: 2 }, 'closed'],
      [{ closed: 2 }, 'created'],
    ] as const)
      expect(() => calculateFrom(kpi, given)).toThrow(
        `calculateFrom: ${kpi.key} needs "${missing}", got "${Object.keys(given).join()}"`,
      );
    expect(() => calculateFrom(kpi, {})).toThrow(`calculateFrom: ${kpi.key} needs "both", got nothing`);
    expect(figure(named('two', constant(2)), {})).toBe('2');
  });

  it('refuses a part inside another that is given whole', () => {
    const kpi = probe(divide(closed, named('base', plus(created, 1))));
    expect(() => calculateFrom(kpi, { closed: 1, base: 4, created: 3 })).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: `calculateFrom: ${kpi.key} has no use for "created": the part around it is given whole`,
      }),
    );
  });

  it('takes a name for what it stands for outermost, and refuses it where that is several things', () => {
    const lastYear = inSamePeriodLastYear(created);
    const several = probe(plus(named('a', inPreviousPeriod(created)), named('b', lastYear)));
    expect(() => calculateFrom(several, { created: 1 })).toThrow(
      `calculateFrom: "created" stands for several parts of ${several.key}; give the parts around it: "a", "b"`,
    );
    // The one outside is meant; the one inside the change of period is given by what is around it.
    const outside = probe(plus(created, named('earlier', inPreviousPeriod(created))));
    expect(calculateFrom(outside, { created: 5, earlier: 3 }).value?.toFixed()).toBe('8');
    const after = probe(plus(named('earlier', inPreviousPeriod(created)), created));
    expect(calculateFrom(after, { created: 5, earlier: 3 }).value?.toFixed()).toBe('8');
    expect(() => calculateFrom(outside, { created: 5 })).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
    // The same in the same period is one thing, however often it stands there.
    const twice = probe(plus(named('a', inPreviousPeriod(created)), named('b', inPreviousPeriod(created))));
    expect(calculateFrom(twice, { created: 5 }).value?.toFixed()).toBe('10');
  });

  it('takes parameters, and shows the ones that were used', () => {
    const kpi = probe(divide(created, parameter('weeks', 2)));
    expect(calculateFrom(kpi, { created: 6 }).value?.toFixed()).toBe('3');
    const { value, parameters } = calculateFrom(kpi, { created: 6 }, { parameters: { weeks: '1.5' } });
    expect([value?.toFixed(), String(parameters['weeks'])]).toEqual(['4', '1.5']);
  });

  it('gives the examples of every entry', () => {
    for (const kpi of kpis as readonly (Calculable & {
      readonly examples: readonly { readonly given: Readonly<Record<string, string>>; readonly expected: string }[];
    })[]) {
      for (const { given, expected } of kpi.examples) {
        const { value, reason } = calculateFrom(kpi, given);
        const [numerator = '', denominator = '1'] = expected.split('/');
        const isReason = /^[a-z]/.test(expected);
        expect(isReason ? reason : value?.times(denominator).minus(numerator).abs().lt('1e-20'), kpi.key).toBe(
          isReason ? expected : true,
        );
      }
    }
  });
});

describe('a quotient', () => {
  const constantPart = (name: string): ReturnType<typeof count> => count(name, records('orders', fallsIn('orderedOn')));
  it.each([
    ['no-denominator', ['-5', 'no-denominator', 'no-denominator']],
    ['base-not-positive', ['base-not-positive', 'base-not-positive', 'base-not-positive']],
    ['unbounded', ['base-not-positive', 'unbounded', 'no-denominator']],
    ['target-met', ['-5', 'target-met', 'target-met']],
  ] as const)('of the rule %s, with a divisor below 0, of 0, and 0 of 0', (zero, expected) => {
    const quotient = probe(divide(constantPart('left'), constantPart('right'), zero));
    const of = (left: number, right: number): string => {
      const { value, reason } = calculateFrom(quotient, { left, right });
      return value?.toString() ?? String(reason);
    };
    expect([of(5, -1), of(5, 0), of(0, 0)]).toEqual(expected);
  });
});
