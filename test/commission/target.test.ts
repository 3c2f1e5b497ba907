import { describe, expect, it } from 'vitest';
import { KnownQuotas, quotaOn } from '../../src/commission/quotas.ts';
import type { TargetPiece } from '../../src/commission/targetPieces.ts';
import { rational } from '../../src/number/rational.ts';
import { fiscalCalendar } from '../../src/time/calendar.ts';
import { formatDay, parseDay } from '../../src/time/day.ts';
import { nationalRetail } from '../time/arbitraries.ts';
import { readQuota, shown, type TargetScene, targetIn, type WrittenQuota } from './quotaRecords.ts';

const year: WrittenQuota = { amount: '120000', from: '2026-01-01', to: '2027-01-01' };
const quarters = [
  ['2026-01-01', '2026-04-01'],
  ['2026-04-01', '2026-07-01'],
  ['2026-07-01', '2026-10-01'],
  ['2026-10-01', '2027-01-01'],
] as const;

function amount(scene: TargetScene): string {
  return shown(targetIn(scene).amount);
}

function message(scene: TargetScene): string {
  try {
    return amount(scene);
  } catch (error) {
    return (error as Error).message;
  }
}

/** The piece as a line of text. */
function told({ quota, span, weight, carried, present, ramp, amount: money }: TargetPiece): string {
  const quarter = weight === null ? '' : ` Q${weight.quarter} ${shown(weight.share)}`;
  const month = ramp === null ? '' : ` month ${ramp.month} ${shown(ramp.share)}`;
  return `${shown(quota.amount)} ${formatDay(span.start)}..${formatDay(span.end)}${quarter}: ${shown(carried)} x ${shown(present)}${month} = ${shown(money)}`;
}

