/** The twelve figures by DuckDB in process. */
import {
  DATE,
  DECIMAL,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  INTEGER,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import { quarterCount } from '../data/days.mjs';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { anchorOf, answerOf, dayNumber, figureIds, quarterOf, repNumber } from './cells.mjs';

/** Rows of a chunk of DuckDB. */
const chunkLength = 2048;

const dates = new Map();

/** The value of a date; each is made once. */
function dateValue(text) {
  if (text === undefined) return null;
  const known = dates.get(text);
  if (known !== undefined) return known;
  const made = new DuckDBDateValue(dayNumber(text));
  dates.set(text, made);
  return made;
}

const cents = ({ amount }) => Math.round(amount * 100);

/** The columns that we keep, in the types that a table of deals has. */
const asTheyAre = {
  create: `create or replace table deals (id varchar, rep varchar, created date, expected date, closed date,
    status varchar, amount decimal(12, 2), probability decimal(3, 2))`,
  types: [VARCHAR, VARCHAR, DATE, DATE, DATE, VARCHAR, DECIMAL(12, 2), DECIMAL(3, 2)],
  columns: [
    ({ id }) => id,
    ({ ownerId }) => ownerId,
    ({ createdOn }) => dateValue(createdOn),
    ({ expectedCloseOn }) => dateValue(expectedCloseOn),
    ({ closedOn }) => dateValue(closedOn),
    ({ status }) => status,
    (row) => new DuckDBDecimalValue(BigInt(cents(row)), 12, 2),
    ({ probability }) => new DuckDBDecimalValue(BigInt(Math.round(probability * 100)), 3, 2),
  ],
  rows: `select rep, (year(on_date) - 2025) * 4 + quarter(on_date) - 1 as quarter, status, amount, probability,
      closed - created as cycle
    from (select *, coalesce(closed, expected) as on_date from deals)
    where on_date >= date '2025-01-01' and on_date < date '2027-01-01'`,
  isWon: `status = 'won'`,
  isLost: `status = 'lost'`,
  isOpen: `status = 'open'`,
  weighted: 'sum(amount * probability)',
};

const statuses = ['won', 'lost', 'no-decision', 'open'];

/** The best that we know for this one question: small whole numbers, the quarter and the cycle worked out beforehand. */
const madeForIt = {
  create: `create or replace table deals (rep utinyint, quarter utinyint, status utinyint, cents integer,
    percent utinyint, cycle integer)`,
  types: [UTINYINT, UTINYINT, UTINYINT, INTEGER, UTINYINT, INTEGER],
  columns: [
    ({ ownerId }) => repNumber.get(ownerId),
    (row) => {
      const quarter = quarterOf(anchorOf(row));
      return quarter >= 0 && quarter < quarterCount ? quarter : 99;
    },
    ({ status }) => statuses.indexOf(status),
    cents,
    ({ probability }) => Math.round(probability * 100),
    ({ createdOn, closedOn }) => (closedOn === undefined ? 0 : dayNumber(closedOn) - dayNumber(createdOn)),
  ],
  rows: `select rep, quarter, status, cents as amount, percent as probability, cycle from deals where quarter < ${quarterCount}`,
  isWon: 'status = 0',
  isLost: 'status = 1',
  isOpen: 'status = 3',
  weighted: 'sum(amount::bigint * probability)',
};

function queryOf({ rows, isWon, isLost, isOpen, weighted }) {
  return `select rep, quarter, won, lost,
      won / nullif(won + lost, 0) as win_rate,
      booked,
      booked / nullif(won, 0) as average_deal,
      lost_value,
      booked / nullif(booked + lost_value, 0) as win_rate_by_value,
      days / nullif(won, 0) as mean_cycle,
      median_cycle,
      (won + lost) * (booked / nullif(won, 0)) * (won / nullif(won + lost, 0)) / (days / nullif(won, 0)) as velocity,
      largest,
      weighted
    from (
      select rep, quarter,
        count(*) filter (${isWon}) as won,
        count(*) filter (${isLost}) as lost,
        coalesce(sum(amount) filter (${isWon}), 0) as booked,
        coalesce(sum(amount) filter (${isLost}), 0) as lost_value,
        sum(cycle) filter (${isWon}) as days,
        median(cycle) filter (${isWon}) as median_cycle,
        max(amount) filter (${isWon}) as largest,
        coalesce(${weighted} filter (${isOpen}), 0) as weighted
      from (${rows})
      group by rep, quarter
    )`;
}

/** Figures that are money, and so in cents where the table keeps cents. */
const powersOfCents = { bookings: 2, averageDeal: 2, lostValue: 2, velocity: 2, largestDeal: 2, weightedPipeline: 4 };

function inMoney(value, id) {
  const power = powersOfCents[id];
  if (value === null || power === undefined) return value;
  return typeof value === 'number' ? value / 10 ** power : `${value}e-${power}`;
}

function starter(table, threads) {
  return async (size) => {
    const objects = opportunities(size);
    const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
    const connection = await instance.connect();
    const keepsCents = table === madeForIt;
    let found = [];
    const query = async () => {
      const reader = await connection.runAndReadAll(queryOf(table));
      found = reader.getRowsJson();
    };
    return {
      load: async () => {
        await connection.run(table.create);
        const appender = await connection.createAppender('deals');
        for (let from = 0; from < objects.length; from += chunkLength) {
          const part = objects.slice(from, from + chunkLength);
          const chunk = DuckDBDataChunk.create(table.types);
          chunk.setColumns(table.columns.map((read) => part.map(read)));
          appender.appendDataChunk(chunk);
        }
        appender.closeSync();
      },
      first: query,
      query,
      answer: () => {
        const byCell = new Map();
        for (const [rep, quarter, ...figures] of found) {
          const number = keepsCents ? Number(rep) : repNumber.get(rep);
          byCell.set(Number(quarter) * repIds.length + number, figures);
        }
        return answerOf((cell) => {
          const figures = byCell.get(cell) ?? ['0', '0', null, '0', null, '0', null, null, null, null, null, '0'];
          return figures.map((value, number) => (keepsCents ? inMoney(value, figureIds[number]) : value));
        });
      },
    };
  };
}

export const twoThreads = starter(asTheyAre, 2);
export const oneThread = starter(asTheyAre, 1);
export const bestEncoding = starter(madeForIt, 2);
