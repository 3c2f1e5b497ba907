import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combineMeasures,
  isUnit,
  type Measure,
  measureOf,
  measureText,
  sameMeasure,
  units,
} from '../../src/expression/unit.ts';

const bases = ['currency', 'day', 'hour', 'month'] as const;

/** Measures as combinations of units, so that none has an exponent of 0 written out. */
const measure: fc.Arbitrary<Measure> = fc
  .record({
    currency: fc.integer({ min: -3, max: 3 }),
    day: fc.integer({ min: -3, max: 3 }),
    hour: fc.integer({ min: -3, max: 3 }),
    month: fc.integer({ min: -3, max: 3 }),
  })
  .map((exponents) => Object.fromEntries(Object.entries(exponents).filter(([, exponent]) => exponent !== 0)));

const plainNumber: Measure = {};

describe('measures', () => {
  it('multiply in any order and grouping', () => {
    fc.assert(
      fc.property(measure, measure, measure, (a, b, c) => {
        expect(combineMeasures(a, b, 1)).toEqual(combineMeasures(b, a, 1));
        expect(combineMeasures(combineMeasures(a, b, 1), c, 1)).toEqual(
          combineMeasures(a, combineMeasures(b, c, 1), 1),
        );
      }),
    );
  });

  it('divide as they multiply, backwards', () => {
    fc.assert(
      fc.property(measure, measure, (a, b) => {
        expect(combineMeasures(combineMeasures(a, b, 1), b, -1)).toEqual(a);
        expect(combineMeasures(a, a, -1)).toEqual(plainNumber);
        expect(combineMeasures(a, plainNumber, 1)).toEqual(a);
        expect(combineMeasures(a, plainNumber, -1)).toEqual(a);
      }),
    );
  });

  it('add their exponents, base by base', () => {
    fc.assert(
      fc.property(measure, measure, fc.constantFrom<1 | -1>(1, -1), (a, b, power) => {
        const combined = combineMeasures(a, b, power);
        for (const base of bases) expect(combined[base] ?? 0).toBe((a[base] ?? 0) + power * (b[base] ?? 0));
        expect(Object.values(combined)).not.toContain(0);
      }),
    );
  });

  it('are the same exactly when their quotient is a plain number', () => {
    fc.assert(
      fc.property(measure, measure, (a, b) => {
        expect(sameMeasure(a, b)).toBe(Object.keys(combineMeasures(a, b, -1)).length === 0);
        expect(sameMeasure(a, { ...a })).toBe(true);
        expect(measureText(a) === measureText(b)).toBe(sameMeasure(a, b));
      }),
    );
  });

  it('take an exponent of 0 for none', () => {
    expect(sameMeasure({ currency: 0 }, {})).toBe(true);
    expect(measureText({ currency: 0, day: 0 })).toBe('a plain number');
  });

  it.each<[Measure, string]>([
    [{}, 'a plain number'],
    [{ currency: 1 }, 'currency'],
    [{ currency: 2 }, 'currency to the power of 2'],
    [{ currency: 1, day: -1 }, 'currency per day'],
    [{ currency: 1, day: -2, hour: -1 }, 'currency per day to the power of 2 and hour'],
    [{ currency: 1, day: 1 }, 'currency times days'],
    [{ day: 1 }, 'days'],
    [{ hour: 1, month: -1 }, 'hours per month'],
    [{ currency: -1 }, 'one per currency'],
    [{ month: -1 }, 'one per month'],
  ])('%j reads %j', (exponents, text) => {
    expect(measureText(exponents)).toBe(text);
  });
});

describe('units', () => {
  it('are a closed list', () => {
    expect(units).toEqual([
      'count',
      'ratio',
      'score',
      'count per rep',
      'currency',
      'currency per rep',
      'currency per day',
      'currency per month',
      'count per day',
      'count per hour',
      'days',
      'hours',
      'months',
    ]);
    for (const unit of units) expect(isUnit(unit)).toBe(true);
    for (const other of [
      '',
      'Count',
      'percent',
      '__proto__',
      'constructor',
      'toString',
      5,
      null,
      undefined,
      ['count'],
      { unit: 'count' },
    ]) {
      expect(isUnit(other)).toBe(false);
    }
  });

  it.each([
    ['count', {}],
    ['ratio', {}],
    ['score', {}],
    ['count per rep', {}],
    ['currency', { currency: 1 }],
    ['currency per rep', { currency: 1 }],
    ['currency per day', { currency: 1, day: -1 }],
    ['currency per month', { currency: 1, month: -1 }],
    ['count per day', { day: -1 }],
    ['count per hour', { hour: -1 }],
    ['days', { day: 1 }],
    ['hours', { hour: 1 }],
    ['months', { month: 1 }],
  ] as const)('%s is measured as %j', (unit, exponents) => {
    expect(measureOf(unit)).toEqual(exponents);
  });

  it('make currency per day of currency by days', () => {
    expect(combineMeasures(measureOf('currency'), measureOf('days'), -1)).toEqual(measureOf('currency per day'));
    expect(combineMeasures(measureOf('currency per day'), measureOf('days'), 1)).toEqual(measureOf('currency'));
  });
});
