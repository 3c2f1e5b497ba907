import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import { explainLine } from '../../src/commission/explainLine.ts';
import type { CommissionPlan, CurveComponent, OverrideComponent } from '../../src/commission/plan.ts';
import { ann, assigned, commission, deal, failure, linesOf, plan } from './smallRuns.ts';

const measures: CommissionPlan['measures'] = {
  sales: { kind: 'credits', window: 'year' },
  deals: { kind: 'credits', of: 'count', window: 'year' },
  score: { kind: 'given', window: 'quarter' },
};

/** A rate, or one that is looked up by a score: 5 %, and 10 % from 4 on. */
function flat(id: string, rate: string | 'looked up', parts: Partial<CurveComponent> = {}): CurveComponent {
  const byScore = {
    by: 'score',
    tiers: [
      { from: 0, rate: '0.05' },
      { from: 4, rate: '0.1' },
    ],
  };
  const curve = { mode: 'marginal', tiers: [{ from: 0, rate: rate === 'looked up' ? byScore : rate }] } as const;
  return { ...commission, id, curve, ...parts };
}

/** A year under two versions, the second one from April on. */
function year(
  components: readonly [CommissionPlan['components'], CommissionPlan['components']],
  input: Partial<CommissionInput>,
): readonly string[] {
  const [before, after] = components;
  const plans = [
    plan({ measures, components: before, to: '2026-04-01' }),
    plan({ measures, components: after, from: '2026-04-01' }),
  ];
  return linesOf(calculateCommissions({ plans, assignments: [ann], events: [], ...input }));
}

const back = { id: 'back', on: '2026-04-10', reverses: 'e1' } as const;

describe('a version that has ended', () => {
  const events = [deal('e1', '2026-01-10', 1000), deal('e2', '2026-01-11', 3000), back];
  const scores = [{ measure: 'score', on: '2026-01-05', value: 4 }];

  it('looks up no rates anew when a deal of it is returned', () => {
    const versions = [[flat('c', 'looked up')], [flat('c', '0.01')]] as const;
    const paid = ['ann 2026-01 c/e1 100', 'ann 2026-01 c/e2 300', 'ann 2026-04 c/back -100'];
    // The score of the second quarter is not there yet: at 5 % the return would take 200 more.
    expect(year(versions, { events, scores })).toEqual(paid);
    const recompute = [[flat('c', 'looked up', { reversal: { money: 'recompute' } })], [flat('c', '0.01')]] as const;
    expect(year(recompute, { events, scores })).toEqual(paid);
  });

  it('reads no factors anew, neither for the pay nor for a share of it', () => {
    const factors = [{ when: [{ measure: 'score', atLeast: 4 }], otherwise: '0.5' }] as const;
    const share: OverrideComponent = { id: 'k', kind: 'override', of: ['c'], rate: '0.1', per: 'year' };
    const old = [flat('c', '0.1', { factors }), { ...share, factors }];
    expect(year([old, [flat('c', '0.01'), share]], { events, scores })).toEqual([
      'ann 2026-01 c/e1 100',
      'ann 2026-01 k/ann/c/e1 10',
      'ann 2026-01 c/e2 300',
      'ann 2026-01 k/ann/c/e2 30',
      'ann 2026-04 c/back -100',
      'ann 2026-04 k/ann/c/back -10',
    ]);
  });

  it('is no matter of the factors of the next one', () => {
    const share: OverrideComponent = { id: 'k', kind: 'override', of: ['c'], rate: '0.1', per: 'year' };
    const doubled = { ...share, factors: [{ when: [{ measure: 'deals', atLeast: 1 }], multiply: 2 }] };
    const more = [deal('e1', '2026-01-10', 1000), deal('e2', '2026-04-11', 1000)];
    // 10 stay 10: only what e2 brings is doubled.
    const found = year(
      [
        [flat('c', '0.1'), share],
        [flat('c', '0.1'), doubled],
      ],
      { events: more },
    );
    expect(found.filter((line) => line.includes(' k/'))).toEqual([
      'ann 2026-01 k/ann/c/e1 10',
      'ann 2026-04 k/ann/c/e2 20',
    ]);
  });

  it('finds the base that it pays on, also after one that pays on another', () => {
    const whole = { mode: 'whole', tiers: [{ from: 0, rate: '0.1' }] } as const;
    const onMargin = flat('c', '0', { base: 'margin', curve: whole, reversal: { money: 'recompute' } });
    const values = { values: { margin: 200 } };
    const more = [deal('e1', '2026-01-10', 1000, values), deal('e2', '2026-04-02', 1000, values), back];
    expect(year([[onMargin], [flat('c', '0.01')]], { events: more })).toEqual([
      'ann 2026-01 c/e1 20',
      'ann 2026-04 c/e2 10',
      'ann 2026-04 c/back -20',
    ]);
  });
});

