import { describe, expect, it } from 'vitest';
import {
  count,
  daysFrom,
  distinct,
  first,
  hoursFrom,
  last,
  maximum,
  mean,
  median,
  minimum,
  monthsFrom,
  percentile,
  product,
  sum,
  trimmedMean,
  workingDaysFrom,
  workingHoursFrom,
} from '../../src/expression/aggregate.ts';
import {
  constant,
  countEntities,
  countPeriods,
  divide,
  foldEntities,
  foldPeriods,
  greaterOf,
  inNextPeriod,
  inPreviousPeriod,
  inSamePeriodLastYear,
  inTrailing,
  kaplanMeierMedian,
  lesserOf,
  minus,
  named,
  overall,
  periodDays,
  periodWorkingDays,
  plus,
  power,
  root,
  rounded,
  times,
  toDateIn,
} from '../../src/expression/arithmetic.ts';
import {
  all,
  any,
  compares,
  daysBetween,
  field,
  hasHappened,
  is,
  isInPeriod,
  isMissing,
  isOneOf,
  isPresent,
  not,
} from '../../src/expression/condition.ts';
import { followedBy, notFollowedBy, notPrecededBy, pairedWith, precededBy } from '../../src/expression/join.ts';
import { defineKpi } from '../../src/expression/kpi.ts';
import { parameter, textParameter } from '../../src/expression/parameter.ts';
import {
  anchoredBy,
  before,
  creditedTo,
  fallsIn,
  records,
  restrictedTo,
  stands,
  within,
} from '../../src/expression/recordSet.ts';

const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
const set = {
  source: 'opportunities',
  where: [{ kind: 'is', field: 'status', values: ['won'] }],
  anchor: { kind: 'falls', field: 'closedOn' },
  join: null,
  owner: null,
};
const horizon = parameter('horizon', 30, 'days');
const plainHorizon = { kind: 'parameter', name: 'horizon', default: '30', unit: 'days' };

const plainJoin = {
  source: 'orders',
  match: 'first',
  side: 'after',
  where: [],
  key: ['id', 'opportunityId'],
  dates: ['closedOn', 'orderedOn'],
  within: null,
  beyond: null,
  compare: [],
};

const wonCount = { kind: 'count', name: 'won', records: set };
const one = { kind: 'constant', value: '1', unit: 'count' };