describe('targetOf', () => {
  it('adds up the quotas of the window', () => {
    const months = ['01', '02', '03', '04'].map((month, index) => ({
      amount: `${index + 1}000`,
      from: `2026-${month}-01`,
      to: `2026-0${index + 2}-01`,
    }));
    expect(amount({ quotas: months, window: quarters[0], kind: 'quarter' })).toBe('6000');
    expect(amount({ quotas: months, window: ['2026-02-01', '2026-03-01'] })).toBe('2000');
    expect(amount({ quotas: months, window: ['2026-01-01', '2027-01-01'], kind: 'year' })).toBe('10000');
  });

  it('cuts a quota by months of the calendar, whatever their length', () => {
    expect(amount({ quotas: [year], window: ['2026-02-01', '2026-03-01'] })).toBe('10000');
    expect(amount({ quotas: [year], window: quarters[1], kind: 'quarter' })).toBe('30000');
    // Months of a retail calendar have 4 or 5 weeks.
    const retail = { amount: '120000', from: '2023-01-29', to: '2024-02-04' };
    expect(amount({ quotas: [retail], window: ['2023-02-26', '2023-04-02'], calendar: nationalRetail })).toBe('10000');
  });

  it('cuts it by calendar days or working days where the rule prorates by them', () => {
    expect(amount({ quotas: [year], window: ['2026-02-01', '2026-03-01'], rule: { prorate: 'days' } })).toBe(
      '672000/73',
    );
    // 20 of 261 working days; without New Year's Day and a Saturday, 20 of 260.
    expect(amount({ quotas: [year], window: ['2026-02-01', '2026-03-01'], rule: { prorate: 'working-days' } })).toBe(
      '800000/87',
    );
    expect(
      amount({
        quotas: [year],
        window: ['2026-02-01', '2026-03-01'],
        rule: { prorate: 'working-days' },
        holidays: ['2026-01-01', '2026-01-03'],
      }),
    ).toBe('120000/13');
  });

  it('takes a quota whole that lies in the window, whatever its dates', () => {
    const contest = { amount: '5000', from: '2026-03-10', to: '2026-03-25' };
    expect(amount({ quotas: [contest], window: ['2026-03-01', '2026-04-01'] })).toBe('5000');
    expect(amount({ quotas: [contest], window: ['2026-03-10', '2026-03-25'], kind: 'quota' })).toBe('5000');
    expect(amount({ quotas: [contest], window: ['2026-03-12', '2026-03-13'], kind: 'event' })).toBe('5000');
  });

  it('refuses to cut by months what does not begin and end with them', () => {
    const crossing = { amount: '5000', from: '2026-03-10', to: '2026-04-20' };
    expect(message({ quotas: [crossing], window: ['2026-03-01', '2026-04-01'] })).toBe(
      'calculateCommissions: the quota of every payee in any plan for measure "bookings" would be cut by months, but 2026-03-10 through 2026-03-31 is no whole number of months; let quotas and windows begin and end with months of the plan\'s calendar, or prorate by days',
    );
    expect(
      message({ quotas: [year], window: ['2026-03-02', '2026-03-09'], kind: 'week', rule: { prorate: 'months' } }),
    ).toContain('2026-03-02 through 2026-03-08 is no whole number of months');
    expect(amount({ quotas: [crossing], window: ['2026-03-01', '2026-04-01'], rule: { prorate: 'days' } })).toBe(
      '110000/41',
    );
  });

  it('says which quota is missing, and takes 0 as an answer', () => {
    expect(message({ quotas: [{ ...year, plan: 'other' }], window: ['2026-02-01', '2026-03-01'] })).toBe(
      'calculateCommissions: the target of payee "ann" in plan "ae" for measure "bookings" needs a quota in 2026-02-01 through 2026-02-28, got none; a quota of 0 says that there is no target',
    );
    expect(amount({ quotas: [{ ...year, amount: '0' }], window: ['2026-02-01', '2026-03-01'] })).toBe('0');
    expect(message({ quotas: [year], window: ['2027-01-01', '2027-02-01'] })).toContain(
      '2027-01-01 through 2027-01-31, got none',
    );
  });

  it('brings a quota to the currency of the plan by the rate of its first day', () => {
    const rates = [
      { from: 'EUR', to: 'USD', on: parseDay('2025-12-31'), rate: rational(11n, 10n) },
      { from: 'EUR', to: 'USD', on: parseDay('2026-01-02'), rate: rational(2n) },
    ];
    const euros = { ...year, currency: 'EUR' };
    expect(amount({ quotas: [euros], window: ['2026-02-01', '2026-03-01'], rates })).toBe('11000');
    expect(amount({ quotas: [{ ...year, currency: 'USD' }], window: ['2026-02-01', '2026-03-01'] })).toBe('10000');
    expect(message({ quotas: [euros], window: ['2026-02-01', '2026-03-01'] })).toBe(
      'calculateCommissions: the quota of every payee in any plan for measure "bookings" needs an exchange rate from EUR to USD on or before 2026-01-01, got none',
    );
  });
});

