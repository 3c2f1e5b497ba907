import { describe, expect, it } from 'vitest';
import { isDefined } from '../../src/expression/kpi.ts';
import { calculate, calculateFrom, quarter, salesData, winRate, withLevels } from '../../src/index.ts';
import { refusal } from '../hostile/hostileKpis.ts';

const plan = { title: 'Sales plan 2027', address: 'https://intranet.example/plan-2027' };
const level = { value: '0.28', meaning: 'What the plan needs.', source: plan };
const as = withLevels as (kpi: unknown, levels: unknown) => unknown;

describe('withLevels', () => {
  it('gives the same KPI with other levels', () => {
    const ours = withLevels(winRate, [level]);
    expect(ours).toEqual({ ...winRate, levels: [level] });
    expect(withLevels(ours, []).levels).toEqual([]);
    expect(winRate.levels).not.toEqual(ours.levels);
  });

  it('is calculated as before, its formula known as checked', () => {
    const ours = withLevels(winRate, [level]);
    expect(ours.formula).toBe(winRate.formula);
    expect(isDefined(ours.formula)).toBe(true);
    expect(ours.variants.broad).toBe(winRate.variants.broad);
    expect(calculateFrom(ours, { won: 45, decided: 180 }).value?.toString()).toBe('0.25');
    const data = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      opportunities: [{ id: 'a', createdOn: '2026-07-01', closedOn: '2026-08-01', status: 'won' }],
    });
    expect(calculate(ours, data, { period: quarter(2026, 3) })).toEqual(
      calculate(winRate, data, { period: quarter(2026, 3) }),
    );
  });

  it('is frozen, and not by freezing what was given', () => {
    const given = { ...level, source: { ...plan } };
    const ours = withLevels(winRate, [given]);
    expect([ours, ours.levels, ours.levels[0], ours.levels[0]?.source].every(Object.isFrozen)).toBe(true);
    expect(Object.isFrozen(given) || Object.isFrozen(given.source)).toBe(false);
  });

  it.each([
    ['high', 'levels: expected a list, got "high"'],
    [undefined, 'levels: expected a list, got undefined'],
    [['high'], 'levels[0]: expected { value, meaning, source }, got "high"'],
    [[{ ...level, value: 0.28 }], 'levels[0].value: expected a decimal as text, got 0.28'],
    [[level, { ...level, value: '28%' }], 'levels[1].value: expected a decimal as text, got "28%"'],
    [[{ ...level, meaning: '' }], 'levels[0].meaning: expected a text, got ""'],
    [[{ ...level, source: null }], 'levels[0].source: expected { title, address }, got null'],
    [[{ ...level, source: { title: 'Plan' } }], 'levels[0].source.address: expected a text, got undefined'],
    [
      [{ value: '', meaning: 5, source: { title: '', address: 'a' } }],
      'levels[0].value: expected a decimal as text, got ""; levels[0].meaning: expected a text, got 5; levels[0].source.title: expected a text, got ""',
    ],
  ])('refuses %j', (levels, message) => {
    const error = refusal(() => as(winRate, levels));
    expect(error.message).toBe(`withLevels: win-rate: ${message}`);
    expect(error.code).toBe('invalid-definition');
  });

  it.each([
    ['undefined', undefined],
    ['"win-rate"', 'win-rate'],
    ['an object with "id", "variant", "key"', winRate.variants.broad],
    ['an object with "kind", "left", "right"', winRate.formula],
  ])('refuses %s as a KPI', (shown, kpi) => {
    const error = refusal(() => as(kpi, [level]));
    expect(error.message).toBe(`withLevels: expected a KPI, got ${shown}`);
    expect(error.code).toBe('invalid-argument');
  });
});
