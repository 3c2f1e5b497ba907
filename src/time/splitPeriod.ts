import { boundsOf, checkPeriod, invalidPeriod, type Period, partOfUnit, readUnitGrain } from './periodData.ts';
import { type UnitGrain, unitContaining, unitGrains } from './unit.ts';

/**
 * The periods of a smaller grain that make up a period, in order, without gap or overlap.
 *
 * Where a week, or any unit of a custom period, crosses an edge of the period, only its days inside are returned: at the beginning as
 * a custom period (`2026-W31 from 2026-08-01`), at the end as a period to date (`2026-W36 through 2026-08-31`). The parts
 * therefore always add up to the whole.
 *
 * @param period - the period to cut, by its own calendar
 * @param grain - `'day'`, `'week'`, `'month'`, `'quarter'` or `'year'`, not larger than the period's own grain
 * @returns the parts from the first to the last
 * @throws SalesMetricsError `invalid-period` when the grain is unknown or larger than the period's
 *
 * @example
 * ```ts
 * import { periodsIn, quarter } from 'sales-metrics';
 * periodsIn(quarter(2026, 3), 'month').map((part) => part.label); // => ['2026-07', '2026-08', '2026-09']
 * ```
 */
export function periodsIn(period: Period, grain: UnitGrain): readonly Period[] {
  return split(period, grain, 'periodsIn');
}

/**
 * The quarters of a period; `periodsIn(period, 'quarter')`.
 *
 * @param period - a quarter, a year or a custom period
 * @returns the quarters from the first to the last
 * @throws SalesMetricsError `invalid-period` when the period is smaller than a quarter
 *
 * @example
 * ```ts
 * import { quartersOf, year } from 'sales-metrics';
 * quartersOf(year(2026)).map((part) => part.label); // => ['2026 Q1', '2026 Q2', '2026 Q3', '2026 Q4']
 * ```
 */
export function quartersOf(period: Period): readonly Period[] {
  return split(period, 'quarter', 'quartersOf');
}

/**
 * The months of a period; `periodsIn(period, 'month')`.
 *
 * @param period - a month, a quarter, a year or a custom period
 * @returns the months from the first to the last
 * @throws SalesMetricsError `invalid-period` when the period is smaller than a month
 *
 * @example
 * ```ts
 * import { monthsOf, quarter } from 'sales-metrics';
 * monthsOf(quarter(2026, 1)).map((part) => part.label); // => ['2026-01', '2026-02', '2026-03']
 * ```
 */
export function monthsOf(period: Period): readonly Period[] {
  return split(period, 'month', 'monthsOf');
}

/**
 * The weeks of a period, cut at its edges; `periodsIn(period, 'week')`.
 *
 * @param period - any period but a day
 * @returns the weeks from the first to the last
 * @throws SalesMetricsError `invalid-period` when the period is a day
 *
 * @example
 * ```ts
 * import { weeksOf, month } from 'sales-metrics';
 * weeksOf(month(2026, 8)).map((part) => part.start); // => ['2026-08-01', '2026-08-03', '2026-08-10', '2026-08-17', '2026-08-24', '2026-08-31']
 * weeksOf(month(2026, 8))[0]?.label; // => '2026-W31 from 2026-08-01'
 * ```
 */
export function weeksOf(period: Period): readonly Period[] {
  return split(period, 'week', 'weeksOf');
}

/**
 * The days of a period; `periodsIn(period, 'day')`.
 *
 * @param period - any period
 * @returns the days from the first to the last
 * @throws SalesMetricsError `invalid-period` when the argument is no period
 *
 * @example
 * ```ts
 * import { daysOf, month } from 'sales-metrics';
 * daysOf(month(2026, 2)).length; // => 28
 * ```
 */
export function daysOf(period: Period): readonly Period[] {
  return split(period, 'day', 'daysOf');
}

function split(period: Period, grain: UnitGrain, where: string): readonly Period[] {
  const wanted = readUnitGrain(grain, where);
  const given = checkPeriod(period, where);
  if (given.grain !== 'custom' && unitGrains.indexOf(wanted) > unitGrains.indexOf(given.grain)) {
    throw invalidPeriod(where, `period must be a ${wanted} or longer`, given.label);
  }
  const { start, end } = boundsOf(given);
  const parts: Period[] = [];
  for (let day = start; day < end; ) {
    const unit = unitContaining(given.calendar, wanted, day);
    const partEnd = Math.min(unit.end, end);
    parts.push(partOfUnit(given.calendar, wanted, unit, { start: day, end: partEnd }));
    day = partEnd;
  }
  return parts;
}
