import { describe, expect, it } from 'vitest';
import { commissionPlan, safeCommissionPlan } from '../../src/commission/commissionPlan.ts';
import { foundAs, plainCopy } from '../../src/commission/plainCopy.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';
import { toDecimal } from '../../src/number/decimal.ts';
import { rational } from '../../src/number/rational.ts';
import { type Loose, planWith, wholePlan } from './planCases.ts';

/** What is changed in a plan that is right, by path, and all the messages that this gives. */
const wrong: readonly [Loose, readonly string[]][] = [
  [{ id: '' }, ['id must be well-formed text of 1 to 200 characters, got ""']],
  [{ id: 7 }, ['id must be well-formed text of 1 to 200 characters, got 7']],
  [{ id: undefined }, ['id must be well-formed text of 1 to 200 characters, got undefined']],
  [{ id: 'a\ud800' }, ['id must be well-formed text of 1 to 200 characters, got "a\\ud800"']],
  [
    {
      id: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    },
    [
      'id must be well-formed text of 1 to 200 characters, got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"… (201 characters)',
    ],
  ],
  [{ name: null }, ['name must be well-formed text of 1 to 200 characters, got null']],
  [
    { from: '2026-02-30' },
    ['from must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "2026-02-30"'],
  ],
  [{ to: '2026-01-01' }, ['to must be a date after 2026-01-01, the first day, got "2026-01-01"']],
  [{ currency: 'usd' }, ['currency must be an ISO 4217 currency code such as "USD", got "usd"']],
  [
    { period: 'monthly' },
    ['period must be one of "week", "month", "quarter", "year", got "monthly"; did you mean "month"?'],
  ],
  [
    { calendar: { kind: 'months', startMonth: 13, namedBy: 'start', weekStart: 'monday' } },
    ['calendar.startMonth must be a whole number from 1 to 12, got 13'],
  ],
  [{ calendar: { kind: 'lunar' } }, ['calendar.kind must be one of "months", "weeks", got "lunar"']],
  [
    { rounding: 'half' },
    [
      'rounding must be one of "half-even", "half-up", "half-down", "up", "down", "ceiling", "floor", got "half"; did you mean "half-up"?',
    ],
  ],
  [{ rateOn: 'month' }, ['rateOn must be one of "event", "period-start", "period-end", "year-start", got "month"']],
  [
    { colour: 'red' },
    [
      'colour is not a field of the plan; it takes id, name, from, to, currency, period, calendar, rounding, rateOn, measures, components, limits, pools, release, settlement',
    ],
  ],
  [{ components: [] }, ['components must be an array with at least one item, got an array of 0']],
  [{ components: {} }, ['components must be an array, got an object without fields']],
  [{ measures: [] }, ['measures must be an object, got an array of 0']],
  [
    { 'measures.revenue.window': 'day' },
    ['measures.revenue.window must be one of "event", "week", "month", "quarter", "year", "quota", "start", got "day"'],
  ],
  [
    { 'measures.revenue.window': { months: 0 } },
    ['measures.revenue.window.months must be a whole number from 1 to 1200, got 0'],
  ],
  [
    { 'measures.revenue.window': { months: 3, x: 1 } },
    [
      'measures.revenue.window.x is not a field of measures.revenue.window; it takes months',
      'measures.marginRate must divide measures of one window: margin has year, revenue has 3 months',
      'components[0].curve.mode must be per-deal: the total of revenue rolls over 3 months, and deals leave it that were paid',
    ],
  ],
  [
    { 'measures.revenue.target.weights': ['0.1', '0.2', '0.3', '0.3'] },
    ['measures.revenue.target.weights must have shares that add up to exactly 1, got 0.1 + 0.2 + 0.3 + 0.3'],
  ],
  [
    { 'measures.revenue.target.weights': [1] },
    ['measures.revenue.target.weights must be an array of the shares of four quarters, got an array of 1'],
  ],
  [{ 'measures.revenue.target.ramp': [-1] }, ['measures.revenue.target.ramp[0] must be 0 or more, got -1']],
  [
    { 'measures.margin.where': [{ field: 'kind' }] },
    [
      'measures.margin.where[0] must have exactly one comparison (is, isNot, isOneOf, isMissing, above, atLeast, atMost, below), got none',
    ],
  ],
  [
    { 'measures.margin.where': [{ field: 'amount', above: 1, below: 2 }] },
    [
      'measures.margin.where[0] must have exactly one comparison (is, isNot, isOneOf, isMissing, above, atLeast, atMost, below), got above and below',
    ],
  ],
  [
    { 'measures.margin.where': [{ field: 'kind', above: 1 }] },
    ['measures.margin.where[0].above cannot be: kind is text, which is compared by is, isNot or isOneOf'],
  ],
  [
    { 'measures.margin.where': [{ field: 'amount', is: 'large' }] },
    ['measures.margin.where[0].is must be a number, as amount is, got "large"'],
  ],
  [
    { 'measures.margin.where': [{ field: 'currency', isOneOf: ['USD', 1] }] },
    ['measures.margin.where[0].isOneOf[1] must be text, as currency is, got 1'],
  ],
  [{ 'measures.margin.roles': ['owner', 'owner'] }, ['measures.margin.roles[1] must be named only once, got "owner"']],
  [
    { 'measures.marginRate.of': 'margn' },
    ['measures.marginRate.of names a measure that the plan does not have: "margn"; did you mean "margin"?'],
  ],
  [{ 'measures.marginRate.of': 'marginRate' }, ['measures.marginRate is a ratio that rests on itself']],
  [
    { 'measures.marginRate.of': 'tenure' },
    ['measures.marginRate.of must name a measure that has a window, and tenure has none'],
  ],
  [
    { 'measures.margin.window': 'month' },
    ['measures.marginRate must divide measures of one window: margin has month, revenue has year'],
  ],
  [
    { 'measures.revenue.team': { levels: 0 } },
    ['measures.revenue.team.levels must be a whole number from 1 to 1000, got 0'],
  ],
  [
    { 'measures.revenue.kind': 'credit' },
    [
      'measures.revenue.kind must be one of "credits", "ratio", "given", "tenure", got "credit"; did you mean "credits"?',
    ],
  ],
  [
    { 'components.0.measure': 'revenues' },
    ['components[0].measure names a measure that the plan does not have: "revenues"; did you mean "revenue"?'],
  ],
  [
    { 'components.0.measure': 'satisfaction' },
    [
      'components[0].measure must name a measure of credits or a ratio: satisfaction is of kind given, which no event adds to',
    ],
  ],
  [
    { 'components.0.measure': 'marginRate' },
    [
      'components[0].base is missing: marginRate is a ratio, and its rates need something to apply to',
      'components[0].curve.on needs a target, which a measure of kind ratio (marginRate) does not have',
      'components[0].curve.tiers[0].multiplier needs a target, which a measure of kind ratio (marginRate) does not have',
      'components[0].curve.tiers[1].multiplier needs a target, which a measure of kind ratio (marginRate) does not have',
    ],
  ],
  [
    { 'components.0.base': 'margin' },
    [
      'components[0].curve.mode must be whole or per-deal for a component with a base, and is marginal',
      'components[0].curve.tiers[0].multiplier is not for a component with a base: it multiplies target pay by the target of what is measured',
      'components[0].curve.tiers[1].multiplier is not for a component with a base: it multiplies target pay by the target of what is measured',
    ],
  ],
  [
    { 'components.1.id': 'commission' },
    ['components[1].id must be unique, and an earlier component has the same, got "commission"'],
  ],
  [
    { 'components.0.to': '2026-01-01', 'components.0.from': '2026-06-01' },
    ['components[0].to must be a date after 2026-06-01, the first day, got "2026-01-01"'],
  ],
  [
    { 'components.0.curve': { mode: 'marginal', tiers: [] } },
    ['components[0].curve.tiers must be an array with at least one item, got an array of 0'],
  ],
  [
    { 'components.0.curve': { mode: 'marginal', tiers: [{ from: 0, rate: 'abc' }] } },
    ['components[0].curve.tiers[0].rate must be a decimal number such as 1250.50, got "abc"'],
  ],
  [
    {
      'components.0.curve': {
        mode: 'marginal',
        tiers: [
          { from: 0, rate: '0.05' },
          { from: '10', rate: 1 },
          { from: 10, rate: 2 },
        ],
      },
    },
    ['components[0].curve.tiers[2].from must be more than 10, that of the one before, got 10'],
  ],
  [
    { 'components.0.curve': { mode: 'marginal', tiers: [{ from: 0 }] } },
    [
      'components[0].curve.tiers[0] must say what it pays (rate, multiplier, amount, share); a tier that pays nothing has rate 0',
    ],
  ],
  [
    { 'components.0.curve': { mode: 'marginal', tiers: [{ from: 0, rate: 1, multiplier: 1 }] } },
    ['components[0].curve.tiers[0].multiplier is a rate of its own, and the tier has a rate already'],
  ],
  [
    { 'components.0.curve': { mode: 'marginal', tiers: [{ from: '1e9000000', rate: 1 }] } },
    [
      'components[0].curve.tiers[0].from must be a decimal number of at most 64 digits with an exponent from -64 to 64, got "1e9000000"',
    ],
  ],
  [
    {
      'components.0.curve': {
        mode: 'marginal',
        tiers: [{ from: 0, rate: { by: 'tenur', tiers: [{ from: 0, rate: 1 }] } }],
      },
    },
    [
      'components[0].curve.tiers[0].rate.by names a measure that the plan does not have: "tenur"; did you mean "tenure"?',
    ],
  ],
  [
    {
      'components.0.curve': {
        mode: 'marginal',
        tiers: [
          {
            from: 0,
            rate: {
              by: 'tenure',
              on: 'attainment',
              tiers: [
                { from: 2, rate: 1 },
                { from: 1, rate: 1 },
              ],
            },
          },
        ],
      },
    },
    [
      'components[0].curve.tiers[0].rate.tiers[1].from must be more than 2, that of the one before, got 1',
      'components[0].curve.tiers[0].rate.on needs a target, which a measure of kind tenure (tenure) does not have',
    ],
  ],
  [
    {
      'components.0.curve': {
        mode: 'marginal',
        floor: 1,
        read: 'after',
        beyond: 'flat',
        tiers: [{ from: 0, rate: 1 }],
      },
    },
    [
      'components[0].curve.floor is only for mode whole-above, and the mode is marginal',
      'components[0].curve.read is only for mode per-deal, and the mode is marginal',
      'components[0].curve.beyond is only for mode linear, and the mode is marginal',
    ],
  ],
  [
    { 'components.0.curve': { mode: 'whole-above', tiers: [{ from: 0, rate: 1 }] } },
    ['components[0].curve.floor must be the from of one of the tiers (0), got undefined'],
  ],
  [
    { 'components.0.curve': { mode: 'whole-above', floor: 5, tiers: [{ from: 0, rate: 1 }] } },
    ['components[0].curve.floor must be the from of one of the tiers (0), got 5'],
  ],
  [
    { 'components.0.curve': { mode: 'linear', beyond: 'extend', tiers: [{ from: 0, rate: 1, amount: 2 }] } },
    [
      'components[0].curve.beyond can be "extend" only with two points or more, and there is one',
      'components[0].curve.tiers[0] must have one value in mode linear, got rate and amount',
    ],
  ],
  [
    {
      'components.0.curve': {
        mode: 'linear',
        tiers: [
          { from: 0, rate: 1 },
          { from: 1, amount: 1 },
        ],
      },
    },
    ['components[0].curve.tiers[1] must have a rate like the first point in mode linear, got amount'],
  ],
  [
    { 'components.0.curve': { mode: 'per-deal', maximum: 1, tiers: [{ from: 0, rate: 1 }] } },
    [
      'components[0].curve.maximum is not for mode per-deal, which prices deals and no total; limits of the component do that',
    ],
  ],
  [
    { 'components.0.curve.minimum': 5, 'components.0.curve.maximum': 4 },
    ['components[0].curve.minimum must be at most 4, the maximum, got 5'],
  ],
  [
    {
      'measures.margin.window': { months: 3 },
      'measures.revenue.window': { months: 3 },
      'components.0.curve': { mode: 'whole', tiers: [{ from: 0, rate: 1 }] },
    },
    [
      'components[0].curve.mode must be per-deal: the total of revenue rolls over 3 months, and deals leave it that were paid',
    ],
  ],
  [
    { 'measures.revenue.target': undefined },
    [
      'components[0].curve.on needs a target: measure revenue must have one, target: {} at the least',
      'components[0].curve.tiers[0].multiplier needs a target: measure revenue must have one, target: {} at the least',
      'components[0].curve.tiers[1].multiplier needs a target: measure revenue must have one, target: {} at the least',
    ],
  ],
  [
    { 'components.0.factors': [{ when: [{ measure: 'revenue' }], multiply: 2 }] },
    ['components[0].factors[0].when[0] must have exactly one comparison (above, atLeast, atMost, below), got none'],
  ],
  [{ 'components.0.factors': [{ name: 'x' }] }, ['components[0].factors[0] must have multiply, otherwise or both']],
  [
    { 'components.0.factors': [{ otherwise: 0 }] },
    ['components[0].factors[0].otherwise is for conditions that do not hold, and there is no when'],
  ],
  [{ 'components.0.factors': [{ multiply: -1 }] }, ['components[0].factors[0].multiply must be 0 or more, got -1']],
  [
    { 'components.0.factors': [{ when: [{ measure: 'tenure', on: 'attainment', above: 1 }], multiply: 1 }] },
    ['components[0].factors[0].when[0].on needs a target, which a measure of kind tenure (tenure) does not have'],
  ],
  [
    { 'components.0.factors': [{ multiply: { by: 'tenure', tiers: [{ from: 0, rate: -1 }] } }] },
    ['components[0].factors[0].multiply.tiers[0].rate must be 0 or more, got -1'],
  ],
  [
    { 'measures.marginRate': { kind: 'credits', window: 'event' } },
    [
      'components[0].factors[0].when[0].measure reads marginRate, which is counted for each event alone, while revenue adds up over its window (year): the last event would price all earlier ones',
    ],
  ],
  [
    {
      'measures.revenue.split': 'money',
      'components.0.curve.tiers.0': { from: 0, rate: { by: 'tenure', tiers: [{ from: 0, rate: 1 }] } },
    },
    [
      'components[0].curve.tiers[0].rate must be a number, since revenue splits the money: a rate that moves prices the total of the window anew, of which nobody has a share',
    ],
  ],
  [{ 'components.0.limits': [{ per: 'line' }] }, ['components[0].limits[0] must have a minimum, a maximum or both']],
  [
    { 'components.0.limits': [{ per: 'line', minimum: 2, maximum: 1 }] },
    ['components[0].limits[0].minimum must be at most 1, the maximum, got 2'],
  ],
  [
    { 'components.0.limits': [{ per: 'year', maximum: 2, overflow: 'carry' }] },
    ['components[0].limits[0].overflow can be "carry" only with per "period", and per is "year"'],
  ],
  [
    { 'components.0.limits': [{ per: 'year', minimum: 2, overflow: 'lose' }] },
    ['components[0].limits[0].overflow is what happens above a maximum, and there is none'],
  ],
  [
    { 'components.0.reversal': { money: 'recompute' }, 'measures.revenue.reversals': 'keep' },
    [
      'components[0].reversal.money cannot be "recompute": reversals leave the credit of revenue as it is ("keep"), so that nothing would be computed anew',
    ],
  ],
  [
    {
      'components.0.reversal.decay': [
        { from: 9, rate: 1 },
        { from: 8, rate: 1 },
      ],
    },
    ['components[0].reversal.decay[1].from must be more than 9, that of the one before, got 8'],
  ],
  [
    { 'components.0.reversal.decay': [{ from: 0, rate: 2 }] },
    ['components[0].reversal.decay[0].rate must be from 0 to 1, got 2'],
  ],
  [
    { 'components.0.reversal.within': 1.5 },
    ['components[0].reversal.within must be a whole number from 0 to 36525, got 1.5'],
  ],
  [
    {
      'components.1.scores': [
        { measure: 'satisfaction', weight: '0.6' },
        { measure: 'revenue', weight: '0.3' },
      ],
    },
    ['components[1].scores must have weights that add up to exactly 1, got 0.6 + 0.3'],
  ],
  [
    { 'components.1.scores.0.measure': 'tenure' },
    ['components[1].scores[0].on needs a target, which a measure of kind tenure (tenure) does not have'],
  ],
  [
    {
      'components.1.scores.0.points': [
        { at: 1, score: 1 },
        { at: 1, score: 1 },
      ],
    },
    ['components[1].scores[0].points[1].at must be more than 1, that of the one before, got 1'],
  ],
  [
    { 'components.1.limits': [{ per: 'deal', maximum: 1 }] },
    ['components[1].limits[0].per cannot be "deal" for a component of kind bonus, which has no deals'],
  ],
  [
    { 'components.1.release': [{ share: 1, on: 'cash' }] },
    [
      'components[1].release[0].on must be "event" for a component of kind bonus, which has no deal to wait for, got "cash"',
    ],
  ],
  [
    { 'components.2.measure': 'tenure' },
    ['components[2].measure must not name a measure of kind tenure: tenure is no contest'],
  ],
  [{ 'components.2.prizes': [] }, ['components[2].prizes must be an array with at least one item, got an array of 0']],
  [{ 'components.2.ties': 'split' }, ['components[2].ties must be one of "share", "duplicate", "dense", got "split"']],
  [{ 'components.3.of': ['override'] }, ['components[3].of makes the component a share of itself']],
  [
    { 'components.3.of': ['comission', 'commission', 'commission'] },
    [
      'components[3].of[0] names a component that the plan does not have: "comission"; did you mean "commission"?',
      'components[3].of[2] must be named only once, got "commission"',
    ],
  ],
  [{ 'components.3.rate': -1 }, ['components[3].rate must be 0 or more, got -1']],
  [
    { 'pools.0.of': ['comission'] },
    ['pools[0].of[0] names a component that the plan does not have: "comission"; did you mean "commission"?'],
  ],
  [
    {
      release: [
        { share: '0.5', on: 'event' },
        { share: '0.4', on: 'cash' },
      ],
    },
    ['release must have shares that add up to exactly 1, got 0.5 + 0.4'],
  ],
  [
    { release: [{ share: 1, on: 'event', plusDays: 30, expiresAfterDays: 10 }] },
    ['release[0] expires after 10 days and is released after 30: it would never be paid'],
  ],
  [
    { 'settlement.overflow': 'lose', 'settlement.maximum': undefined },
    ['settlement.overflow is what happens above a maximum, and there is none'],
  ],
  [
    { 'settlement.minimumPayment': 200000 },
    ['settlement.minimumPayment must be at most 100000, the maximum, got 200000'],
  ],
  [{ 'settlement.overpaymentShare': 1.5 }, ['settlement.overpaymentShare must be from 0 to 1, got 1.5']],
  [
    {
      'settlement.draws': [
        { id: 'a', kind: 'guarantee', amount: 1, recoverable: false, recoverShare: 1 },
        { id: 'a', kind: 'guarantee', amount: 1, recoverable: true, from: '2026-02-01', to: '2026-02-01' },
      ],
    },
    [
      'settlement.draws[0].recoverShare is about recovery, and the draw is not recoverable',
      'settlement.draws[1].id must be unique, and an earlier draw has the same, got "a"',
      'settlement.draws[1].to must be a date after 2026-02-01, the first day, got "2026-02-01"',
    ],
  ],
  [
    { 'settlement.draws.0.recoverAgainst': ['x'] },
    [
      'settlement.draws[0].recoverAgainst[0] names a component that the plan does not have: "x"; there are commission, scorecard, contest, override',
    ],
  ],
  [
    { 'settlement.draws.0.amount': [] },
    ['settlement.draws[0].amount must be an array with at least one item, got an array of 0'],
  ],
  [
    { 'settlement.draws.0.amount': 'x' },
    ['settlement.draws[0].amount must be a decimal number such as 1250.50, got "x"'],
  ],
  [
    {
      'settlement.draws.0.from': '2026-02-01',
      'settlement.draws.0.recoverFrom': '2026-01-01',
      'settlement.draws.0.forgiveOn': '2026-01-01',
    },
    [
      'settlement.draws[0].recoverFrom must be a date on or after 2026-02-01, the first day of the draw, got "2026-01-01"',
      'settlement.draws[0].forgiveOn must be a date after 2026-01-01, on which recovery begins, got "2026-01-01"',
    ],
  ],
  [
    { 'measures.revenue.kind': 7 },
    ['measures.revenue.kind must be one of "credits", "ratio", "given", "tenure", got 7'],
  ],
  [
    { 'measures.revenue.kind': undefined },
    ['measures.revenue.kind must be one of "credits", "ratio", "given", "tenure", got undefined'],
  ],
  [
    { 'measures.': { kind: 'tenure', unit: 'days' } },
    ['measures[""] is not a name: a name is well-formed text of 1 to 200 characters'],
  ],
  [
    {
      'measures.cycle': { kind: 'ratio', of: 'cycle', per: 'revenue' },
      'measures.other': { kind: 'ratio', of: 'cycle', per: 'revenue' },
    },
    // What rests on a cycle is not on it.
    ['measures.cycle is a ratio that rests on itself'],
  ],
  [
    {
      'measures.monthly': { kind: 'credits', window: 'month' },
      'measures.other': { kind: 'ratio', of: 'marginRate', per: 'monthly' },
    },
    ['measures.other must divide measures of one window: marginRate has year, monthly has month'],
  ],
  [
    {
      measures: {},
      components: [{ id: 'a', kind: 'rank', measure: 'revenue', prizes: [1], ties: 'share', per: 'year' }],
      pools: undefined,
      settlement: undefined,
    },
    ['components[0].measure names a measure that the plan does not have: "revenue"'],
  ],
  [
    {
      'measures.share': { kind: 'ratio', of: 'satisfaction', per: 'satisfaction' },
      'components.0': {
        id: 'commission',
        kind: 'curve',
        measure: 'share',
        base: 'margin',
        curve: { mode: 'whole', tiers: [{ from: 0, rate: 1 }] },
      },
    },
    ['components[0].measure must rest on credits: share divides figures that are given, and no event adds to them'],
  ],
  [
    { 'components.0.curve.tiers.0': { from: 0, rate: [] } },
    ['components[0].curve.tiers[0].rate must be a decimal number such as 1250.50, got an array of 0'],
  ],
  [
    {
      'components.0.curve': {
        mode: 'linear',
        tiers: [{ from: 0, rate: { by: 'tenure', tiers: [{ from: 0, rate: 1 }] } }],
      },
    },
    ['components[0].curve.tiers[0].rate must be a number in mode linear, in which rates lie on straight lines'],
  ],
  [
    {
      'components.0.curve': {
        mode: 'whole-above',
        floor: '9.5',
        tiers: [0, 1, 2, 3, 4, 5, 6, 7, 8].map((from) => ({ from, rate: 1 })),
      },
    },
    ['components[0].curve.floor must be the from of one of the tiers (0, 1, 2, 3, 4, 5, 6, 7, …), got "9.5"'],
  ],
  [
    {
      'measures.each': { kind: 'credits', window: 'event' },
      'components.2.measure': 'each',
    },
    ['components[2].measure must not name a measure of each event alone: each has no value at the end of a period'],
  ],
  [
    { release: Array.from({ length: 13 }, () => ({ share: '0.1', on: 'event' })) },
    [
      'release must have shares that add up to exactly 1, got 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + …',
    ],
  ],
  [
    { release: [{ share: toDecimal(rational(1n, 4n)), on: 'event' }] },
    ['release must have shares that add up to exactly 1, got 0.25'],
  ],
  [
    { release: [{ share: 1, on: 'event', plusDays: 1, expiresAfterDays: 0 }] },
    ['release[0] expires after 0 days and is released after 1: it would never be paid'],
  ],
  [
    { hash: 'abc' },
    [
      'hash must be left out or 05d1b352f3a6abeb9194d42badf37475792763b441b74f5cac5cd5570bae579d, the hash of this plan, got "abc"',
    ],
  ],
];

