import { SalesMetricsError, showValue } from '../errors.ts';
import { assemble, errorIn } from './assemble.ts';
import { checkRecords } from './checks.ts';
import { convertSources } from './convertSources.ts';
import { internalsOf, type SalesData } from './dataset.ts';
import { type GivenSourceName, givenSourceNames, type SourceName } from './fields.ts';
import { OptionReading } from './optionReading.ts';
import { isPlainRecord } from './plainRecord.ts';
import { SourceProblems } from './problems.ts';
import { readSource, type SourceReading } from './readSource.ts';
import type { RowsById } from './rowsById.ts';
import type { Table } from './table.ts';
import { rowsById, tableOf } from './tableOf.ts';

/** Sources that others refer to: their records can only be given all at once. */
const registers: readonly GivenSourceName[] = ['accounts', 'reps', 'teams', 'territories', 'exchangeRates'];

/** Whether the records of a source are all in the data, so that none are to come: those of the registers, and of every source that was given, be it without records. */
export function isWhole(data: SalesData, source: GivenSourceName): boolean {
  return registers.includes(source) || internalsOf(data, 'isWhole').givenSources.has(source);
}

/**
 * Reads and checks records that belong to data read before, without those of the sources that are whole there, which they may refer to.
 *
 * @param data - what `salesData` returned: its currency, zone, stages, working time and rates hold
 * @param input - further records by source
 * @param where - opens every message
 * @returns the further records with those of the whole sources, as data to compute with
 * @throws SalesMetricsError `invalid-data` with all problems in `issues`
 */
export function furtherRecords(data: SalesData, input: unknown, where: string): SalesData {
  if (!isPlainRecord(input))
    throw new SalesMetricsError(
      'invalid-data',
      `${where}: records must be a plain object such as { opportunities: [] }, got ${showValue(input)}`,
    );
  const { stages, workingTime, rates } = internalsOf(data, where);
  const { timeZone } = data;
  const options = new OptionReading(input);
  const readings = new Map<GivenSourceName, SourceReading>();
  const before = {
    tables: new Map<GivenSourceName, Table>(),
    rowsById: new Map<SourceName, RowsById>(),
  };
  for (const source of givenSourceNames) {
    if (isWhole(data, source)) {
      options.refuseRecords(source, 'left out, since its records are given once, with the data');
      const known = readBefore(data, source);
      readings.set(source, known);
      before.tables.set(source, tableOf(data, source));
      before.rowsById.set(source, known.rows);
    } else {
      // What is referred to may be among other records, so unknown names are none.
      readings.set(source, { ...readSource(source, options.records(source), timeZone), isGiven: false });
    }
  }
  options.checkNames([]);
  for (const [source, reading] of readings) if (!before.tables.has(source)) checkRecords(reading, data.currency);
  const { tables, withoutConstantRate } = convertSources(readings, rates, before.tables);
  options.checkConstantRates(withoutConstantRate, rates.constantOn);
  const error = errorIn(where, options.issues, { readings, tables });
  if (error !== null) throw error;
  return assemble({ timeZone, stages, workingTime, rates }, { readings, tables }, before);
}

/** The records of a whole source, as far as others ask for them. */
function readBefore(data: SalesData, source: GivenSourceName): SourceReading {
  const { length, columns } = tableOf(data, source);
  return {
    source,
    isGiven: internalsOf(data, 'furtherRecords').givenSources.has(source),
    length,
    records: [],
    columns: new Map(columns),
    numbers: new Map(),
    attributes: internalsOf(data, 'furtherRecords').attributes.get(source) ?? new Map<string, never>(),
    // Rates of exchange have no names.
    rows: columns.has('id') ? rowsById(data, source) : new Map<string, never>(),
    problems: new SourceProblems(source, length),
  };
}