describe('proration', () => {
  const joined = [{ from: '2026-03-01' }];

  it('cuts nothing unless asked', () => {
    expect(amount({ quotas: [year], window: ['2026-01-01', '2027-01-01'], kind: 'year', assignments: joined })).toBe(
      '120000',
    );
  });

  it.each([
    ['months', '2026-03-01', undefined, '100000'],
    ['months', '2026-03-31', undefined, '100000'],
    ['months', '2026-03-10', '2026-03-20', '10000'],
    ['months', '2026-01-01', '2026-03-01', '20000'],
    ['months', '2026-01-01', '2026-03-02', '30000'],
    ['days', '2026-03-01', undefined, '7344000/73'],
    ['days', '2026-12-31', undefined, '24000/73'],
    ['working-days', '2026-12-26', undefined, '160000/87'],
  ] as const)('%s from %s to %s', (prorate, from, to, expected) => {
    const assignments = [to === undefined ? { from } : { from, to }];
    expect(
      amount({ quotas: [year], window: ['2026-01-01', '2027-01-01'], kind: 'year', rule: { prorate }, assignments }),
    ).toBe(expected);
  });

  it('takes leaves out: whole months only where months are counted', () => {
    const leaves = [
      ['2026-04-10', '2026-05-15'],
      ['2026-05-15', '2026-06-01'],
    ] as const;
    const scene = {
      quotas: [year],
      window: ['2026-01-01', '2027-01-01'],
      kind: 'year',
      assignments: [{ from: '2025-01-01', leaves }],
    } as const;
    expect(amount({ ...scene, rule: { prorate: 'months' } })).toBe('110000');
    expect(amount({ ...scene, rule: { prorate: 'days' } })).toBe('7512000/73');
    expect(amount({ ...scene, rule: {} })).toBe('120000');
    expect(amount({ ...scene, window: ['2026-05-01', '2026-06-01'], kind: 'month', rule: { prorate: 'months' } })).toBe(
      '0',
    );
  });

  it('takes leaves out in whatever order they are given', () => {
    const leaves = [
      ['2026-06-01', '2026-07-01'],
      ['2026-02-01', '2026-03-01'],
    ] as const;
    expect(
      amount({
        quotas: [year],
        window: ['2026-01-01', '2027-01-01'],
        kind: 'year',
        rule: { prorate: 'months' },
        assignments: [{ from: '2025-01-01', leaves }],
      }),
    ).toBe('100000');
  });

  it('counts the days of all assignments to the plan once', () => {
    const assignments = [{ from: '2026-07-01' }, { from: '2026-01-01', to: '2026-07-01' }];
    const scene = { quotas: [year], window: ['2026-01-01', '2027-01-01'], kind: 'year', assignments } as const;
    expect(amount({ ...scene, rule: { prorate: 'days' } })).toBe('120000');
    const apart = [
      { from: '2026-01-01', to: '2026-03-10' },
      { from: '2026-03-20', to: '2026-04-01' },
    ];
    expect(amount({ ...scene, assignments: apart, rule: { prorate: 'months' } })).toBe('30000');
  });

  it('of a time without working days is asked for by days', () => {
    const weekend = { amount: '100', from: '2026-08-08', to: '2026-08-10' };
    const scene = {
      quotas: [weekend],
      window: ['2026-08-01', '2026-09-01'],
      rule: { prorate: 'working-days' },
    } as const;
    expect(amount(scene)).toBe('100');
    expect(message({ ...scene, assignments: [{ from: '2026-08-09' }] })).toBe(
      'calculateCommissions: the quota of every payee in any plan for measure "bookings" has no working day in 2026-08-08 through 2026-08-09, so it cannot be prorated by working days',
    );
    // A week-end's share of a longer quota is nothing, whoever was there.
    const week = {
      quotas: [year],
      window: ['2026-08-08', '2026-08-10'],
      kind: { months: 1 },
      rule: { prorate: 'working-days' },
    } as const;
    expect(amount({ ...week, assignments: [{ from: '2026-08-09' }] })).toBe('0');
    // Also of one that begins or ends with it.
    for (const [from, to] of [
      ['2026-08-08', '2026-09-01'],
      ['2026-07-01', '2026-08-10'],
    ] as const)
      expect(amount({ ...week, quotas: [{ ...year, from, to }], assignments: [{ from: '2026-08-09' }] })).toBe('0');
  });

  it('of a quota that is no whole months needs days', () => {
    const odd = { amount: '100', from: '2026-03-10', to: '2026-04-20' };
    const scene = {
      quotas: [odd],
      window: ['2026-01-01', '2027-01-01'],
      kind: 'year',
      rule: { prorate: 'months' },
    } as const;
    expect(amount(scene)).toBe('100');
    expect(message({ ...scene, assignments: [{ from: '2026-03-11' }] })).toContain(
      '2026-03-10 through 2026-04-19 is no whole number of months',
    );
  });
});

