import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { count } from '../../src/expression/aggregate.ts';
import {
  all,
  any,
  type Condition,
  compares,
  daysBetween,
  hasHappened,
  is,
  isInPeriod,
  isMissing,
  isPresent,
  not,
} from '../../src/expression/condition.ts';
import { always, records } from '../../src/expression/recordSet.ts';
import type { FieldName } from '../../src/model/fields.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: [
    { id: 'a', createdOn: '2026-07-01', closedOn: '2026-07-10', status: 'won', amount: '5.25', competitor: 'Globex' },
    { id: 'b', createdOn: '2026-07-01', closedOn: '2026-07-20', status: 'lost', amount: 7, competitor: 'Globex' },
    { id: 'c', createdOn: '2026-07-01', status: 'open' },
    { id: 'd', createdOn: '2026-07-01', closedOn: '2026-10-05', status: 'won', amount: 9, competitor: 'Initech' },
  ],
});

const won = is('status', 'won');
const lost = is('status', 'lost');
const large = compares('amount', 'above', 6);
const early = daysBetween('createdOn', 'closedOn', 'atMost', 9);

describe('conditions', () => {
  it.each<readonly [string, Condition<FieldName<'opportunities'>>, string]>([
    ['one text', won, 'a d'],
    ['no text', not(won), 'b c'],
    ['either of two texts', any(won, lost), 'a b d'],
    ['neither of two texts', all(not(won), not(lost)), 'c'],
    ['neither of two texts, otherwise', not(any(won, lost)), 'c'],
    ['two texts at once', all(won, lost), ''],
    ['either of two fields', any(won, isMissing('competitor')), 'a c d'],
    ['both of two fields', all(won, is('competitor', 'Globex')), 'a'],
    ['a number', large, 'b d'],
    ['no such number, or none', not(large), 'a c'],
    ['a number or a text', any(large, won), 'a b d'],
    ['a number and a text', all(large, won), 'd'],
    ['a number between two units', compares('amount', 'above', '5.249'), 'a b d'],
    ['a number beside a unit', compares('amount', 'atMost', '5.251'), 'a'],
    ['a number that is there', isPresent('amount'), 'a b d'],
    ['a date that is not there', isMissing('closedOn'), 'c'],
    ['days', early, 'a'],
    ['no such days, or none', not(early), 'b c d'],
    ['a date in the period', isInPeriod('closedOn'), 'a b'],
    ['a date in the period, or a number', any(isInPeriod('closedOn'), large), 'a b d'],
    ['a date that is not in the period', not(isInPeriod('closedOn')), 'c d'],
  ])('hold for %s', (_name, condition, expected) => {
    const kpi = probe(count('n', records('opportunities', always(), condition)));
    const { counted } = explain(kpi, data, { period: quarter(2026, 3) });
    expect(counted.map(({ id }) => id).join(' ')).toBe(expected);
    expect(calculate(kpi, data, { period: quarter(2026, 3) }).value?.toNumber()).toBe(counted.length);
  });

  it.each([
    [undefined, 'a b d'],
    ['2026-07-19', 'a'],
    ['2026-07-20', 'a b'],
  ])('hold for what has happened as of %s', (asOf, expected) => {
    const kpi = probe(count('n', records('opportunities', always(), hasHappened('closedOn'))));
    const { counted } = explain(kpi, data, { period: quarter(2026, 3), ...(asOf === undefined ? {} : { asOf }) });
    expect(counted.map(({ id }) => id).join(' ')).toBe(expected);
  });
});
