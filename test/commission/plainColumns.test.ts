import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/commission/checkInput.ts';
import type { Curve } from '../../src/commission/curveData.ts';
import { earn } from '../../src/commission/earn.ts';
import type { CommissionEvent, CommissionInput } from '../../src/commission/events.ts';
import { PlainAccount } from '../../src/commission/plainAccount.ts';
import type { CommissionPlan, Component, CreditMeasure, CurveComponent } from '../../src/commission/plan.ts';
import { ann, commission, deal, plan, sales } from './smallRuns.ts';

const january = deal('e1', '2026-01-10', 1000);

interface PlanCase {
  readonly name: string;
  readonly parts?: Partial<CommissionPlan>;
  readonly input?: Partial<CommissionInput>;
}

interface DealCase extends PlanCase {
  readonly events: readonly CommissionEvent[];
}

/** Whether the first account of a run is added up in columns. */
function isPlain(parts: Partial<CommissionPlan> = {}, input: Partial<CommissionInput> = {}): boolean {
  const given = { plans: [plan(parts)], assignments: [ann], events: [january], ...input };
  return earn(readInput(given, 'test')).accounts[0] instanceof PlainAccount;
}

const credits = (parts: Partial<CreditMeasure>): Partial<CommissionPlan> => ({
  measures: { sales: { ...sales, ...parts } },
});
const paying = (parts: Partial<CurveComponent>): Partial<CommissionPlan> => ({
  components: [{ ...commission, ...parts }],
});
const curved = (curve: Curve): Partial<CommissionPlan> => paying({ curve });
const bonus: Component = { id: 'bonus', kind: 'bonus', per: 'month', amount: 1 };
const csat = { kind: 'given', window: 'year' } as const;
const quotas = [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 1000 }];
const half = { share: '0.5', on: 'event' } as const;

describe('plans whose pay is added up in columns', () => {
  it.each<PlanCase>([
    { name: 'a curve' },
    { name: 'windows of months', parts: credits({ window: 'month' }) },
    { name: 'a window of all time', parts: credits({ window: 'start' }) },
    { name: 'windows of quotas', parts: credits({ window: 'quota' }), input: { quotas } },
    { name: 'a sum', parts: credits({ aggregate: 'sum' }) },
    { name: 'shares of credits', parts: credits({ split: 'credit', shares: 'any' }) },
    { name: 'what is taken back as it comes', parts: credits({ reversals: 'current' }) },
    { name: 'the credit of a role', parts: credits({ roles: ['owner'] }) },
    { name: 'release with the deal', parts: paying({ release: [{ share: 1, on: 'event', plusDays: 0 }] }) },
    { name: 'release with the deal, of the whole plan', parts: { release: [{ share: 1, on: 'event' }] } },
    { name: 'two curves', parts: { components: [commission, { ...commission, id: 'again' }] } },
    { name: 'one version with dates', parts: { from: '2026-01-01', to: '2027-01-01' } },
  ])('$name', ({ parts, input }) => {
    expect(isPlain(parts, input)).toBe(true);
  });

  it.each<PlanCase>([
    { name: 'two versions', input: { plans: [plan({ to: '2026-02-01' }), plan({ from: '2026-02-01' })] } },
    { name: 'a limit of the plan', parts: { limits: [{ per: 'year', maximum: 1 }] } },
    { name: 'a pool', parts: { pools: [{ per: 'year', maximum: 1 }] } },
    { name: 'a limit of the component', parts: paying({ limits: [{ per: 'year', maximum: 1 }] }) },
    { name: 'a factor', parts: paying({ factors: [{ multiply: 2 }] }) },
    {
      name: 'rates that another measure looks up',
      parts: {
        measures: { sales, units: { kind: 'credits', of: 'count', window: 'year' } },
        components: [
          {
            ...commission,
            curve: {
              mode: 'marginal',
              tiers: [{ from: 0, rate: { by: 'units', tiers: [{ from: 0, rate: '0.1' }] } }],
            },
          },
          { ...commission, id: 'units', measure: 'units' },
        ],
      },
    },
    { name: 'a base', parts: paying({ base: 'amount', curve: { mode: 'whole', tiers: [{ from: 0, rate: '0.1' }] } }) },
    { name: 'a rule for what is taken back', parts: paying({ reversal: { money: 'recompute' } }) },
    { name: 'a component that begins', parts: paying({ from: '2026-01-01' }) },
    { name: 'a component that ends', parts: paying({ to: '2027-01-01' }) },
    { name: 'release later', parts: paying({ release: [{ share: 1, on: 'event', plusDays: 1 }] }) },
    { name: 'release with cash', parts: paying({ release: [{ share: 1, on: 'payment' }] }) },
    { name: 'release in two parts', parts: paying({ release: [half, half] }) },
    { name: 'a bonus beside', parts: { components: [commission, bonus] } },
    { name: 'a score that pays nothing', parts: { measures: { sales, csat } } },
    { name: 'a measure by which nothing is paid', parts: { measures: { sales, more: sales } } },
    {
      name: 'a measure by which a bonus is scored alone',
      parts: {
        measures: { sales, more: sales },
        components: [commission, { ...bonus, scores: [{ measure: 'more', weight: 1 }] }],
      },
    },
    { name: 'each deal for itself', parts: credits({ window: 'event' }) },
    { name: 'the largest deal', parts: credits({ aggregate: 'maximum' }) },
    { name: 'shares of money', parts: credits({ split: 'money' }) },
    { name: 'one share', parts: credits({ shares: 'one' }) },
    { name: 'totals that keep what is taken back', parts: credits({ reversals: 'keep' }) },
    { name: 'what is taken back where it came', parts: credits({ reversals: 'origin' }) },
    {
      name: 'a curve by which each deal has its rate',
      parts: curved({ mode: 'per-deal', tiers: [{ from: 0, rate: '0.1' }] }),
    },
  ])('but not with $name', ({ parts, input }) => {
    expect(isPlain(parts, input)).toBe(false);
  });
});