describe('a version that begins', () => {
  it('goes on from where returns of the old one leave the total', () => {
    const events = [
      deal('e1', '2026-01-10', 1000),
      deal('e2', '2026-04-02', 1000),
      back,
      deal('e3', '2026-04-20', 1000),
    ];
    // A component that only the new version has: e3 is paid, although the total was at 2,000 before.
    expect(year([[flat('c', '0.1')], [flat('c', '0.1'), flat('n', '0.01')]], { events })).toEqual([
      'ann 2026-01 c/e1 100',
      'ann 2026-04 c/e2 100',
      'ann 2026-04 n/e2 10',
      'ann 2026-04 c/back -100',
      'ann 2026-04 c/e3 100',
      'ann 2026-04 n/e3 10',
    ]);
  });

  it('prices no more than its own part anew when its rates move', () => {
    const events = [
      deal('e1', '2026-01-10', 1000),
      deal('e2', '2026-04-02', 200),
      deal('e3', '2026-04-20', 100),
      { ...back, id: 'late', on: '2026-05-01' },
      deal('e4', '2026-05-20', 100),
    ];
    const scores = [4, 2, 5].map((value, index) => ({ measure: 'score', on: `2026-0${index + 4}-03`, value }));
    // 5 %, then 10 % of the 200, which stay so for e3; 5 % of 300, where the return of e1 changes nothing; and 10 % of 400.
    expect(year([[flat('c', '0.2')], [flat('c', 'looked up')]], { events, scores, through: '2026-06-30' })).toEqual([
      'ann 2026-01 c/e1 200',
      'ann 2026-04 c/e2 10',
      'ann 2026-04 c/score/score/2026-04-03 10',
      'ann 2026-04 c/e3 10',
      'ann 2026-05 c/late -200',
      'ann 2026-05 c/score/score/2026-05-03 -15',
      'ann 2026-05 c/e4 5',
      'ann 2026-06 c/score/score/2026-06-03 20',
    ]);
  });

  it('pays nothing fixed that began with a deal before it', () => {
    const first: CurveComponent = {
      ...commission,
      id: 'n',
      curve: { mode: 'marginal', tiers: [{ from: 0, amount: 50 }] },
    };
    const events = [deal('e1', '2026-01-10', 0), deal('e2', '2026-04-02', 1000)];
    expect(year([[flat('c', '0.1')], [first]], { events })).toEqual(['ann 2026-01 c/e1 0', 'ann 2026-04 n/e2 0']);
  });

  it('reads its gate anew where a return moves it, within its own limits', () => {
    const factors = [{ when: [{ measure: 'deals', atLeast: 2 }], multiply: 2 }];
    const gated = flat('c', '0.1', { factors, limits: [{ per: 'period', maximum: 150 }] });
    const onRenewals = { ...measures, sales: { ...measures['sales'], where: [{ field: 'kind', isNot: 'renewal' }] } };
    const plans = [
      plan({ measures: onRenewals as typeof measures, components: [flat('c', '0.1')], to: '2026-04-01' }),
      plan({ measures: onRenewals as typeof measures, components: [gated], from: '2026-04-01' }),
    ];
    const events = [deal('e1', '2026-01-10', 1000, { kind: 'renewal' }), deal('e2', '2026-04-02', 1000), back];
    // 200 are cut to 150, and 100 are left of them: the gate takes 50, not 100.
    expect(linesOf(calculateCommissions({ plans, assignments: [ann], events }))).toEqual([
      'ann 2026-04 c/e2 150',
      'ann 2026-04 c/back -50',
    ]);
  });

  it('has components that assignments may name before it begins', () => {
    const versions = [[flat('c', '0.1')], [flat('c', '0.1'), flat('n', '0.02')]] as const;
    const events = [deal('e1', '2026-04-10', 1000)];
    const draws = [{ id: 'd', kind: 'guarantee', amount: 10, recoverable: true, recoverAgainst: ['n'] }] as const;
    const own = { ...ann, targetPay: { n: 100 }, curves: { n: flat('n', '0.03').curve }, draws };
    expect(year(versions, { events, assignments: [own] })).toContain('ann 2026-04 n/e1 30');
    expect(failure(() => year(versions, { events, assignments: [{ ...ann, targetPay: { m: 100 } }] }))).toContain(
      'assignments[0].targetPay.m names a component that the plan does not have: "m"',
    );
  });
});

describe('a window that a return opens', () => {
  it('is not priced before its first deal', () => {
    const month = { ...measures, sales: { kind: 'credits', window: 'month' } } as const;
    const plans = [plan({ measures: month, components: [flat('c', 'looked up')] })];
    const events = [deal('e1', '2026-01-10', 1000), { ...back, on: '2026-03-02' }, deal('e2', '2026-03-20', 3000)];
    const scores = [{ measure: 'score', on: '2026-03-10', value: 4 }];
    // The rate rises while nothing but -1,000 is there; e2 then lifts -1,000 to 2,000 at the new one.
    expect(linesOf(calculateCommissions({ plans, assignments: [ann], events, scores }))).toEqual([
      'ann 2026-01 c/e1 50',
      'ann 2026-03 c/back -50',
      'ann 2026-03 c/e2 300',
    ]);
  });
});