function messagesOf(plan: unknown): readonly string[] {
  const result = safeCommissionPlan(plan as CommissionPlan);
  return result.success ? [] : result.error.issues.map(({ message }) => message);
}

describe('commissionPlan', () => {
  it('takes the plan that the cases change', () => {
    expect(messagesOf(wholePlan)).toEqual([]);
  });

  it('takes pay that expires on the day of the event and is released on it', () => {
    expect(messagesOf(planWith({ release: [{ share: 1, on: 'event', expiresAfterDays: 0 }] }))).toEqual([]);
  });

  it('tells what is missing from what is wrong', () => {
    const codesOf = (kind: unknown): readonly string[] => {
      const result = safeCommissionPlan(planWith({ 'measures.revenue.kind': kind }));
      return result.success ? [] : result.error.issues.map(({ code }) => code);
    };
    expect([codesOf(undefined), codesOf(7), codesOf('credit')]).toEqual([['missing'], ['invalid'], ['invalid']]);
  });

  it.each(wrong)('refuses %j', (changes, messages) => {
    expect(messagesOf(planWith(changes))).toEqual(messages);
  });

  it('has a message of its own for each case', () => {
    expect(new Set(wrong.map(([, messages]) => messages.join())).size).toBe(wrong.length);
    expect(wrong.length).toBeGreaterThanOrEqual(80);
  });

  it('finds the problems of all parts at once, each with path, found and expected', () => {
    const plan = planWith({
      currency: 'usd',
      'components.0.measure': 'revenu',
      'settlement.minimumPayment': -1,
      colour: 1,
    });
    const result = safeCommissionPlan(plan);
    expect(result.success ? null : { code: result.error.code, issues: result.error.issues }).toEqual({
      code: 'invalid-plan',
      issues: [
        {
          code: 'invalid',
          path: 'currency',
          message: 'currency must be an ISO 4217 currency code such as "USD", got "usd"',
          found: '"usd"',
          expected: 'an ISO 4217 currency code such as "USD"',
        },
        {
          code: 'invalid',
          path: 'settlement.minimumPayment',
          message: 'settlement.minimumPayment must be 0 or more, got -1',
          found: '-1',
          expected: '0 or more',
        },
        {
          code: 'unknown-field',
          path: 'colour',
          message:
            'colour is not a field of the plan; it takes id, name, from, to, currency, period, calendar, rounding, rateOn, measures, components, limits, pools, release, settlement',
        },
        {
          code: 'unknown-name',
          path: 'components[0].measure',
          message:
            'components[0].measure names a measure that the plan does not have: "revenu"; did you mean "revenue"?',
        },
      ],
    });
    expect(() => commissionPlan(plan)).toThrow(
      'commissionPlan: 4 problems\n- currency must be an ISO 4217 currency code such as "USD", got "usd"\n- settlement',
    );
  });

  it('gives back a frozen copy, which it takes again as it is, and also after JSON', () => {
    const plan = commissionPlan(wholePlan);
    expect(Object.isFrozen(plan.components[0])).toBe(true);
    expect(plan).not.toBe(wholePlan);
    expect(commissionPlan(plan)).toBe(plan);
    const stored = JSON.parse(JSON.stringify(plan)) as CommissionPlan;
    expect(commissionPlan(stored)).toEqual(plan);
    expect(messagesOf({ ...stored, id: 'other' })[0]).toMatch(
      /^hash must be left out or [0-9a-f]{64}, the hash of this plan, got "[0-9a-f]{60}"… \(64 characters\)$/,
    );
  });
});

