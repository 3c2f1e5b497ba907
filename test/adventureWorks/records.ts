import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { type Period, period, type SalesData, salesData } from '../../src/index.ts';

/** Sales of the AdventureWorks sample database, which lie beside the project and are not part of it. */
const folder = fileURLToPath(new URL('../../../shared/data/adventureworks/', import.meta.url));

export const isPresent: boolean = existsSync(folder);

export type Row = Readonly<Record<string, string>>;

/** The rows of one file as texts, by the names of its columns. */
function readCsv(name: string): readonly Row[] {
  return parse(readFileSync(`${folder}${name}.csv`, 'utf8'), { columns: true }) as Row[];
}

/** A value of a row; a column that is not there is a mistake of the test. */
export function field(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`there is no column ${name}`);
  return value;
}

/** Ten-thousandths: every amount of the files has four decimals. */
export function tenThousandths(amount: string): bigint {
  if (!/^\d+\.\d{4}$/.test(amount)) throw new Error(`not an amount with four decimals: ${amount}`);
  return BigInt(amount.replace('.', ''));
}

/** All that the tests read, each file once. */
interface AdventureWorks {
  readonly orders: readonly Row[];
  readonly resellerOrders: readonly Row[];
  readonly persons: readonly Row[];
  readonly quotas: readonly Row[];
  /** The twelve uneven spans that the quotas cover, in order. */
  readonly windows: readonly Period[];
  /** From the first quota to the end of the last. */
  readonly allWindows: Period;
  readonly data: SalesData;
}

let known: AdventureWorks | null = null;

export function adventureWorks(): AdventureWorks {
  known ??= read();
  return known;
}

const endOfQuotas = '2014-06-01';

function read(): AdventureWorks {
  const orders = readCsv('SalesOrderHeader');
  const persons = readCsv('SalesPerson');
  const quotas = readCsv('SalesPersonQuotaHistory');
  const stores = new Map(readCsv('Store').map((store) => [field(store, 'BusinessEntityID'), store]));
  const resellerOrders = orders.filter((order) => field(order, 'SalesPersonID') !== '');
  const starts = [...new Set(quotas.map((quota) => field(quota, 'QuotaDate')))].sort();
  const endOf = (start: string): string => starts[starts.indexOf(start) + 1] ?? endOfQuotas;
  const data = salesData({
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    orders: orders.map((order) => ({
      id: field(order, 'SalesOrderID'),
      accountId: field(order, 'CustomerID'),
      ownerId: field(order, 'SalesPersonID'),
      territoryId: field(order, 'TerritoryID'),
      orderedOn: field(order, 'OrderDate'),
      // The day of shipment is the day on which the revenue counts.
      recognisedOn: field(order, 'ShipDate'),
      amount: field(order, 'SubTotal'),
      type: field(order, 'OnlineOrderFlag') === '1' ? 'online' : 'reseller',
    })),
    // A reseller's order is a deal that was won on its day.
    opportunities: resellerOrders.map((order) => ({
      id: field(order, 'SalesOrderID'),
      accountId: field(order, 'CustomerID'),
      ownerId: field(order, 'SalesPersonID'),
      createdOn: field(order, 'OrderDate'),
      closedOn: field(order, 'OrderDate'),
      status: 'won',
      amount: field(order, 'SubTotal'),
    })),
    reps: persons.map((person) => ({
      id: field(person, 'BusinessEntityID'),
      territoryId: field(person, 'TerritoryID'),
    })),
    quotas: quotas.map((quota) => ({
      ownerId: field(quota, 'BusinessEntityID'),
      startsOn: field(quota, 'QuotaDate'),
      endsOn: endOf(field(quota, 'QuotaDate')),
      amount: field(quota, 'SalesQuota'),
    })),
    territories: readCsv('SalesTerritory').map((territory) => ({
      id: field(territory, 'TerritoryID'),
      name: field(territory, 'Name'),
      region: field(territory, 'Group'),
    })),
    accounts: readCsv('Customer').map((customer) => {
      const store = stores.get(field(customer, 'StoreID'));
      return {
        id: field(customer, 'CustomerID'),
        territoryId: field(customer, 'TerritoryID'),
        segment: store === undefined ? 'person' : 'store',
        ...(store === undefined ? {} : { name: field(store, 'Name'), ownerId: field(store, 'SalesPersonID') }),
      };
    }),
  });
  return {
    orders,
    resellerOrders,
    persons,
    quotas,
    windows: starts.map((start) => period(start, endOf(start))),
    allWindows: period(starts[0] ?? '', endOfQuotas),
    data,
  };
}
