/** (e) Median and 90th percentile of the days from creation to close, by rep and quarter of the close. */
import { quarterCount } from '../data/days.mjs';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { cellCount, dayNumber, quarterOf, repNumber } from '../kpis/cells.mjs';

/** Cell and days of every opportunity that closed in one of the quarters. */
function closings(size) {
  const cells = [];
  const days = [];
  for (const { closedOn, createdOn, ownerId } of opportunities(size)) {
    if (closedOn === undefined) continue;
    const quarter = quarterOf(closedOn);
    if (quarter < 0 || quarter >= quarterCount) continue;
    cells.push(quarter * repIds.length + repNumber.get(ownerId));
    days.push(dayNumber(closedOn) - dayNumber(createdOn));
  }
  return { cells, days };
}

/** The value at a share of the way from the first sorted value to the last, on the line between its neighbours. */
function percentileAt(share, length, valueAt) {
  if (length === 0) return null;
  const place = share * (length - 1);
  const below = Math.floor(place + 1e-9);
  const rest = Math.max(0, place - below);
  return valueAt(below) + (rest < 1e-9 ? 0 : rest * (valueAt(below + 1) - valueAt(below)));
}

function percentilesOf(sorted) {
  return [0.5, 0.9].map((share) => percentileAt(share, sorted.length, (index) => sorted[index]));
}

/** A case: `load` makes of the closings what `query` works on; `query` gives the two figures of each cell. */
function grouping({ prepare = async () => null, load, query, answers = true }) {
  return {
    start: async (size) => {
      const library = await prepare();
      const input = closings(size);
      let loaded = input;
      let found = [];
      return {
        ...(load === undefined
          ? {}
          : {
              load: async () => {
                loaded = await load(input, library);
              },
            }),
        query: async () => {
          found = await query(loaded, library);
        },
        ...(answers
          ? { answer: () => ({ median: found.map(([half]) => half), high: found.map(([, high]) => high) }) }
          : {}),
      };
    },
  };
}

/** Figures of a peer that returns groups. */
function byCell(groups) {
  const found = new Map(groups);
  return Array.from({ length: cellCount }, (_, cell) => found.get(cell) ?? [null, null]);
}

async function ours() {
  const { daysFrom, fallsIn, median, percentile, records, salesData, tabulate } = await import('../../dist/index.js');
  const { figureOver } = await import('../kpis/figures.mjs');
  const { periods } = await import('../kpis/ours.mjs');
  const closed = records('opportunities', fallsIn('closedOn'));
  const cycle = daysFrom('createdOn', 'closedOn');
  const kpis = [
    figureOver('median-days', 'days', median('cycle', closed, cycle)),
    figureOver('high-days', 'days', percentile('cycle', closed, cycle, '0.9')),
  ];
  return {
    read: (rows) => salesData({ currency: 'USD', timeZone: 'UTC', opportunities: rows }),
    figures: (data) =>
      tabulate(kpis, data, { periods, by: ['owner'], groups: 'all' }).rows.map(({ values }) => [
        values['median-days'].value,
        values['high-days'].value,
      ]),
  };
}

export const work = {
  id: 'percentiles',
  address: import.meta.url,
  steps: [{ id: 'load' }, { id: 'query', repeats: true }],
  cases: {
    'sales-metrics': {
      start: async (size) => {
        const { read, figures } = await ours();
        const rows = opportunities(size);
        let data = null;
        let found = [];
        return {
          load: () => {
            data = read(rows);
          },
          query: () => {
            found = figures(data);
          },
          answer: () => ({
            median: found.map(([half]) => half?.toString() ?? null),
            high: found.map(([, high]) => high?.toString() ?? null),
          }),
        };
      },
    },
    'plain sum in the same groups': grouping({
      load: ({ cells, days }) => ({ cells: Int32Array.from(cells), days: Int32Array.from(days) }),
      query: ({ cells, days }) => {
        const sums = new Float64Array(cellCount);
        for (let index = 0; index < days.length; index++) sums[cells[index]] += days[index];
        return sums;
      },
      answers: false,
    }),
    'histogram by hand': grouping({
      load: ({ cells, days }) => ({ cells: Int32Array.from(cells), days: Int32Array.from(days) }),
      query: ({ cells, days }) => {
        const range = 400;
        const counts = new Int32Array(cellCount * range);
        for (let index = 0; index < days.length; index++) counts[cells[index] * range + days[index]]++;
        return Array.from({ length: cellCount }, (_, cell) => {
          const ofCell = counts.subarray(cell * range, (cell + 1) * range);
          const length = ofCell.reduce((sum, one) => sum + one, 0);
          const valueAt = (place) => {
            let passed = 0;
            return ofCell.findIndex((one) => {
              passed += one;
              return passed > place;
            });
          };
          return [0.5, 0.9].map((share) => percentileAt(share, length, valueAt));
        });
      },
    }),
    'arrays and sort by hand': grouping({
      query: ({ cells, days }) => {
        const groups = Array.from({ length: cellCount }, () => []);
        for (let index = 0; index < days.length; index++) groups[cells[index]].push(days[index]);
        return groups.map((group) => percentilesOf(group.sort((left, right) => left - right)));
      },
    }),
    d3: grouping({
      prepare: () => import('d3-array'),
      load: ({ cells, days }) => cells.map((cell, index) => ({ cell, days: days[index] })),
      query: (rows, { median, quantile, rollups }) =>
        byCell(
          rollups(
            rows,
            (group) => [median(group, ({ days }) => days), quantile(group, 0.9, ({ days }) => days)],
            ({ cell }) => cell,
          ),
        ),
    }),
    DuckDB: grouping({
      prepare: () => import('@duckdb/node-api'),
      load: async ({ cells, days }, { DuckDBDataChunk, DuckDBInstance, INTEGER }) => {
        const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
        await connection.run('create table closings (cell integer, days integer)');
        const appender = await connection.createAppender('closings');
        for (let from = 0; from < days.length; from += 2048) {
          const chunk = DuckDBDataChunk.create([INTEGER, INTEGER]);
          chunk.setColumns([cells.slice(from, from + 2048), days.slice(from, from + 2048)]);
          appender.appendDataChunk(chunk);
        }
        appender.closeSync();
        return connection;
      },
      query: async (connection) => {
        const statement = 'select cell, median(days), quantile_cont(days, 0.9) from closings group by cell';
        const rows = (await connection.runAndReadAll(statement)).getRowsJson();
        return byCell(rows.map(([cell, ...figures]) => [cell, figures]));
      },
    }),
    polars: grouping({
      prepare: async () => (await import('nodejs-polars')).default,
      load: ({ cells, days }, pl) =>
        pl.DataFrame({
          cell: pl.Series('cell', Int32Array.from(cells)),
          days: pl.Series('days', Float64Array.from(days)),
        }),
      query: (frame, pl) => {
        const days = pl.col('days');
        const rows = frame
          .lazy()
          .groupBy(['cell'])
          .agg(days.median().alias('half'), days.quantile(0.9, 'linear').alias('high'))
          .collectSync()
          .rows();
        return byCell(rows.map(([cell, ...figures]) => [cell, figures]));
      },
    }),
    Arquero: grouping({
      prepare: () => import('arquero'),
      load: ({ cells, days }, { table }) => table({ cell: Int32Array.from(cells), days: Int32Array.from(days) }),
      query: (closings, { op }) =>
        byCell(
          closings
            .groupby('cell')
            .rollup({ half: op.median('days'), high: op.quantile('days', 0.9) })
            .objects()
            .map(({ cell, half, high }) => [cell, [half, high]]),
        ),
    }),
  },
};
