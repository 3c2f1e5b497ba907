import { rationalText } from '../number/rationalText.ts';
import { internalsOf, type SalesData } from './dataset.ts';
import { canonicalJson, sha256, utf8 } from './fingerprint.ts';
import type { Column } from './table.ts';

/**
 * SHA-256 of the records of a data set and of what was stated beside them. The same records in another order have another hash.
 *
 * @param data - what `salesData` returned
 * @returns 64 hexadecimal digits
 */
export function dataFingerprint(data: SalesData): string {
  const { given, attributes, givenSources, stages, workingTime, rates } = internalsOf(data, 'dataFingerprint');
  const sources = [...given]
    .filter(([source]) => givenSources.has(source))
    .map(([source, { length, columns }]) => [
      source,
      length,
      // Most fields of most sources hold nothing.
      [...columns].filter(([, column]) => column.missing < length).map(([name, column]) => [name, plainColumn(column)]),
      [...(attributes.get(source) ?? [])],
    ]);
  const { currency, timeZone } = data;
  const constantOn = rates.constantOn;
  return sha256(
    utf8(canonicalJson({ currency, timeZone, stages, workingTime: workingTime.plain, constantOn, sources })),
  );
}

function plainColumn(column: Column): unknown {
  switch (column.kind) {
    case 'text':
      return [Array.from(column.codes), column.values];
    case 'day':
      return [Array.from(column.days), column.times === null ? null : Array.from(column.times)];
    case 'number':
      return [
        Array.from(column.units),
        column.scale,
        Array.from(column.wide, ([row, value]) => [row, rationalText(value)]),
      ];
  }
}
