import { describe, expect, it } from 'vitest';
import { ann, commission, deal, run, sales } from './smallRuns.ts';

const e1 = deal('e1', '2026-01-10', 1000);
const e2 = deal('e2', '2026-02-10', 1000);

describe('the statement of a period', () => {
  it('has the adjustments from its first day to its last', () => {
    const adjustments = ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'].map((on) => ({
      id: on,
      payee: 'ann',
      on,
      amount: 1,
      reason: 'one',
    }));
    const { statements } = run({}, { events: [], adjustments, through: '2026-03-31' });
    expect(statements.map(({ period, steps }) => [period.label, ...steps.map(({ id }) => id)])).toEqual([
      ['2026-01', '2026-01-31'],
      ['2026-02', '2026-02-01', '2026-02-28'],
      ['2026-03', '2026-03-01'],
    ]);
  });

  it('is paid in the currency of the assignment of its time', () => {
    const assignments = [
      { ...ann, to: '2026-02-01', currency: 'EUR' },
      { ...ann, from: '2026-02-01' },
    ];
    const rates = [{ from: 'USD', to: 'EUR', on: '2026-01-01', rate: '0.5' }];
    const { statements } = run({}, { assignments, rates, events: [e1, e2] });
    expect(
      statements.map(({ paid, payment }) => `${paid}: ${payment.amount} ${payment.currency} ${payment.exchangeRate}`),
    ).toEqual(['100: 50 EUR 0.5', '100: 100 USD null']);
  });

  it('is the last one where the assignment ends with it and nothing is left', () => {
    const { statements } = run(
      {},
      { assignments: [{ ...ann, to: '2026-02-01' }], events: [e1], through: '2026-03-31' },
    );
    expect(statements.map(({ period }) => period.label)).toEqual(['2026-01']);
  });

  it('names lines that are priced anew as such', () => {
    const parts = {
      measures: { sales, csat: { kind: 'given', window: 'year' } },
      components: [{ ...commission, factors: [{ when: [{ measure: 'csat', atLeast: 4 }], otherwise: 0 }] }],
    } as const;
    const { statements } = run(parts, { events: [e1], scores: [{ measure: 'csat', on: '2026-01-20', value: 4 }] });
    expect(statements[0]?.lines.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual(['credit 0', 'repricing 100']);
  });
});
