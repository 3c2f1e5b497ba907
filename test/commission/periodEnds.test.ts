import { describe, expect, it } from 'vitest';
import type { CommissionEvent, CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';
import { ann, commission, deal, linesOf, plan, run, sales, tiers } from './smallRuns.ts';

const january = deal('e1', '2026-01-10', 1000);

describe('a rolling window', () => {
  const rolling: Partial<CommissionPlan> = {
    measures: { sales: { ...sales, window: { months: 3 } } },
    components: [{ ...commission, curve: { ...tiers, mode: 'per-deal' } }],
  };
  const pays = (...deals: readonly (readonly [string, number])[]): readonly string[] =>
    linesOf(run(rolling, { events: deals.map(([on, amount], index) => deal(`e${index}`, on, amount)) })).map(
      (line) => line.split(' ').at(-1) as string,
    );

  it('counts deals of the last months, to the day', () => {
    expect(pays(['2026-01-10', 6000], ['2026-04-09', 1000])).toEqual(['600', '200']);
    expect(pays(['2026-01-10', 6000], ['2026-04-10', 1000])).toEqual(['600', '100']);
    expect(pays(['2026-01-10', 3000], ['2026-02-10', 3000], ['2026-04-10', 1000])).toEqual(['300', '300', '100']);
    expect(pays(['2026-01-10', 3000], ['2026-02-10', 3000], ['2026-03-10', 1000])).toEqual(['300', '300', '200']);
    expect(pays(['2026-01-10', 6000], ['2026-01-10', 1000], ['2026-05-10', 1000])).toEqual(['600', '200', '100']);
  });
});

describe('the next tier', () => {
  const next = (
    window: 'month' | 'year',
    through: string,
    events: readonly CommissionEvent[] = [january],
  ): readonly string[] =>
    run({ measures: { sales: { ...sales, window } } }, { events, through }).statements.map((each) =>
      each.next.map(({ total, at, away }) => `${total} ${at} ${away}`).join(),
    );

  it('is told as long as the window lasts', () => {
    expect(next('month', '2026-02-28')).toEqual(['1000 5000 4000', '']);
    expect(next('year', '2027-01-31')).toEqual([...Array.from({ length: 12 }, () => '1000 5000 4000'), '']);
  });

  it('is not told of a window in which nothing is but what is taken back', () => {
    const back = { id: 'back', on: '2026-02-10', reverses: 'e1' };
    expect(next('month', '2026-02-28', [january, back])).toEqual(['1000 5000 4000', '']);
    expect(next('year', '2026-02-28', [january, back])).toEqual(['1000 5000 4000', '0 5000 5000']);
  });
});

describe('an adjustment', () => {
  it('belongs to the plan of its day, else to the first', () => {
    const plans = [plan(), plan({ id: 'q' })];
    const assignments = [
      { ...ann, from: '2026-01-10', to: '2026-02-01' },
      { ...ann, plan: 'q', from: '2026-02-01' },
    ];
    const on = (day: string): readonly string[] => {
      const adjustments = [{ id: 'a', payee: 'ann', on: day, amount: 5, reason: 'gift' }];
      return run({}, { plans, assignments, adjustments, events: [], through: '2026-03-31' })
        .statements.filter(({ paid }) => !paid.isZero())
        .map((each) => `${each.plan} ${each.period.label} ${each.paid}`);
    };
    expect(on('2026-01-31')).toEqual(['p 2026-01 5']);
    expect(on('2026-02-01')).toEqual(['q 2026-02 5']);
    expect(on('2026-01-05')).toEqual(['p 2026-01 5']);
  });
});

describe('a payment', () => {
  const later: Partial<CommissionPlan> = {
    components: [{ ...commission, release: [{ share: 1, on: 'event', plusDays: 30 }] }],
  };
  const paidIn = (input: Partial<CommissionInput>): readonly string[] =>
    run(later, {
      events: [january],
      rates: [
        { from: 'USD', to: 'EUR', on: '2025-01-01', rate: '0.5' },
        { from: 'USD', to: 'GBP', on: '2025-01-01', rate: '0.25' },
      ],
      through: '2026-03-31',
      ...input,
    })
      .statements.filter(({ paid }) => !paid.isZero())
      .map(({ period, payment }) => `${period.label} ${payment.amount} ${payment.currency} ${payment.exchangeRate}`);

  it('is in the currency of the assignment of the period, else of the last one', () => {
    const first = { ...ann, to: '2026-02-02', currency: 'EUR' };
    const last = { ...ann, from: '2026-03-01', currency: 'GBP' };
    expect(paidIn({ assignments: [first, last] })).toEqual(['2026-02 50 EUR 0.5']);
    expect(paidIn({ assignments: [{ ...first, to: '2026-02-01' }, last] })).toEqual(['2026-02 25 GBP 0.25']);
    expect(paidIn({ assignments: [first, { ...last, from: '2026-02-28' }] })).toEqual(['2026-02 25 GBP 0.25']);
    expect(paidIn({})).toEqual(['2026-02 100 USD null']);
  });
});

describe('a correction of what was stated', () => {
  const late = deal('e0', '2026-01-15', 500);
  const stated = run({}, { events: [january], through: '2026-01-31' }).statements;
  const corrected = (input: Partial<CommissionInput>): readonly string[] =>
    run({}, { events: [january, late], stated, through: '2026-03-31', ...input }).statements.map(
      ({ period, earned, paid, lines }) =>
        `${period.label} ${earned} ${paid} ${lines.map(({ id, kind }) => `${id} ${kind}`).join()}`,
    );

  it('is earned and paid in the first open period', () => {
    expect(corrected({})).toEqual([
      '2026-01 100 100 c/e1 credit',
      '2026-02 50 50 true-up/2026-02-01/c/e0 true-up',
      '2026-03 0 0 ',
    ]);
  });

  it('is so also for somebody who has left', () => {
    const assignments = [{ ...ann, to: '2026-02-01' }];
    expect(corrected({ assignments })).toEqual([
      '2026-01 100 100 c/e1 credit',
      '2026-02 50 50 true-up/2026-02-01/c/e0 true-up',
    ]);
  });

  it('takes away what is not there any more', () => {
    expect(corrected({ events: [late] })).toEqual([
      '2026-01 100 100 c/e1 credit',
      '2026-02 -50 0 true-up/2026-02-01/c/e0 true-up,true-up/2026-02-01/c/e1 true-up',
      '2026-03 0 0 ',
    ]);
  });
});
