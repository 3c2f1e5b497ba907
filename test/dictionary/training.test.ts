import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calculate,
  kpis,
  month,
  type Opportunity,
  type Order,
  quarter,
  salesData,
  type Training,
} from '../../src/index.ts';
import { writtenDay } from '../oracles/calendar.ts';
import { longDivision } from '../oracles/fraction.ts';
import { trainingOracles } from '../oracles/kpiTraining.ts';
import { expectByHand, rowsOf, withIds } from './byHand.ts';
import { figures } from './figures.ts';

const q2 = quarter(2026, 2);

function training(repId: string, rest: Partial<Training>): Training {
  return { repId, module: 'discovery', ...rest };
}

describe('training completion', () => {
  const data = salesData({
    currency: 'USD',
    timeZone: 'UTC',
    trainings: [
      training('swift', { dueOn: '2026-04-30', completedOn: '2026-04-30' }),
      training('swift', { dueOn: '2026-04-01', completedOn: '2026-03-15' }),
      training('late', { dueOn: '2026-04-15', completedOn: '2026-04-16' }),
      training('late', { dueOn: '2026-04-15', completedOn: '2026-04-15' }),
      training('later', { dueOn: '2026-04-15', completedOn: '2026-05-01' }),
      training('never', { dueOn: '2026-04-15' }),
      training('never', { completedOn: '2026-04-15' }),
      training('never', { dueOn: '2026-05-01', completedOn: '2026-04-15' }),
    ],
  });

  it('is by the due date', () => {
    expect(figures(kpis.trainingCompletionRate, data, { period: month(2026, 4) })).toEqual({
      default: '0.5',
      'reps-who-finished': '0.25',
      'late-included': longDivision([4n, 6n]),
    });
    const asOf = { period: month(2026, 4), asOf: '2026-04-15' };
    expect(figures(kpis.trainingCompletionRate, data, asOf)).toEqual({
      default: '0.4',
      'reps-who-finished': '0.25',
      'late-included': '0.4',
    });
    expect(calculate(kpis.trainingCompletionRate, data, { period: month(2025, 4) }).reason).toBe('no-denominator');
  });
});

describe('training effect', () => {
  // The windows of a completion on May 16 are January 1 to March 31 and July 1 to September 28.
  const completedOn = '2026-05-16';
  let deals = 0;
  const deal = (ownerId: string, closedOn: string, status: 'won' | 'lost', amount = 100): Opportunity => ({
    ...{ id: String(deals++), ownerId, createdOn: '2025-01-01', closedOn, status, amount },
  });
  const opportunities = [
    // Half before, all after; what lies a day nearer or farther is in no window.
    deal('trained', '2026-01-01', 'lost'),
    deal('trained', '2026-03-31', 'won', 70),
    deal('trained', '2025-12-31', 'won'),
    deal('trained', '2026-04-01', 'won'),
    deal('trained', '2026-05-16', 'lost'),
    deal('trained', '2026-06-30', 'lost'),
    deal('trained', '2026-07-01', 'won', 170),
    deal('trained', '2026-09-28', 'won', 100),
    deal('trained', '2026-09-29', 'lost'),
    // Half before, none after.
    deal('idle', '2026-02-01', 'won', 50),
    deal('idle', '2026-02-01', 'lost'),
    deal('idle', '2026-08-01', 'lost'),
    // Nothing before.
    deal('new', '2026-08-01', 'won', 1000),
    // A quarter before, half after.
    ...['won', 'lost', 'lost', 'lost'].map((end) => deal('other', '2026-03-31', end as 'won' | 'lost')),
    deal('other', '2026-07-01', 'won'),
    deal('other', '2026-09-30', 'lost'),
    // Trained before, or soon after: in neither group.
    deal('veteran', '2026-02-01', 'lost'),
    deal('veteran', '2026-08-01', 'won'),
    deal('next', '2026-02-01', 'lost'),
    deal('next', '2026-08-01', 'won'),
  ];
  const trainings = [
    training('trained', { completedOn, cost: 30, applied: true }),
    // Each deal still counts once.
    training('trained', { completedOn, cost: 30, applied: true, module: 'closing' }),
    training('idle', { completedOn, cost: 20, applied: false }),
    training('new', { completedOn, cost: 20 }),
    training('veteran', { completedOn: '2025-06-01' }),
    training('next', { completedOn: '2026-09-30' }),
  ];
  const orders: Order[] = [{ id: '1', orderedOn: '2026-04-01', recognisedOn: '2026-04-01', amount: 100, cost: 60 }];
  const data = salesData({ currency: 'USD', timeZone: 'UTC', opportunities, trainings, orders });

  it('is the change of the trained less that of the others', () => {
    expect(figures(kpis.trainingEffect, data, { period: q2 })).toEqual({
      // Changes of 0.5 and -0.5, against one of 0.25.
      default: '-0.25',
      'without-control': '0',
      appliers: '1',
      relative: '-0.5',
      // 3 of 4 against 2 of 4 by deals: those of the rep without deals before are in it.
      pooled: '0',
      'trained-reps': '2',
      'untrained-reps': '1',
    });
  });

  it('is of one module, with windows as asked', () => {
    const parameters = { module: 'closing' };
    // The others have never completed this module.
    const { variants } = kpis.trainingEffect;
    const alone = calculate(variants['without-control'], data, { period: q2, parameters });
    expect(String(alone.value)).toBe('0.5');
    expect(String(calculate(variants['untrained-reps'], data, { period: q2, parameters }).value)).toBe('4');
    const wider = { period: q2, parameters: { washoutDays: 44, reachDays: 136 } };
    // 3 of 4 before, 2 of 4 after, and -0.5 as it was.
    expect(String(calculate(variants['without-control'], data, wider).value)).toBe('-0.375');
  });

  it('needs both groups', () => {
    const ofRep = (owner: string): string | null =>
      calculate(kpis.trainingEffect, data, { period: q2, where: { owner } }).reason;
    expect([ofRep('trained'), ofRep('other')]).toEqual(['no-records', 'no-records']);
    expect(calculate(kpis.trainingEffect, data, { period: q2, asOf: '2026-06-30' }).reason).toBe('no-records');
  });

  it('pays back or not', () => {
    // 1270 after, 120 before; half of 1150 is put down to trainings that cost 100; the margin is 0.4.
    expect(figures(kpis.trainingRoi, data, { period: q2 })).toEqual({
      default: '1.3',
      revenue: '4.75',
      'without-isolation': '3.6',
      'benefit-cost-ratio': '2.3',
    });
    const { value } = calculate(kpis.trainingRoi, data, { period: q2, parameters: { isolation: '0.2' } });
    expect(String(value)).toBe('-0.08');
    // What is not known yet is not won.
    const early = calculate(kpis.trainingRoi.variants.revenue, data, { period: q2, asOf: '2026-07-31' });
    expect(String(early.value)).toBe('-0.75');
    expect(calculate(kpis.trainingRoi, data, { period: quarter(2025, 2) }).reason).toBe('base-not-positive');
  });
});

