import { describe, expect, it } from 'vitest';
import { type Kpi, kpis, type Lead, month, salesData } from '../../src/index.ts';
import { figures } from './figures.ts';

const leads: Lead[] = [
  {
    ...{ id: 'a', accountId: 'A', createdOn: '2026-02-01', mqlOn: '2026-02-05', salesAcceptedOn: '2026-02-08' },
    ...{ sqlOn: '2026-02-10', convertedOn: '2026-03-05' },
  },
  { id: 'b', accountId: 'A', createdOn: '2026-02-02', mqlOn: '2026-02-06', disqualifiedOn: '2026-02-20' },
  { id: 'c', accountId: 'B', createdOn: '2026-02-03', mqlOn: '2026-02-07' },
  { id: 'd', accountId: 'C', createdOn: '2026-01-05', mqlOn: '2026-01-10', sqlOn: '2026-03-02' },
  {
    ...{ id: 'e', accountId: 'D', createdOn: '2026-01-06', mqlOn: '2026-01-07', salesAcceptedOn: '2026-01-20' },
    ...{ sqlOn: '2026-02-14', convertedOn: '2026-02-20' },
  },
  { id: 'f', accountId: 'B', createdOn: '2026-02-08', convertedOn: '2026-02-09' },
  { id: 'g', accountId: 'E', createdOn: '2026-02-09', mqlOn: '2026-02-10', disqualifiedOn: '2026-04-30' },
  { id: 'h', accountId: 'F', createdOn: '2026-01-01', convertedOn: '2026-02-02' },
];
const data = salesData({ currency: 'USD', timeZone: 'UTC', leads });

const expected: readonly (readonly [Kpi, Readonly<Record<string, string>>])[] = [
  // a, b, c, g; at the end c, d, g are still MQL.
  [
    kpis.mqlVolume,
    { default: '4', 'current-status': '3', 'requalified-included': '4', accepted: '1', 'rejection-window': '3' },
  ],
  [kpis.sqlCount, { default: '2', 'sales-accepted': '1', 'opportunity-created': '3' }],
  [
    kpis.leadToOpportunityRate,
    {
      default: '0.4',
      'qualified-leads': '0.25',
      'same-period': '0.6',
      'per-account': '0.6666666666666666666666666666666667',
    },
  ],
];

describe('leads', () => {
  it.each(expected.map(([kpi, values]) => ({ id: kpi.id, kpi, values })))('$id', ({ kpi, values }) => {
    expect(figures(kpi, data, { period: month(2026, 2) })).toEqual(values);
  });

  it('are none in a month without any', () => {
    const empty = { period: month(2027, 2) };
    expect(figures(kpis.sqlCount, data, empty)).toEqual({
      default: '0',
      'sales-accepted': '0',
      'opportunity-created': '0',
    });
    expect(figures(kpis.leadToOpportunityRate, data, empty)).toEqual({
      default: 'no-denominator',
      'qualified-leads': 'no-denominator',
      'same-period': 'no-denominator',
      'per-account': 'no-denominator',
    });
  });

  it('come to nothing that is not known yet', () => {
    const onFirstOfMarch = { period: month(2026, 2), asOf: '2026-03-01' };
    // Lead a became an opportunity on 5 March.
    expect(figures(kpis.leadToOpportunityRate, data, onFirstOfMarch)['default']).toBe('0.2');
    // Lead g was disqualified on 30 April, long after the window; lead b within it and before March.
    expect(figures(kpis.mqlVolume, data, onFirstOfMarch)['rejection-window']).toBe('3');
    expect(figures(kpis.mqlVolume, data, { period: month(2026, 2), asOf: '2026-02-19' })['rejection-window']).toBe('4');
  });
});
