import { describe, expect, it } from 'vitest';
import {
  type Commission,
  calculate,
  kpis,
  month,
  type Quota,
  quarter,
  type Rep,
  salesData,
  year,
} from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const rep = (id: string, rest: Partial<Rep>): Rep => ({ id, ...rest });
const quota = (ownerId: string | null, amount: number, startsOn = '2026-01-01', endsOn = '2027-01-01'): Quota => ({
  ...{ ownerId, amount, startsOn, endsOn },
});
const line = (ownerId: string, amount: number, rest: Partial<Commission>): Commission => ({
  ...{ ownerId, amount, earnedOn: '2026-08-05', ...rest },
});

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  reps: [
    rep('ada', { role: 'ae', startedOn: '2025-07-05', onTargetEarnings: 100, targetVariablePay: 30 }),
    rep('bo', { role: 'sdr', startedOn: '2026-03-01', onTargetEarnings: 50 }),
    rep('cy', { onTargetEarnings: 80, targetVariablePay: 20 }),
    // Gone by the end, without a quota, or without known pay.
    rep('di', { role: 'ae', leftOn: '2026-12-31', onTargetEarnings: 70 }),
    rep('ed', { role: 'ae', onTargetEarnings: 90 }),
    rep('flo', { role: 'ae' }),
  ],
  quotas: [
    quota('ada', 600),
    quota('bo', 100, '2026-07-01', '2026-10-01'),
    quota('cy', 400, '2026-01-01', '2026-07-01'),
    quota('cy', 400, '2026-07-01', '2027-01-01'),
    quota('di', 500),
    quota('flo', 500),
    quota(null, 5000),
    { ...quota('ada', 9999), measure: 'pipeline' },
  ],
  opportunities: [{ id: 'deal', createdOn: '2026-01-01', closedOn: '2026-08-31', status: 'won', amount: 4000 }],
  orders: [{ id: 'order', orderedOn: '2026-01-01', recognisedOn: '2026-07-01', amount: 2000 }],
  expenses: [
    { category: 'sales', kind: 'salary', amount: 80, spentOn: '2026-07-01' },
    { category: 'sales', kind: 'benefits', amount: 15, spentOn: '2026-09-30' },
    { category: 'sales', kind: 'tool', amount: 1000, spentOn: '2026-08-01' },
    { category: 'marketing', kind: 'salary', amount: 1000, spentOn: '2026-08-01' },
    { category: 'sales', kind: 'salary', amount: 1000, spentOn: '2026-10-01' },
  ],
  commissions: [
    line('ada', 50, { creditedAmount: 500, paidAmount: 60, correctAmount: 50, paidOn: '2026-08-25' }),
    line('ada', 10, { kind: 'bonus', paidAmount: 10, paidOn: '2026-08-25', disputed: true }),
    line('bo', 30, { creditedAmount: 300, paidAmount: 20, correctAmount: 30, paidOn: '2026-08-25' }),
    // The run of the month after gives what was missing: another error.
    line('bo', 40, { creditedAmount: 400, paidAmount: 50, correctAmount: 40, paidOn: '2026-09-25' }),
    line('cy', -20, {
      kind: 'clawback',
      creditedAmount: -200,
      paidAmount: -20,
      correctAmount: -20,
      paidOn: '2026-09-25',
    }),
    line('cy', 60, { creditedAmount: 600, paidAmount: 60, correctAmount: 60, paidOn: '2026-09-25' }),
    line('cy', 7, { creditedAmount: 70, correctAmount: 7 }),
    line('cy', 3, {
      earnedOn: '2026-10-01',
      creditedAmount: 10,
      paidAmount: 3,
      correctAmount: 3,
      paidOn: '2026-10-25',
    }),
  ],
  credits: [
    { ownerId: 'ada', creditedOn: '2026-07-01', amount: 1500, kind: 'direct' },
    { ownerId: 'bo', creditedOn: '2026-09-30', amount: 370, kind: 'overlay' },
    { ownerId: 'bo', creditedOn: '2026-09-30', amount: 900, kind: 'direct', measure: 'pipeline' },
  ],
});
const q3 = quarter(2026, 3);