describe('weights', () => {
  // prorate-01: a joiner in March with 20, 20, 20 and 40 percent of 100,000.
  const weights = ['0.20', '0.20', '0.20', '0.40'];
  const quota = { amount: '100000', from: '2019-01-01', to: '2020-01-01' };
  const joiner = { quotas: [quota], assignments: [{ from: '2019-03-01' }] };
  const ofYear = ['2019-01-01', '2020-01-01'] as const;

  it('of quarters, prorated by months', () => {
    const rule = { prorate: 'months', weights } as const;
    const { amount: total, pieces } = targetIn({ ...joiner, window: ofYear, kind: 'year', rule });
    expect(shown(total)).toBe('260000/3');
    expect(pieces.map(told)).toEqual([
      '100000 2019-01-01..2019-04-01 Q1 1/5: 1/5 x 1/3 = 20000/3',
      '100000 2019-04-01..2019-07-01 Q2 1/5: 1/5 x 1 = 20000',
      '100000 2019-07-01..2019-10-01 Q3 1/5: 1/5 x 1 = 20000',
      '100000 2019-10-01..2020-01-01 Q4 2/5: 2/5 x 1 = 40000',
    ]);
    const march = targetIn({ ...joiner, window: ['2019-03-01', '2019-04-01'], rule });
    expect(march.pieces.map(told)).toEqual(['100000 2019-03-01..2019-04-01 Q1 1/5: 1/15 x 1 = 20000/3']);
  });

  it('by days, with and without weights', () => {
    expect(amount({ ...joiner, window: ofYear, kind: 'year', rule: { prorate: 'days' } })).toBe(
      shown(rational(100_000n * 306n, 365n)),
    );
    // The quarter that was begun late counts 31 of its 90 days.
    expect(amount({ ...joiner, window: ofYear, kind: 'year', rule: { prorate: 'days', weights } })).toBe(
      shown(rational(80_000n * 90n + 20_000n * 31n, 90n)),
    );
  });

  it('follow the quarters of the calendar', () => {
    const calendar = fiscalCalendar({ startMonth: 7, namedBy: 'end' });
    const fiscal = { amount: '100', from: '2026-07-01', to: '2027-07-01' };
    expect(
      amount({ quotas: [fiscal], window: ['2027-04-01', '2027-07-01'], kind: 'quarter', rule: { weights }, calendar }),
    ).toBe('40');
  });

  it('need a quota of a year', () => {
    expect(
      message({ quotas: [{ ...quota, to: '2019-07-01' }], window: ['2019-01-01', '2019-04-01'], rule: { weights } }),
    ).toBe(
      'calculateCommissions: the quota of every payee in any plan for measure "bookings" is weighted by quarters and must last from the first to the last day of a year of the plan\'s calendar, got 2019-01-01 through 2019-06-30',
    );
    expect(
      message({ quotas: [{ ...quota, from: '2019-07-01' }], window: ['2019-10-01', '2020-01-01'], rule: { weights } }),
    ).toContain('got 2019-07-01 through 2019-12-31');
  });
});

describe('ramp', () => {
  const monthly = ['01', '02', '03', '04', '05', '06'].map((month, index) => ({
    amount: '50000',
    from: `2026-${month}-01`,
    to: `2026-0${index + 2}-01`,
  }));
  const ramp = ['0', '0.25', '0.50', '0.75'];

  it('begins with the month of joining', () => {
    // ramp-02: 0, 25, 50, 75 and 100 percent of 50,000.
    const targets = monthly.map(({ from, to }) =>
      amount({ quotas: monthly, window: [from, to], rule: { ramp }, assignments: [{ from: '2026-01-20' }] }),
    );
    expect(targets).toEqual(['0', '12500', '25000', '37500', '50000', '50000']);
  });

  it('is told month by month, and the rest as one', () => {
    const { pieces } = targetIn({
      quotas: [year],
      window: ['2026-01-01', '2027-01-01'],
      kind: 'year',
      rule: { ramp: ['0', '0.5'], prorate: 'months' },
      assignments: [{ from: '2026-03-15' }],
    });
    expect(pieces.map(told)).toEqual([
      '120000 2026-01-01..2026-03-01: 1/6 x 0 = 0',
      '120000 2026-03-01..2026-04-01: 1/12 x 1 month 1 0 = 0',
      '120000 2026-04-01..2026-05-01: 1/12 x 1 month 2 1/2 = 5000',
      '120000 2026-05-01..2027-01-01: 2/3 x 1 = 80000',
    ]);
  });

  it('goes on when a new assignment follows the old one, and begins again after a gap', () => {
    const windows = monthly.slice(0, 4).map(({ from, to }) => [from, to] as const);
    const targets = (second: string): readonly string[] =>
      windows.map((window) =>
        amount({
          quotas: monthly,
          window,
          rule: { ramp },
          assignments: [{ from: '2026-01-01', to: '2026-02-01' }, { from: second }],
        }),
      );
    expect(targets('2026-02-01')).toEqual(['0', '12500', '25000', '37500']);
    expect(targets('2026-02-02')).toEqual(['0', '0', '12500', '25000']);
    // Back within the month: the later stay counts.
    expect(targets('2026-01-20').slice(0, 2)).toEqual(['0', '12500']);
    const back = [{ from: '2025-12-01', to: '2026-01-10' }, { from: '2026-01-20' }];
    expect(windows.map((window) => amount({ quotas: monthly, window, rule: { ramp }, assignments: back }))).toEqual([
      '0',
      '12500',
      '25000',
      '37500',
    ]);
  });
});