describe('a hostile plan', () => {
  const cyclic: Loose = { id: 'x' };
  cyclic['measures'] = cyclic;
  const throwing = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw new Error('no');
      },
      getPrototypeOf: () => {
        throw new Error('no');
      },
    },
  );
  it.each<[string, unknown, readonly string[]]>([
    ['no object', null, ['the plan must be an object, got null']],
    ['a proxy that throws', throwing, ['the plan must be an object, got an unreadable object']],
    [
      'a cycle',
      planWith({ measures: cyclic }),
      [
        'measures.id must be an object, got "x"',
        'measures.measures must be an object, got an object that contains itself',
        ...[
          'factors[0].when[0].measure names a measure that the plan does not have: "marginRate"',
          'factors[1].multiply.by names a measure that the plan does not have: "tenure"',
          'measure names a measure that the plan does not have: "revenue"',
        ].map((rule) => `components[0].${rule}; there are id, measures`),
        'components[1].scores[0].measure names a measure that the plan does not have: "satisfaction"; there are id, measures',
        'components[2].measure names a measure that the plan does not have: "revenue"; there are id, measures',
      ],
    ],
    [
      'a million components',
      planWith({ components: Array.from({ length: 1e6 }) }),
      ['components must be an array of at most 10000 items, got an array of 1000000'],
    ],
    [
      'a name that is a prototype',
      JSON.parse(
        JSON.stringify(wholePlan).replace('"tenure":{', '"__proto__":{"kind":"tenure","unit":"days"},"tenure":{'),
      ),
      ['measures.__proto__ is not a name that a measure can have'],
    ],
    [
      'an unknown name that is a prototype',
      planWith({ 'components.0.measure': '__proto__' }),
      [
        'components[0].measure names a measure that the plan does not have: "__proto__"; there are revenue, margin, marginRate, satisfaction, tenure',
      ],
    ],
  ])('with %s is refused', (_, plan, messages) => {
    expect(messagesOf(plan)).toEqual(messages);
  });

  it('with more than 100,000 values is refused from there on', () => {
    // Each of the first ten prizes has 10,001 values; with the plan before them they are more than 100,000 - 9,000 but not than 100,000.
    const prizes = [...Array.from({ length: 9 }, () => Array.from({ length: 10_000 }, () => 1)), [1]];
    const record = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`n${index}`, 1]));
    const list = Array.from({ length: 10_000 }, () => 1);
    const found = messagesOf(planWith({ 'components.2.prizes': [...prizes, record, list] }));
    expect(found.slice(-2)).toEqual([
      expect.stringMatching(
        /^components\[2\]\.prizes\[10\] must be part of a plan of at most 100000 values, got an object with "n0"/,
      ),
      'components[2].prizes[11] must be part of a plan of at most 100000 values, got an array of 10000',
    ]);
    expect(found).toHaveLength(12);
  });

  it('is read seventeen levels deep', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);
    const innermost = (value: unknown): unknown => (Array.isArray(value) ? innermost(value[0]) : value);
    expect(innermost(plainCopy(nested(17)))).toBe('x');
    expect(foundAs(innermost(plainCopy(nested(18))))).toBe('an object that is nested too deeply');
  });

  it('is asked once for each property', () => {
    let asked = 0;
    const plan = {
      ...wholePlan,
      get id(): string {
        asked++;
        return asked === 1 ? 'first' : '';
      },
    };
    expect(commissionPlan(plan).id).toBe('first');
    const bad = {
      ...wholePlan,
      get name(): string {
        throw new Error('no');
      },
    };
    expect(messagesOf(bad)).toEqual([
      'name must be well-formed text of 1 to 200 characters, got a property that throws',
    ]);
  });
});
