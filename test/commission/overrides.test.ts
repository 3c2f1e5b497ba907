import { describe, expect, it } from 'vitest';
import type { CommissionInput } from '../../src/commission/events.ts';
import { explainLine } from '../../src/commission/explainLine.ts';
import type { CommissionPlan, OverrideComponent } from '../../src/commission/plan.ts';
import { ann, assigned, commission, deal, failure, linesOf, plan, run } from './smallRuns.ts';

const kicker: OverrideComponent = { id: 'k', kind: 'override', of: ['c'], rate: '0.1' };
const team: OverrideComponent = { ...kicker, id: 't', rate: '0.05', team: {} };
const january = deal('e1', '2026-01-10', 1000);
const back = { id: 'back', on: '2026-02-10', reverses: 'e1' };
const above = { payee: 'ann', manager: 'boss', from: '2026-01-01' };
const boss = { ...ann, payee: 'boss' };

/** Lines of overrides, of ann who sells and of her manager. */
function overrides(parts: Partial<CommissionPlan>, input: Partial<CommissionInput> = {}): readonly string[] {
  const given = { assignments: assigned('ann', 'boss'), events: [january], reportingLines: [above], ...input };
  return linesOf(run(parts, given)).filter((line) => !line.includes(' c/'));
}

describe('an override', () => {
  it('is of the own pay, of the pay of the team, or of both', () => {
    expect(overrides({ components: [commission, kicker] })).toEqual(['ann 2026-01 k/ann/c/e1 10']);
    expect(overrides({ components: [commission, team] })).toEqual(['boss 2026-01 t/ann/c/e1 5']);
    expect(overrides({ components: [commission, { ...team, team: { withOwn: true } }] })).toEqual([
      'ann 2026-01 t/ann/c/e1 5',
      'boss 2026-01 t/ann/c/e1 5',
    ]);
    expect(overrides({ components: [commission, kicker, team] })).toEqual([
      'ann 2026-01 k/ann/c/e1 10',
      'boss 2026-01 t/ann/c/e1 5',
    ]);
  });

  it('is taken back from everybody who had it, also from somebody who has left', () => {
    const events = [january, back];
    const all = [
      'ann 2026-01 k/ann/c/e1 10',
      'ann 2026-02 k/ann/c/back -10',
      'boss 2026-01 t/ann/c/e1 5',
      'boss 2026-02 t/ann/c/back -5',
    ];
    expect(overrides({ components: [commission, kicker, team] }, { events })).toEqual(all);
    const assignments = [ann, { ...boss, to: '2026-02-01' }];
    expect(overrides({ components: [commission, kicker, team] }, { events, assignments })).toEqual(all);
    const both = { ...kicker, team: { withOwn: true } };
    expect(overrides({ components: [commission, both] }, { events })).toEqual([
      'ann 2026-01 k/ann/c/e1 10',
      'ann 2026-02 k/ann/c/back -10',
      'boss 2026-01 k/ann/c/e1 10',
      'boss 2026-02 k/ann/c/back -10',
    ]);
  });

  it('is for managers who are assigned on the day', () => {
    const parts = { components: [commission, team] };
    const of = (dates: object): readonly string[] => overrides(parts, { assignments: [ann, { ...boss, ...dates }] });
    expect(of({ to: '2026-01-10' })).toEqual([]);
    expect(of({ to: '2026-01-11' })).toEqual(['boss 2026-01 t/ann/c/e1 5']);
    expect(of({ from: '2026-01-11' })).toEqual([]);
    expect(of({ from: '2026-01-10' })).toEqual(['boss 2026-01 t/ann/c/e1 5']);
  });

  it('reads the reporting lines of the day, or those of the end of the period', () => {
    const from = (asOf: 'event' | 'period-end', start: string): readonly string[] =>
      overrides(
        { components: [commission, { ...team, team: { asOf } }] },
        { reportingLines: [{ ...above, from: start }] },
      );
    const paid = ['boss 2026-01 t/ann/c/e1 5'];
    expect(from('event', '2026-01-10')).toEqual(paid);
    expect(from('event', '2026-01-11')).toEqual([]);
    expect(from('period-end', '2026-01-11')).toEqual(paid);
    expect(from('period-end', '2026-01-31')).toEqual(paid);
    expect(from('period-end', '2026-02-01')).toEqual([]);
  });

  it('stands behind what it is of, by component and then by id', () => {
    const components = [
      { ...commission, id: 'z' },
      { ...commission, id: 'a' },
      { ...kicker, of: ['a', 'z'] },
    ];
    const lines = linesOf(run({ components }, { events: [january] }));
    expect(lines).toEqual([
      'ann 2026-01 z/e1 100',
      'ann 2026-01 a/e1 100',
      'ann 2026-01 k/ann/a/e1 10',
      'ann 2026-01 k/ann/z/e1 10',
    ]);
  });
});

