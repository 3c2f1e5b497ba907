import { describe, expect, it } from 'vitest';
import {
  calculate,
  count,
  daysFrom,
  defineKpi,
  explain,
  fallsIn,
  isPresent,
  kaplanMeierMedian,
  mean,
  month,
  type Opportunity,
  records,
  restrictedTo,
  salesData,
  tabulate,
  winRate,
} from '../../src/index.ts';

const deals = records('opportunities', fallsIn('createdOn'));
const closed = restrictedTo(deals, isPresent('closedOn'));
/** The last day on which a deal was seen is kept with it. */
const cycle = defineKpi({
  ...winRate,
  id: 'cycle',
  unit: 'days',
  formula: kaplanMeierMedian(
    'cycle',
    'opportunity',
    mean('days', deals, daysFrom('createdOn', 'expectedCloseOn')),
    [count('closed', closed), 'above', 0],
    [count('sized', restrictedTo(deals, isPresent('amount'))), 'above', 0],
  ),
  variants: {},
  examples: [],
  related: [],
});

function deal(id: string, days: number | null, ended: boolean, rest: Partial<Opportunity> = {}): Opportunity {
  const day = days === null ? undefined : `2026-07-${String(1 + days).padStart(2, '0')}`;
  return {
    id,
    createdOn: '2026-07-01',
    status: ended ? 'won' : 'open',
    amount: 1,
    ownerId: 'a',
    ...(day === undefined ? {} : { expectedCloseOn: day }),
    ...(ended ? { closedOn: '2026-07-31' } : {}),
    ...rest,
  };
}

function dataOf(...opportunities: readonly Opportunity[]): ReturnType<typeof salesData> {
  return salesData({ currency: 'USD', timeZone: 'UTC', opportunities });
}

const asked = { period: month(2026, 7) };
const data = dataOf(
  deal('d1', 2, true),
  deal('d2', 4, false),
  deal('d3', 9, true),
  deal('d4', 9, false),
  deal('d5', 20, false, { ownerId: 'b' }),
  // It does not count at all, or has no length.
  deal('d6', 1, true, { amount: undefined }),
  deal('d7', null, true),
);

describe('a Kaplan-Meier median', () => {
  it('counts who has not ended as long as it was seen', () => {
    // 4/5 after 2 days; of the three left 2/3 after 9.
    expect(calculate(cycle, data, asked)).toMatchObject({ value: null, reason: 'not-reached' });
    const more = dataOf(deal('d1', 2, true), deal('d2', 4, false), deal('d3', 9, true), deal('d4', 12, true));
    // 3/4, then 3/8.
    expect(calculate(cycle, more, asked).value?.toFixed()).toBe('9');
    expect(calculate(cycle, dataOf(deal('d1', 2, false)), asked).reason).toBe('not-reached');
    expect(calculate(cycle, dataOf(), asked).reason).toBe('no-records');
    expect(calculate(cycle, dataOf(deal('d7', null, true)), asked).reason).toBe('no-records');
  });

  it('is taken in every group', () => {
    const { rows } = tabulate([cycle], data, { periods: [month(2026, 7)], by: ['owner'] });
    expect(
      rows.map(({ group, values }) => [group['owner'], values.cycle.reason ?? values.cycle.value?.toFixed()]),
    ).toEqual([
      // 3/4, then 3/8.
      ['a', '9'],
      ['b', 'not-reached'],
    ]);
  });

  it('says which are censored, and how many', () => {
    const { tree } = explain(cycle, data, asked);
    expect(tree.does).toBe(
      'Kaplan-Meier median of days over entities by opportunity with sized > 0, observed where closed > 0 (3 of 5 censored)',
    );
    expect(
      tree.entities.map(({ entity, contribution, censored, failed }) => [
        entity,
        contribution?.toFixed() ?? failed,
        censored,
      ]),
    ).toEqual([
      ['d1', '2', false],
      ['d2', '4', true],
      ['d3', '9', false],
      ['d4', '9', true],
      ['d5', '20', true],
      ['d6', 'number of entities by opportunity with sized > 0', false],
      ['d7', 'its figure is undefined (no-records)', false],
    ]);
    expect(tree.entities[0]?.children.map(({ name }) => name)).toEqual(['sized', 'closed', 'days']);
  });

  it('says so of one that is not seen at all', () => {
    const { tree } = explain(cycle, dataOf(deal('d8', null, false)), asked);
    expect(tree.does).toMatch(/\(0 of 0 censored\)$/);
    expect(tree.entities.map(({ censored }) => censored)).toEqual([false]);
  });
});