describe('windows that take quotas whole', () => {
  it('is every quota that counts during the assignment, for its whole time', () => {
    const next = { amount: '60', from: '2027-01-01', to: '2028-01-01' };
    const scene = { quotas: [year, next], kind: 'start', window: ['2026-07-15', '2027-03-01'] } as const;
    const assignments = [{ from: '2026-07-15', to: '2027-03-01' }];
    expect(amount({ ...scene, assignments })).toBe('120060');
    expect(amount({ ...scene, assignments, rule: { prorate: 'months' } })).toBe('60010');
    expect(amount({ ...scene, window: ['2026-07-15', '2026-08-01'] })).toBe('120000');
    // The time of another assignment belongs to the window of that one; its ramp goes on.
    const two = [
      { from: '2026-01-01', to: '2026-07-01' },
      { from: '2026-07-01', to: '2026-09-01' },
    ];
    const second = { quotas: [year], kind: 'start', window: ['2026-07-01', '2026-09-01'], assignments: two } as const;
    expect(amount({ ...second, rule: { prorate: 'months' } })).toBe('20000');
    expect(amount({ ...second, rule: { prorate: 'months', ramp: ['0', '0', '0', '0', '0', '0', '0.5'] } })).toBe(
      '15000',
    );
  });
});

it('refuses a quota that cannot be cut as bad input of a run', () => {
  expect(() => targetIn({ quotas: [{ ...year, from: '2026-01-02' }], window: ['2026-02-01', '2026-03-01'] })).toThrow(
    expect.objectContaining({ code: 'invalid-commission-input' }),
  );
});

