import { expect } from 'vitest';
import { type Calculable, type Period, tabulate } from '../../src/index.ts';
import { readRows } from '../arbitraries/sales.ts';
import { sceneOf } from '../evaluate/scene.ts';
import { longDivision } from '../oracles/fraction.ts';
import { bookOf, type Row, type Rows } from '../oracles/kpiBook.ts';
import type { Oracle } from '../oracles/kpiInquiry.ts';

/** Records made for a few figures, where random data of all kinds would seldom give them a value. */
export function rowsOf(sources: Rows['sources']): Rows {
  return { currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], sources };
}

/** Records with an id each. */
export function withIds(rows: readonly Row[]): readonly Row[] {
  return rows.map((row, index) => ({ id: String(index), ...row }));
}

/** Expects of each figure what is counted by hand from the same records. */
export function expectByHand(
  figures: readonly Calculable[],
  oracles: Readonly<Record<string, Oracle>>,
  rows: Rows,
  period: Period,
  asOf: string | undefined,
): void {
  const scene = sceneOf(bookOf(rows), period, { asOf });
  const { totals } = tabulate(figures, readRows(rows), { periods: [period], ...(asOf === undefined ? {} : { asOf }) });
  for (const { key } of figures) {
    const measurement = totals[0]?.values[key];
    const slow = oracles[key]?.(scene) ?? 'no oracle';
    const expected = typeof slow === 'string' ? slow : longDivision(slow);
    expect(measurement?.value?.toFixed() ?? measurement?.reason, key).toBe(expected);
  }
}
