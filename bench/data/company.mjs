/** The company of the examples, several times over: every copy has records of its own, so that all its figures can be foretold. */
import { readExampleData } from '../../examples/read-data.mjs';

/** What the copies have in common. */
const kept = new Set(['exchangeRates']);

/** Fields that name a record: those of a copy end with its number. */
const isName = (field) => field === 'id' || field.endsWith('Id') || field === 'teamId';

function renamed(row, copy) {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, isName(field) ? `${value}#${copy}` : value]),
  );
}

/**
 * The example data, as `salesData` takes them.
 *
 * @param copies - how many companies
 */
export function companies(copies) {
  const { currency, timeZone, stages, ...sources } = readExampleData();
  const repeated = Object.entries(sources).map(([source, rows]) => [
    source,
    kept.has(source)
      ? rows
      : Array.from({ length: copies }, (_, copy) => rows.map((row) => renamed(row, copy + 1))).flat(),
  ]);
  return { currency, timeZone, stages, ...Object.fromEntries(repeated) };
}

/** Number of records of one company, all sources together. */
export function recordsOfOne() {
  return Object.values(readExampleData())
    .filter((value) => Array.isArray(value) && typeof value[0] === 'object')
    .reduce((sum, rows) => sum + rows.length, 0);
}