describe('an override on what is earned under another plan', () => {
  const assignments = [ann, { ...boss, plan: 'm' }];
  const plans = [
    plan({ components: [commission] }),
    plan({ id: 'm', currency: 'EUR', components: [team], measures: {} }),
  ];

  it('is brought to its currency by the rate of the day, and taken back at that rate', () => {
    const rates = [
      { from: 'USD', to: 'EUR', on: '2026-01-01', rate: '0.9' },
      { from: 'USD', to: 'EUR', on: '2026-02-01', rate: '0.8' },
    ];
    const events = [january, back, deal('e2', '2026-02-11', 1000)];
    const result = run({}, { plans, assignments, events, rates, reportingLines: [above] });
    expect(linesOf(result).filter((line) => line.startsWith('boss'))).toEqual([
      'boss 2026-01 t/ann@p/c/e1 4.5',
      'boss 2026-02 t/ann@p/c/back -4.5',
      'boss 2026-02 t/ann@p/c/e2 4',
    ]);
    const line = result.statements.find(({ payee }) => payee === 'boss')?.lines[0];
    expect(line === undefined ? '' : explainLine(line).text.split('\n').slice(1, 3)).toEqual([
      '  0.05 of 100 on line c/e1 (ann): 4.5',
      '    rate of exchange to the currency of the plan: 0.9',
    ]);
  });

  it('needs the rate', () => {
    expect(failure(() => run({}, { plans, assignments, events: [january], reportingLines: [above] }))).toBe(
      'missing-rate calculateCommissions: line "t/ann@p/c/e1" needs an exchange rate from USD to EUR on or before 2026-01-10, got none',
    );
  });

  it('is told by the plan, since somebody may earn by components of one name under several', () => {
    const two = [plan({ components: [commission, team] }), plan({ id: 'q' })];
    const result = run(
      {},
      { plans: two, assignments: [ann, { ...ann, plan: 'q' }, boss], events: [january], reportingLines: [above] },
    );
    expect(linesOf(result).filter((line) => line.startsWith('boss'))).toEqual([
      'boss 2026-01 t/ann/c/e1 5',
      'boss 2026-01 t/ann@q/c/e1 5',
    ]);
  });
});

describe('a contest', () => {
  it('is among those of its plan, who may be under others too', () => {
    const rank = { id: 'r', kind: 'rank', measure: 'sales', prizes: [50, 20], ties: 'share', per: 'month' } as const;
    const plans = [plan({ components: [commission, rank] }), plan({ id: 'q' })];
    const assignments = [ann, { ...ann, plan: 'q' }, { ...ann, payee: 'bob', plan: 'q' }];
    const events = [{ ...january, credits: [{ payee: 'ann' }, { payee: 'bob' }] }];
    const { statements } = run({}, { plans, assignments, events, through: '2026-01-31' });
    expect(
      statements.map(
        ({ payee, plan: id, lines }) => `${payee} ${id} ${lines.map((line) => `${line.id} ${line.amount}`)}`,
      ),
    ).toEqual(['ann p c/e1 100,r/2026-01-31 50', 'ann q c/e1 100', 'bob q c/e1 100']);
  });
});
