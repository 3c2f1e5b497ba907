/** (d) Sum and mean of amounts, alone. */
import { opportunities } from '../data/opportunities.mjs';

const amountsOf = (size) => opportunities(size).map(({ amount }) => amount);

/** A case: `load` makes of the amounts what `sum` works on; `sum` gives sum and mean. */
function summing({ prepare = async () => null, load, sum }) {
  return {
    start: async (size) => {
      const library = await prepare();
      const amounts = amountsOf(size);
      let loaded = amounts;
      let found = null;
      return {
        ...(load === undefined
          ? {}
          : {
              load: async () => {
                loaded = await load(amounts, library);
              },
            }),
        sum: async () => {
          found = await sum(loaded, library);
        },
        answer: () => ({ sum: found[0], mean: found[1] }),
      };
    },
  };
}

const toCents = (amount) => Math.round(amount * 100);

async function ours() {
  const { calculate, mean, period, salesData, sum } = await import('../../dist/index.js');
  const { everything, figureOver } = await import('../kpis/figures.mjs');
  const kpis = [
    figureOver('total', 'currency', sum('total', everything, 'amount')),
    figureOver('average', 'currency', mean('average', everything, 'amount')),
  ];
  const always = period('2000-01-01', '2100-01-01');
  return {
    read: (amounts) =>
      salesData({
        currency: 'USD',
        timeZone: 'UTC',
        opportunities: amounts.map((amount, index) => ({
          id: String(index),
          createdOn: '2026-01-01',
          status: 'open',
          amount,
        })),
      }),
    answer: (data) => kpis.map((kpi) => calculate(kpi, data, { period: always }).value.toString()),
  };
}

export const work = {
  id: 'sums',
  address: import.meta.url,
  steps: [{ id: 'load' }, { id: 'sum', repeats: true }],
  cases: {
    'sales-metrics': summing({
      prepare: ours,
      load: (amounts, { read }) => read(amounts),
      sum: (data, { answer }) => answer(data),
    }),
    'sales-metrics, from an array of Decimals': summing({
      prepare: async () => ({ ...(await import('../../dist/index.js')), ...(await import('decimal.js')) }),
      load: (amounts, { Decimal }) => amounts.map((amount) => new Decimal(amount)),
      sum: (decimals, { exactSum }) => {
        const total = exactSum(decimals);
        return [total.toString(), total.div(decimals.length).toString()];
      },
    }),
    'float loop': summing({
      sum: (amounts) => {
        let total = 0;
        for (const amount of amounts) total += amount;
        return [total, total / amounts.length];
      },
    }),
    'whole-number loop': summing({
      sum: (amounts) => {
        let total = 0;
        for (const amount of amounts) total += toCents(amount);
        return [`${total}e-2`, `${total}/${100 * amounts.length}`];
      },
    }),
    BigInt: summing({
      load: (amounts) => amounts.map((amount) => BigInt(toCents(amount))),
      sum: (cents) => {
        let total = 0n;
        for (const amount of cents) total += amount;
        return [`${total}e-2`, `${total}/${100 * cents.length}`];
      },
    }),
    'decimal.js': summing({
      prepare: async () => (await import('decimal.js')).Decimal.clone({ precision: 60 }),
      load: (amounts, Exact) => amounts.map((amount) => new Exact(amount)),
      sum: (decimals, Exact) => {
        const total = decimals.reduce((sum, amount) => sum.plus(amount), new Exact(0));
        return [total.toString(), total.div(decimals.length).toString()];
      },
    }),
    DuckDB: summing({
      prepare: () => import('@duckdb/node-api'),
      load: async (amounts, { DECIMAL, DuckDBDataChunk, DuckDBDecimalValue, DuckDBInstance }) => {
        const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
        await connection.run('create table deals (amount decimal(12, 2))');
        const appender = await connection.createAppender('deals');
        for (let from = 0; from < amounts.length; from += 2048) {
          const chunk = DuckDBDataChunk.create([DECIMAL(12, 2)]);
          const part = amounts.slice(from, from + 2048);
          chunk.setColumns([part.map((amount) => new DuckDBDecimalValue(BigInt(toCents(amount)), 12, 2))]);
          appender.appendDataChunk(chunk);
        }
        appender.closeSync();
        return connection;
      },
      sum: async (connection) =>
        (await connection.runAndReadAll('select sum(amount), avg(amount) from deals')).getRowsJson()[0],
    }),
    polars: summing({
      prepare: async () => (await import('nodejs-polars')).default,
      load: (amounts, pl) => pl.Series('amount', Float64Array.from(amounts)),
      sum: (series) => [series.sum(), series.mean()],
    }),
    Arquero: summing({
      prepare: () => import('arquero'),
      load: (amounts, { table }) => table({ amount: amounts }),
      sum: (deals, { op }) => {
        const { sum, mean } = deals.rollup({ sum: op.sum('amount'), mean: op.mean('amount') }).object();
        return [sum, mean];
      },
    }),
    'd3 sum': summing({
      prepare: () => import('d3-array'),
      sum: (amounts, { sum, mean }) => [sum(amounts), mean(amounts)],
    }),
    lodash: summing({
      prepare: async () => (await import('lodash')).default,
      sum: (amounts, _) => [_.sum(amounts), _.mean(amounts)],
    }),
    alasql: summing({
      prepare: async () => (await import('alasql')).default,
      load: (amounts) => amounts.map((amount) => ({ amount })),
      sum: (rows, alasql) => {
        const [{ amounts, average }] = alasql('select sum(amount) as amounts, avg(amount) as average from ?', [rows]);
        return [amounts, average];
      },
    }),
  },
};
