import { describe, expect, it } from 'vitest';
import { commissionPlan } from '../../src/commission/commissionPlan.ts';
import type { CommissionPlan, Component, CurveComponent, Measure } from '../../src/commission/plan.ts';
import { planWith, wholePlan } from './planCases.ts';

/** The findings on a plan with one curve on revenue. */
function findingsOn(
  curve: CurveComponent['curve'],
  component: Partial<CurveComponent> = {},
  measure: Partial<Measure> = {},
  plan: Partial<CommissionPlan> = {},
): readonly string[] {
  const revenue = { kind: 'credits', window: 'year', reversals: 'keep', target: {}, ...measure } as Measure;
  const commission: Component = { id: 'commission', kind: 'curve', measure: 'revenue', curve, ...component };
  return lines({ id: 'p', currency: 'USD', measures: { revenue }, components: [commission], ...plan });
}

function lines(plan: CommissionPlan): readonly string[] {
  return commissionPlan(plan).findings.map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

const tier = 'components[0].curve.tiers';

describe('the findings on a plan', () => {
  it('are none where nothing is odd', () => {
    expect(commissionPlan(wholePlan).findings).toEqual([]);
    expect(
      findingsOn({
        mode: 'marginal',
        tiers: [
          { from: 0, rate: '0.04' },
          { from: 600_000, rate: '0.07' },
        ],
      }),
    ).toEqual([]);
    expect(
      findingsOn({
        mode: 'per-deal',
        tiers: [
          { from: 0, rate: '0.07' },
          { from: 600_000, rate: '0.04' },
        ],
      }),
    ).toEqual([]);
  });

  it('tell a cliff of whole tiers: 7 % of 600,000 instead of 4 % is 42,000 - 24,000', () => {
    expect(
      findingsOn({
        mode: 'whole',
        tiers: [
          { from: 0, rate: '0.04' },
          { from: 600_000, rate: '0.07' },
        ],
      }),
    ).toEqual([`cliff ${tier}[1]: pay jumps by 18000 when revenue reaches 600000`]);
  });

  it('tell a cliff at a bound that belongs to the lower tier, and from nothing to the first tier', () => {
    expect(findingsOn({ mode: 'whole', closed: 'upper', tiers: [{ from: 100, rate: '0.1' }] })).toEqual([
      `cliff ${tier}[0]: pay jumps by 10 when revenue passes 100`,
    ]);
  });

  it('call no tier unreachable that brings pay down from the cap: 10 % of 1,000 is the cap of 100', () => {
    const tiers = [
      { from: 0, rate: '0.1' },
      { from: 1000, rate: '-0.1' },
    ];
    expect(findingsOn({ mode: 'marginal', maximum: 100, tiers })).toEqual([
      `falling-pay ${tier}[1]: pay falls while revenue grows above 1000`,
    ]);
  });

  it('tell cliffs of attainment in shares: 60 % of target pay more at 100 %', () => {
    const curve = {
      mode: 'whole',
      on: 'attainment',
      tiers: [
        { from: 0, multiplier: '0.4' },
        { from: 1, multiplier: 1 },
      ],
    } as const;
    expect(findingsOn(curve)).toEqual([
      `cliff ${tier}[1]: pay jumps by 60 % of target pay when revenue reaches 100 % of target`,
    ]);
    expect(findingsOn(curve, { targetPay: 5000 })).toEqual([
      `cliff ${tier}[1]: pay jumps by 3000 when revenue reaches 100 % of target`,
    ]);
    const rates = {
      mode: 'whole',
      on: 'attainment',
      tiers: [
        { from: 0, rate: '0.05' },
        { from: '1.2', rate: '0.1', amount: 7 },
      ],
    } as const;
    // 120 % of target at 10 instead of 5 % is 6 % of the target.
    expect(findingsOn(rates)).toEqual([
      `cliff ${tier}[1]: pay jumps by 7 and 6 % of the target when revenue reaches 120 % of target`,
    ]);
  });

  it('tell a cliff above the floor: 500 beyond 1,000 at 10 instead of 8 % is 10', () => {
    const tiers = [
      { from: 0, rate: '0.05' },
      { from: 1000, rate: '0.08' },
      { from: 1500, rate: '0.1' },
    ];
    expect(findingsOn({ mode: 'whole-above', floor: 1000, tiers })).toEqual([
      `cliff ${tier}[2]: pay jumps by 10 when revenue reaches 1500`,
    ]);
  });

  it('tell each step of a step table, and fixed pay of a marginal tier', () => {
    const steps = [
      { from: 10, amount: 100 },
      { from: 20, amount: 250 },
    ];
    expect(findingsOn({ mode: 'whole', tiers: steps })).toEqual([
      `cliff ${tier}[0]: pay jumps by 100 when revenue reaches 10`,
      `cliff ${tier}[1]: pay jumps by 150 when revenue reaches 20`,
    ]);
    expect(
      findingsOn({
        mode: 'marginal',
        tiers: [
          { from: 0, rate: 1 },
          { from: 20, rate: 1, amount: 5 },
        ],
      }),
    ).toEqual([`cliff ${tier}[1]: pay jumps by 5 when revenue reaches 20`]);
  });

  it('tell pay that falls: at a bound, within a tier, and along a line', () => {
    expect(
      findingsOn({
        mode: 'whole',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 50, rate: '0.08' },
        ],
      }),
    ).toEqual([`falling-pay ${tier}[1]: pay falls by 1 when revenue reaches 50`]);
    expect(
      findingsOn({
        mode: 'marginal',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 50, rate: '-0.1' },
        ],
      }),
    ).toEqual([`falling-pay ${tier}[1]: pay falls while revenue grows above 50`]);
    // v(x) x with v from 10 % at 100 to 5 % at 200: 10 at both ends, 11.25 between them.
    expect(
      findingsOn({
        mode: 'linear',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 100, rate: '0.1' },
          { from: 200, rate: '0.05' },
        ],
      }),
    ).toEqual([`falling-pay ${tier}[1]: pay falls while revenue grows above 100`]);
    expect(
      findingsOn({
        mode: 'linear',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 100, rate: '0.2' },
        ],
      }),
    ).toEqual([]);
    expect(
      findingsOn({
        mode: 'linear',
        beyond: 'extend',
        tiers: [
          { from: 0, rate: '0.3' },
          { from: 100, rate: '0.2' },
        ],
      }),
    ).toEqual([`falling-pay ${tier}[1]: pay falls while revenue grows above 100`]);
  });

  it('tell tiers beyond a cap: 10 % reach 500 at 5,000, before the tier at 6,000', () => {
    const tiers = [
      { from: 0, rate: '0.1' },
      { from: 6000, rate: '0.2' },
    ];
    const finding = `unreachable-tier ${tier}[1]: the tier pays nothing more: the cap of 500 is reached before revenue is 6000`;
    expect(findingsOn({ mode: 'marginal', maximum: 500, tiers })).toEqual([finding]);
    expect(findingsOn({ mode: 'marginal', maximum: 601, tiers })).toEqual([]);
    expect(findingsOn({ mode: 'marginal', tiers }, { limits: [{ per: 'year', maximum: 500 }] })).toEqual([finding]);
    expect(findingsOn({ mode: 'marginal', tiers }, { limits: [{ per: 'period', maximum: 500 }] })).toEqual([]);
    expect(
      findingsOn({ mode: 'marginal', tiers }, { limits: [{ per: 'deal', maximum: 500 }] }, { window: 'event' }),
    ).toEqual([finding]);
  });

  it('tell that a return under whole tiers lets a cliff be paid twice', () => {
    const curve = {
      mode: 'whole',
      tiers: [
        { from: 0, rate: '0.04' },
        { from: 600_000, rate: '0.07' },
      ],
    } as const;
    const cliff = `cliff ${tier}[1]: pay jumps by 18000 when revenue reaches 600000`;
    const twice =
      'crossing-paid-twice components[0].reversal: a return takes back only what its own deal was paid, but lowers revenue: where that falls below 600000 and reaches it again, the jump of 18000 is paid twice; money "recompute" takes it back';
    expect(findingsOn(curve, {}, { reversals: 'current' })).toEqual([cliff, twice]);
    expect(findingsOn(curve, { reversal: { money: 'original-rate' } }, { reversals: 'origin' })).toEqual([
      cliff,
      twice,
    ]);
    expect(findingsOn(curve, { reversal: { money: 'recompute' } }, { reversals: 'current' })).toEqual([cliff]);
    expect(findingsOn(curve, {}, { reversals: 'current', window: 'event' })).toEqual([cliff]);
  });

  it('tell caps below floors', () => {
    const curve = { mode: 'marginal', tiers: [{ from: 0, rate: 1 }] } as const;
    const limits = [
      { per: 'line', minimum: 50 },
      { per: 'year', maximum: 40 },
    ] as const;
    const finding = (cap: string): string =>
      `cap-below-floor components[0].limits[0]: the minimum of 50 per line is above the maximum of 40 per year (${cap})`;
    expect(findingsOn(curve, { limits })).toEqual([finding('components[0].limits[1]')]);
    expect(findingsOn(curve, { limits: limits.slice(0, 1) }, {}, { limits: limits.slice(1) })).toEqual([
      finding('limits[0]'),
    ]);
    expect(
      findingsOn(curve, {
        limits: [
          { per: 'year', minimum: 50 },
          { per: 'line', maximum: 40 },
        ],
      }),
    ).toEqual([]);
    expect(lines(planWith({ 'settlement.maximum': 2500 }))).toEqual([
      'cap-below-floor settlement.draws[0]: guarantees 3000, and no more than 2500 is paid for a period (settlement.maximum)',
    ]);
  });

  it('tell measures that nothing reads, dates that never come, and windows that begin anew too soon', () => {
    expect(lines(planWith({ 'components.0.factors': undefined }))).toEqual([
      'unused-measure measures.margin: nothing is paid by margin',
      'unused-measure measures.marginRate: nothing is paid by marginRate',
      'unused-measure measures.tenure: nothing is paid by tenure',
    ]);
    expect(lines(planWith({ 'components.2.from': '2027-01-01' }))).toEqual([
      'never-pays components[2]: the component begins on 2027-01-01, after the plan has ended on 2027-01-01, and never pays',
    ]);
    expect(lines(planWith({ 'components.2.to': '2026-01-01' }))).toEqual([
      'never-pays components[2]: the component ends on 2026-01-01, before the plan begins on 2026-01-01, and never pays',
    ]);
    expect(lines(planWith({ 'measures.satisfaction.window': 'month' }))).toEqual([
      'window-mismatch components[1].scores[0].measure: satisfaction begins anew each month and is read on the last day of each year, so only its last month counts',
    ]);
    const gate = {
      'measures.calls': { kind: 'credits', of: 'count', window: 'month' },
      'components.0.factors.0.when': [{ measure: 'calls', above: 9 }],
    };
    expect(
      lines(planWith({ ...gate, 'components.0.factors.1.multiply.by': 'marginRate' })).filter((line) =>
        line.startsWith('window'),
      ),
    ).toEqual([
      'window-mismatch components[0].factors[0].when[0].measure: calls begins anew each month, and pay adds up over a year: each new month prices anew what came before',
    ]);
  });

  it('say nothing of cliffs of a base, which do not depend on the bound', () => {
    const whole = {
      mode: 'whole',
      tiers: [
        { from: 0, rate: '0.04' },
        { from: 600_000, rate: '0.07' },
      ],
    } as const;
    expect(findingsOn(whole, { base: 'margin' })).toEqual([]);
  });

  it.each<readonly [string, CurveComponent['curve'], readonly string[]]>([
    ['fixed pay from 0 on', { mode: 'whole', tiers: [{ from: 0, amount: 10 }] }, []],
    [
      'less than nothing from 0 on',
      { mode: 'whole', tiers: [{ from: 0, amount: -5 }] },
      [`falling-pay ${tier}[0]: pay falls by 5 when revenue reaches 0`],
    ],
    [
      'rates that are looked up',
      {
        mode: 'whole',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 100, rate: { by: 'revenue', tiers: [{ from: 0, rate: '0.2' }] } },
        ],
      },
      [],
    ],
    [
      'multiples of a rate that depends on the target',
      {
        mode: 'whole',
        tiers: [
          { from: 0, multiplier: 1 },
          { from: 100, multiplier: 2 },
        ],
      },
      [],
    ],
    [
      'rates of single deals',
      {
        mode: 'per-deal',
        tiers: [
          { from: 0, rate: '0.04' },
          { from: 100, rate: '0.07' },
        ],
      },
      [],
    ],
    [
      // From 10 to 20, of which 15 is paid.
      'a jump that the cap cuts',
      {
        mode: 'whole',
        maximum: 15,
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 100, rate: '0.2' },
        ],
      },
      [`cliff ${tier}[1]: pay jumps by 5 when revenue reaches 100`],
    ],
    [
      'a line that begins above 0',
      {
        mode: 'linear',
        tiers: [
          { from: 100, amount: 10 },
          { from: 200, amount: 20 },
        ],
      },
      [`cliff ${tier}[0]: pay jumps by 10 when revenue reaches 100`],
    ],
    [
      'a line of amounts that falls',
      {
        mode: 'linear',
        tiers: [
          { from: 0, amount: 20 },
          { from: 100, amount: 10 },
        ],
      },
      [`falling-pay ${tier}[0]: pay falls while revenue grows above 0`],
    ],
    [
      'a line of shares that falls',
      {
        mode: 'linear',
        tiers: [
          { from: 0, share: '0.2' },
          { from: 100, share: '0.1' },
        ],
      },
      [`falling-pay ${tier}[0]: pay falls while revenue grows above 0`],
    ],
    [
      'a line of amounts that stands still',
      {
        mode: 'linear',
        beyond: 'extend',
        tiers: [
          { from: 0, amount: 20 },
          { from: 100, amount: 20 },
        ],
      },
      [],
    ],
    [
      // 30 % of 100 is 30, 20 % of 200 is 40; v x = (0.4 - x / 1000) x is highest at 200.
      'a line that is level at its last point',
      {
        mode: 'linear',
        tiers: [
          { from: 100, rate: '0.3' },
          { from: 200, rate: '0.2' },
        ],
      },
      [`cliff ${tier}[0]: pay jumps by 30 when revenue reaches 100`],
    ],
    [
      'a line that begins with nothing',
      {
        mode: 'linear',
        tiers: [
          { from: 0, rate: 0 },
          { from: 100, rate: '0.1' },
        ],
      },
      [],
    ],
    [
      'the same rate beyond the last point',
      {
        mode: 'linear',
        beyond: 'extend',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 100, rate: '0.1' },
        ],
      },
      [],
    ],
    [
      // v x = (x / 1000 - 0.3) x falls up to 150.
      'a line below nothing that turns only beyond its last point',
      {
        mode: 'linear',
        beyond: 'extend',
        tiers: [
          { from: 0, rate: '-0.3' },
          { from: 100, rate: '-0.2' },
        ],
      },
      [0, 1].map((index) => `falling-pay ${tier}[${index}]: pay falls while revenue grows above ${100 * index}`),
    ],
    [
      'pay that comes back to the cap',
      {
        mode: 'whole',
        maximum: 500,
        tiers: [
          { from: 0, amount: 500 },
          { from: 10, amount: 400 },
          { from: 20, amount: 500 },
        ],
      },
      [
        `falling-pay ${tier}[1]: pay falls by 100 when revenue reaches 10`,
        `cliff ${tier}[2]: pay jumps by 100 when revenue reaches 20`,
      ],
    ],
    [
      'pay that falls below the cap',
      {
        mode: 'whole',
        maximum: 500,
        tiers: [
          { from: 0, amount: 500 },
          { from: 10, amount: 400 },
        ],
      },
      [`falling-pay ${tier}[1]: pay falls by 100 when revenue reaches 10`],
    ],
    [
      'a cap beside target pay that is not known',
      {
        mode: 'whole',
        on: 'attainment',
        maximum: 500,
        tiers: [
          { from: 0, amount: 600 },
          { from: 1, amount: 600, share: 1 },
        ],
      },
      [`cliff ${tier}[1]: pay jumps by 100 and 100 % of target pay when revenue reaches 100 % of target`],
    ],
  ])('tell of curves what is odd: %s', (_, curve, expected) => {
    expect(findingsOn(curve)).toEqual(expected);
  });

  it('take the least cap of one time, where no factor moves it', () => {
    const tiers = [
      { from: 0, rate: '0.1' },
      { from: 6000, rate: '0.2' },
    ];
    const capped = (
      component: Partial<CurveComponent>,
      window: 'event' | 'month' | 'year' | 'start' = 'year',
      more: Partial<CommissionPlan> = {},
    ): readonly string[] =>
      findingsOn({ mode: 'marginal', tiers }, component, { window }, more).map((text) =>
        text.replace(/.*: the cap of (\d+).*/, '$1'),
      );
    const limits = [
      { per: 'year', maximum: 550 },
      { per: 'year', maximum: 500 },
      { per: 'year', maximum: 590 },
    ] as const;
    expect(capped({ limits })).toEqual(['500']);
    expect(capped({ limits, curve: { mode: 'marginal', tiers, maximum: 450 } })).toEqual(['450']);
    expect(capped({ limits, factors: [{ multiply: 2 }] })).toEqual([]);
    const per = (name: 'line' | 'deal' | 'period' | 'year' | 'ever') => ({ limits: [{ per: name, maximum: 500 }] });
    expect([capped(per('line'), 'event'), capped(per('deal'), 'event'), capped(per('year'), 'event')]).toEqual([
      ['500'],
      ['500'],
      [],
    ]);
    expect([capped(per('ever'), 'start'), capped(per('year'), 'start')]).toEqual([['500'], []]);
    expect([capped(per('period'), 'month'), capped(per('period'), 'year', { period: 'year' })]).toEqual([
      ['500'],
      ['500'],
    ]);
    expect([capped(per('ever')), capped(per('line')), capped(per('year'), 'month')]).toEqual([[], [], []]);
  });

  it('tell caps below floors of the same time, and no others', () => {
    const curve = { mode: 'marginal', tiers: [{ from: 0, rate: 1 }] } as const;
    const least = { limits: [{ per: 'line', minimum: 50 }] } as const;
    expect(findingsOn(curve, least, {}, { limits: [{ per: 'line', maximum: 40 }] })).toEqual([
      'cap-below-floor components[0].limits[0]: the minimum of 50 per line is above the maximum of 40 per line (limits[0])',
    ]);
    expect(findingsOn(curve, least, {}, { limits: [{ per: 'line', maximum: 50 }] })).toEqual([]);
    expect(lines(planWith({ 'settlement.maximum': 3000 }))).toEqual([]);
    expect(lines(planWith({ 'settlement.maximum': 2500, 'settlement.draws.0.kind': 'additional' }))).toEqual([]);
  });

  it('are none where components begin and end within their plan, or one of both has no date', () => {
    const curve = { mode: 'marginal', tiers: [{ from: 0, rate: 1 }] } as const;
    const [early, late] = ['2026-02-01', '2026-09-01'];
    expect(findingsOn(curve, { from: early, to: late }, {}, { from: '2026-01-01', to: '2027-01-01' })).toEqual([]);
    expect(findingsOn(curve, { from: early, to: late })).toEqual([]);
    expect(findingsOn(curve, {}, {}, { from: early, to: late })).toEqual([]);
    expect(findingsOn(curve, { from: early }, {}, { from: late })).toEqual([]);
    expect(findingsOn(curve, { to: late }, {}, { to: early })).toEqual([]);
  });

  it('tell windows that begin anew too soon, wherever a measure is read', () => {
    const measures: CommissionPlan['measures'] = {
      revenue: { kind: 'credits', window: 'year' },
      calls: { kind: 'credits', of: 'count', window: 'month' },
      age: { kind: 'tenure', unit: 'months' },
    };
    const byCalls = { by: 'calls', tiers: [{ from: 0, rate: 1 }] };
    const mismatches = (component: object, more: Partial<CommissionPlan> = {}): readonly string[] =>
      lines({
        id: 'p',
        currency: 'USD',
        measures,
        components: [{ id: 'c', ...component } as Component],
        ...more,
      }).filter((text) => !text.startsWith('unused'));
    const anew = 'calls begins anew each month';
    const curve = { kind: 'curve', measure: 'revenue' };
    const adds = `${anew}, and pay adds up over a year: each new month prices anew what came before`;
    expect(mismatches({ ...curve, curve: { mode: 'marginal', tiers: [{ from: 0, rate: byCalls }] } })).toEqual([
      `window-mismatch components[0].curve.tiers[0].rate.by: ${adds}`,
    ]);
    expect(mismatches({ ...curve, curve: { mode: 'per-deal', tiers: [{ from: 0, rate: byCalls }] } })).toEqual([]);
    const flat = { ...curve, curve: { mode: 'marginal', tiers: [{ from: 0, rate: 1 }] } };
    expect(mismatches({ ...flat, factors: [{ multiply: { ...byCalls, by: 'age' } }, { multiply: byCalls }] })).toEqual([
      `window-mismatch components[0].factors[1].multiply.by: ${adds}`,
    ]);
    const rank = { kind: 'rank', measure: 'calls', prizes: [1], ties: 'share' };
    expect(mismatches({ ...rank, per: 'year' })).toEqual([
      `window-mismatch components[0].measure: ${anew} and is read on the last day of each year, so only its last month counts`,
    ]);
    expect(mismatches({ ...rank, per: 'month' })).toEqual([]);
    const override = { kind: 'override', of: ['c'], rate: 1, team: {}, factors: [{ multiply: byCalls }] };
    expect([mismatches(override), mismatches(override, { period: 'week' })]).toEqual([[], []]);
    expect(mismatches(override, { period: 'quarter' })).toEqual([
      `window-mismatch components[0].factors[0].multiply.by: ${anew}, and pay adds up over a quarter: each new month prices anew what came before`,
    ]);
  });

  it('call no measure unused by which a contest is held or single deals are priced', () => {
    const measures: CommissionPlan['measures'] = {
      revenue: { kind: 'credits', window: 'year' },
      calls: { kind: 'credits', window: 'year' },
      age: { kind: 'tenure', unit: 'months' },
    };
    const rank: Component = { id: 'r', kind: 'rank', measure: 'calls', prizes: [1], ties: 'share', per: 'year' };
    const rate = { by: 'age', tiers: [{ from: 0, rate: 1 }] };
    const deals: Component = {
      id: 'c',
      kind: 'curve',
      measure: 'revenue',
      curve: { mode: 'per-deal', tiers: [{ from: 0, rate }] },
    };
    expect(lines({ id: 'p', currency: 'USD', measures, components: [rank, deals] })).toEqual([]);
    expect(lines({ id: 'p', currency: 'USD', measures, components: [deals] })).toEqual([
      'unused-measure measures.calls: nothing is paid by calls',
    ]);
  });
});