const built: readonly (readonly [string, () => unknown, unknown])[] = [
  ['fallsIn', () => fallsIn('closedOn'), { kind: 'falls', field: 'closedOn' }],
  [
    'stands',
    () => stands('createdOn', 'closedOn', 'end'),
    { kind: 'stands', from: 'createdOn', until: 'closedOn', at: 'end' },
  ],
  ['before', () => before('start', 'createdOn'), { kind: 'before', field: 'createdOn', at: 'start' }],
  ['within', () => within('createdOn', 'closedOn'), { kind: 'within', from: 'createdOn', until: 'closedOn' }],
  ['records', () => records('opportunities', fallsIn('closedOn'), is('status', 'won')), set],
  [
    'followedBy',
    () =>
      followedBy(records('activities', fallsIn('occurredOn'), is('kind', 'meeting')), 'opportunities', {
        key: ['accountId', 'accountId'],
        dates: ['occurredOn', 'createdOn'],
        where: [isPresent('amount')],
        within: horizon,
        compare: [{ other: 'amount', comparison: 'above', own: 'attributes.score' }],
      }),
    {
      source: 'activities',
      where: [{ kind: 'is', field: 'kind', values: ['meeting'] }],
      anchor: { kind: 'falls', field: 'occurredOn' },
      join: {
        source: 'opportunities',
        match: 'first',
        side: 'after',
        where: [{ kind: 'not', condition: { kind: 'missing', field: 'amount' } }],
        key: ['accountId', 'accountId'],
        dates: ['occurredOn', 'createdOn'],
        within: plainHorizon,
        beyond: null,
        compare: [{ other: 'amount', comparison: 'above', own: 'attributes.score', plus: null }],
      },
      owner: null,
    },
  ],
  [
    'followedBy without more',
    () => followedBy(won, 'orders', { key: ['id', 'opportunityId'], dates: ['closedOn', 'orderedOn'] }).join,
    plainJoin,
  ],
  [
    'followedBy within a number of days',
    () =>
      followedBy(won, 'orders', { key: ['id', 'opportunityId'], dates: ['closedOn', 'orderedOn'], within: 14 }).join
        ?.within,
    '14',
  ],
  [
    'notFollowedBy',
    () =>
      notFollowedBy(won, 'orders', { key: ['id', 'opportunityId'], dates: ['closedOn', 'orderedOn'], beyond: 5 }).join,
    { ...plainJoin, match: 'none', beyond: '5' },
  ],
  [
    'precededBy',
    () =>
      precededBy(won, 'orders', { key: ['id', 'opportunityId'], dates: ['closedOn', 'orderedOn'], beyond: horizon })
        .join,
    { ...plainJoin, side: 'before', beyond: plainHorizon },
  ],
  [
    'notPrecededBy',
    () => notPrecededBy(won, 'orders', { key: ['id', 'opportunityId'], dates: ['closedOn', 'orderedOn'] }),
    { ...set, join: { ...plainJoin, match: 'none', side: 'before' } },
  ],
  [
    'pairedWith',
    () =>
      pairedWith(won, 'orders', {
        side: 'before',
        key: ['id', 'opportunityId'],
        dates: ['closedOn', 'orderedOn'],
        compare: [
          { other: 'orderedOn', comparison: 'atLeast', own: 'createdOn', plus: 30 },
          { other: 'amount', comparison: 'below', own: 'amount', plus: horizon },
        ],
      }),
    {
      ...set,
      join: {
        ...plainJoin,
        match: 'every',
        side: 'before',
        compare: [
          { other: 'orderedOn', comparison: 'atLeast', own: 'createdOn', plus: '30' },
          { other: 'amount', comparison: 'below', own: 'amount', plus: plainHorizon },
        ],
      },
    },
  ],
  [
    'restrictedTo',
    () => restrictedTo(won, isMissing('amount')),
    { ...set, where: [...set.where, { kind: 'missing', field: 'amount' }] },
  ],
  [
    'anchoredBy',
    () => anchoredBy(won, fallsIn('createdOn')),
    { ...set, anchor: { kind: 'falls', field: 'createdOn' } },
  ],
  ['creditedTo', () => creditedTo(won, 'leadId'), { ...set, owner: 'leadId' }],
  [
    'textParameter',
    () => textParameter('competitor', null),
    { kind: 'text-parameter', name: 'competitor', default: null },
  ],
  [
    'is a text parameter',
    () => is('competitor', textParameter('competitor', 'Acme')),
    { kind: 'is', field: 'competitor', values: [{ kind: 'text-parameter', name: 'competitor', default: 'Acme' }] },
  ],
  ['is', () => is('status', 'won'), { kind: 'is', field: 'status', values: ['won'] }],
  ['is a flag', () => is('automatic', false), { kind: 'is', field: 'automatic', values: ['false'] }],
  ['isOneOf', () => isOneOf('status', ['won', 'lost']), { kind: 'is', field: 'status', values: ['won', 'lost'] }],
  ['isMissing', () => isMissing('amount'), { kind: 'missing', field: 'amount' }],
  ['hasHappened', () => hasHappened('closedOn'), { kind: 'happened', field: 'closedOn' }],
  ['isPresent', () => isPresent('amount'), { kind: 'not', condition: { kind: 'missing', field: 'amount' } }],
  [
    'compares',
    () => compares('score', 'atLeast', 9),
    { kind: 'compare', field: 'score', comparison: 'atLeast', limit: '9' },
  ],
  [
    'compares with a text',
    () => compares('score', 'equals', '9.50'),
    { kind: 'compare', field: 'score', comparison: 'equals', limit: '9.50' },
  ],
  [
    'compares with a parameter',
    () => compares('score', 'below', horizon),
    { kind: 'compare', field: 'score', comparison: 'below', limit: plainHorizon },
  ],
  [
    'compares with nothing, which defineKpi refuses',
    () => compares('amount', 'below', null as never),
    { kind: 'compare', field: 'amount', comparison: 'below', limit: null },
  ],
  [
    'compares with a field',
    () => compares('amount', 'below', field('listAmount')),
    { kind: 'compare', field: 'amount', comparison: 'below', limit: { kind: 'field', field: 'listAmount' } },
  ],
  [
    'daysBetween',
    () => daysBetween('createdOn', 'asOf', 'atMost', 0.5),
    { kind: 'days', from: 'createdOn', to: 'asOf', comparison: 'atMost', limit: '0.5' },
  ],
  [
    'isInPeriod',
    () => isInPeriod('createdOn'),
    {
      kind: 'all',
      conditions: [
        { kind: 'days', from: 'period.start', to: 'createdOn', comparison: 'atLeast', limit: '0' },
        { kind: 'days', from: 'createdOn', to: 'period.end', comparison: 'atLeast', limit: '0' },
      ],
    },
  ],
  ['all', () => all(isMissing('a')), { kind: 'all', conditions: [{ kind: 'missing', field: 'a' }] }],
  ['any', () => any(), { kind: 'any', conditions: [] }],
  ['not', () => not(isMissing('a')), { kind: 'not', condition: { kind: 'missing', field: 'a' } }],
  [
    'product',
    () => product('amount', 'probability'),
    {
      kind: 'product',
      factors: [
        { kind: 'field', field: 'amount' },
        { kind: 'field', field: 'probability' },
      ],
    },
  ],
  [
    'product with a span',
    () => product('amount', daysFrom('createdOn', 'asOf')),
    {
      kind: 'product',
      factors: [
        { kind: 'field', field: 'amount' },
        { kind: 'span', unit: 'days', from: 'createdOn', to: 'asOf' },
      ],
    },
  ],
  [
    'workingDaysFrom',
    () => workingDaysFrom('period.before', 'closedOn'),
    { kind: 'span', unit: 'working-days', from: 'period.before', to: 'closedOn' },
  ],
  [
    'monthsFrom',
    () => monthsFrom('createdOn', 'closedOn'),
    { kind: 'span', unit: 'months', from: 'createdOn', to: 'closedOn' },
  ],
  [
    'workingHoursFrom',
    () => workingHoursFrom('createdOn', 'other.occurredOn'),
    { kind: 'span', unit: 'working-hours', from: 'createdOn', to: 'other.occurredOn' },
  ],
  [
    'trimmedMean',
    () => trimmedMean('typical', won, 'amount', 0.1),
    { kind: 'trimmed-mean', name: 'typical', of: { kind: 'field', field: 'amount' }, fraction: '0.1', records: set },
  ],
  [
    'daysFrom',
    () => daysFrom('createdOn', 'closedOn'),
    { kind: 'span', unit: 'days', from: 'createdOn', to: 'closedOn' },
  ],
  [
    'hoursFrom',
    () => hoursFrom('createdOn', 'other.occurredOn'),
    { kind: 'span', unit: 'hours', from: 'createdOn', to: 'other.occurredOn' },
  ],
  ['count', () => count('won', won), wonCount],
  [
    'distinct',
    () => distinct('buyers', won, 'accountId'),
    { kind: 'distinct', name: 'buyers', field: 'accountId', records: set },
  ],
  [
    'sum',
    () => sum('value', won, 'amount'),
    { kind: 'sum', name: 'value', of: { kind: 'field', field: 'amount' }, records: set },
  ],
  [
    'sum of a product',
    () => sum('value', won, product('amount', 'probability')),
    {
      kind: 'sum',
      name: 'value',
      of: {
        kind: 'product',
        factors: [
          { kind: 'field', field: 'amount' },
          { kind: 'field', field: 'probability' },
        ],
      },
      records: set,
    },
  ],
  [
    'mean',
    () => mean('cycle', won, daysFrom('createdOn', 'closedOn')),
    {
      kind: 'mean',
      name: 'cycle',
      of: { kind: 'span', unit: 'days', from: 'createdOn', to: 'closedOn' },
      records: set,
    },
  ],
  [
    'minimum',
    () => minimum('least', won, 'amount'),
    { kind: 'minimum', name: 'least', of: { kind: 'field', field: 'amount' }, records: set },
  ],
  [
    'maximum',
    () => maximum('most', won, 'amount'),
    { kind: 'maximum', name: 'most', of: { kind: 'field', field: 'amount' }, records: set },
  ],
  [
    'median',
    () => median('middle', won, 'amount'),
    {
      kind: 'percentile',
      name: 'middle',
      of: { kind: 'field', field: 'amount' },
      fraction: '0.5',
      method: 'linear',
      records: set,
    },
  ],
  [
    'percentile',
    () => percentile('p90', won, 'amount', 0.9),
    {
      kind: 'percentile',
      name: 'p90',
      of: { kind: 'field', field: 'amount' },
      fraction: '0.9',
      method: 'linear',
      records: set,
    },
  ],
  [
    'percentile by a parameter',
    () => percentile('p', won, 'amount', parameter('share', '0.8', 'ratio'), 'nearest-rank'),
    {
      kind: 'percentile',
      name: 'p',
      of: { kind: 'field', field: 'amount' },
      fraction: { kind: 'parameter', name: 'share', default: '0.8', unit: 'ratio' },
      method: 'nearest-rank',
      records: set,
    },
  ],
  [
    'first',
    () => first('earliest', won, 'amount', 'closedOn'),
    { kind: 'first', name: 'earliest', of: { kind: 'field', field: 'amount' }, by: 'closedOn', records: set },
  ],
  [
    'last',
    () => last('latest', won, 'amount', 'closedOn'),
    { kind: 'last', name: 'latest', of: { kind: 'field', field: 'amount' }, by: 'closedOn', records: set },
  ],
  ['constant', () => constant('12.50', 'currency'), { kind: 'constant', value: '12.50', unit: 'currency' }],
  ['constant of a number', () => constant(1e21), { kind: 'constant', value: '1e+21', unit: 'count' }],
  ['parameter', () => parameter('n', 3), { kind: 'parameter', name: 'n', default: '3', unit: 'count' }],
  ['plus', () => plus(count('won', won), 1), { kind: 'plus', left: wonCount, right: one }],
  ['minus', () => minus(1, count('won', won)), { kind: 'minus', left: one, right: wonCount }],
  ['times', () => times(1, 1), { kind: 'times', left: one, right: one }],
  [
    'divide',
    () => divide(count('won', won), 1),
    { kind: 'divide', left: wonCount, right: one, zero: 'no-denominator' },
  ],
  [
    'divide by a base',
    () => divide(1, count('won', won), 'base-not-positive'),
    { kind: 'divide', left: one, right: wonCount, zero: 'base-not-positive' },
  ],
  ['lesserOf', () => lesserOf(1, 1), { kind: 'lesser', left: one, right: one }],
  ['greaterOf', () => greaterOf(1, 1), { kind: 'greater', left: one, right: one }],
  ['named', () => named('win-count', count('won', won)), { kind: 'named', name: 'win-count', formula: wonCount }],
  ['overall', () => overall(1), { kind: 'overall', formula: one }],
  [
    'inPreviousPeriod of more',
    () => inPreviousPeriod(1, 2),
    { kind: 'in-period', change: { kind: 'previous', count: 2 }, formula: one },
  ],
  [
    'inNextPeriod of more',
    () => inNextPeriod(1, 2),
    { kind: 'in-period', change: { kind: 'next', count: 2 }, formula: one },
  ],
  [
    'inSamePeriodLastYear of more',
    () => inSamePeriodLastYear(1, 3),
    { kind: 'in-period', change: { kind: 'same-last-year', count: 3 }, formula: one },
  ],
  ['inPreviousPeriod', () => inPreviousPeriod(1), { kind: 'in-period', change: { kind: 'previous' }, formula: one }],
  [
    'inSamePeriodLastYear',
    () => inSamePeriodLastYear(1),
    { kind: 'in-period', change: { kind: 'same-last-year' }, formula: one },
  ],
  [
    'inTrailing',
    () => inTrailing(12, 'month', 1),
    { kind: 'in-period', change: { kind: 'trailing', count: 12, grain: 'month' }, formula: one },
  ],
  [
    'toDateIn',
    () => toDateIn('year', 1),
    { kind: 'in-period', change: { kind: 'to-date', grain: 'year' }, formula: one },
  ],
  [
    'countEntities',
    () => countEntities('winners', 'owner', [count('won', won), 'above', 1]),
    {
      kind: 'per-entity',
      name: 'winners',
      by: 'owner',
      fold: 'count',
      value: null,
      having: [{ value: wonCount, comparison: 'above', limit: one }],
    },
  ],
  [
    'foldEntities',
    () => foldEntities('typical', 'account', 'median', count('won', won)),
    { kind: 'per-entity', name: 'typical', by: 'account', fold: 'median', value: wonCount, having: [] },
  ],
  [
    'countPeriods',
    () => countPeriods('months', 'month', [count('won', won), 'above', 1]),
    {
      kind: 'per-period',
      name: 'months',
      grain: 'month',
      fold: 'count',
      value: null,
      having: [{ value: wonCount, comparison: 'above', limit: one }],
    },
  ],
  [
    'foldPeriods',
    () => foldPeriods('daily', 'day', 'mean', count('won', won)),
    { kind: 'per-period', name: 'daily', grain: 'day', fold: 'mean', value: wonCount, having: [] },
  ],
  ['inNextPeriod', () => inNextPeriod(1), { kind: 'in-period', change: { kind: 'next' }, formula: one }],
  ['periodDays', () => periodDays('d', 'elapsed'), { kind: 'period-length', name: 'd', unit: 'days', days: 'elapsed' }],
  [
    'periodWorkingDays',
    () => periodWorkingDays('d', 'whole'),
    { kind: 'period-length', name: 'd', unit: 'working-days', days: 'whole' },
  ],
  ['power', () => power(1, 2), { kind: 'power', base: one, exponent: '2' }],
  [
    'root by a parameter',
    () => root(1, parameter('n', 3)),
    { kind: 'root', base: one, exponent: { kind: 'parameter', name: 'n', default: '3', unit: 'count' } },
  ],
  ['root', () => root(1, 2), { kind: 'root', base: one, exponent: '2' }],
  ['rounded', () => rounded(1, 2), { kind: 'rounded', formula: one, digits: 2, mode: 'half-up' }],
  ['rounded by a mode', () => rounded(1, -1, 'floor'), { kind: 'rounded', formula: one, digits: -1, mode: 'floor' }],
  [
    'kaplanMeierMedian',
    () => kaplanMeierMedian('time', 'lead', count('won', won), [1, 'above', count('won', won)], [1, 'equals', 1]),
    {
      kind: 'per-entity',
      name: 'time',
      by: 'lead',
      fold: 'kaplan-meier-median',
      value: wonCount,
      having: [{ value: one, comparison: 'equals', limit: one }],
      observed: { value: one, comparison: 'above', limit: wonCount },
    },
  ],
  [
    'power by a parameter',
    () => power(1, parameter('n', 3)),
    {
      kind: 'power',
      base: one,
      exponent: { kind: 'parameter', name: 'n', default: '3', unit: 'count' },
    },
  ],
];