describe('pay', () => {
  it('compensation-cost-of-sales', () => {
    // 50 + 10 + 30 + 40 - 20 + 60 + 7 of variable pay.
    expect(figures(kpis.compensationCostOfSales, data, { period: q3 })).toEqual({
      default: longDivision([257n, 2000n]),
      'of-bookings': longDivision([257n, 4000n]),
      'incentives-only': longDivision([177n, 2000n]),
      'fully-loaded': longDivision([272n, 2000n]),
      // From October 2025 on only two quotas lie in the 12 months.
      target: longDivision([130n, 500n]),
    });
    expect(String(calculate(kpis.compensationCostOfSales.variants.target, data, { period: year(2026) }).value)).toBe(
      longDivision([230n, 1500n]),
    );
  });

  it('effective-commission-rate', () => {
    expect(figures(kpis.effectiveCommissionRate, data, { period: q3 })).toEqual({
      // 50 + 30 + 40 + 60 + 7 of 1870.
      default: '0.1',
      'target-rate': '0.05',
      // 60 + 20 + 50 + 60 of 500 + 300 + 400 + 600.
      paid: longDivision([190n, 1800n]),
      'net-of-clawback': '0.1',
      'of-quota-credit': '0.1',
    });
    expect(calculate(kpis.effectiveCommissionRate, data, { period: month(2026, 7) }).reason).toBe('base-not-positive');
  });

  it('commission-error-rate', () => {
    expect(figures(kpis.commissionErrorRate, data, { period: q3 })).toEqual({
      // 10 for ada, 10 and 10 for bo, of 50 + 30 + 40 - 20 + 60.
      default: longDivision([30n, 160n]),
      'per-payout': longDivision([30n, 160n]),
      statements: '0.75',
      net: longDivision([10n, 160n]),
      disputed: '0.25',
    });
    // Of one run the error of one rep does not make up for that of another.
    const august = figures(kpis.commissionErrorRate, data, { period: month(2026, 8) });
    expect(august).toEqual({ default: '0.25', 'per-payout': '0.25', statements: '1', net: '0', disputed: '0.5' });
  });

  it('commission-error-rate, of lines that cancel within a payout', () => {
    const paidOn = '2026-08-25';
    const payout = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      reps: [rep('ada', {})],
      commissions: [
        line('ada', 10, { paidAmount: 12, correctAmount: 10, paidOn }),
        line('ada', 10, { paidAmount: 8, correctAmount: 10, paidOn }),
        line('ada', 30, { paidAmount: '30.00', correctAmount: 30, paidOn }),
        line('ada', 99, { correctAmount: 99, paidOn }),
      ],
    });
    // 2 too much and 2 too little of 50, on one statement.
    expect(figures(kpis.commissionErrorRate, payout, { period: q3 })).toEqual({
      default: '0.08',
      'per-payout': '0',
      statements: '1',
      net: '0',
      disputed: '0',
    });
  });

  it('quota-ote-ratio', () => {
    expect(figures(kpis.quotaOteRatio, data, { period: year(2026) })).toEqual({
      // 600 + 100 + 800 of 100 + 50 + 80.
      default: longDivision([1500n, 230n]),
      'by-role': longDivision([700n, 150n]),
      'to-variable-pay': '28',
      // Six months before the year ada had started; of cy no start is known.
      'fully-ramped': longDivision([1400n, 180n]),
    });
    const { 'by-role': byRole, 'fully-ramped': ramped } = kpis.quotaOteRatio.variants;
    const of = (role: string): string =>
      String(calculate(byRole, data, { period: year(2026), parameters: { role } }).value);
    expect([of('ae'), of('sdr')]).toEqual(['6', '2']);
    const slow = calculate(ramped, data, { period: year(2026), parameters: { rampMonths: 7 } });
    expect(String(slow.value)).toBe('10');
  });
});
