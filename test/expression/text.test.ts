import { describe, expect, it } from 'vitest';
import {
  count,
  daysFrom,
  distinct,
  first,
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
  type Condition,
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
import { conditionText } from '../../src/expression/conditionText.ts';
import type {
  Aggregate,
  Formula,
  PerEntity,
  PeriodChange,
  PeriodLength,
  PerPeriod,
} from '../../src/expression/expression.ts';
import { followedBy, notFollowedBy, notPrecededBy, pairedWith, precededBy } from '../../src/expression/join.ts';
import { parameter, textParameter } from '../../src/expression/parameter.ts';
import {
  type Anchor,
  always,
  before,
  creditedTo,
  fallsIn,
  type RecordSet,
  records,
  restrictedTo,
  stands,
  within,
} from '../../src/expression/recordSet.ts';
import {
  aggregateText,
  anchorText,
  formulaText,
  joinText,
  onlyConditionText,
  perEntityText,
  periodChangeText,
  periodLengthText,
  perPeriodText,
  quantityText,
  recordSetText,
} from '../../src/expression/text.ts';

const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
const wonText = 'opportunities where closedOn falls in the period; status is "won"';
const least = parameter('least', '100.50', 'currency');

it.each<[Condition, string]>([
  [is('status', 'won'), 'status is "won"'],
  [is('automatic', true), 'automatic is "true"'],
  [is('stage', 'say "hi"\n\ud800'), 'stage is "say \\"hi\\"\\n\\ud800"'],
  [isOneOf('status', ['won', 'lost']), 'status is one of "won", "lost"'],
  [is('stage', textParameter('step', 'demo')), 'stage is step ("demo" by default)'],
  [not(is('stage', textParameter('step', null))), 'stage is not step (any by default)'],
  [isOneOf('stage', ['a', textParameter('step', null)]), 'stage is one of "a", step (any by default)'],
  [isMissing('amount'), 'amount is missing'],
  [hasHappened('closedOn'), 'closedOn has happened'],
  [isPresent('amount'), 'amount is present'],
  [not(isPresent('amount')), 'amount is missing'],
  [not(compares('amount', 'above', 5)), 'amount is at most 5 or missing'],
  [not(compares('amount', 'equals', 5)), 'amount is not exactly 5 or missing'],
  [not(compares('amount', 'atLeast', field('listAmount'))), 'amount is below listAmount, or either is missing'],
  [not(not(compares('amount', 'above', 5))), 'amount is above 5'],
  [daysBetween('sqlOn', 'asOf', 'atLeast', 0), 'sqlOn is not after asOf'],
  [not(daysBetween('sqlOn', 'asOf', 'atLeast', 0)), 'sqlOn is after asOf or missing'],
  [not(daysBetween('asOf', 'startedOn', 'above', 0)), 'startedOn is not after asOf or missing'],
  [
    not(daysBetween('createdOn', 'closedOn', 'equals', 0)),
    'closedOn is not the same day as createdOn, or either is missing',
  ],
  [
    not(daysBetween('createdOn', 'asOf', 'atMost', 30)),
    'days from createdOn to asOf are above 30, or createdOn is missing',
  ],
  [not(daysBetween('asOf', 'period.end', 'equals', 0)), 'period.end is not the same day as asOf'],
  [
    all(is('a', 'x'), not(compares('b', 'above', 5)), not(not(not(compares('c', 'above', 5))))),
    'a is "x" and (b is at most 5 or missing) and (c is at most 5 or missing)',
  ],
  [
    all(not(daysBetween('sqlOn', 'asOf', 'atLeast', 0)), isPresent('a'), not(is('b', 'y'))),
    '(sqlOn is after asOf or missing) and a is present and b is not "y"',
  ],
  [not(compares('amount', 'above', field('amount'))), 'amount is at most amount or missing'],
  [not(compares('amount', 'below', least)), 'amount is at least least (100.50 by default) or missing'],
  [not(all(is('a', 'x'), is('b', 'y'))), 'not (a is "x" and b is "y")'],
  [not(not(any(is('a', 'x'), is('b', 'y')))), 'a is "x" or b is "y"'],
  [all(not(not(any(is('a', 'x'), is('b', 'y')))), not(not(is('c', 'z')))), '(a is "x" or b is "y") and c is "z"'],
  [any(all(is('a', 'x'), is('b', 'y')), is('c', 'z')), '(a is "x" and b is "y") or c is "z"'],
  [compares('amount', 'above', 5), 'amount is above 5'],
  [compares('amount', 'atLeast', '5.0'), 'amount is at least 5.0'],
  [compares('amount', 'below', 5), 'amount is below 5'],
  [compares('amount', 'atMost', 5), 'amount is at most 5'],
  [compares('amount', 'equals', 5), 'amount is exactly 5'],
  [compares('amount', 'below', field('listAmount')), 'amount is below listAmount'],
  [compares('amount', 'equals', field('other.amount')), 'amount is exactly other.amount'],
  [compares('amount', 'above', least), 'amount is above least (100.50 by default)'],
  [daysBetween('createdOn', 'closedOn', 'above', 0), 'closedOn is after createdOn'],
  [daysBetween('createdOn', 'closedOn', 'below', 0), 'closedOn is before createdOn'],
  [daysBetween('createdOn', 'closedOn', 'atMost', 0), 'closedOn is not after createdOn'],
  [daysBetween('createdOn', 'closedOn', 'equals', 0), 'closedOn is the same day as createdOn'],
  [hasHappened('closedOn'), 'closedOn has happened'],
  [not(hasHappened('closedOn')), 'closedOn has not happened'],
  [daysBetween('createdOn', 'asOf', 'atMost', 30), 'days from createdOn to asOf are at most 30'],
  [isInPeriod('createdOn'), 'createdOn is not before period.start and createdOn is not after period.end'],
  [all(), 'always'],
  [any(), 'never'],
  [all(is('a', 'x')), 'a is "x"'],
  [all(is('a', 'x'), is('b', 'y')), 'a is "x" and b is "y"'],
  [any(is('a', 'x'), is('b', 'y')), 'a is "x" or b is "y"'],
  [all(any(is('a', 'x'), is('b', 'y')), is('c', 'z')), '(a is "x" or b is "y") and c is "z"'],
  [any(all(is('a', 'x')), is('c', 'z')), 'a is "x" or c is "z"'],
  [not(any(is('a', 'x'), is('b', 'y'))), 'not (a is "x" or b is "y")'],
  [not(is('a', 'x')), 'a is not "x"'],
])('a condition reads so (%#)', (condition, text) => {
  expect(conditionText(condition)).toBe(text);
});

it.each<[Anchor, string]>([
  [fallsIn('closedOn'), 'closedOn falls in the period'],
  [stands('createdOn', 'closedOn', 'start'), 'standing at the start of the period (from createdOn until closedOn)'],
  [stands('createdOn', 'closedOn', 'end'), 'standing at the end of the period (from createdOn until closedOn)'],
  [before('start', 'closedOn'), 'closedOn is before the period'],
  [before('end', 'closedOn'), 'closedOn is not after the period'],
  [within('createdOn', 'closedOn'), 'createdOn to closedOn lies within the period'],
])('an anchor reads so (%#)', (anchor, text) => {
  expect(anchorText(anchor)).toBe(text);
});

describe('a record set', () => {
  it('reads as its source, its anchor and its conditions', () => {
    expect(recordSetText(won)).toBe(wonText);
    expect(recordSetText(records('leads', before('end', 'createdOn')))).toBe(
      'leads where createdOn is not after the period',
    );
  });

  it('says what is joined, and to whom it is credited', () => {
    const match = { key: ['accountId', 'accountId'], dates: ['closedOn', 'orderedOn'] } as const;
    const closed = records('opportunities', always());
    const text = (set: RecordSet): string => recordSetText(set).replace('opportunities of any period; ', '');
    expect(text(notFollowedBy(closed, 'orders', match))).toBe(
      'followed by none of orders with the same accountId, orderedOn not before closedOn',
    );
    expect(text(precededBy(closed, 'orders', { ...match, beyond: parameter('gap', 90, 'days') }))).toBe(
      'preceded by one of orders with the same accountId, orderedOn not after closedOn, more than gap (90 by default) days earlier',
    );
    expect(text(notPrecededBy(closed, 'orders', match))).toBe(
      'preceded by none of orders with the same accountId, orderedOn not after closedOn',
    );
    const paired = pairedWith(closed, 'orders', {
      ...match,
      side: 'after',
      beyond: 0,
      compare: [
        { other: 'amount', comparison: 'atLeast', own: 'amount', plus: 5 },
        { other: 'orderedOn', comparison: 'below', own: 'contractEndsOn' },
      ],
    });
    expect(text(creditedTo(restrictedTo(paired, is('other.product', 'pro')), 'leadId'))).toBe(
      'other.product is "pro"; paired with each of orders with the same accountId, orderedOn not before closedOn, more than 0 days later, its amount at least amount + 5, its orderedOn below contractEndsOn; credited to leadId',
    );
  });

  it('says what follows', () => {
    const answered = followedBy(records('leads', fallsIn('createdOn')), 'activities', {
      key: ['id', 'leadId'],
      dates: ['createdOn', 'occurredOn'],
    });
    expect(recordSetText(answered)).toBe(
      'leads where createdOn falls in the period; followed by one of activities with the same id (its leadId), occurredOn not before createdOn',
    );
    const renewed = followedBy(records('opportunities', fallsIn('closedOn')), 'opportunities', {
      key: ['accountId', 'accountId'],
      dates: ['closedOn', 'createdOn'],
      within: 90,
      where: [is('status', 'won'), isPresent('amount')],
      compare: [{ other: 'amount', comparison: 'above', own: 'amount' }],
    });
    expect(renewed.join === null ? '' : joinText(renewed.join)).toBe(
      'followed by one of opportunities with the same accountId, createdOn not before closedOn, within 90 days, status is "won", amount is present, its amount above amount',
    );
  });
});

it.each<[Formula, string]>([
  [count('won', won), `number of ${wonText}`],
  [distinct('buyers', won, 'accountId'), `number of different values of accountId over ${wonText}`],
  [sum('value', won, 'amount'), `sum of amount over ${wonText}`],
  [sum('weighted', won, product('amount', 'probability')), `sum of amount × probability over ${wonText}`],
  [mean('cycle', won, daysFrom('createdOn', 'closedOn')), `mean of days from createdOn to closedOn over ${wonText}`],
  [minimum('least', won, 'amount'), `minimum of amount over ${wonText}`],
  [maximum('most', won, 'amount'), `maximum of amount over ${wonText}`],
  [median('middle', won, 'amount'), `median of amount over ${wonText}`],
  [percentile('half', won, 'amount', '0.5', 'nearest-rank'), `percentile 0.5 (nearest-rank) of amount over ${wonText}`],
  [
    percentile('p', won, 'amount', parameter('share', 0.9, 'ratio')),
    `percentile share (0.9 by default) (linear) of amount over ${wonText}`,
  ],
  [trimmedMean('typical', won, 'amount', 0.1), `mean without the smallest and largest 0.1 of amount over ${wonText}`],
  [first('f', won, 'amount', 'createdOn'), `first by createdOn of amount over ${wonText}`],
  [last('l', won, 'amount', 'createdOn'), `last by createdOn of amount over ${wonText}`],
])('an aggregate reads so (%#)', (aggregate, text) => {
  expect(aggregateText(aggregate as Aggregate)).toBe(text);
});

it('quantities read so', () => {
  expect(quantityText({ kind: 'field', field: 'amount' })).toBe('amount');
  expect(
    quantityText({
      kind: 'product',
      factors: [
        { kind: 'field', field: 'a' },
        { kind: 'field', field: 'b' },
        { kind: 'field', field: 'c' },
      ],
    }),
  ).toBe('a × b × c');
  expect(quantityText(product('amount', product('quantity', workingDaysFrom('createdOn', 'asOf'))))).toBe(
    'amount × quantity × (working days from createdOn to asOf)',
  );
  expect(quantityText(monthsFrom('createdOn', 'period.end'))).toBe('months from createdOn to period.end');
  expect(quantityText(workingHoursFrom('a', 'b'))).toBe('working hours from a to b');
  expect(quantityText({ kind: 'span', unit: 'hours', from: 'a', to: 'other.b' })).toBe('hours from a to other.b');
});

const [a, b, c] = [count('a', won), count('b', won), count('c', won)];

it.each<[Formula, string]>([
  [a, 'a'],
  [constant('12.50'), '12.50'],
  [parameter('n', 3), 'n'],
  [divide(a, b), 'a / b'],
  [plus(a, 1), 'a + 1'],
  [minus(minus(a, b), c), 'a − b − c'],
  [minus(a, minus(b, c)), 'a − (b − c)'],
  [minus(a, plus(b, c)), 'a − (b + c)'],
  [plus(a, minus(b, c)), 'a + b − c'],
  [plus(a, plus(b, c)), 'a + b + c'],
  [divide(a, divide(b, c)), 'a / (b / c)'],
  [divide(a, times(b, c)), 'a / (b × c)'],
  [divide(divide(a, b), c), 'a / b / c'],
  [times(a, divide(b, c)), 'a × b / c'],
  [times(plus(a, b), minus(a, c)), '(a + b) × (a − c)'],
  [minus(times(a, b), divide(b, c)), 'a × b − b / c'],
  [lesserOf(plus(a, b), c), 'lesser of (a + b, c)'],
  [times(greaterOf(a, b), c), 'greater of (a, b) × c'],
  [named('share', divide(a, b)), 'share'],
  [inPreviousPeriod(a), 'a [previous period]'],
  [divide(a, overall(a)), 'a / a [of all]'],
  [overall(inPreviousPeriod(plus(a, b))), '(a + b) [previous period] [of all]'],
  [divide(inTrailing(12, 'month', plus(a, b)), c), '(a + b) [trailing 12 months] / c'],
  [countEntities('winners', 'owner'), 'winners'],
  [countPeriods('months', 'month'), 'months'],
  [periodDays('days', 'whole'), 'days'],
  [power(a, 2), 'a ^ 2'],
  [power(plus(a, b), parameter('n', 3)), '(a + b) ^ n (3 by default)'],
  [times(root(minus(a, b), 2), c), 'root 2 of (a − b) × c'],
  [times(rounded(minus(a, b), 0), c), 'rounded half-up to a whole number (a − b) × c'],
  [rounded(a, 1, 'floor'), 'rounded floor to 1 decimal (a)'],
  [rounded(a, 2), 'rounded half-up to 2 decimals (a)'],
  [rounded(a, -3, 'half-even'), 'rounded half-even to a multiple of 1000 (a)'],
])('a formula reads so (%#)', (formula, text) => {
  expect(formulaText(formula)).toBe(text);
});

it.each<[Formula, string]>([
  [inPreviousPeriod(a), 'previous period'],
  [inSamePeriodLastYear(a), 'same period last year'],
  [inTrailing(1, 'year', a), 'trailing 1 year'],
  [inTrailing(parameter('months', 36), 'month', a), 'trailing months (36 by default) months'],
  [inPreviousPeriod(a, 1), 'previous period'],
  [inPreviousPeriod(a, 2), '2 periods before'],
  [inNextPeriod(a, parameter('lag', 1)), 'lag (1 by default) periods after'],
  [inSamePeriodLastYear(a, 3), 'same period 3 years before'],
  [inTrailing(4, 'week', a), 'trailing 4 weeks'],
  [toDateIn('quarter', a), 'quarter to date'],
  [inNextPeriod(a), 'next period'],
])('a change of period reads so (%#)', (formula, text) => {
  expect(periodChangeText((formula as { change: PeriodChange }).change)).toBe(text);
});

it.each<[Formula, string]>([
  [countEntities('n', 'owner'), 'number of entities by owner'],
  [countEntities('n', 'owner', [a, 'atLeast', b], [a, 'above', 0]), 'number of entities by owner with a ≥ b and a > 0'],
  [
    foldEntities('n', 'account', 'mean', divide(a, b), [b, 'below', 5]),
    'mean of a / b over entities by account with b < 5',
  ],
  [
    kaplanMeierMedian('n', 'account', plus(a, b), [b, 'above', 5]),
    'Kaplan-Meier median of a + b over entities by account, observed where b > 5',
  ],
  [
    kaplanMeierMedian('n', 'account', a, [b, 'above', 5], [c, 'equals', 0]),
    'Kaplan-Meier median of a over entities by account with c = 0, observed where b > 5',
  ],
  [
    foldEntities('n', 'account', 'sum', a, [b, 'atMost', 5], [b, 'equals', c]),
    'sum of a over entities by account with b ≤ 5 and b = c',
  ],
])('a figure per entity reads so (%#)', (formula, text) => {
  expect(perEntityText(formula as PerEntity)).toBe(text);
});

it('one condition of several reads so', () => {
  const perEntity = foldEntities('n', 'account', 'sum', a, [b, 'atMost', 5], [b, 'equals', c]) as PerEntity;
  expect(perEntity.having.map((condition) => onlyConditionText(perEntity, condition))).toEqual([
    'number of entities by account with b ≤ 5',
    'number of entities by account with b = c',
  ]);
  const perPeriod = foldPeriods('n', 'week', 'mean', a, [b, 'above', 0], [c, 'below', 1]) as PerPeriod;
  expect(perPeriod.having.map((condition) => onlyConditionText(perPeriod, condition))).toEqual([
    'number of weeks of the period with b > 0',
    'number of weeks of the period with c < 1',
  ]);
});

it.each<[Formula, string]>([
  [countPeriods('n', 'month'), 'number of months of the period'],
  [countPeriods('n', 'week', [a, 'above', 0]), 'number of weeks of the period with a > 0'],
  [foldPeriods('n', 'day', 'mean', plus(a, b)), 'mean of a + b over days of the period'],
])('a figure per period reads so (%#)', (formula, text) => {
  expect(perPeriodText(formula as PerPeriod)).toBe(text);
});

it.each<[Formula, string]>([
  [periodDays('n', 'whole'), 'days of the period'],
  [periodDays('n', 'elapsed'), 'days of the period so far'],
  [periodDays('n', 'remaining'), 'days of the period that remain'],
  [periodWorkingDays('n', 'whole'), 'working days of the period'],
])('a length reads so (%#)', (formula, text) => {
  expect(periodLengthText(formula as PeriodLength)).toBe(text);
});
