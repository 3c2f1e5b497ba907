import { readDecimal } from '../number/decimal.ts';
import { type Field, isInRange } from './field.ts';
import { type ScaledValues, scaledValues, setScaled } from './numberColumn.ts';
import { cell } from './plainRecord.ts';
import type { FieldReading } from './readText.ts';

/** Reads a field of amounts or numbers, each exactly as it was written. */
export function readNumbers(reading: FieldReading): ScaledValues {
  const { records, name, field, order, problems } = reading;
  const range = field.range ?? 'any';
  const values = scaledValues(records.length);
  const { coefficients, scales } = values;
  for (let row = 0; row < records.length; row++) {
    const record = records[row];
    if (record === undefined) continue;
    const value = cell(record, name);
    if (value === undefined || value === null) {
      if (field.required) problems.noteValue(row, order, name, field, value);
      continue;
    }
    const scaled = readDecimal(value);
    if (scaled === null) {
      problems.noteValue(row, order, name, field, value);
      continue;
    }
    const { coefficient, scale } = scaled;
    if (range !== 'any' && !isInRange(coefficient, scale, range)) {
      problems.note(row, order, 'out-of-range', name, value, { expected: rangeExpectation(field) });
    } else if (typeof coefficient === 'number') {
      coefficients[row] = coefficient;
      scales[row] = scale;
    } else {
      setScaled(values, row, scaled);
    }
  }
  return values;
}

function rangeExpectation(field: Field): string {
  switch (field.range) {
    case 'share':
      return 'from 0 to 1';
    case 'positive':
      return 'more than 0';
    default:
      return '0 or more';
  }
}
