import { describe, expectTypeOf, it } from 'vitest';
import {
  anchoredBy,
  before,
  compares,
  count,
  countEntities,
  creditedTo,
  daysBetween,
  daysFrom,
  distinct,
  divide,
  fallsIn,
  field,
  first,
  foldEntities,
  followedBy,
  type GivenOf,
  hoursFrom,
  inTrailing,
  is,
  isMissing,
  kpis,
  mean,
  monthsFrom,
  named,
  notFollowedBy,
  type PartsOf,
  pairedWith,
  parameter,
  percentile,
  plus,
  product,
  records,
  restrictedTo,
  stands,
  sum,
  trimmedMean,
  workingDaysFrom,
  workingHoursFrom,
} from '../../src/index.ts';

const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));

describe('records', () => {
  it('know their fields', () => {
    records('opportunities', fallsIn('closedOn'), is('attributes.region', 'north'), isMissing('competitor'));
    records('opportunityHistory', stands('standsFrom', 'standsUntil', 'end'));
    records('opportunities', fallsIn('closedOn'), daysBetween('createdOn', 'period.start', 'above', 30));
    records('leads', before('end', 'createdOn'), compares('attributes.score', 'atLeast', parameter('score', 50)));
    records('opportunities', fallsIn('closedOn'), compares('amount', 'below', field('listAmount')));
    // @ts-expect-error: unknown field as a limit
    records('opportunities', fallsIn('closedOn'), compares('amount', 'below', field('listPrice')));
    // @ts-expect-error: unknown source
    records('opportunity', fallsIn('closedOn'));
    // @ts-expect-error: unknown date
    records('opportunities', fallsIn('closedAt'));
    // @ts-expect-error: an amount is no date
    records('opportunities', fallsIn('amount'));
    // @ts-expect-error: a date of another source
    records('opportunities', fallsIn('orderedOn'));
    // @ts-expect-error: unknown field in a condition
    records('opportunities', fallsIn('closedOn'), is('state', 'won'));
    // @ts-expect-error: unknown field in a comparison of dates
    records('opportunities', fallsIn('closedOn'), daysBetween('created', 'closedOn', 'above', 30));
    // @ts-expect-error: a custom field is no date
    records('opportunities', fallsIn('attributes.signedOn'));
    // @ts-expect-error: unknown comparison
    compares('amount', 'atleast', 5);
    // @ts-expect-error: stands at the start or the end
    stands('createdOn', 'closedOn', 'middle');
  });

  it('know the fields of their followers', () => {
    const answered = followedBy(records('leads', fallsIn('createdOn')), 'activities', {
      key: ['id', 'leadId'],
      dates: ['createdOn', 'occurredOn'],
      where: [is('kind', 'call')],
      within: 30,
    });
    mean('response', answered, daysFrom('createdOn', 'other.occurredOn'));
    followedBy(records('leads', fallsIn('createdOn')), 'activities', {
      // @ts-expect-error: unknown field of the follower
      key: ['id', 'lead'],
      dates: ['createdOn', 'occurredOn'],
    });
    followedBy(records('leads', fallsIn('createdOn')), 'activities', {
      key: ['id', 'leadId'],
      // @ts-expect-error: a kind is no date
      dates: ['createdOn', 'kind'],
    });
    const paired = pairedWith(records('leads', fallsIn('createdOn')), 'activities', {
      side: 'after',
      key: ['id', 'leadId'],
      dates: ['createdOn', 'occurredOn'],
      compare: [{ other: 'dueOn', comparison: 'above', own: 'createdOn', plus: 5 }],
    });
    distinct('calls', paired, 'other.id');
    first('call', paired, 'attributes.score', 'other.occurredOn');
    anchoredBy(paired, fallsIn('other.occurredOn'));
    restrictedTo(paired, is('other.kind', 'call'), daysBetween('createdOn', 'other.occurredOn', 'below', 5));
    creditedTo(restrictedTo(won, is('stage', 'proposal')), 'leadId');
    // @ts-expect-error: unknown field of the other record
    restrictedTo(paired, is('other.stage', 'call'));
    // @ts-expect-error: a kind is no date
    anchoredBy(paired, fallsIn('other.kind'));
    // @ts-expect-error: a kind is no date
    first('call', paired, 'attributes.score', 'other.kind');
    // @ts-expect-error: unknown field of the other record
    distinct('calls', paired, 'other.stage');
    // @ts-expect-error: these records are joined to none
    distinct('calls', won, 'other.id');
    // @ts-expect-error: these records are joined to none
    restrictedTo(won, is('other.kind', 'call'));
    // @ts-expect-error: these records are joined to none
    anchoredBy(won, fallsIn('other.occurredOn'));
    // @ts-expect-error: a record is joined once
    followedBy(paired, 'orders', { key: ['accountId', 'accountId'], dates: ['createdOn', 'orderedOn'] });
    // @ts-expect-error: a date names no rep
    creditedTo(won, 'closedOn');
    // @ts-expect-error: the side is missing
    pairedWith(records('leads', fallsIn('createdOn')), 'activities', {
      key: ['id', 'leadId'],
      dates: ['createdOn', 'occurredOn'],
    });
    notFollowedBy(records('leads', fallsIn('createdOn')), 'activities', {
      key: ['id', 'leadId'],
      dates: ['createdOn', 'occurredOn'],
      // @ts-expect-error: a kind is neither a number nor a date
      compare: [{ other: 'kind', comparison: 'above', own: 'createdOn' }],
    });
    const alone = notFollowedBy(records('leads', fallsIn('createdOn')), 'activities', {
      key: ['id', 'leadId'],
      dates: ['createdOn', 'occurredOn'],
    });
    // @ts-expect-error: nothing follows these records
    mean('response', alone, daysFrom('createdOn', 'other.occurredOn'));
    // @ts-expect-error: nothing follows these records
    mean('response', won, daysFrom('createdOn', 'other.occurredOn'));
    // @ts-expect-error: unknown field of the follower
    mean('response', answered, daysFrom('createdOn', 'other.closedOn'));
  });
});

