import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { mean, workingDaysFrom, workingHoursFrom } from '../../src/expression/aggregate.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { safeSalesData, salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const won = records('opportunities', fallsIn('closedOn'));
const called = records('activities', fallsIn('occurredOn'));

function problems(workingTime: unknown): readonly string[] {
  const result = safeSalesData({ currency: 'USD', timeZone: 'UTC', workingTime: workingTime as never });
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path} | ${message}`);
}

/** Working days and hours of one record, under an option. */
function spans(workingTime: unknown): readonly (number | undefined)[] {
  const data = salesData({
    currency: 'USD',
    timeZone: 'Europe/London',
    workingTime: workingTime as never,
    opportunities: [{ id: 'o', createdOn: '2026-08-07', closedOn: '2026-08-17', status: 'won' }],
    activities: [{ id: 'a', kind: 'call', createdOn: '2026-08-07T15:00:00Z', occurredOn: '2026-08-10T09:00:00Z' }],
  });
  const options = { period: quarter(2026, 3) };
  return [
    calculate(probe(mean('days', won, workingDaysFrom('createdOn', 'closedOn'))), data, options),
    calculate(probe(mean('hours', called, workingHoursFrom('createdOn', 'occurredOn'))), data, options),
  ].map(({ value }) => value?.toNumber());
}

describe('workingTime', () => {
  it.each([
    [undefined, [6, 2]],
    [null, [6, 2]],
    [{}, [6, 2]],
    [{ days: null, from: undefined, until: null, holidays: null }, [6, 2]],
    [{ days: [1, 6] }, [4, 9]],
    [{ days: [6, 1] }, [4, 9]],
    [{ from: '08:30', until: '16:15' }, [6, 1.75]],
    [{ from: '00:00', until: '24:00' }, [6, 18]],
    [{ holidays: ['2026-08-10', '2026-08-08'] }, [5, 1]],
  ])('%j is read', (workingTime, expected) => {
    expect(spans(workingTime)).toEqual(expected);
  });

  it.each<[unknown, readonly string[]]>([
    [
      'office hours',
      [
        'workingTime | workingTime must be an object such as { days: [1, 2, 3, 4, 5], from: "09:00", until: "17:00" }, got "office hours"',
      ],
    ],
    [
      { days: [] },
      [
        'workingTime.days | workingTime.days must be an array of different days of the week, 1 for Monday to 7 for Sunday, got an array of 0',
      ],
    ],
    [
      { days: [1, 1] },
      [
        'workingTime.days | workingTime.days must be an array of different days of the week, 1 for Monday to 7 for Sunday, got an array of 2',
      ],
    ],
    [
      { days: [0, 8, '1'] },
      [
        'workingTime.days | workingTime.days must be an array of different days of the week, 1 for Monday to 7 for Sunday, got an array of 3',
      ],
    ],
    [
      { from: '9:00', until: '17.00' },
      [
        'workingTime.from | workingTime.from must be a time of day such as "09:00", got "9:00"',
        'workingTime.until | workingTime.until must be a time of day such as "17:00", got "17.00"',
      ],
    ],
    [
      { from: '24:00', until: '24:01' },
      [
        'workingTime.from | workingTime.from must be a time of day such as "09:00", got "24:00"',
        'workingTime.until | workingTime.until must be a time of day such as "17:00", got "24:01"',
      ],
    ],
    [{ from: '17:00' }, ['workingTime.until | workingTime.until must be later than workingTime.from, got "17:00"']],
    [
      { from: '18:00', until: '12:60' },
      ['workingTime.until | workingTime.until must be a time of day such as "17:00", got "12:60"'],
    ],
    [
      { holidays: '2026-12-25' },
      ['workingTime.holidays | workingTime.holidays must be an array of dates such as "2026-12-25", got "2026-12-25"'],
    ],
    [
      { holidays: ['2026-12-25', '25.12.2026', 5] },
      [
        'workingTime.holidays[1] | workingTime.holidays[1] must be a date such as "2026-12-25", got "25.12.2026"',
        'workingTime.holidays[2] | workingTime.holidays[2] must be a date such as "2026-12-25", got 5',
      ],
    ],
    [
      { holliday: ['2026-12-25'] },
      [
        'workingTime.holliday | workingTime.holliday must be left out: workingTime takes days, from, until, holidays, got an array of 1',
      ],
    ],
  ])('%j is refused', (workingTime, messages) => {
    expect(problems(workingTime)).toEqual(messages);
  });

  it('that throws is refused, not passed on', () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
        getOwnPropertyDescriptor: () => {
          throw new Error('no');
        },
      },
    );
    expect(problems(hostile)).toHaveLength(4);
    const lists = {
      days: new Proxy([1], {
        get: () => {
          throw new Error('no');
        },
      }),
      get from(): string {
        throw new Error('no');
      },
    };
    expect(problems(lists).map((problem) => problem.split(' ')[0])).toEqual(['workingTime.from', 'workingTime.days']);
  });
});
