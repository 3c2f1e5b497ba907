import { describe, expect, it } from 'vitest';
import type { CommissionInput } from '../../src/commission/events.ts';
import { isSalesMetricsError } from '../../src/errors.ts';
import { ann, commission, deal, plan, run, sales } from './smallRuns.ts';

const sold = deal('e1', '2026-01-10', 1000);

/** Code and message of each problem of an input that is right but for what is told. */
function problemsOf(parts: object): readonly string[] {
  try {
    run({}, { events: [sold], ...parts } as Partial<CommissionInput>);
    return [];
  } catch (error) {
    return isSalesMetricsError(error) ? error.issues.map(({ code, message }) => `${code} ${message}`) : [String(error)];
  }
}

const year = { from: '2026-01-01', to: '2027-01-01', amount: 1 };
const bonus = { id: 'b', kind: 'bonus', per: 'month', amount: 1 } as const;
const tenured = plan({ id: 'q', measures: { sales: { kind: 'tenure', unit: 'days' } }, components: [bonus] });
const { statements } = run({}, { events: [sold] });

describe('what an input names', () => {
  it.each<{ readonly name: string; readonly parts: object; readonly says: string }>([
    {
      name: 'a part that there is not',
      parts: { zzzzzz: 1 },
      says: 'unknown-field zzzzzz is not a part of the input; it takes plans, assignments, events, quotas, scores, reportingLines, rates, adjustments, holidays, stated, knownAt, through',
    },
    {
      name: 'a plan that there is not',
      parts: { quotas: [{ ...year, plan: 'pp', measure: 'sales' }] },
      says: 'unknown-name quotas[0].plan names "pp", which is not among plans; did you mean "p"?',
    },
    {
      name: 'a measure that the plan does not have',
      parts: { quotas: [{ ...year, plan: 'p', measure: 'sale' }] },
      says: 'unknown-name quotas[0].measure names "sale", a measure that plan "p" does not have; did you mean "sales"?',
    },
    {
      name: 'a measure that no plan has',
      parts: { scores: [{ measure: 'sale', on: '2026-01-01', value: 1 }] },
      says: 'unknown-name scores[0].measure names "sale", a measure that no plan has; did you mean "sales"?',
    },
    {
      name: 'a measure of other kinds',
      parts: {
        plans: [plan(), tenured],
        scores: [{ measure: 'sales', on: '2026-01-01', value: 1 }],
      },
      says: 'contradiction scores[0].measure names "sales", a measure of kind credits and tenure, and it must be of kind given',
    },
    {
      name: 'a component that no plan has',
      parts: {
        plans: [plan({ components: [commission, { id: 'k', kind: 'override', of: ['d'], rate: 1, team: {} }] })],
      },
      says: 'unknown-name plans[0].components[1].of[0] names a component that no plan has: "d"; did you mean "c"?',
    },
    {
      name: 'somebody who has no plan',
      parts: { adjustments: [{ id: 'a', payee: 'bob', on: '2026-01-10', amount: 1, reason: 'gift' }] },
      says: 'unknown-name adjustments[0].payee must be somebody who is assigned to a plan, got "bob" (id "a")',
    },
    {
      name: 'a statement of somebody who has no plan',
      parts: { assignments: [{ ...ann, payee: 'bob' }], stated: statements },
      says: 'unknown-name stated[0] is of payee "ann" under plan "p", and no assignment is: what was stated could not be corrected',
    },
    {
      name: 'a statement in another currency',
      parts: { plans: [plan({ currency: 'EUR' })], stated: statements },
      says: 'invalid stated[0].currency must be EUR, the currency of the plan, got "USD"',
    },
    {
      name: 'a month that is stated twice',
      parts: { stated: [...statements, ...statements] },
      says: 'overlap stated[1] states days that stated[0] states of the same payee and plan',
    },
    {
      name: 'two versions of one day',
      parts: { plans: [plan({ to: '2026-02-02' }), plan({ from: '2026-02-01' })] },
      says: 'overlap plans[1] is in force on days on which plans[0] is, another version of plan "p"',
    },
    {
      name: 'a payee who is credited twice',
      parts: { events: [{ ...sold, credits: [{ payee: 'ann' }, { payee: 'ann' }] }] },
      says: 'duplicate-id events[0].credits[1] credits "ann" as owner, as credits[0] does (id "e1")',
    },
    {
      name: 'nothing that is taken back',
      parts: { events: [sold, { id: 'back', on: '2026-01-11', reverses: 'e1', amount: 0 }] },
      says: 'invalid events[1].amount must be more than 0 beside reverses, got 0 (id "back")',
    },
  ])('is told where it is wrong: $name', ({ parts, says }) => {
    expect(problemsOf(parts)).toEqual([says]);
  });

  it('may follow each other: versions by day, statements by period', () => {
    expect(problemsOf({ plans: [plan({ to: '2026-02-01' }), plan({ from: '2026-02-01' })] })).toEqual([]);
    const events = [sold, deal('e2', '2026-02-10', 1)];
    expect(problemsOf({ events, stated: [...run({}, { events }).statements].reverse() })).toEqual([]);
  });
});

describe('the last day that is not told', () => {
  const labels = (input: Partial<CommissionInput>): readonly string[] =>
    run({ measures: { sales } }, input).statements.map(({ period }) => period.label);
  const assignments = [
    { ...ann, to: '2026-02-01' },
    { ...ann, from: '2026-03-01' },
  ];

  it('is that of the last event, else the first of the last assignment', () => {
    expect(labels({ assignments, events: [] })).toEqual(['2026-01', '2026-03']);
    expect(labels({ assignments: [...assignments].reverse(), events: [] })).toEqual(['2026-01', '2026-03']);
    expect(labels({ assignments, events: [sold] })).toEqual(['2026-01']);
  });
});