describe('training on data made for it', () => {
  const all = [kpis.trainingCompletionRate, kpis.trainingEffect, kpis.trainingRoi].flatMap((kpi) => [
    kpi,
    ...Object.values(kpi.variants),
  ]);
  const firstDay = Date.UTC(2025, 11, 1) / 86_400_000;
  const day = fc.integer({ min: firstDay, max: firstDay + 330 }).map(writtenDay);
  const rep = fc.constantFrom('a', 'b', 'c', 'd');
  const list = <Row>(row: fc.Arbitrary<Row>, least: number, most: number): fc.Arbitrary<Row[]> =>
    fc.array(row, { minLength: least, maxLength: most, size: 'max' });
  const rows = fc
    .record({
      opportunities: list(
        fc.record({
          createdOn: fc.constant('2025-01-01'),
          ownerId: rep,
          closedOn: day,
          status: fc.constantFrom('won', 'lost', 'no-decision'),
          amount: fc.constantFrom(10, 25, 1000),
        }),
        30,
        80,
      ),
      trainings: list(
        fc.record({
          repId: fc.constantFrom('a', 'a', 'b'),
          module: fc.constantFrom('discovery', 'closing'),
          completedOn: fc.option(day, { nil: undefined }),
          dueOn: fc.option(day, { nil: undefined }),
          applied: fc.constantFrom(true, false, undefined),
          cost: fc.constantFrom(1, 5, undefined),
        }),
        1,
        6,
      ),
      orders: list(
        fc.record({ orderedOn: day, recognisedOn: day, amount: fc.constant(9), cost: fc.constant(4) }),
        1,
        5,
      ),
    })
    .map(({ opportunities, trainings, orders }) =>
      rowsOf({ opportunities: withIds(opportunities), trainings, orders: withIds(orders) }),
    );

  it.each([
    ['without a day', undefined],
    ['as of a day', '2026-07-15'],
  ])('is what its definition says, %s', (_name, asOf) => {
    fc.assert(
      fc.property(rows, fc.constantFrom(quarter(2026, 1), q2, month(2026, 5)), (drawn, period) => {
        expectByHand(all, trainingOracles, drawn, period, asOf);
      }),
      { numRuns: 60 },
    );
  });
});
