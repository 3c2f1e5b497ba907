/** (c) Records from JSON and from a CSV file, with all checks on. */
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';
import * as z from 'zod/v4';
import { calculate, count, period, salesData, sum } from '../../dist/index.js';
import { opportunities, opportunitiesCsv } from '../data/opportunities.mjs';
import { dayNumber } from '../kpis/cells.mjs';
import { everything, figureOver } from '../kpis/figures.mjs';

const amounts = figureOver('amounts', 'currency', sum('amounts', everything, 'amount'));
const deals = figureOver('deals', 'count', count('deals', everything));

/** Number of records and sum of their amounts, exact. */
function checkedRows(rows, amountOf) {
  const cents = rows.reduce((total, row) => total + Math.round(Number(amountOf(row)) * 100), 0);
  return { count: String(rows.length), sum: `${cents}e-2` };
}

function checkedData(data) {
  const always = period('2000-01-01', '2100-01-01');
  const figure = (kpi) => calculate(kpi, data, { period: always }).value.toString();
  return { count: figure(deals), sum: figure(amounts) };
}

const json = (size) => JSON.stringify(opportunities(size));

/** Rows of the file, blank cells left out. */
function csvRows(text) {
  return parse(text, { columns: true }).map((cells) => {
    const row = {};
    for (const name of Object.keys(cells)) if (cells[name] !== '') row[name] = cells[name];
    return row;
  });
}

/** A case of one step: `prepare` once, `run` timed, `check` on its result. */
function one(prepare, run, check) {
  return {
    start: (size) => {
      const input = prepare(size);
      let result = null;
      return {
        read: () => {
          result = run(input);
        },
        answer: () => check(result),
      };
    },
  };
}

const read = (rows) => salesData({ currency: 'USD', timeZone: 'UTC', opportunities: rows });

const shape = {
  id: z.string().min(1),
  ownerId: z.string().optional(),
  createdOn: z.iso.date(),
  expectedCloseOn: z.iso.date().optional(),
  closedOn: z.iso.date().optional(),
  status: z.enum(['open', 'won', 'lost', 'no-decision']),
  amount: z.number(),
  probability: z.number().min(0).max(1),
};
const plainSchema = z.array(z.object(shape));
const toDay = z.iso.date().transform(dayNumber);
const toDecimal = z.number().transform((amount) => new Decimal(amount));
const transformingSchema = z.array(
  z.object({
    ...shape,
    createdOn: toDay,
    expectedCloseOn: toDay.optional(),
    closedOn: toDay.optional(),
    amount: toDecimal,
    probability: toDecimal,
  }),
);

export const work = {
  id: 'ingest',
  address: import.meta.url,
  steps: [{ id: 'read' }],
  cases: {
    'sales-metrics': one((size) => JSON.parse(json(size)), read, checkedData),
    'JSON.parse': one(json, JSON.parse, (rows) => checkedRows(rows, ({ amount }) => amount)),
    'zod, shapes and formats': one(
      (size) => JSON.parse(json(size)),
      (rows) => plainSchema.parse(rows),
      (rows) => checkedRows(rows, ({ amount }) => amount),
    ),
    'zod, to days and decimals': one(
      (size) => JSON.parse(json(size)),
      (rows) => transformingSchema.parse(rows),
      (rows) => checkedRows(rows, ({ amount }) => amount),
    ),
    'csv-parse, text to rows': one(
      (size) => opportunitiesCsv(opportunities(size)),
      csvRows,
      (rows) => checkedRows(rows, ({ amount }) => amount),
    ),
    'sales-metrics, rows of a CSV file': one(
      (size) => csvRows(opportunitiesCsv(opportunities(size))),
      read,
      checkedData,
    ),
  },
};