describe('which quota counts', () => {
  const everybody = { amount: '12', from: '2026-01-01', to: '2027-01-01' };
  const ofPlan = { ...everybody, amount: '24', plan: 'ae' };
  const own = { ...everybody, amount: '36', payee: 'ann' };
  const ownInPlan = { ...everybody, amount: '48', payee: 'ann', plan: 'ae' };
  const others = [
    { ...everybody, payee: 'bob', amount: '7' },
    { ...everybody, plan: 'csm', amount: '7' },
  ];
  const window = ['2026-02-01', '2026-03-01'] as const;

  it('is the most specific', () => {
    expect(amount({ quotas: [...others, everybody], window })).toBe('1');
    expect(amount({ quotas: [everybody, ofPlan, ...others], window })).toBe('2');
    expect(amount({ quotas: [own, ...others, everybody, ofPlan], window })).toBe('3');
    expect(amount({ quotas: [ownInPlan, own, everybody, ofPlan, ...others], window })).toBe('4');
  });

  it('is decided day by day: a quota of one quarter replaces a quarter of the year', () => {
    const third = { amount: '90', from: '2026-07-01', to: '2026-10-01', payee: 'ann' };
    const scene = { quotas: [everybody, third], window: ['2026-01-01', '2027-01-01'], kind: 'year' } as const;
    expect(targetIn(scene).pieces.map(told)).toEqual([
      '12 2026-01-01..2026-07-01: 1/2 x 1 = 6',
      '90 2026-07-01..2026-10-01: 1 x 1 = 90',
      '12 2026-10-01..2027-01-01: 1/4 x 1 = 3',
    ]);
    // As windows of their own: the year without the quarter, and the quarter.
    expect(amount({ ...scene, kind: 'quota' })).toBe('9');
    expect(amount({ ...scene, kind: 'quota', window: ['2026-07-01', '2026-10-01'] })).toBe('90');
    const known = new KnownQuotas(scene.quotas.map(readQuota), Number.POSITIVE_INFINITY);
    const reigns = known.reignsOf('ae', 'ann', 'bookings');
    const amounts = ['2025-12-31', '2026-06-30', '2026-07-01', '2026-10-01', '2027-01-01'].map(
      (day) => quotaOn(reigns, parseDay(day))?.amount.numerator ?? null,
    );
    expect(amounts).toEqual([null, 12n, 90n, 12n, null]);
    expect(known.reignsOf('ae', 'ann', 'other')).toEqual([]);
  });

  it('of a window that is a quota has the same days', () => {
    const january = { amount: '5', from: '2026-01-01', to: '2026-02-01', payee: 'ann' };
    const december = { amount: '7', from: '2026-12-01', to: '2027-01-01', payee: 'ann' };
    const scene = { quotas: [everybody, december, january], kind: 'quota' } as const;
    expect(amount({ ...scene, window: ['2026-01-01', '2026-02-01'] })).toBe('5');
    expect(amount({ ...scene, window: ['2026-12-01', '2027-01-01'] })).toBe('7');
    expect(amount({ ...scene, window: ['2026-01-01', '2027-01-01'] })).toBe('10');
  });

  it('is the latest version known', () => {
    const quotas = [
      { ...year, amount: '1', knownAt: '2026-03-01' },
      { ...year, amount: '2', knownAt: '2026-06-01' },
      { ...year, amount: '3' },
    ];
    const scene = { window: ['2026-01-01', '2027-01-01'], kind: 'year' } as const;
    const asKnown = ['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map((knownAt) =>
      amount({ ...scene, quotas, knownAt }),
    );
    expect(asKnown).toEqual(['3', '1', '1', '2']);
    expect(message({ ...scene, quotas: quotas.slice(0, 1), knownAt: '2026-02-28' })).toContain('got none');
  });

  it('must not be two of one kind at once, and two that are have one message', () => {
    const ofAnn = { measure: 'bookings', payee: 'ann', plan: 'reps', amount: '1' };
    const quotas = [
      { ...ofAnn, from: '2026-01-01', to: '2026-04-01' },
      { ...ofAnn, from: '2026-03-31', to: '2026-07-01' },
    ];
    expect(() => new KnownQuotas(quotas.map(readQuota), 1e9)).toThrow(
      expect.objectContaining({
        message:
          'calculateCommissions: quotas of payee "ann" in plan "reps" for measure "bookings" must not overlap, got 2026-01-01 through 2026-03-31 and 2026-03-31 through 2026-06-30',
      }),
    );
  });

  it('must not be two of one kind at once', () => {
    // In whatever order they are given.
    const quotas = [
      { ...year, from: '2027-01-31', to: '2027-03-01' },
      year,
      { ...year, from: '2026-12-31', to: '2027-02-01' },
    ];
    expect(() => new KnownQuotas(quotas.map(readQuota), 1e9)).toThrow(
      expect.objectContaining({
        code: 'invalid-commission-input',
        message:
          'calculateCommissions: quotas of every payee in any plan for measure "bookings" must not overlap, got 2026-01-01 through 2026-12-31 and 2026-12-31 through 2027-01-31; and 1 more',
        issues: [
          expect.objectContaining({ code: 'overlapping-quotas' }),
          {
            code: 'overlapping-quotas',
            path: 'quotas',
            message:
              'quotas of every payee in any plan for measure "bookings" must not overlap, got 2026-12-31 through 2027-01-31 and 2027-01-31 through 2027-02-28',
          },
        ],
      }),
    );
  });
});
