import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionEvent } from '../../src/commission/events.ts';
import { explainLine } from '../../src/commission/explainLine.ts';
import type { CommissionPlan, CreditMeasure } from '../../src/commission/plan.ts';
import type { CommissionRun, StatementLine } from '../../src/commission/statementData.ts';

const tiers = [
  { from: 0, rate: '0.05' },
  { from: 60000, rate: '0.1' },
];

function planOf(measure: Partial<CreditMeasure>, mode: 'marginal' | 'whole' = 'marginal'): CommissionPlan {
  return {
    id: 'rep',
    currency: 'USD',
    measures: { sales: { kind: 'credits', window: 'year', ...measure } },
    components: [{ id: 'commission', kind: 'curve', measure: 'sales', curve: { mode, tiers } }],
  };
}

const shared: CommissionEvent = {
  id: 'deal',
  on: '2026-03-10',
  amount: 100000,
  credits: [
    { payee: 'ann', share: '0.6' },
    { payee: 'bob', share: '0.4' },
  ],
};

function run(plan: CommissionPlan, ...events: readonly CommissionEvent[]): CommissionRun {
  return calculateCommissions({
    plans: [plan],
    assignments: ['ann', 'bob'].map((payee) => ({ payee, plan: 'rep', from: '2026-01-01' })),
    events,
  });
}

function linesOf({ statements }: CommissionRun): readonly (StatementLine & { readonly payee: string })[] {
  return statements.flatMap(({ payee, lines }) => lines.map((line) => ({ ...line, payee })));
}

function paidOf(result: CommissionRun): readonly string[] {
  return linesOf(result).map(({ payee, id, amount }) => `${payee} ${id} ${amount}`);
}

describe('a deal of two payees', () => {
  it('is split before the tiers: each has a share of the value, and neither reaches the upper tier', () => {
    // 60,000 and 40,000 at 5 %.
    expect(paidOf(run(planOf({}), shared))).toEqual(['ann commission/deal 3000', 'bob commission/deal 2000']);
  });

  it('is split after the tiers: each has a share of what the whole deal pays', () => {
    // 60,000 x 5 % + 40,000 x 10 % = 7,000, of which 60 % and 40 %.
    const result = run(planOf({ split: 'money' }), shared);
    expect(paidOf(result)).toEqual(['ann commission/deal 4200', 'bob commission/deal 2800']);
    expect(linesOf(result).map(({ credited }) => credited?.toNumber())).toEqual([100000, 100000]);
  });

  it('is returned by the share that was paid', () => {
    const back: CommissionEvent = { id: 'back', on: '2026-04-02', reverses: 'deal', amount: 50000 };
    for (const money of ['original-line', 'recompute'] as const) {
      const plan = planOf({ split: 'money' });
      const components = plan.components.map((component) => ({ ...component, reversal: { money } }));
      const paid = paidOf(run({ ...plan, components } as CommissionPlan, shared, back));
      // Half of the line; or the fall from 100,000 to 50,000, which is 40,000 at 10 % and 10,000 at 5 %: 4,500.
      expect(paid).toEqual(
        money === 'original-line'
          ? [
              'ann commission/deal 4200',
              'ann commission/back -2100',
              'bob commission/deal 2800',
              'bob commission/back -1400',
            ]
          : [
              'ann commission/deal 4200',
              'ann commission/back -2700',
              'bob commission/deal 2800',
              'bob commission/back -1800',
            ],
      );
    }
  });

  it('says the share in the explanation', () => {
    const { statements } = run(planOf({ split: 'money' }), shared);
    const [line] = statements.flatMap(({ lines }) => lines);
    expect(line && explainLine(line).text.split('\n').slice(0, 5)).toEqual([
      'commission, commission/deal, on 2026-03-10: 4200',
      '  100000 credited: total 0 to 100000: 4200',
      '    0 to 60000 at 0.05: 3000',
      '    60000 to 100000 at 0.1: 4000',
      '    share of the pay: 0.6',
    ]);
  });
});

describe('shares', () => {
  const overlay: CommissionEvent = {
    ...shared,
    credits: [...(shared.credits ?? []), { payee: 'bob', role: 'engineer', share: '0.5' }],
  };

  it('may add up to anything: an overlay is on top', () => {
    expect(paidOf(run(planOf({}), overlay))).toEqual(['ann commission/deal 3000', 'bob commission/deal 6000']);
  });

  it('must add up to 1 where the measure says so, in the roles that it counts', () => {
    const strict = planOf({ shares: 'one', roles: ['owner'] });
    expect(paidOf(run(strict, overlay))).toEqual(['ann commission/deal 3000', 'bob commission/deal 2000']);
    expect(() => run(planOf({ shares: 'one' }), overlay)).toThrow(
      'calculateCommissions: shares of event "deal" that measure "sales" counts must add up to 1, got 1.5',
    );
  });

  it('of thirds do not add up to 1 as decimals, which is said', () => {
    const credits = ['ann', 'bob', 'cid'].map((payee) => ({ payee, share: '0.3333' }));
    expect(() => run(planOf({ shares: 'one' }), { ...shared, credits })).toThrow(
      'calculateCommissions: shares of event "deal" that measure "sales" counts must add up to 1, got 0.9999',
    );
  });
});