describe('aggregates', () => {
  it('know which fields are numbers', () => {
    sum('value', won, 'amount');
    sum('value', won, 'attributes.seats');
    sum('weighted', won, product('amount', 'probability'));
    percentile('p', won, 'amount', parameter('share', '0.9', 'ratio'), 'nearest-rank');
    first('earliest', won, 'amount', 'closedOn');
    distinct('buyers', won, 'accountId');
    // @ts-expect-error: misspelt
    sum('value', won, 'amout');
    // @ts-expect-error: a date is no number
    sum('value', won, 'closedOn');
    // @ts-expect-error: a text is no number
    sum('value', won, 'stage');
    sum('weighted', won, product('amount', daysFrom('createdOn', 'asOf')));
    mean('age', won, workingDaysFrom('createdOn', 'period.end'));
    mean('left', won, monthsFrom('period.start', 'closedOn'));
    trimmedMean('typical', won, product('amount', product('quantity', 'attributes.seats')), parameter('trim', 0.1));
    distinct('days', won, 'closedOn');
    // @ts-expect-error: a date of the period has no time of day
    mean('age', won, hoursFrom('createdOn', 'asOf'));
    // @ts-expect-error: a date of the period has no time of day
    mean('age', won, workingHoursFrom('period.start', 'createdOn'));
    // @ts-expect-error: unknown date of the period
    mean('age', won, daysFrom('createdOn', 'period.middle'));
    // @ts-expect-error: unknown field in a span of a product
    sum('weighted', won, product('amount', daysFrom('createdAt', 'asOf')));
    // @ts-expect-error: the fraction is missing
    trimmedMean('typical', won, 'amount');
    // @ts-expect-error: unknown field in a product
    sum('value', won, product('amount', 'price'));
    // @ts-expect-error: a field of another source
    sum('value', won, 'score');
    // @ts-expect-error: unknown date
    mean('cycle', won, daysFrom('createdAt', 'closedOn'));
    // @ts-expect-error: an amount is no date
    first('earliest', won, 'amount', 'listAmount');
    // @ts-expect-error: unknown method
    percentile('p', won, 'amount', 0.9, 'type-7');
    // @ts-expect-error: unknown field
    distinct('buyers', won, 'account');
  });
});

describe('formulas', () => {
  it('know the names of their parts', () => {
    const share = divide(count('contested', won), plus(count('won', won), 1));
    expectTypeOf<PartsOf<typeof share>>().toEqualTypeOf<'contested' | 'won'>();
    const operand = divide(kpis.winRate, named('base', share));
    expectTypeOf<PartsOf<typeof operand>>().toEqualTypeOf<'win-rate' | 'base'>();
    expectTypeOf<GivenOf<typeof operand>>().toEqualTypeOf<'win-rate' | 'won' | 'decided' | 'base' | 'contested'>();
    const trailing = inTrailing(12, 'month', kpis.winRate.variants['by-value']);
    expectTypeOf<PartsOf<typeof trailing>>().toEqualTypeOf<'win-rate/by-value'>();
    const winners = countEntities('winners', 'owner', [count('won', won), 'above', 0]);
    expectTypeOf<PartsOf<typeof winners>>().toEqualTypeOf<'winners'>();
  });

  it('refuse what is no formula', () => {
    // @ts-expect-error: a set of records is no figure
    divide(won, count('won', won));
    // @ts-expect-error: a text is no figure
    plus('won', 1);
    // @ts-expect-error: unknown meaning of zero
    divide(1, 2, 'zero');
    // @ts-expect-error: misspelt dimension
    countEntities('winners', 'onwer');
    // @ts-expect-error: unknown fold
    foldEntities('typical', 'owner', 'average', count('won', won));
    // @ts-expect-error: a custom span has no number
    inTrailing(12, 'custom', kpis.winRate);
    // @ts-expect-error: unknown unit
    parameter('p', 1, 'euros');
  });
});
