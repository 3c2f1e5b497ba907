import { describe, expect, it } from 'vitest';
import { calculate, kpis, month, type Survey, salesData } from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const may = month(2026, 5);

function dataOf(surveys: readonly Omit<Survey, 'id'>[]): ReturnType<typeof salesData> {
  const withIds = surveys.map((survey, index) => ({ id: String(index), ...survey }));
  return salesData({ currency: 'USD', timeZone: 'UTC', surveys: withIds });
}

function answer(kind: Survey['kind'], score: number, scale?: number, rest: Partial<Survey> = {}): Omit<Survey, 'id'> {
  return { kind, score, scale, answeredOn: '2026-05-31', ...rest };
}

describe('satisfaction', () => {
  const data = dataOf([
    answer('csat', 5, 5),
    answer('csat', 4, 5),
    answer('csat', 3, 5),
    answer('csat', 4),
    answer('csat', 1),
    // Above five without a scale, it is of no scale that is known.
    answer('csat', 9),
    answer('csat', 9, 10),
    answer('csat', 8, 10),
    answer('csat', 5, 5, { answeredOn: '2026-06-01' }),
    answer('nps', 10, 10),
  ]);

  it('is the share of the two top boxes', () => {
    expect(figures(kpis.csat, data, { period: may })).toEqual({
      default: '0.6',
      'mean-score': '3.4',
      'nine-of-ten': '0.5',
      'whole-percent': '0.6',
      'minimum-sample': 'no-records',
    });
  });

  it('has a value from enough answers on', () => {
    const { 'minimum-sample': sampled } = kpis.csat.variants;
    const valueFrom = (minimumAnswers: number): string =>
      String(calculate(sampled, data, { period: may, parameters: { minimumAnswers } }).value);
    expect([valueFrom(5), valueFrom(6)]).toEqual(['0.6', 'null']);
    expect(calculate(kpis.csat, data, { period: month(2026, 7) }).reason).toBe('no-denominator');
  });
});

describe('promoters', () => {
  it('are weighed against detractors', () => {
    const data = dataOf([
      ...[9, 10, 8, 7, 6, 0].map((score) => answer('nps', score, 10, { accountId: 'loud' })),
      answer('nps', 3, undefined, { accountId: 'quiet' }),
      answer('nps', 9),
      answer('csat', 5, 5, { accountId: 'quiet' }),
    ]);
    expect(figures(kpis.nps, data, { period: may })).toEqual({
      default: '0',
      'whole-number': '0',
      // 0 of the loud account, -100 of the quiet one; who names no account is in neither.
      'mean-of-accounts': '-50',
    });
  });

  it('can be fewer than detractors', () => {
    const data = dataOf([answer('nps', 9), answer('nps', 6), answer('nps', 0)]);
    expect(String(calculate(kpis.nps, data, { period: may }).value)).toBe(longDivision([-100n, 3n]));
    expect(calculate(kpis.nps, data, { period: month(2026, 6) }).reason).toBe('no-denominator');
  });

  it('are shown in whole numbers, halves away from 0', () => {
    const { 'whole-number': whole } = kpis.nps.variants;
    const of = (...scores: readonly number[]): string =>
      String(calculate(whole, dataOf(scores.map((score) => answer('nps', score))), { period: may }).value);
    expect([of(9, 6, 0), of(9, 9, 6), of(9, 8, 8, 8, 8, 8, 8, 8), of(0, 8, 8, 8, 8, 8, 8, 8)]).toEqual([
      '-33',
      '33',
      // 12.5 and its opposite.
      '13',
      '-13',
    ]);
    expect(calculate(whole, dataOf([]), { period: may }).reason).toBe('no-denominator');
  });
});
