import { describe, expect, it } from 'vitest';
import { factorProduct, type MeasureValues } from '../../src/commission/factors.ts';
import type { ReadFactor, ReadMeasureCondition } from '../../src/commission/readPlan.ts';
import { integer, one, rational, zero } from '../../src/number/rational.ts';
import { shown } from './quotaRecords.ts';

/** Sales of 80 of a target of 100. */
const measures: MeasureValues<null> = {
  valueOf: () => integer(80),
  attainmentOf: () => rational(4n, 5n),
};

function factor(parts: Partial<ReadFactor>): ReadFactor {
  return { name: null, when: [], multiply: integer(2), otherwise: zero, adds: false, ...parts };
}

function product(...factors: readonly ReadFactor[]): string {
  return shown(factorProduct(factors, measures, null).value);
}

describe('a condition on a measure', () => {
  it.each<readonly [ReadMeasureCondition['comparison'], boolean, boolean, boolean]>([
    ['above', true, false, false],
    ['atLeast', true, true, false],
    ['atMost', false, true, true],
    ['below', false, false, true],
  ])('%s 79, 80 and 81 holds for 80: %s, %s, %s', (comparison, ...expected) => {
    const holds = [79, 80, 81].map((limit) => {
      const when = [{ measure: 'sales', onAttainment: false, comparison, limit: integer(limit) }];
      return factorProduct([factor({ when })], measures, null).factors[0]?.holds;
    });
    expect(holds).toEqual(expected);
  });

  it('reads attainment where that is asked for, and all conditions must hold', () => {
    const met = { measure: 'sales', onAttainment: true, comparison: 'atMost', limit: one } as const;
    const missed = { measure: 'sales', onAttainment: false, comparison: 'atMost', limit: one } as const;
    expect(product(factor({ when: [met] }))).toBe('2');
    expect(product(factor({ when: [met, missed] }))).toBe('0');
  });
});

describe('factors', () => {
  it('are 1 where there are none', () => {
    expect(factorProduct([], measures, null)).toEqual({ value: one, factors: [] });
  });

  it('multiply, but those that add make one factor', () => {
    const tenth = { multiply: rational(11n, 10n), adds: true };
    const fifth = { multiply: rational(6n, 5n), adds: true };
    // 2 x 3 x (1 + 0.1 + 0.2).
    expect(product(factor({}), factor(tenth), factor({ multiply: integer(3) }), factor(fifth))).toBe('39/5');
    expect(product(factor(tenth), factor(fifth))).toBe('13/10');
  });

  it('are told with their names, and whether their conditions hold', () => {
    const gate = { measure: 'sales', onAttainment: false, comparison: 'above', limit: integer(80) } as const;
    expect(
      factorProduct(
        [factor({ name: 'gate', when: [gate], otherwise: rational(1n, 2n) }), factor({})],
        measures,
        null,
      ).factors.map(({ name, value, holds }) => `${name} ${shown(value)} ${holds}`),
    ).toEqual(['gate 1/2 false', 'null 2 true']);
  });

  it('are looked up by a measure or by its attainment', () => {
    const table = { by: 'sales', isUpper: false, bounds: [zero, one], rates: [integer(3), integer(5)] };
    expect(product(factor({ multiply: { ...table, onAttainment: false } }))).toBe('5');
    expect(product(factor({ multiply: { ...table, onAttainment: true } }))).toBe('3');
  });
});