describe('the builders', () => {
  it.each(built)('%s gives plain data', (_name, build, expected) => {
    const expression = build();
    expect(expression).toStrictEqual(expected);
    expect(JSON.parse(JSON.stringify(expression))).toStrictEqual(expression);
  });

  it('copy lists that they are given', () => {
    const values = ['won'];
    const condition = isOneOf('status', values);
    values.push('lost');
    expect(condition).toEqual(is('status', 'won'));
  });
});

describe('a KPI', () => {
  const definition = {
    id: 'contested-share',
    name: 'Contested share',
    question: 'How many wins were contested?',
    category: 'outcome',
    indicator: 'lagging',
    cadence: 'monthly',
    unit: 'ratio',
    better: 'depends',
    formula: divide(
      count('contested', records('opportunities', fallsIn('closedOn'), isPresent('competitor'))),
      count('won', won),
    ),
    counts: 'Won opportunities.',
    undefinedWhen: 'Nothing was won.',
    variants: { 'by-value': { differs: 'Sums.', formula: sum('value', won, 'amount'), unit: 'currency' } },
    examples: [{ given: { contested: 1, won: 4 }, expected: '0.25' }],
    sources: [],
  } as const;
  const contestedShare = defineKpi(definition);

  it('is frozen down to its conditions, and leaves what it was given as it was', () => {
    const open: unknown[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) open.push(value);
      Object.values(value).forEach(visit);
    };
    visit(contestedShare);
    expect(open).toEqual([]);
    expect(Object.isFrozen(definition.formula)).toBe(false);
    expect(contestedShare.formula).toStrictEqual(definition.formula);
  });

  it('has everything that a reader may ask for', () => {
    expect(contestedShare).toMatchObject({
      id: 'contested-share',
      key: 'contested-share',
      variant: null,
      levels: [],
      related: [],
      pitfalls: [],
    });
    expect(contestedShare.variants['by-value']).toStrictEqual({
      id: 'contested-share',
      variant: 'by-value',
      key: 'contested-share/by-value',
      name: 'Contested share (by-value)',
      unit: 'currency',
      differs: 'Sums.',
      formula: definition.variants['by-value'].formula,
      examples: [],
    });
  });

  it('is a part under its own key where it is an operand, as its variants are', () => {
    expect(plus(contestedShare, 1)).toStrictEqual({
      kind: 'plus',
      left: { kind: 'named', name: 'contested-share', formula: definition.formula },
      right: one,
    });
    expect(named('value', contestedShare.variants['by-value'])).toMatchObject({
      name: 'value',
      formula: { kind: 'named', name: 'contested-share/by-value' },
    });
  });

  it('is plain data: it comes back from JSON as it was', () => {
    expect(JSON.parse(JSON.stringify(contestedShare))).toStrictEqual(contestedShare);
  });
});