describe('the return of a deal that a component did not pay for', () => {
  const factors = [{ when: [{ measure: 'score', atLeast: 4 }], multiply: 2 }] as const;
  const scores = [{ measure: 'score', on: '2026-01-05', value: 4 }];
  const events = [deal('e1', '2026-01-10', 1000), deal('e2', '2026-02-10', 1000), back];
  const late = flat('c', '0.1', { from: '2026-02-01', factors });

  it('is nothing to the component where credits are kept', () => {
    const kept = { ...measures, sales: { kind: 'credits', window: 'year', reversals: 'keep' } } as const;
    const plans = [plan({ measures: kept, components: [late] })];
    expect(linesOf(calculateCommissions({ plans, assignments: [ann], events, scores }))).toEqual([
      'ann 2026-01 c/e1 0',
      'ann 2026-02 c/e2 200',
      'ann 2026-04 c/back 0',
    ]);
  });

  it('is one more credit of the window that loses it, at which factors are read', () => {
    const plans = [plan({ measures, components: [late] })];
    expect(linesOf(calculateCommissions({ plans, assignments: [ann], events, scores }))).toEqual([
      'ann 2026-01 c/e1 0',
      'ann 2026-02 c/e2 200',
      // The score of the second quarter is not there yet.
      'ann 2026-04 c/back -100',
    ]);
  });
});

describe('a curve of an assignment whose rates are looked up', () => {
  it('is priced anew when what they are looked up by moves', () => {
    const plans = [plan({ measures, components: [flat('c', '0.1')] })];
    const assignments = [{ ...ann, curves: { c: flat('c', 'looked up').curve } }];
    const events = [deal('e1', '2026-01-10', 1000)];
    const scores = [{ measure: 'score', on: '2026-01-20', value: 4 }];
    expect(linesOf(calculateCommissions({ plans, assignments, events, scores }))).toEqual([
      'ann 2026-01 c/e1 50',
      'ann 2026-01 c/score/score/2026-01-20 50',
    ]);
  });
});

describe('a rate that has moved with its window', () => {
  it('is told of what came before a deal', () => {
    const plans = [plan({ measures, components: [flat('c', 'looked up')] })];
    const events = [deal('e1', '2026-01-10', 400), deal('e2', '2026-04-10', 100)];
    const scores = [{ measure: 'score', on: '2026-01-05', value: 4 }];
    const result = calculateCommissions({ plans, assignments: [ann], events, scores });
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 40', 'ann 2026-04 c/e2 -15']);
    const line = result.statements.at(-1)?.lines[0];
    expect(line === undefined ? [] : explainLine(line).text.split('\n').slice(1, 4)).toEqual([
      '  100 credited: total 400 to 500: -15',
      '    what came before, at the rates of now: -20',
      '    400 to 500 at 0.05: 5',
    ]);
  });
});

describe('a payee who came back to another curve', () => {
  it('has what that one paid left alone by rates of the first, when a deal of the first stay is returned', () => {
    const plans = [plan({ measures, components: [flat('c', '0.01')] })];
    const assignments = [
      { ...ann, to: '2026-03-01', curves: { c: flat('c', 'looked up').curve } },
      { ...ann, from: '2026-03-16' },
    ];
    const scores = [{ measure: 'score', on: '2026-01-05', value: 4 }];
    const events = [deal('e1', '2026-01-10', 1000), deal('e2', '2026-03-20', 5000), back];
    // The score of the second quarter is not there yet; 5 % of 5,000 less are no matter of e2, which was paid 1 %.
    expect(linesOf(calculateCommissions({ plans, assignments, events, scores }))).toEqual([
      'ann 2026-01 c/e1 100',
      'ann 2026-03 c/e2 50',
      'ann 2026-04 c/back -100',
    ]);
  });
});

describe('factors of overrides', () => {
  it('are read for everybody before anybody earns by what they change', () => {
    const factors = [{ when: [{ measure: 'score', atLeast: 4 }], multiply: 2 }] as const;
    const own: OverrideComponent = { id: 'k', kind: 'override', of: ['c'], rate: '0.1', per: 'year', factors };
    const above: OverrideComponent = {
      id: 'm',
      kind: 'override',
      of: ['k'],
      rate: '0.5',
      per: 'year',
      team: {},
      factors,
    };
    const plans = [plan({ measures, components: [flat('c', '0.1'), own, above] })];
    const found = (manager: string): readonly string[] =>
      linesOf(
        calculateCommissions({
          plans,
          assignments: assigned('ann', manager),
          events: [deal('e1', '2026-01-10', 1000)],
          scores: [{ measure: 'score', on: '2026-01-20', value: 4 }],
          reportingLines: [{ payee: 'ann', manager }],
        }),
      ).filter((line) => line.includes(' m/'));
    // 5 becomes 10 by the manager's own factor, then 10 more by what ann's changed; whatever the manager is called.
    for (const manager of ['aaron', 'zoe'])
      expect(found(manager)).toEqual([
        `${manager} 2026-01 m/ann/k/ann/c/e1 5`,
        `${manager} 2026-01 m/ann/k/score/score/2026-01-20 10`,
        `${manager} 2026-01 m/score/score/2026-01-20 5`,
      ]);
  });
});
