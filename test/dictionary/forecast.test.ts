import { describe, expect, it } from 'vitest';
import { type Forecast, kpis, type Opportunity, quarter, type StageChange, salesData } from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const deal = (
  id: string,
  ownerId: string,
  amount: number,
  closed: string | null,
  rest: Partial<Opportunity> = {},
): Opportunity => ({
  ...{ id, ownerId, amount, createdOn: '2026-05-04', probability: '0.5' },
  ...(closed === null ? { status: 'open' } : { status: 'won', closedOn: closed }),
  ...rest,
});
/** How a deal stood when the quarter began. */
const stood = (
  opportunityId: string,
  amount: number,
  expectedCloseOn: string,
  forecastCategory: string,
): StageChange => ({
  ...{ opportunityId, amount, expectedCloseOn, forecastCategory, changedOn: '2026-06-01' },
});
const call = (ownerId: string | null, amount: number, submittedOn: string, rest: Partial<Forecast> = {}): Forecast => ({
  ...{ ownerId, amount, submittedOn, category: 'call', startsOn: '2026-07-01', endsOn: '2026-10-01', ...rest },
});

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: [
    deal('asForecast', 'ann', 100, '2026-07-20'),
    deal('pushed', 'ann', 200, null),
    deal('lost', 'bob', 300, '2026-09-15', { status: 'lost' }),
    deal('earlier', 'bob', 450, '2026-08-25'),
    deal('pulledIn', 'bob', 500, '2026-09-10'),
    deal('backAgain', 'ann', 50, '2026-09-25'),
    deal('new', 'cid', 1000, '2026-09-20', { createdOn: '2026-07-15', forecastCategory: 'commit' }),
  ],
  stageChanges: [
    stood('asForecast', 100, '2026-07-20', 'commit'),
    stood('pushed', 200, '2026-08-15', 'commit'),
    stood('lost', 300, '2026-09-30', 'best-case'),
    stood('earlier', 400, '2026-09-01', 'commit'),
    stood('pulledIn', 500, '2026-12-01', 'commit'),
    stood('backAgain', 50, '2026-08-31', 'pipeline'),
    { opportunityId: 'pushed', changedOn: '2026-07-10', expectedCloseOn: '2026-11-01' },
    { opportunityId: 'earlier', changedOn: '2026-08-01', expectedCloseOn: '2026-08-20' },
    { opportunityId: 'earlier', changedOn: '2026-08-20', amount: 450 },
    { opportunityId: 'backAgain', changedOn: '2026-08-15', expectedCloseOn: '2026-10-15' },
    { opportunityId: 'backAgain', changedOn: '2026-09-05', expectedCloseOn: '2026-09-25' },
  ],
  forecasts: [
    call('ann', 300, '2026-06-25'),
    call('ann', 280, '2026-07-01'),
    call('ann', 500, '2026-07-02'),
    call('bob', 900, '2026-06-30'),
    call('bob', 700, '2026-06-30', { category: 'commit' }),
    call('dan', 100, '2026-06-30'),
    call(null, 9999, '2026-06-30'),
    // For single months.
    call('ann', 80, '2026-07-01', { endsOn: '2026-08-01' }),
    call('bob', 500, '2026-08-01', { startsOn: '2026-08-01', endsOn: '2026-09-01' }),
  ],
  quotas: [
    { ownerId: 'ann', startsOn: '2026-07-01', endsOn: '2026-10-01', amount: 800 },
    { ownerId: 'bob', startsOn: '2026-07-01', endsOn: '2026-10-01', amount: 1200 },
  ],
});
const period = quarter(2026, 3);
const part = (numerator: bigint, denominator: bigint): string => longDivision([numerator, denominator]);

describe('what was expected of a quarter', () => {
  it('slip-rate', () => {
    // All but `pulledIn` and `new` were expected: five deals of 100, 200, 300, 400 and 50.
    expect(figures(kpis.slipRate, data, { period })).toEqual({
      default: '0.2',
      'lost-as-slipped': '0.4',
      'any-date-change': '0.6',
      'by-value': part(200n, 1050n),
      'pushes-per-deal': '0.4',
      'commit-only': part(1n, 3n),
    });
    // On August 20 two of them had moved beyond the quarter, and nothing was lost yet.
    expect(figures(kpis.slipRate, data, { period, asOf: '2026-08-20' })).toMatchObject({
      default: '0.4',
      'lost-as-slipped': '0.4',
      'by-value': part(250n, 1050n),
    });
  });

  it('commit-conversion-rate', () => {
    // In commit: 100, 200, 400 and 500, of which all but the 200 were won.
    expect(figures(kpis.commitConversionRate, data, { period })).toEqual({
      default: part(5n, 6n),
      'by-count': '0.75',
      'best-case': part(1000n, 1500n),
      'ever-in-commit': '0.8',
    });
  });

  it('forecast-accuracy and forecast-bias', () => {
    // ann called 280 and sold 150, bob 900 and 950, dan 100 and nothing; cid called nothing.
    expect(figures(kpis.forecastAccuracy, data, { period })).toEqual({
      default: part(1100n - 280n, 1100n),
      'by-forecast': part(1280n - 280n, 1280n),
      // The mean of 130 / 150 and 50 / 950.
      mape: part(154n, 285n),
      'not-below-zero': part(820n, 1100n),
      symmetric: part(2380n - 560n, 2380n),
      commit: part(950n - 250n, 950n),
      // 175 of ann, 350 of bob.
      'weighted-pipeline': part(1100n - 625n, 1100n),
      netted: part(1100n - 180n, 1100n),
      // 80 for 100 in July, 500 for 450 in August.
      'by-month': part(550n - 70n, 550n),
    });
    expect(figures(kpis.forecastBias, data, { period })).toEqual({
      default: part(180n, 1100n),
      'sign-reversed': part(-180n, 1100n),
      'actual-to-forecast': part(1100n, 1280n),
    });
  });

  it('quota-gap', () => {
    expect(figures(kpis.quotaGap, data, { period })).toEqual({
      default: '0',
      signed: '-100',
      'required-per-day': 'no-denominator',
      'required-per-working-day': 'no-denominator',
      projected: '2100',
      'projected-by-working-days': '2100',
      'deals-needed': '0',
    });
    // By the end of August 550 are booked, by two deals; 62 days have gone, 44 of them working days, 30 are left, 22 of them working days.
    expect(figures(kpis.quotaGap, data, { period, asOf: '2026-08-31' })).toEqual({
      default: '1450',
      signed: '1450',
      'required-per-day': part(1450n, 30n),
      'required-per-working-day': part(1450n, 22n),
      projected: part(550n * 92n, 62n),
      'projected-by-working-days': '825',
      'deals-needed': part(1450n, 275n),
    });
  });
});