const february = '2026-02-01';
const back = (parts: Partial<CommissionEvent> = {}): CommissionEvent => ({
  id: 'back',
  on: '2026-03-01',
  reverses: 'e1',
  ...parts,
});
const euros = { rates: [{ from: 'EUR', to: 'USD', on: '2025-01-01', rate: 2 }] };

describe('accounts that are added up in columns', () => {
  it.each<DealCase>([
    { name: 'of no deals', events: [] },
    { name: 'of deals', events: [january, deal('e2', february, '-0.5')] },
    { name: 'of deals in the currency of the plan', events: [{ ...january, currency: 'USD' }] },
    { name: 'of deals that are taken back whole', events: [january, back()] },
    {
      name: 'of two deals that are both taken back',
      events: [january, deal('e2', february, 1), back(), back({ id: 'b2', reverses: 'e2' })],
    },
    {
      name: 'with a foreign deal before',
      events: [deal('e1', '2026-01-31', 1, { currency: 'EUR' })],
      input: { assignments: [{ ...ann, from: february }], ...euros },
    },
    {
      name: 'with a foreign deal after',
      events: [deal('e1', february, 1, { currency: 'EUR' })],
      input: { assignments: [{ ...ann, to: february }], ...euros },
    },
    { name: 'from the first day of the plan', events: [deal('e1', february, 1)], parts: { from: february } },
    {
      name: 'of credit in one of two roles',
      events: [{ ...january, credits: [{ payee: 'ann' }, { payee: 'ann', role: 'engineer' }] }],
      parts: credits({ roles: ['engineer'] }),
    },
    {
      name: 'of deals of several payees',
      events: [{ ...january, credits: [{ payee: 'bob' }, { payee: 'ann', share: '0.5' }] }],
    },
    {
      name: 'with nine decimals',
      events: [deal('e1', '2026-01-10', '0.000000001')],
      parts: curved({ mode: 'whole', tiers: [{ from: 0, amount: 1 }] }),
    },
  ])('$name', ({ events, input, parts }) => {
    expect(isPlain(parts, { events, ...input })).toBe(true);
  });

  it.each<DealCase>([
    {
      name: 'two assignments',
      events: [january],
      input: {
        assignments: [
          { ...ann, to: february },
          { ...ann, from: february },
        ],
      },
    },
    {
      name: 'a curve of their own',
      events: [january],
      input: { assignments: [{ ...ann, curves: { c: { mode: 'marginal', tiers: [{ from: 0, rate: '0.3' }] } } }] },
    },
    { name: 'a part taken back', events: [january, back({ amount: 1 })] },
    { name: 'pieces taken back', events: [{ ...january, quantity: 2 }, back({ quantity: 1 })] },
    { name: 'a deal that is taken back twice', events: [january, back(), back({ id: 'b2' })] },
    { name: 'a foreign deal', events: [{ ...january, currency: 'EUR' }], input: euros },
    {
      name: 'a foreign deal on the first day',
      events: [deal('e1', february, 1, { currency: 'EUR' })],
      input: { assignments: [{ ...ann, from: february }], ...euros },
    },
    {
      name: 'credit in two roles',
      events: [{ ...january, credits: [{ payee: 'ann' }, { payee: 'ann', role: 'engineer' }] }],
    },
    {
      name: 'ten decimals',
      events: [deal('e1', '2026-01-10', '0.0000000001')],
      parts: curved({ mode: 'whole', tiers: [{ from: 0, amount: 1 }] }),
    },
  ])('but not with $name', ({ events, input, parts }) => {
    expect(isPlain(parts, { events, ...input })).toBe(false);
  });
});

