import { describe, expect, it } from 'vitest';
import {
  calculate,
  kpis,
  month,
  monthsOf,
  type Opportunity,
  type Quota,
  quarter,
  type Rep,
  type SalesDataInput,
  salesData,
  year,
} from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const team = (input: Partial<SalesDataInput>): ReturnType<typeof salesData> =>
  salesData({ currency: 'USD', timeZone: 'UTC', ...input });
const part = (numerator: bigint, denominator: bigint): string => longDivision([numerator, denominator]);
const q2 = quarter(2026, 2);
const quota = (ownerId: string | null, amount: number, rest: Partial<Quota> = {}): Quota => ({
  ...{ ownerId, startsOn: q2.start, endsOn: q2.end, amount, ...rest },
});
const won = (id: string, ownerId: string, closedOn: string, amount: number): Opportunity => ({
  ...{ id, ownerId, createdOn: '2024-01-01', closedOn, status: 'won', amount },
});

describe('sales capacity', () => {
  const reps: readonly Rep[] = [
    { id: 'ramped', startedOn: '2025-10-31' },
    // Of 6 months 3, counted by the calendar.
    { id: 'half', startedOn: '2026-01-31' },
    { id: 'planned', startedOn: '2026-03-01', rampMonths: 4 },
    { id: 'no-ramp', startedOn: '2026-04-01', rampMonths: 0 },
    { id: 'today', startedOn: '2026-04-01' },
    { id: 'later', startedOn: '2026-05-01' },
    { id: 'left', startedOn: '2025-01-01', leftOn: '2026-04-01' },
    { id: 'leaving', startedOn: '2025-01-01', leftOn: '2026-05-01' },
    { id: 'undated' },
  ];
  const data = team({
    reps,
    quotas: [
      ...reps.map(({ id }) => quota(String(id), 100)),
      quota('unlisted', 100),
      quota('half', 60, { fullAmount: 200 }),
      quota('ramped', 999, { measure: 'pipeline' }),
      quota('ramped', 999, { endsOn: '2026-07-02' }),
      quota(null, 800),
    ],
  });

  it('is quota by the share of the ramp', () => {
    // ramped, no-ramp, leaving, undated and unlisted in full; half of 300; a quarter of planned.
    const capacity = 500 + 150 + 25;
    // A month later and two: half at 4 and 5 of 6, planned at 2 and 3 of 4, today at 1 and 2 of 6, later at 0 and 1 of 6; leaving is gone.
    const monthly = 400 + 100 / 3 + (300 * (3 + 4 + 5)) / 18 + (100 * (1 + 2 + 3)) / 12 + (100 * 3) / 18 + 100 / 18;
    const { 'monthly-ramp': byMonth, ...others } = figures(kpis.salesCapacity, data, { period: q2 });
    expect(others).toEqual({
      default: String(capacity),
      // half, planned and today count with 0.4 of theirs.
      'ramping-at-productivity': String(500 + 0.4 * 500),
      'after-attrition': String(capacity * 0.9),
      'street-quota': '1060',
      'over-assignment': '1.325',
      'needed-attainment': part(800n, 1060n),
    });
    expect(Number(byMonth)).toBeCloseTo(monthly, 10);
  });

  it('takes another attainment and another ramp, and looks at the plan alone', () => {
    const parameters = { expectedAttainment: '0.8', rampMonths: 12 };
    // half at 3 of 12 months, ramped at 6; the plan of `planned` stays.
    const asked = { period: q2, parameters, asOf: '2025-12-31' };
    expect(calculate(kpis.salesCapacity, data, asked).value?.toString()).toBe(String(0.8 * (400 + 50 + 75 + 25)));
    expect(calculate(kpis.salesCapacity, data, { period: quarter(2027, 1) }).value?.toString()).toBe('0');
  });
});

describe('revenue per rep', () => {
  const data = team({
    reps: [
      { id: 'all', startedOn: '2025-01-01' },
      // On 30 of the 91 days, all of them in the first month.
      { id: 'new', startedOn: '2026-06-01' },
      { id: 'gone', startedOn: '2025-01-01', leftOn: '2026-05-01' },
      { id: 'sdr', startedOn: '2025-01-01' },
    ],
    quotas: [quota('all', 100), quota('new', 100), quota('gone', 100), quota('sdr', 100, { measure: 'pipeline' })],
    opportunities: [
      won('1', 'all', '2026-04-01', 1000),
      won('2', 'sdr', '2026-06-30', 820),
      won('3', 'all', '2026-07-01', 9),
    ],
  });

  it('divides by the reps of each day', () => {
    // all on 91 days, new on 30, gone on 30.
    expect(figures(kpis.revenuePerRep, data, { period: q2 })).toEqual({
      default: part(1820n * 91n, 151n),
      // new is in the first month.
      'ramped-equivalents': part(1820n * 91n, 121n),
      'all-staff': part(1820n * 91n, 242n),
      'trailing-year': part(1820n * 365n, 151n),
    });
  });

  it('counts the days so far, and needs somebody with a quota', () => {
    expect(calculate(kpis.revenuePerRep, data, { period: q2, asOf: '2026-04-30' }).value?.toString()).toBe('500');
    expect(calculate(kpis.revenuePerRep, data, { period: quarter(2026, 1) }).reason).toBe('no-denominator');
  });
});

