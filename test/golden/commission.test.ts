import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/commission/curveData.ts';
import { payout } from '../../src/commission/payout.ts';
import { readText } from '../house/sourceFiles.ts';
import {
  amountsOf,
  canonical,
  type CommissionCase,
  type CommissionReading,
  linesOf,
  planOf,
  rateTiers,
  sales,
  statements,
  sum,
  texts,
} from './commissionCases.ts';
import { creditReadings } from './creditReadings.ts';
import { settlementReadings } from './settlementReadings.ts';
import { tierReadings } from './tierReadings.ts';

/** Published worked examples; `expected` is right, and `verdict` says where the source is not. */
const cases = JSON.parse(readText('test/golden/commission.json')) as readonly CommissionCase[];

const readings: Readonly<Record<string, CommissionReading>> = { ...tierReadings, ...creditReadings, ...settlementReadings };

/** Where `expected` tells that the source has no answer, what tiers without gaps answer. */
const answers: Readonly<Record<string, CommissionCase['expected']>> = {
  // 50.5 % is in no row of the contract; a row that begins where the one before ends pays 15 % of 20,000.
  'table-01': { payout: ['10000', '3000'] },
};

/** Why sources are wrong; what the library says instead is `expected`. */
const wrong: Readonly<Record<string, RegExp>> = {
  'grad-13': /^WRONG by 0\.02/,
  'margin-03': /^WRONG: divides by cost/,
  'draw-03': /^WRONG in week 3/,
  'ramp-02': /^WRONG or unexplained from month 4/,
  'time-02': /^WRONG as printed/,
  'attain-01': /^WRONG: 75,000 of 1,500,000 is 5%/,
};

function caseOf(id: string): CommissionCase {
  const golden = cases.find((each) => each.id === id);
  if (golden === undefined) throw new Error(`no case ${id}`);
  return golden;
}

describe('published examples of commission', () => {
  it('are all read, each by one reading', () => {
    const names = [tierReadings, creditReadings, settlementReadings].flatMap(Object.keys);
    expect(names.sort()).toEqual(cases.map(({ id }) => id).sort());
    expect(cases).toHaveLength(46);
  });

  it('name their sources', () => {
    expect(cases.filter(({ source_title, source_url }) => source_title === '' || !/^https?:/.test(source_url))).toEqual([]);
  });

  it.each(cases)('$id: $feature', (golden) => {
    const reading = readings[golden.id] as CommissionReading;
    expect(canonical(reading(golden))).toEqual(canonical(answers[golden.id] ?? golden.expected));
  });

  it('say where the source is wrong', () => {
    const told = cases.filter(({ verdict }) => verdict === 'source wrong');
    expect(told.map(({ id }) => id).sort()).toEqual(Object.keys(wrong).sort());
    for (const { id, note } of told) expect(note).toMatch(wrong[id] as RegExp);
  });
});

describe('what the notes of the examples add', () => {
  it('grad-08: with a running total the same deals pay more', () => {
    const golden = caseOf('grad-08');
    const plan = planOf({ mode: 'marginal', tiers: rateTiers(golden) });
    expect(String(sum(amountsOf(linesOf(statements(plan, sales(texts(golden, 'amount')))))))).toBe('285');
  });

  it('mult-01: half of the rounded commission would be a cent more', () => {
    expect(caseOf('mult-01').note).toContain('27.88');
    expect(canonical(creditReadings['mult-01']?.(caseOf('mult-01')))).toMatchObject({ kicker: '27.87' });
  });

  it('spif-03: five deals by count, graduated and whole', () => {
    const tiers = (bounds: readonly number[]): Curve['tiers'] =>
      [250, 400, 600].map((rate, index) => ({ from: bounds[index] ?? 0, rate }));
    expect(String(payout({ mode: 'marginal', tiers: tiers([0, 3, 6]) }, 5).amount)).toBe('1550');
    expect(String(payout({ mode: 'whole', tiers: tiers([1, 4, 7]) }, 5).amount)).toBe('2000');
  });

  it('accel-01: graduated would pay less at 175 %', () => {
    const golden = caseOf('accel-01');
    const tiers = [{ from: 0, multiplier: 1 }, { from: 1, multiplier: '1.5' }, { from: '1.25', multiplier: 2 }, { from: '1.5', multiplier: '2.5' }];
    const graduated = payout({ mode: 'marginal', on: 'attainment', tiers }, 175_000, { target: 100_000, targetPay: 60_000 });
    expect(golden.note).toContain(String(graduated.amount));
  });
});