describe('numbers that fit into columns', () => {
  const prize = curved({ mode: 'whole', tiers: [{ from: 0, amount: 1 }] });
  const rated = (rate: string): Partial<CommissionPlan> => curved({ mode: 'marginal', tiers: [{ from: 0, rate }] });
  const plus = (parts: Partial<Curve>): Partial<CommissionPlan> =>
    curved({ mode: 'whole', tiers: [{ from: 0, amount: 1 }], ...parts });

  it.each<readonly [string, Partial<CommissionPlan>, readonly (string | number)[], boolean]>([
    ['a total of 2^53 - 1', prize, ['9007199254740991'], true],
    ['a total of 2^53', prize, ['9007199254740992'], false],
    ['a total that was above 2^53 - 1 with what lowers it', prize, ['9007199254740991', -1], false],
    ['a total below -(2^53 - 1)', prize, ['-9007199254740992'], false],
    ['a payout of 2^53 - 2 cents', rated('0.02'), ['4503599627370495'], true],
    ['a payout of 2^53 cents', rated('0.02'), ['4503599627370496'], false],
    ['a payout of -(2^53) cents', rated('-0.02'), ['4503599627370496'], false],
    ['parts of 10^-15 cents', rated('0.00000000000000001'), [1], true],
    ['parts of 10^-16 cents', rated('0.000000000000000001'), [1], false],
    ['a minimum of 2^53 - 1 cents', plus({ minimum: '90071992547409.91' }), [1], true],
    ['a minimum of 2^53 cents', plus({ minimum: '90071992547409.92' }), [1], false],
    [
      'a prize of 2^53 - 1 cents',
      curved({ mode: 'whole', tiers: [{ from: 0, amount: '90071992547409.91' }] }),
      [0],
      true,
    ],
    ['a prize of 2^53 cents', curved({ mode: 'whole', tiers: [{ from: 0, amount: '90071992547409.92' }] }), [0], false],
  ])('%s', (_, parts, amounts, expected) => {
    const events = amounts.map((amount, index) => deal(`e${index}`, '2026-01-10', amount));
    expect(isPlain(parts, { events })).toBe(expected);
  });

  it('are counted in the same parts in two windows, where something is taken back', () => {
    const parts: Partial<CommissionPlan> = {
      measures: { sales: { ...sales, target: {} } },
      ...curved({
        mode: 'marginal',
        on: 'attainment',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: '0.3', rate: '0.2' },
        ],
      }),
    };
    const given = (first: string, more: readonly CommissionEvent[]): Partial<CommissionInput> => ({
      quotas: [
        { measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: first },
        { measure: 'sales', from: '2027-01-01', to: '2028-01-01', amount: 1000 },
      ],
      events: [january, deal('e2', '2027-01-10', 1000), ...more],
    });
    const return2027 = back({ on: '2027-02-01' });
    expect(isPlain(parts, given('999.99', []))).toBe(true);
    expect(isPlain(parts, given('1000', [return2027]))).toBe(true);
    expect(isPlain(parts, given('999.99', [return2027]))).toBe(false);
  });
});