describe('ramp time', () => {
  const monthly = (ownerId: string, rest: Partial<Quota> = {}): Quota[] =>
    [2025, 2026].flatMap((of) =>
      monthsOf(year(of)).map(({ start, end }) => ({ ownerId, startsOn: start, endsOn: end, amount: 100, ...rest })),
    );
  const data = team({
    reps: [
      { id: 'four', startedOn: '2025-12-31', rampMonths: 5 },
      { id: 'two', startedOn: '2026-02-28', rampMonths: 3 },
      { id: 'before', startedOn: '2025-06-01' },
      { id: 'never', startedOn: '2026-01-15' },
      { id: 'veteran', startedOn: '2019-01-01' },
      { id: 'support', startedOn: '2026-01-15' },
      { id: 'gone', startedOn: '2026-01-15', leftOn: '2026-06-01' },
      { id: 'hire', startedOn: '2026-05-01', rampMonths: 4 },
    ],
    quotas: [
      // Her quotas are eased while she ramps; the full one counts.
      ...monthly('four', { amount: 10, fullAmount: 100 }),
      ...['two', 'before', 'never', 'veteran', 'gone', 'hire'].flatMap((ownerId) => monthly(ownerId)),
    ],
    opportunities: [
      won('f1', 'four', '2026-02-01', 99),
      won('f2', 'four', '2026-04-30', 100),
      won('f3', 'four', '2026-06-01', 300),
      won('t1', 'two', '2026-04-01', 100),
      won('t2', 'two', '2026-05-01', 120),
      won('t3', 'two', '2026-06-30', 101),
      won('b1', 'before', '2025-08-01', 100),
      won('b2', 'before', '2026-04-01', 100),
      won('v1', 'veteran', '2026-04-01', 100),
      won('n1', 'never', '2026-06-15', 50),
      won('h1', 'hire', '2026-04-30', 500),
    ],
  });

  it('is the time to the first month at the full quota', () => {
    expect(figures(kpis.rampTime, data, { period: q2 })).toEqual({
      // four in April after December, two in April after February.
      default: '3',
      // four 6 and two 4; the hire 1, whose quarter had begun before the start.
      'by-quarter': '4',
      // Only two stayed there for three months.
      sustained: '4',
      // two after 2, four before, never after 5, veteran after 87; the deal of the hire came before the start.
      'first-deal': '5',
      // four in June: 300; before has long passed it.
      'tenure-curve': '3',
      planned: '4',
      // before and two after 2, four after 4; hire, gone and never were seen through months 1, 4 and 5: 3/5, then 2/5.
      censored: '4',
    });
  });

  it('is sustained for as many months, and of reps as new, as the calculation says', () => {
    const { sustained } = kpis.rampTime.variants;
    const at = (sustainedMonths: number): string | undefined =>
      calculate(sustained, data, { period: q2, parameters: { sustainedMonths } }).value?.toString();
    // One month in a row is the first; a second one has only `two`, in May.
    expect([at(1), at(2), at(3)]).toEqual(['3', '3', '4']);
    // `two` started in February, `four` in December.
    const since = (lookbackMonths: number): string =>
      String(calculate(kpis.rampTime, data, { period: q2, parameters: { lookbackMonths } }).value);
    expect([since(3), since(5), since(7)]).toEqual(['null', '2', '3']);
  });

  it('is that of a lower threshold, or of another month of the curve', () => {
    const asked = { period: quarter(2026, 1), parameters: { threshold: '0.99' } };
    expect(calculate(kpis.rampTime, data, asked).value?.toString()).toBe('2');
    expect(calculate(kpis.rampTime, data, { period: quarter(2026, 1) }).reason).toBe('no-records');
    const { 'tenure-curve': curve } = kpis.rampTime.variants;
    // In April `two` was in the second month, in June the others were far along.
    expect(calculate(curve, data, { period: month(2026, 4), parameters: { tenureMonths: 2 } }).value?.toString()).toBe(
      '1',
    );
  });
});

describe('rep attrition', () => {
  const data = team({
    reps: [
      { id: 'stays', startedOn: '2025-01-01' },
      { id: 'undated' },
      { id: 'left', startedOn: '2025-01-01', leftOn: '2026-05-01', leftVoluntarily: true },
      { id: 'moved', startedOn: '2025-01-01', roleEndedOn: '2026-04-01', leftOn: '2026-06-30', leftVoluntarily: false },
      // Worked through the last day of the quarter before.
      { id: 'edge', startedOn: '2025-01-01', leftOn: '2026-04-01' },
      { id: 'next', startedOn: '2026-06-30', leftOn: '2026-07-01' },
    ],
  });

  it('is leavers over the mean headcount', () => {
    // stays and undated on 91 days, left on 30, moved on 90, next on 1.
    expect(figures(kpis.repAttritionRate, data, { period: q2 })).toEqual({
      default: part(3n * 91n, 303n),
      'opening-headcount': '0.6',
      voluntary: part(91n, 303n),
      annualised: part(3n * 365n, 303n),
      // moved, left and edge, of whom moved and edge were out of the role all the time.
      'with-moves': part(3n * 91n, 213n),
    });
  });

  it('is not known where nobody was at work', () => {
    const young = team({ reps: [{ id: 'new', startedOn: '2026-07-01' }] });
    expect(calculate(kpis.repAttritionRate, young, { period: q2 }).reason).toBe('no-denominator');
    expect(calculate(kpis.repAttritionRate, data, { period: q2, asOf: '2026-03-31' }).reason).toBe('no-records');
  });
});
