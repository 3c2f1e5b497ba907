import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDay, formatDay, lastDay, parseDay } from '../../src/time/day.ts';
import { instantToDay, isTimeZone, readMoment } from '../../src/time/instant.ts';
import { zonedDate } from '../oracles/calendar.ts';

const zones = [
  'UTC',
  'America/New_York',
  'Europe/London',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Africa/Casablanca',
  'Europe/Dublin',
  'Africa/Monrovia',
  'America/Sao_Paulo',
  'Asia/Gaza',
  'Antarctica/Troll',
  'Pacific/Kwajalein',
  'Asia/Manila',
];

describe('isTimeZone', () => {
  it.each([...zones, 'europe/london', 'EST', 'Etc/GMT+5', 'GMT'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each([
    '',
    'Europe/Nowhere',
    '+05:30',
    '-08',
    'constructor',
    '__proto__',
    'toString',
    'Europe/London ',
    'A'.repeat(1000),
    'Europe/Lon\u0000don',
  ])('does not know %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it('does not know what is no text', () => {
    for (const value of [undefined, null, 5, ['UTC'], {}]) expect(isTimeZone(value as string)).toBe(false);
  });
});

describe('instantToDay', () => {
  it.each([
    // The hours around the New York change of 8 March 2026 (07:00Z) and 1 November 2026 (06:00Z).
    ['2026-03-08T04:59:59.999Z', 'America/New_York', '2026-03-07'],
    ['2026-03-08T05:00:00.000Z', 'America/New_York', '2026-03-08'],
    ['2026-03-09T03:59:59.999Z', 'America/New_York', '2026-03-08'],
    ['2026-03-09T04:00:00.000Z', 'America/New_York', '2026-03-09'],
    ['2026-11-01T03:59:59.999Z', 'America/New_York', '2026-10-31'],
    ['2026-11-01T04:00:00.000Z', 'America/New_York', '2026-11-01'],
    ['2026-11-02T04:59:59.999Z', 'America/New_York', '2026-11-01'],
    ['2026-11-02T05:00:00.000Z', 'America/New_York', '2026-11-02'],
    ['2026-03-28T23:59:59.999Z', 'Europe/London', '2026-03-28'],
    ['2026-03-29T22:59:59.999Z', 'Europe/London', '2026-03-29'],
    ['2026-03-29T23:00:00.000Z', 'Europe/London', '2026-03-30'],
    ['2026-10-25T23:59:59.999Z', 'Europe/London', '2026-10-25'],
    ['2026-10-26T00:00:00.000Z', 'Europe/London', '2026-10-26'],
    // Samoa had no 30 December 2011.
    ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
    // Lord Howe changes by half an hour.
    ['2026-04-04T12:59:59.999Z', 'Australia/Lord_Howe', '2026-04-04'],
    ['2026-04-04T13:00:00.000Z', 'Australia/Lord_Howe', '2026-04-05'],
    ['2026-04-05T13:29:59.999Z', 'Australia/Lord_Howe', '2026-04-05'],
    ['2026-04-05T13:30:00.000Z', 'Australia/Lord_Howe', '2026-04-06'],
    ['2026-08-05T18:14:59.999Z', 'Asia/Kathmandu', '2026-08-05'],
    ['2026-08-05T18:15:00.000Z', 'Asia/Kathmandu', '2026-08-06'],
    ['2026-08-05T09:59:59.999Z', 'Pacific/Kiritimati', '2026-08-05'],
    ['2026-08-05T10:00:00.000Z', 'Pacific/Kiritimati', '2026-08-06'],
    // Brazil changed at midnight: 4 November 2018 began at 01:00.
    ['2018-11-04T02:59:59.999Z', 'America/Sao_Paulo', '2018-11-03'],
    ['2018-11-04T03:00:00.000Z', 'America/Sao_Paulo', '2018-11-04'],
    // Offsets less than an hour west of Greenwich, with seconds.
    ['1971-06-01T00:44:29.999Z', 'Africa/Monrovia', '1971-05-31'],
    ['1971-06-01T00:44:30.000Z', 'Africa/Monrovia', '1971-06-01'],
    // And east of it: Paris was ahead by 9 minutes and 21 seconds.
    ['1900-06-01T23:50:38.999Z', 'Europe/Paris', '1900-06-01'],
    ['1900-06-01T23:50:39.000Z', 'Europe/Paris', '1900-06-02'],
  ])('%s in %s is %s', (instant, timeZone, date) => {
    expect(formatDay(instantToDay(Date.parse(instant), timeZone))).toBe(date);
  });

  it.each(zones)('agrees with the runtime in %s', (timeZone) => {
    const times = fc.integer({ min: Date.UTC(1860, 0, 1), max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(times, (time) => {
        expect(formatDay(instantToDay(time, timeZone))).toBe(zonedDate(time, timeZone));
      }),
      { numRuns: 300 },
    );
  });

  it.each(zones)(
    'agrees with the runtime every half hour around the changes of 2011, 2018 and 2026 in %s',
    (timeZone) => {
      for (const year of [2011, 2018, 2026]) {
        for (let time = Date.UTC(year, 0, 1, 0, 0); time < Date.UTC(year + 1, 0, 2); time += 1_800_000 * 7) {
          for (const near of [time, time - 1]) {
            if (formatDay(instantToDay(near, timeZone)) !== zonedDate(near, timeZone))
              expect(new Date(near).toISOString()).toBe('agreement');
          }
        }
      }
    },
  );

  it('keeps working when more days and zones were asked for than are remembered', () => {
    for (let index = 0; index < 100_100; index++) instantToDay(index * 86_400_000, 'UTC');
    const cases = ['utc', 'Utc', 'uTc', 'utC'].flatMap((name) => [
      'Etc/GMT+1',
      'Etc/GMT+2',
      'Etc/GMT+3',
      'Etc/GMT+4',
      'Etc/GMT+5',
      'Etc/GMT+6',
      'Etc/GMT+7',
      'Etc/GMT+8',
      name,
    ]);
    for (const name of [...new Set(cases), ...zones, ...zones.map((zone) => zone.toLowerCase())])
      expect(instantToDay(43_200_000, name)).toBeTypeOf('number');
    expect(instantToDay(0, 'UTC')).toBe(0);
  });

  it('is NaN for NaN', () => {
    expect(instantToDay(Number.NaN, 'UTC')).toBeNaN();
  });

  it('refuses a zone nobody knows', () => {
    expect(() => instantToDay(0, 'constructor')).toThrow(
      expect.objectContaining({
        code: 'invalid-time-zone',
        message: 'instantToDay: timeZone must be a zone name such as Europe/London, got "constructor"',
      }),
    );
  });
});

describe('readMoment', () => {
  it('keeps a calendar date in every zone', () => {
    for (const zone of zones)
      expect(readMoment('2026-08-05', zone)).toEqual({ day: parseDay('2026-08-05'), time: Number.NaN });
  });

  it.each([
    ['2026-08-05T14:30Z', '2026-08-05T14:30:00.000Z'],
    ['2026-08-05 14:30:15Z', '2026-08-05T14:30:15.000Z'],
    ['2026-08-05T14:30:15.1Z', '2026-08-05T14:30:15.100Z'],
    ['2026-08-05T14:30:15.123999999Z', '2026-08-05T14:30:15.123Z'],
    ['2026-08-05T23:59:59.999-12:00', '2026-08-06T11:59:59.999Z'],
    ['2026-08-05T00:00+14:00', '2026-08-04T10:00:00.000Z'],
    ['2026-08-05T00:00+05:45', '2026-08-04T18:15:00.000Z'],
    ['2026-08-05T00:00+00:59', '2026-08-04T23:01:00.000Z'],
    ['2026-08-05T00:00:00-00:30', '2026-08-05T00:30:00.000Z'],
    ['0099-08-05T00:00:00Z', '0099-08-05T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('reads %s', (text, instant) => {
    const time = Date.parse(instant);
    expect(readMoment(text, 'UTC')).toEqual({ day: parseDay(instant.slice(0, 10)), time });
    expect(readMoment(new Date(time), 'UTC')).toEqual({ day: parseDay(instant.slice(0, 10)), time });
  });

  it.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-02-30T00:00Z',
    '2026-08-05T14:30',
    '2026-08-05T14:30:00',
    '2026-08-05T24:00Z',
    '2026-08-05T12:60Z',
    '2026-08-05T12:00:60Z',
    '2026-08-05T12:00:00.Z',
    '2026-08-05T12:00:00.1234567890Z',
    '2026-08-05T12Z',
    '2026-08-05Z',
    '2026-08-05T12:00z',
    '2026-08-05t12:00Z',
    '2026-08-05T12:00+24:00',
    '2026-08-05T12:00+01:60',
    '2026-08-05T12:00+0100',
    '2026-08-05T12:00+01',
    '2026-08-05T12:00Z ',
    ' 2026-08-05T12:00Z',
    '2026-08-05  12:00Z',
    '2026-08-05T12:00Z\n',
    '0001-01-01T00:00+14:00',
    '9999-12-31T23:00-02:00',
    '+012026-08-05T12:00Z',
    '0000-12-31T23:00-02:00',
    `2026-08-05T12:00:00.${'0'.repeat(100_000)}Z`,
  ])('refuses %j', (text) => {
    expect(readMoment(text, 'UTC')).toBeNull();
  });

  it('refuses what is no date at all', () => {
    const lookAlike = { getTime: () => 0, [Symbol.toStringTag]: 'Date' };
    const values = [
      null,
      undefined,
      0,
      1_700_000_000_000,
      1n,
      true,
      [],
      {},
      () => 0,
      Symbol('date'),
      new Date(Number.NaN),
      new Date(8.64e15),
      new Date(-8.64e15),
      lookAlike,
      new Proxy(new Date(0), {}),
    ];
    for (const value of values) expect(readMoment(value, 'UTC')).toBeNull();
  });

  it('reads a Date by its true time, whatever a subclass claims', () => {
    class Liar extends Date {
      override getTime(): number {
        return 1e12;
      }
    }
    expect(readMoment(new Liar(0), 'UTC')).toEqual({ day: 0, time: 0 });
  });

  it('gives the same moment for every way to write an instant', () => {
    const times = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: -1439, max: 1439 }),
        fc.constantFrom(...zones),
        fc.constantFrom('T', ' '),
        (time, offset, zone, separator) => {
          const minutes = Math.abs(offset);
          const suffix = `${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
          const text = new Date(time + offset * 60_000).toISOString().replace('Z', suffix).replace('T', separator);
          expect(readMoment(text, zone)).toEqual({ day: parseDay(zonedDate(time, zone)), time });
          expect(readMoment(new Date(time), zone)).toEqual({ day: parseDay(zonedDate(time, zone)), time });
        },
      ),
    );
  });

  it('stays within the years that can be written', () => {
    expect(readMoment('0001-01-01', 'UTC')?.day).toBe(firstDay);
    expect(readMoment('9999-12-31', 'UTC')?.day).toBe(lastDay);
    expect(readMoment('9999-12-31T23:00Z', 'Pacific/Kiritimati')).toBeNull();
  });
});
