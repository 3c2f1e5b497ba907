import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amortise } from '../../src/commission/amortisation.ts';
import type { AmortisationMonth, AmortisationOptions, CommissionCost } from '../../src/commission/amortisationData.ts';
import type { CommissionCase } from '../golden/commissionCases.ts';
import { readText } from '../house/sourceFiles.ts';
import { contractBy, type PlainContract } from '../oracles/amortisation.ts';

const usd: AmortisationOptions = { currency: 'USD', months: 36 };

/** Rows as texts: month, opening, capitalised, expensed, amortised, written off, closing. */
function texts(schedule: readonly AmortisationMonth[]): string[] {
  return schedule.map(({ month, opening, capitalised, expensed, amortised, writtenOff, closing }) =>
    [month, opening, capitalised, expensed, amortised, writtenOff, closing].join(' '),
  );
}

const cases = JSON.parse(readText('test/golden/commission.json')) as readonly CommissionCase[];

function expectedOf(id: string): Readonly<Record<string, unknown>> {
  return cases.find((each) => each.id === id)?.expected ?? {};
}

describe('amortise', () => {
  it('asc-01: a tenth of 54,000 over 36 months', () => {
    const schedule = amortise([{ id: 'deal', on: '2026-01-15', amount: '5400' }], usd);
    expect(schedule).toHaveLength(36);
    expect({ capitalised: `${schedule[0]?.capitalised}`, per_month: `${schedule[0]?.amortised}` }).toEqual(
      expectedOf('asc-01'),
    );
    expect(new Set(schedule.map(({ amortised }) => amortised.toString()))).toEqual(new Set(['150']));
    expect(schedule.at(-1)?.month).toBe('2028-12');
    expect(schedule.at(-1)?.closing.toString()).toBe('0');
  });

  it('asc-02: expense now, or a hundred in the first month', () => {
    const deal = { id: 'deal', on: '2026-05-17', amount: '2400' };
    const [expensed] = amortise([deal], { currency: 'USD', months: 12, expedient: true });
    const [first] = amortise([deal], { currency: 'USD', months: 24, expedient: true });
    expect({ expensed: `${expensed?.expensed}`, first_month_amortised: `${first?.amortised}` }).toEqual(
      expectedOf('asc-02'),
    );
  });

  it.each<{ what: string; costs: readonly CommissionCost[]; options: AmortisationOptions; expected: string[] }>([
    {
      what: 'cents that do not divide',
      costs: [{ id: 'a', on: '2026-11-30', amount: '100.00' }],
      options: { currency: 'USD', months: 3 },
      expected: ['2026-11 0 100 0 33.33 0 66.67', '2026-12 66.67 0 0 33.34 0 33.33', '2027-01 33.33 0 0 33.33 0 0'],
    },
    {
      what: 'by days',
      costs: [{ id: 'a', on: '2026-01-16', amount: '59.00' }],
      options: { currency: 'USD', months: 2, by: 'day' },
      expected: ['2026-01 0 59 0 16 0 43', '2026-02 43 0 0 28 0 15', '2026-03 15 0 0 15 0 0'],
    },
    {
      what: 'yen',
      costs: [{ id: 'a', on: '2026-01-01', amount: 100 }],
      options: { currency: 'JPY', months: 3, rounding: 'down' },
      expected: ['2026-01 0 100 0 33 0 67', '2026-02 67 0 0 33 0 34', '2026-03 34 0 0 34 0 0'],
    },
    {
      what: 'a life of a year without the expedient',
      costs: [{ id: 'a', on: '2026-01-01', amount: 10, months: 1 }],
      options: { currency: 'USD', months: 24 },
      expected: ['2026-01 0 10 0 10 0 0'],
    },
    {
      what: 'new contracts for the benefit, renewals for their term',
      costs: [
        { id: 'new', on: '2026-01-01', amount: 40 },
        { id: 'renewal', on: '2026-01-01', amount: 20, renewal: true },
      ],
      options: { currency: 'USD', months: 2, benefitMonths: 4 },
      expected: ['2026-01 0 60 0 20 0 40', '2026-02 40 0 0 20 0 20', '2026-03 20 0 0 10 0 10', '2026-04 10 0 0 10 0 0'],
    },
    {
      what: 'the expedient for renewals alone',
      costs: [
        { id: 'new', on: '2026-01-01', amount: 26 },
        { id: 'renewal', on: '2026-02-01', amount: 20, renewal: true },
      ],
      options: { currency: 'USD', months: 12, benefitMonths: 13, expedient: true },
      expected: [
        '2026-01 0 26 0 2 0 24',
        '2026-02 24 0 20 2 0 22',
        ...Array.from({ length: 11 }, (_, index) => {
          const month = index + 3;
          const name = month > 12 ? '2027-01' : `2026-${String(month).padStart(2, '0')}`;
          return `${name} ${22 - index * 2} 0 0 2 0 ${20 - index * 2}`;
        }),
      ],
    },
    {
      what: 'a contract that ends early, with the month of its end',
      costs: [{ id: 'a', on: '2026-01-01', amount: 40, endedOn: '2026-02-10' }],
      options: { currency: 'USD', months: 4 },
      expected: ['2026-01 0 40 0 10 0 30', '2026-02 30 0 0 10 20 0'],
    },
    {
      what: 'a contract that ends early, to the day',
      costs: [{ id: 'a', on: '2026-01-01', amount: 59, endedOn: '2026-02-11' }],
      options: { currency: 'USD', months: 2, by: 'day' },
      expected: ['2026-01 0 59 0 31 0 28', '2026-02 28 0 0 10 18 0'],
    },
    {
      what: 'a reversal that takes back what was amortised too',
      costs: [
        { id: 'back', on: '2026-03-05', amount: -40, reverses: 'a' },
        { id: 'a', on: '2026-01-01', amount: 40 },
      ],
      options: { currency: 'USD', months: 4 },
      expected: ['2026-01 0 40 0 10 0 30', '2026-02 30 0 0 10 0 20', '2026-03 20 -40 0 -20 0 0', '2026-04 0 0 0 0 0 0'],
    },
    {
      what: 'a reversal after the end of the life, and months between in which nothing happens',
      costs: [
        { id: 'a', on: '2026-01-01', amount: 10 },
        { id: 'back', on: '2026-03-05', amount: -4, reverses: 'a' },
      ],
      options: { currency: 'USD', months: 1 },
      expected: ['2026-01 0 10 0 10 0 0', '2026-02 0 0 0 0 0 0', '2026-03 0 -4 0 -4 0 0'],
    },
    { what: 'nothing', costs: [], options: usd, expected: [] },
  ])('spreads $what', ({ costs, options, expected }) => {
    expect(texts(amortise(costs, options))).toEqual(expected);
  });

  it('names every problem at once', () => {
    const costs = [
      { id: '', on: '2026-02-30', amount: 'x' },
      { id: 'a', on: '2026-01-10', amount: '0.005', months: 0, renewal: 'yes', endedOn: '2026-01-09' },
      { id: 'a', on: '2026-01-10', amount: 1 },
      { id: 'b', on: '2026-01-01', amount: -1, reverses: 'a' },
      { id: 'c', on: '2026-01-20', amount: -1, reverses: 'b' },
      { id: 'd', on: '2026-01-20', amount: -1, reverses: 'nobody' },
      { id: 'e', on: '2026-01-20', amount: 1, reverses: 7 },
      null,
      { id: 'f', on: 20260120, amount: 1 },
    ] as unknown as CommissionCost[];
    const options = {
      currency: 'usd',
      months: 1.5,
      benefitMonths: 1201,
      expedient: 1,
      by: 'week',
      rounding: 'nearest',
    };
    const caught = failure(() => amortise(costs, options as unknown as AmortisationOptions));
    expect(caught).toMatchObject({ code: 'invalid-argument' });
    expect(caught.issues.map(({ message }) => message)).toEqual([
      'options.currency must be an ISO 4217 code such as "USD", got "usd"',
      'options.months must be a whole number from 1 to 1200, got 1.5',
      'options.benefitMonths must be a whole number from 1 to 1200, got 1201',
      'options.expedient must be one of false, true, got 1',
      'options.by must be one of month, day, got "week"',
      'options.rounding must be one of half-even, half-up, half-down, up, down, ceiling, floor, got "nearest"',
      'costs[0].id must be a text that is not empty, got ""',
      'costs[0].on must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "2026-02-30"',
      'costs[0].amount must be a decimal number such as 1250.50, got "x"',
      'costs[1].amount must be an amount of at most 2 decimals, got "0.005"',
      'costs[1].renewal must be one of false, true, got "yes"',
      'costs[1].months must be a whole number from 1 to 1200, got 0',
      'costs[1].endedOn must not be before the day of the cost',
      'costs[2].id must be the only one of its name, got "a" twice',
      'costs[6].reverses must be the id of a cost, got 7',
      'costs[7] must be an object, got null',
      'costs[8].on must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got 20260120',
      'costs[3].on must not be before the day of the cost that it reverses',
      'costs[4].reverses must not be a reversal itself, got "b"',
      'costs[5].reverses must be the id of a cost, got "nobody"',
    ]);
    expect(failure(() => amortise('x' as never, null as never)).issues.map(({ message }) => message)).toEqual([
      'options must be an object, got null',
      'options.currency must be an ISO 4217 code such as "USD", got undefined',
      'options.months must be a whole number from 1 to 1200, got undefined',
      'costs must be an array, got "x"',
    ]);
  });

  it('is what each contract has left at the end of each month', () => {
    fc.assert(
      fc.property(
        fc.array(contract, { maxLength: 5 }),
        fc.constantFrom<'month' | 'day'>('month', 'day'),
        (given, by) => {
          const costs = given.flatMap(({ on, months, endedOn, amounts }, index): CommissionCost[] =>
            amounts.map(([day, units], position) =>
              position === 0
                ? { id: `${index}`, on, amount: units / 100, months, ...(endedOn === null ? {} : { endedOn }) }
                : { id: `${index}-${position}`, on: day, amount: units / 100, reverses: `${index}` },
            ),
          );
          const schedule = amortise(costs, { currency: 'USD', months: 7, by });
          let before = { cost: 0, amortised: 0, writtenOff: 0 };
          for (const row of schedule) {
            const now = { cost: 0, amortised: 0, writtenOff: 0 };
            for (const each of given) {
              const own = contractBy(row.month, each, by);
              now.cost += own.cost;
              now.amortised += own.amortised;
              now.writtenOff += own.writtenOff;
            }
            const flow = (name: keyof typeof now): string => `${(now[name] - before[name]) / 100}`;
            expect(texts([row])).toEqual([
              [
                row.month,
                (before.cost - before.amortised - before.writtenOff) / 100,
                flow('cost'),
                0,
                flow('amortised'),
                flow('writtenOff'),
                (now.cost - now.amortised - now.writtenOff) / 100,
              ].join(' '),
            ]);
            before = now;
          }
          const all = given.flatMap(({ amounts }) => amounts).reduce((sum, [, units]) => sum + units, 0);
          expect(before.cost).toBe(all);
          expect(before.amortised + before.writtenOff).toBe(all);
        },
      ),
    );
  });
});

const date = fc
  .record({ month: fc.integer({ min: 0, max: 30 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(
    ({ month, day }) =>
      `${2027 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );

const contract: fc.Arbitrary<PlainContract> = fc
  .record({
    dates: fc.uniqueArray(date, { minLength: 1, maxLength: 4 }),
    months: fc.integer({ min: 1, max: 20 }),
    endsOn: fc.constantFrom(null, 0, -1),
    units: fc.array(fc.integer({ min: -5000, max: 100 }), { minLength: 4, maxLength: 4 }),
    first: fc.integer({ min: 0, max: 20_000 }),
  })
  .map(({ dates, months, endsOn, units, first }) => {
    const [on = '', ...later] = [...dates].sort();
    const endedOn = endsOn === null ? null : (later.at(endsOn) ?? null);
    return {
      on,
      months,
      endedOn,
      amounts: [[on, first], ...later.map((day, index) => [day, units[index] ?? 0] as const)],
    };
  });

function failure(run: () => unknown): {
  readonly code: string;
  readonly issues: readonly { readonly message: string }[];
} {
  try {
    run();
  } catch (error) {
    return error as { code: string; issues: { message: string }[] };
  }
  throw new TypeError('nothing was thrown');
}
