// @ts-check
/** Reads the example data: CSV files in, plain rows out. The same dozen lines serve for the export of any CRM. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** @import { SalesDataInput } from 'sales-metrics' */

/** @typedef {string | boolean | Record<string, string>} Value */
/** @typedef {Record<string, Value>} Row */

/** Source by source, the file that holds its rows. */
const files = {
  teams: 'teams.csv',
  territories: 'territories.csv',
  reps: 'reps.csv',
  accounts: 'accounts.csv',
  leads: 'leads.csv',
  opportunities: 'opportunities.csv',
  stageChanges: 'stage-changes.csv',
  activities: 'activities.csv',
  quotas: 'quotas.csv',
  expenses: 'expenses.csv',
  orders: 'orders.csv',
  subscriptions: 'subscriptions.csv',
  surveys: 'surveys.csv',
  trainings: 'trainings.csv',
  forecasts: 'forecasts.csv',
  credits: 'credits.csv',
  commissions: 'commissions.csv',
  exchangeRates: 'exchange-rates.csv',
};

/** @typedef {{ [Source in keyof typeof files]: NonNullable<SalesDataInput[Source]> }} ExampleRecords */

const flags = new Set([
  'automatic',
  'followUp',
  'first',
  'qualified',
  'decisionMaker',
  'inCrm',
  'applied',
  'leftVoluntarily',
  'disputed',
]);
const attributePrefix = 'attributes.';

/**
 * One record from the cells of a line. A blank cell means "not known", and is left out. Numbers stay text: a decimal
 * written as text is exact, and the library reads it as it is.
 * @param {Record<string, string>} cells
 * @returns {Row}
 */
function rowFrom(cells) {
  /** @type {Row} */
  const row = {};
  /** @type {Record<string, string>} */
  const attributes = {};
  for (const [column, cell] of Object.entries(cells)) {
    if (cell === '') continue;
    if (column.startsWith(attributePrefix)) attributes[column.slice(attributePrefix.length)] = cell;
    else row[column] = flags.has(column) ? cell === 'true' : cell;
  }
  return Object.keys(attributes).length > 0 ? { ...row, attributes } : row;
}

/**
 * @param {string} file in examples/data
 * @returns {Row[]}
 */
function readRows(file) {
  const text = readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8');
  /** @type {Record<string, string>[]} */
  const lines = parse(text, { columns: true });
  return lines.map(rowFrom);
}

/**
 * Two fiscal years of an invented company, as `salesData` takes them: `salesData(readExampleData())`.
 * The books stand as of 31 October 2026; fiscal years start in February (FY2026 = February 2025 to January 2026).
 */
export function readExampleData() {
  // A file promises no types; `salesData` checks every value, and names each one that it cannot use.
  const sources = /** @type {ExampleRecords} */ (
    /** @type {unknown} */ (Object.fromEntries(Object.entries(files).map(([source, file]) => [source, readRows(file)])))
  );
  return {
    currency: 'USD',
    timeZone: 'America/New_York',
    stages: ['discovery', 'qualification', 'proposal', 'negotiation', 'won'],
    ...sources,
  };
}
