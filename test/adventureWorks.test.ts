import { describe, expect, it } from 'vitest';
import { calculate, explain, kpis, period, quartersOf, tabulate, year } from '../src/index.ts';
import {
  attainment,
  averageResellerOrder,
  personsAtQuota,
  repeatCustomerShare,
  resellerCustomers,
  resellerOrderCount,
  revenue,
  shippingTime,
} from './adventureWorks/orderKpis.ts';
import { adventureWorks, field, isPresent, type Row, tenThousandths } from './adventureWorks/records.ts';
import { type Fraction, longDivision, order, over, plus } from './oracles/fraction.ts';

const title = isPresent ? 'AdventureWorks' : 'AdventureWorks (skipped: ../shared/data/adventureworks is not there)';
const allOrders = period('2011-05-31', '2014-07-01');

/** Sums by a key, straight from the rows. */
function sumsBy(rows: readonly Row[], keyOf: (row: Row) => string, amount: string): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0n) + tenThousandths(field(row, amount)));
  return sums;
}

function amountOf(units: bigint): string {
  return longDivision([units, 10_000n]);
}

describe.skipIf(!isPresent)(title, () => {
  it('is read without a warning that nobody expected', () => {
    const { data } = adventureWorks();
    expect(data.counts).toMatchObject({
      orders: 31465,
      opportunities: 3806,
      reps: 17,
      quotas: 163,
      territories: 10,
      accounts: 19820,
    });
    expect(data.warnings).toEqual([]);
  });

  describe('published totals', () => {
    const asked = (): { period: typeof allOrders } => ({ period: allOrders });

    it('revenue', () => {
      const { data } = adventureWorks();
      expect(calculate(revenue, data, asked()).value?.toString()).toBe('109846381.4039');
      expect(calculate(revenue.variants.reseller, data, asked()).value?.toString()).toBe('80487704.1832');
      expect(calculate(revenue, data, { ...asked(), where: { owner: null } }).value?.toString()).toBe('29358677.2207');
    });

    it('reseller orders and customers', () => {
      const { data } = adventureWorks();
      expect(calculate(resellerOrderCount, data, asked()).value?.toString()).toBe('3806');
      expect(calculate(resellerCustomers, data, asked()).value?.toString()).toBe('635');
      expect(calculate(averageResellerOrder, data, asked()).value?.toString()).toBe(
        longDivision([100609630229n, 4757500n]),
      );
    });

    it('customers with two or more orders', () => {
      const { data } = adventureWorks();
      const share = calculate(repeatCustomerShare, data, asked());
      expect(share.parts.repeat?.toString()).toBe('605');
      expect(share.parts.customers?.toString()).toBe('635');
      expect(share.value?.toString()).toBe(longDivision([121n, 127n]));
    });

    it('days to ship', () => {
      const { data } = adventureWorks();
      expect(calculate(shippingTime, data, asked()).value?.toString()).toBe(longDivision([220264n, 31465n]));
      expect(calculate(shippingTime.variants.median, data, asked()).value?.toString()).toBe('7');
      const { counted } = explain(shippingTime, data, asked());
      expect(counted.filter(({ contribution }) => contribution.toNumber() === 8)).toHaveLength(9);
      expect(counted.filter(({ contribution }) => contribution.toNumber() === 7)).toHaveLength(31456);
    });

    it('attainment of the team and of its persons', () => {
      const { data, allWindows } = adventureWorks();
      const team = calculate(attainment, data, { period: allWindows });
      expect(team.parts.quota?.toString()).toBe('95714000');
      expect(team.parts.sales?.toString()).toBe('80487704.1832');
      expect(team.value?.toString()).toBe(longDivision([100609630229n, 119642500000n]));
      const mean = calculate(attainment.variants['mean-of-persons'], data, { period: allWindows });
      expect(mean.value?.toString().slice(0, 32)).toBe('0.843676622111679721614503214231');
      const median = calculate(attainment.variants['median-of-persons'], data, { period: allWindows });
      expect(median.value?.toString()).toBe(longDivision([7327591841n, 8760000000n]));
    });

    it('person-windows at or above quota', () => {
      const { data, windows } = adventureWorks();
      const { totals } = tabulate([personsAtQuota], data, { periods: windows });
      const sum = (part: 'at-quota' | 'persons'): number =>
        totals.reduce((total, { values }) => total + (values['persons-at-quota'].parts[part]?.toNumber() ?? 0), 0);
      expect(windows).toHaveLength(12);
      expect([sum('at-quota'), sum('persons')]).toEqual([8, 163]);
      expect(totals.map(({ values }) => values['persons-at-quota'].parts.persons?.toNumber())).toEqual([
        10, 10, 10, 10, 13, 14, 14, 14, 17, 17, 17, 17,
      ]);
    });

    it.each([
      ['274', '1092123.8561', '1305000', [10921238561n, 13050000000n]],
      ['275', '9293903.0046', '11162000', [46469515023n, 55810000000n]],
      ['276', '10367007.4265', '11786000', [20734014853n, 23572000000n]],
      ['277', '10065803.5404', '12198000', [8388169617n, 10165000000n]],
      ['278', '3609447.2148', '4365000', [3007872679n, 3637500000n]],
      ['279', '7171012.7501', '8541000', [71710127501n, 85410000000n]],
    ] as const)('person %s', (owner, sales, quota, share) => {
      const { data, allWindows } = adventureWorks();
      const person = calculate(attainment, data, { period: allWindows, where: { owner } });
      expect(person.parts.sales?.toString()).toBe(sales);
      expect(person.parts.quota?.toString()).toBe(quota);
      expect(person.value?.toString()).toBe(longDivision(share));
    });
  });

  describe('against a plain loop over the rows', () => {
    it('attainment of every person in every window', () => {
      const { data, windows, quotas, resellerOrders } = adventureWorks();
      const { rows, totals } = tabulate([attainment], data, { periods: windows, by: ['owner'] });
      let compared = 0;
      let atQuota = 0;
      for (const { start, end } of windows) {
        const isInWindow = (row: Row): boolean => field(row, 'OrderDate') >= start && field(row, 'OrderDate') < end;
        const sales = sumsBy(resellerOrders.filter(isInWindow), (row) => field(row, 'SalesPersonID'), 'SubTotal');
        for (const quota of quotas.filter((row) => field(row, 'QuotaDate') === start)) {
          const owner = field(quota, 'BusinessEntityID');
          const share: Fraction = [sales.get(owner) ?? 0n, tenThousandths(field(quota, 'SalesQuota'))];
          const found = rows.filter((row) => row.period.start === start && row.group.owner === owner);
          expect(found.map(({ values }) => values.attainment.value?.toString())).toEqual([longDivision(share)]);
          compared++;
          if (order(share, [1n, 1n]) >= 0) atQuota++;
        }
        const total = totals.find((row) => row.period.start === start)?.values.attainment.parts.sales;
        expect(total?.toString()).toBe(amountOf([...sales.values()].reduce((left, right) => left + right, 0n)));
      }
      expect([compared, atQuota]).toEqual([163, 8]);
      // No one sold without a quota, so there is nothing else in the table.
      expect(rows).toHaveLength(163);
    });

    it('mean attainment of the persons', () => {
      const { data, allWindows, quotas, resellerOrders } = adventureWorks();
      const sales = sumsBy(resellerOrders, (row) => field(row, 'SalesPersonID'), 'SubTotal');
      const quotaOf = sumsBy(quotas, (row) => field(row, 'BusinessEntityID'), 'SalesQuota');
      const sum = [...quotaOf].reduce<Fraction>(
        (left, [owner, quota]) => plus(left, [sales.get(owner) ?? 0n, quota]),
        [0n, 1n],
      );
      const mean = calculate(attainment.variants['mean-of-persons'], data, { period: allWindows });
      expect(mean.value?.toString()).toBe(longDivision(over(sum, [BigInt(quotaOf.size), 1n])));
      const { tree } = explain(attainment.variants['mean-of-persons'], data, { period: allWindows });
      expect(tree.entities).toHaveLength(17);
      for (const { entity, contribution } of tree.entities) {
        expect(contribution?.toString()).toBe(longDivision([sales.get(entity) ?? 0n, quotaOf.get(entity) ?? 0n]));
      }
    });

    it('revenue by territory', () => {
      const { data, orders } = adventureWorks();
      const sums = sumsBy(orders, (row) => field(row, 'TerritoryID'), 'SubTotal');
      const { rows } = tabulate([revenue], data, { periods: [allOrders], by: ['territory'] });
      expect(rows.map(({ group, values }) => [group.territory, values.revenue.value?.toString()])).toEqual(
        [...sums]
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([territory, units]) => [territory, amountOf(units)]),
      );
    });

    it('revenue by segment and kind of order, quarter by quarter', () => {
      const { data, orders } = adventureWorks();
      const periods = [2011, 2012, 2013, 2014].flatMap((number) => quartersOf(year(number)));
      const { rows, totals } = tabulate([revenue], data, { periods, by: ['type'] });
      const quarterOf = (date: string): string => `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
      const kindOf = (row: Row): string => (field(row, 'OnlineOrderFlag') === '1' ? 'online' : 'reseller');
      const sums = sumsBy(orders, (row) => `${quarterOf(field(row, 'OrderDate'))} ${kindOf(row)}`, 'SubTotal');
      expect(
        new Map(
          rows.map(({ period: { label }, group, values }) => [
            `${label} ${group.type}`,
            values.revenue.value?.toString(),
          ]),
        ),
      ).toEqual(new Map([...sums].map(([key, units]) => [key, amountOf(units)])));
      const byQuarter = sumsBy(orders, (row) => quarterOf(field(row, 'OrderDate')), 'SubTotal');
      for (const {
        period: { label },
        values,
      } of totals) {
        expect(values.revenue.value?.toString()).toBe(amountOf(byQuarter.get(label) ?? 0n));
      }
    });

    it('sales of this year, which the table of persons has too', () => {
      const { data, persons } = adventureWorks();
      const sinceMay = period('2013-05-30', '2014-07-01');
      const { rows } = tabulate([revenue], data, { periods: [sinceMay], by: ['owner'] });
      const found = new Map(rows.map(({ group, values }) => [group.owner, values.revenue.value?.toString()]));
      for (const person of persons) {
        expect(found.get(field(person, 'BusinessEntityID'))).toBe(amountOf(tenThousandths(field(person, 'SalesYTD'))));
      }
    });

    it('record by record: what counted re-adds to the figure', () => {
      const { data, windows, resellerOrders } = adventureWorks();
      const [window = allOrders] = windows.slice(-1);
      const { counted, leftOut, measurement, formula } = explain(attainment, data, {
        period: window,
        where: { owner: '276' },
      });
      expect(formula).toBe('sales / quota');
      const sales = counted.filter(({ part }) => part === 'sales');
      const own = resellerOrders.filter((row) => field(row, 'SalesPersonID') === '276');
      const inWindow = own.filter(
        (row) => field(row, 'OrderDate') >= window.start && field(row, 'OrderDate') < window.end,
      );
      expect(sales.map(({ id }) => id)).toEqual(inWindow.map((row) => field(row, 'SalesOrderID')));
      const readded = sales.reduce((total, { contribution }) => total + tenThousandths(contribution.toFixed(4)), 0n);
      expect(measurement.parts.sales?.toString()).toBe(amountOf(readded));
      expect(leftOut.filter(({ part }) => part === 'sales')).toHaveLength(own.length - inWindow.length);
      expect(new Set(leftOut.map(({ failed }) => failed))).toEqual(
        new Set([
          'orderedOn falls in the period (2014-03-01 to 2014-05-31)',
          'startsOn to endsOn lies within the period (2014-03-01 to 2014-05-31)',
        ]),
      );
    });

    it('an order on the last day of one window is in no other', () => {
      const { data, windows, resellerOrders } = adventureWorks();
      const { totals } = tabulate([resellerOrderCount], data, { periods: windows });
      const sum = totals.reduce((total, { values }) => total + (values['reseller-orders'].value?.toNumber() ?? 0), 0);
      expect(sum).toBe(resellerOrders.length);
    });
  });

  describe('by the dictionary, an order being a won opportunity', () => {
    it('says the same', () => {
      const { data, allWindows, windows } = adventureWorks();
      const asked = { period: allWindows };
      expect(calculate(kpis.bookings, data, asked).value?.toString()).toBe('80487704.1832');
      expect(calculate(kpis.dealsWon, data, asked).value?.toString()).toBe('3806');
      expect(calculate(kpis.averageDealSize, data, asked).value?.toString()).toBe(
        longDivision([100609630229n, 4757500n]),
      );
      expect(calculate(kpis.quotaAttainment, data, asked).value?.toString()).toBe(
        longDivision([100609630229n, 119642500000n]),
      );
      expect(calculate(kpis.quotaAttainment.variants['median-of-reps'], data, asked).value?.toString()).toBe(
        longDivision([7327591841n, 8760000000n]),
      );
      expect(calculate(kpis.quotaAttainment.variants['mean-of-reps'], data, asked).value?.toString()).toBe(
        calculate(attainment.variants['mean-of-persons'], data, asked).value?.toString(),
      );
      const { totals } = tabulate([kpis.repsAtQuotaRate], data, { periods: windows });
      const sum = (part: 'atQuota' | 'reps'): number =>
        totals.reduce((total, { values }) => total + (values['reps-at-quota-rate'].parts[part]?.toNumber() ?? 0), 0);
      expect([sum('atQuota'), sum('reps')]).toEqual([8, 163]);
    });

    it('finds the same persons above quota as the loop does', () => {
      const { data, windows } = adventureWorks();
      const both = tabulate([kpis.quotaAttainment, attainment], data, { periods: windows, by: ['owner'] });
      expect(both.rows).toHaveLength(163);
      for (const { values } of both.rows) {
        expect(values['quota-attainment'].value?.toString()).toBe(values.attainment.value?.toString());
      }
    });
  });
});
