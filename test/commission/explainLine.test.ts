import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import { explainLine } from '../../src/commission/explainLine.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';
import type { CommissionRun, StatementLine } from '../../src/commission/statementData.ts';
import { ann, assigned, commission, deal, failure, run, sales, tiers } from './smallRuns.ts';

/** The explanation of a line, without the version of the plan, which is checked by itself. */
function explained({ statements }: CommissionRun, id: string): readonly string[] {
  const line = statements.flatMap(({ lines }) => lines).find((each) => each.id === id);
  if (line === undefined) return [];
  return explainLine(line)
    .text.split('\n')
    .filter((text) => !text.includes('plan p, version'));
}

const e1 = deal('e1', '2026-01-10', 4000);
const e2 = deal('e2', '2026-01-20', '1000.05');

interface Case {
  readonly name: string;
  readonly parts: Partial<CommissionPlan>;
  readonly input: Partial<CommissionInput>;
  readonly id: string;
  readonly lines: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a credit over two tiers, in a foreign currency',
    parts: { components: [{ ...commission, name: 'Commission' }] },
    input: {
      events: [e1, { ...e2, currency: 'EUR' }],
      rates: [{ from: 'EUR', to: 'USD', on: '2026-01-01', rate: '1.1' }],
    },
    id: 'c/e2',
    // 1,000 at 10 %, then 100.055 at 20 %: 120.011.
    lines: [
      'Commission, c/e2, on 2026-01-20: 120.01',
      '  rate of exchange to the currency of the plan: 1.1',
      '  1100.055 credited: total 4000 to 5100.055: 120.011',
      '    4000 to 5000 at 0.1: 100',
      '    5000 to 5100.055 at 0.2: 20.011',
      '  rounded to 2 decimals with what its window earned before (half-up): 120.01',
    ],
  },
  {
    name: 'a credit that reprices what came before, with a factor and a target',
    parts: {
      measures: { sales: { ...sales, target: {} } },
      components: [
        {
          ...commission,
          curve: {
            mode: 'whole',
            on: 'attainment',
            tiers: [
              { from: 0, rate: '0.1' },
              { from: 1, rate: '0.2', amount: 50 },
            ],
          },
          factors: [
            { name: 'gate', when: [{ measure: 'sales', atLeast: 6000 }], multiply: 2, otherwise: '0.5' },
            { multiply: '1.5' },
          ],
        },
      ],
    },
    input: {
      events: [e1, deal('e2', '2026-01-20', 2000)],
      quotas: [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 5000 }],
    },
    id: 'c/e2',
    // Before: 400 x 0.5 x 1.5 = 300. Now: (1,200 + 50) x 2 x 1.5 = 3,750.
    lines: [
      'c, c/e2, on 2026-01-20: 3450',
      '  2000 credited: total 4000 to 6000: 850',
      '    target of the window: 5000',
      '    0 to 4000 priced anew, rate changed by 0.1: 400',
      '    4000 to 6000 at 0.2: 400',
      '    fixed pay at 6000: 50',
      '  after factors: 3450',
      '    factor gate: 2',
      '    factor: 1.5',
      '    earned in the window before: 300',
      '    earned in the window now: 3750',
    ],
  },
  {
    name: 'a deal priced whole by the total after it, on another base',
    parts: { components: [{ ...commission, curve: { ...tiers, mode: 'per-deal', read: 'after' }, base: 'margin' }] },
    input: {
      events: [
        { ...e1, values: { margin: 100 } },
        { ...e2, values: { margin: 30 } },
      ],
    },
    id: 'c/e2',
    lines: ['c, c/e2, on 2026-01-20: 6', '  1000.05 credited: total 4000 to 5000.05: 6', '    rate 0.2 on 30'],
  },
  {
    name: 'a deal priced whole by the total before it',
    parts: { components: [{ ...commission, curve: { ...tiers, mode: 'per-deal' } }] },
    input: { events: [e1, deal('e2', '2026-01-20', 1500)] },
    id: 'c/e2',
    lines: ['c, c/e2, on 2026-01-20: 150', '  1500 credited: total 4000 to 5500: 150', '    rate 0.1 on 1500'],
  },
  {
    name: 'a window priced whole on another base',
    parts: { components: [{ ...commission, curve: { ...tiers, mode: 'whole' }, base: 'margin' }] },
    input: {
      events: [
        { ...e1, values: { margin: 100 } },
        { ...e2, values: { margin: 30 } },
      ],
    },
    id: 'c/e2',
    // 130 x 0.2 less 100 x 0.1.
    lines: [
      'c, c/e2, on 2026-01-20: 16',
      '  1000.05 credited: total 4000 to 5000.05: 16',
      '    rate 0.2 on 130 of the window, of which 100 came before',
    ],
  },
  {
    name: 'a gate that a score opens',
    parts: {
      measures: { sales, csat: { kind: 'given', window: 'year' } },
      components: [{ ...commission, factors: [{ when: [{ measure: 'csat', atLeast: 4 }], otherwise: 0 }] }],
    },
    input: { events: [e1], scores: [{ measure: 'csat', on: '2026-02-01', value: 5 }] },
    id: 'c/score/csat/2026-02-01',
    lines: [
      'c, c/score/csat/2026-02-01, on 2026-02-01: 400',
      '  what was earned in the window before, priced anew: 400',
      '    factor: 1',
      '    earned in the window before: 0',
      '    earned in the window now: 400',
    ],
  },
  {
    name: 'a gate that is closed',
    parts: { components: [{ ...commission, factors: [{ when: [{ measure: 'sales', above: 4000 }], otherwise: 0 }] }] },
    input: { events: [e1] },
    id: 'c/e1',
    lines: [
      'c, c/e1, on 2026-01-10: 0',
      '  4000 credited: total 0 to 4000: 400',
      '    0 to 4000 at 0.1: 400',
      '  after factors: 0',
      '    factor (its condition is not met): 0',
      '    earned in the window before: 0',
      '    earned in the window now: 0',
      '  nothing is earned: gate-closed',
    ],
  },
  {
    name: 'a reversal that decays, after factors',
    parts: {
      components: [
        { ...commission, reversal: { decay: [{ from: 30, rate: '0.5' }] }, factors: [{ name: 'double', multiply: 2 }] },
      ],
    },
    input: { events: [e1, { id: 'r', on: '2026-02-15', reverses: 'e1', amount: 1000 }] },
    id: 'c/r',
    lines: [
      'c, c/r, on 2026-02-15: -100',
      '  0.25 of 800 that the original line paid: -100',
      '    share taken back after 36 days: 0.5',
      '  after factors: -100',
      '    factor double: 2',
      '    earned in the window before: 800',
      '    earned in the window now: 700',
    ],
  },
  {
    name: 'a reversal without factors',
    parts: {},
    input: { events: [e1, { id: 'r', on: '2026-02-15', reverses: 'e1', amount: 1000 }] },
    id: 'c/r',
    lines: [
      'c, c/r, on 2026-02-15: -100',
      '  0.25 of 400 that the original line paid: -100',
      '    share taken back after 36 days: 1',
    ],
  },
  {
    name: 'a reversal of all of a deal',
    parts: {},
    input: { events: [e1, { id: 'r', on: '2026-02-15', reverses: 'e1' }] },
    id: 'c/r',
    lines: [
      'c, c/r, on 2026-02-15: -400',
      '  all of the 400 that the original line paid: -400',
      '    share taken back after 36 days: 1',
    ],
  },
  {
    name: 'a bonus that is not cut by time',
    parts: { components: [{ id: 'b', kind: 'bonus', per: 'month', amount: 100 }] },
    input: { assignments: [{ ...ann, from: '2026-01-16' }], through: '2026-01-31' },
    id: 'b/2026-01-31',
    lines: ['b, b/2026-01-31, on 2026-01-31: 100', '  bonus of the period: 100', '    full amount: 100'],
  },
  {
    name: 'a bonus with a scorecard',
    parts: {
      measures: { sales: { ...sales, target: {} }, csat: { kind: 'given', window: 'year' } },
      components: [
        {
          id: 'b',
          name: 'Quarter',
          kind: 'bonus',
          per: 'quarter',
          amount: 1000,
          prorate: true,
          scores: [
            {
              measure: 'sales',
              on: 'attainment',
              weight: '0.6',
              points: [
                { at: '0.5', score: 0 },
                { at: 1, score: 1 },
              ],
            },
            { measure: 'csat', weight: '0.4' },
          ],
          factors: [{ name: 'kick', multiply: '1.1' }],
        },
      ],
    },
    input: {
      assignments: [{ ...ann, from: '2026-01-16' }],
      events: [deal('e1', '2026-01-20', 4000)],
      scores: [{ measure: 'csat', on: '2026-02-01', value: '0.9' }],
      quotas: [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 5000 }],
      through: '2026-03-31',
    },
    id: 'b/2026-03-31',
    // 1,000 x 75/90 x (0.6 x 0.6 + 0.4 x 0.9) x 1.1.
    lines: [
      'Quarter, b/2026-03-31, on 2026-03-31: 660',
      '  bonus of the period: 660',
      '    full amount: 1000',
      '    assigned on 75 of 90 days',
      '    sales 0.8 scores 0.6, weight 0.6',
      '    csat 0.9 scores 0.9, weight 0.4',
      '    factor kick: 1.1',
    ],
  },
  {
    name: 'a prize that is shared and limited',
    parts: {
      components: [
        {
          id: 'rank',
          kind: 'rank',
          measure: 'sales',
          prizes: [100, 50, 25],
          ties: 'share',
          per: 'month',
          limits: [{ per: 'period', maximum: 70 }],
        },
      ],
    },
    input: {
      assignments: assigned('ann', 'bob', 'cy'),
      events: [
        {
          id: 'e1',
          on: '2026-01-10',
          amount: 10,
          credits: [{ payee: 'ann' }, { payee: 'bob' }, { payee: 'cy', share: '0.5' }],
        },
      ],
      through: '2026-01-31',
    },
    id: 'rank/2026-01-31',
    lines: [
      'rank, rank/2026-01-31, on 2026-01-31: 70',
      '  place 1 of 3 with 10, with 1 others equal: 75',
      '  limit of the component per period: 75 becomes: 70',
    ],
  },
  {
    name: 'a prize of one alone',
    parts: { components: [{ id: 'rank', kind: 'rank', measure: 'sales', prizes: [100], ties: 'share', per: 'month' }] },
    input: { events: [e1], through: '2026-01-31' },
    id: 'rank/2026-01-31',
    lines: ['rank, rank/2026-01-31, on 2026-01-31: 100', '  place 1 of 1 with 4000: 100'],
  },
  {
    name: 'an override on what others earned',
    parts: { components: [commission, { id: 'o', kind: 'override', of: ['c'], rate: '0.1', team: {} }] },
    input: { assignments: assigned('ann', 'bob'), reportingLines: [{ payee: 'ann', manager: 'bob' }], events: [e1] },
    id: 'o/ann/c/e1',
    lines: [
      'o, o/ann/c/e1, on 2026-01-10: 40',
      '  0.1 of 400 on line c/e1 (ann): 40',
      '    earned in the window before: 0',
      '    earned in the window now: 40',
    ],
  },
  {
    name: 'a kicker on the own pay',
    parts: { components: [commission, { id: 'k', kind: 'override', of: ['c'], rate: '0.01' }] },
    input: { events: [e1] },
    id: 'k/ann/c/e1',
    lines: [
      'k, k/ann/c/e1, on 2026-01-10: 4',
      '  0.01 of 400 on line c/e1 (own): 4',
      '    earned in the window before: 0',
      '    earned in the window now: 4',
    ],
  },
  {
    name: 'what was carried',
    parts: { limits: [{ per: 'period', maximum: 300, overflow: 'carry' }] },
    input: { events: [e1], through: '2026-02-28' },
    id: 'carried/2026-02-01',
    lines: ['plan, carried/2026-02-01, on 2026-02-01: 100', '  carried over from the period before: 100'],
  },
  {
    name: 'what a budget took back',
    parts: { pools: [{ per: 'month', maximum: 100 }] },
    input: { events: [e1], through: '2026-01-31' },
    id: 'pool/1/2026-01-01',
    lines: [
      'plan, pool/1/2026-01-01, on 2026-01-31: -300',
      '  share of the overrun: 400 of 400 earned by all, budget 100: -300',
    ],
  },
  {
    name: 'a true-up',
    parts: {},
    input: {
      events: [e1, deal('e1', '2026-01-10', 6000, { knownAt: '2026-02-03' })],
      through: '2026-02-28',
      stated: run({}, { events: [e1], through: '2026-01-31' }).statements,
    },
    id: 'true-up/2026-02-01/c/e1',
    lines: [
      'true-up of c/e1: what it earns now less what was stated: 300',
      '  c, c/e1, on 2026-01-10: 700',
      '    6000 credited: total 0 to 6000: 700',
      '      0 to 5000 at 0.1: 500',
      '      5000 to 6000 at 0.2: 200',
    ],
  },
  {
    name: 'a curve with a maximum',
    parts: { components: [{ ...commission, curve: { ...tiers, maximum: 300 } }] },
    input: { events: [e1] },
    id: 'c/e1',
    lines: [
      'c, c/e1, on 2026-01-10: 300',
      '  4000 credited: total 0 to 4000: 300',
      '    0 to 4000 at 0.1: 400',
      '    minimum or maximum of the curve: -100',
    ],
  },
];

describe('explainLine', () => {
  it.each(cases)('explains $name', ({ parts, input, id, lines }) => {
    expect(explained(run(parts, input), id)).toEqual(lines);
  });

  it('names the version of the plan last', () => {
    const [statement] = run({}, { events: [e1] }).statements;
    const line = statement?.lines[0] as StatementLine;
    const { root, text } = explainLine(line);
    expect(text.split('\n').at(-1)).toBe(`  plan p, version ${line.planHash.slice(0, 12)}`);
    expect(root.value?.toNumber()).toBe(400);
    expect(explainLine(line).line).toBe(line);
  });

  it('refuses lines that come from elsewhere', () => {
    const { statements } = calculateCommissions(
      JSON.parse(JSON.stringify({ plans: [{ ...planText }], assignments: [ann], events: [e1] })) as CommissionInput,
    );
    const copy = JSON.parse(JSON.stringify(statements[0]?.lines[0])) as StatementLine;
    expect(failure(() => explainLine(copy))).toBe(
      'invalid-argument explainLine: line must come from a run of calculateCommissions in this process, got an object with "id", "kind", "component"',
    );
  });
});

const planText = { id: 'p', currency: 'USD', measures: { sales }, components: [commission] };
