import { hasValue, pickRows } from './column.ts';
import { fieldsOf } from './fields.ts';
import { numberColumn, scaledValues, setScaled } from './numberColumn.ts';
import { type Column, type DayColumn, MISSING_DAY, type NumberColumn, type Table, type TextColumn } from './table.ts';
import { TextColumnBuilder } from './textColumn.ts';

/** The fields whose history the changes of an opportunity tell. */
const trackedFields = ['stage', 'amount', 'probability', 'expectedCloseOn', 'ownerId', 'forecastCategory'] as const;

/** Where a value comes from: the row of a change, or one of these two. */
const fromOpportunity = -1;
const unknown = -2;

/** Of an opportunity without changes every field is as it has it. */
const untold: readonly number[] = /* @__PURE__ */ trackedFields.map(() => fromOpportunity);

/**
 * Rows of a derived table: opportunities as they stood at some time.
 *
 * A field that some change of the opportunity tells is unknown before the first of them, and then holds until the next.
 * A field that no change tells is as the opportunity has it now.
 */
export class TrackedRows {
  readonly #opportunities: Table;
  readonly #changes: Table;
  readonly #rows: number[] = [];
  readonly #told: readonly Column[];
  // One origin for each tracked field; the rows between two changes share theirs.
  readonly #origins: (readonly number[])[] = [];
  #current: readonly number[] = untold;

  constructor(opportunities: Table, changes: Table) {
    this.#opportunities = opportunities;
    this.#changes = changes;
    this.#told = trackedFields.map((field) => changes.columns.get(field) as Column);
  }

  /** Number of rows so far. */
  get length(): number {
    return this.#rows.length;
  }

  /** Begins the history of an opportunity. */
  begin(changes: Int32Array): void {
    if (changes.length === 0) this.#current = untold;
    else
      this.#current = this.#told.map((column) =>
        changes.some((change) => hasValue(column, change)) ? unknown : fromOpportunity,
      );
  }

  /** Lets a change take effect. */
  apply(change: number): void {
    this.#current = this.#current.map((origin, field) =>
      hasValue(this.#told[field] as Column, change) ? change : origin,
    );
  }

  /** Adds the opportunity as it stands now. */
  add(opportunity: number): void {
    this.#rows.push(opportunity);
    this.#origins.push(this.#current);
  }

  /** Names of the opportunities, for the rows added. */
  ids(): readonly string[] {
    const { ids } = this.#opportunities;
    return this.#isUnmoved() ? ids : this.#rows.map((row) => ids[row] as string);
  }

  /** A column of the opportunities, for the rows added. */
  pick(column: Column): Column {
    return this.#isUnmoved() ? column : pickRows(column, Int32Array.from(this.#rows));
  }

  #isUnmoved(): boolean {
    return this.#rows.length === this.#opportunities.length && this.#rows.every((row, position) => row === position);
  }

  /** All fields of the opportunities, for the rows added, but those worked out from the present state. */
  columns(): Map<string, Column> {
    const columns = new Map<string, Column>();
    const fields = fieldsOf('opportunities');
    for (const [name, column] of this.#opportunities.columns)
      if (fields.get(name)?.isDerived !== true) columns.set(name, this.pick(column));
    if (this.#origins.every((origins) => origins === untold)) return columns;
    trackedFields.forEach((field, position) => {
      const origins = this.#origins.map((all) => all[position] as number);
      // Most fields are told by no change at all.
      if (origins.every((origin) => origin === fromOpportunity)) return;
      columns.set(field, merge(columns.get(field) as Column, this.#changes.columns.get(field) as Column, origins));
      if (field === 'amount') {
        // The currency goes with the amount; where that is unknown it is still the one of the opportunity.
        const ofAmount = origins.map((origin) => (origin === unknown ? fromOpportunity : origin));
        columns.set(
          'currency',
          merge(columns.get('currency') as Column, this.#changes.columns.get('currency') as Column, ofAmount),
        );
      }
    });
    return columns;
  }
}

/** For each row the value of the opportunity, of the change, or none. */
function merge(own: Column, told: Column, origins: readonly number[]): Column {
  if (own.kind === 'text' && told.kind === 'text') return mergeTexts(own, told, origins);
  if (own.kind === 'day' && told.kind === 'day') return mergeDays(own, told, origins);
  return mergeNumbers(own as NumberColumn, told as NumberColumn, origins);
}

function mergeTexts(own: TextColumn, told: TextColumn, origins: readonly number[]): TextColumn {
  const builder = new TextColumnBuilder(origins.length);
  origins.forEach((origin, row) => {
    const column = origin === fromOpportunity ? own : told;
    const value =
      origin === unknown ? undefined : column.values[column.codes[origin === fromOpportunity ? row : origin] as number];
    if (value !== undefined) builder.set(row, value);
  });
  return builder.finish();
}

function mergeDays(own: DayColumn, told: DayColumn, origins: readonly number[]): DayColumn {
  const days = Int32Array.from(origins, (origin, row) => {
    if (origin === unknown) return MISSING_DAY;
    return (origin === fromOpportunity ? own.days[row] : told.days[origin]) as number;
  });
  return {
    kind: 'day',
    days,
    times: null,
    missing: days.reduce((count, day) => (day === MISSING_DAY ? count + 1 : count), 0),
  };
}

function mergeNumbers(own: NumberColumn, told: NumberColumn, origins: readonly number[]): NumberColumn {
  const values = scaledValues(origins.length);
  const wide = new Map<number, ReturnType<NumberColumn['wide']['get']>>();
  origins.forEach((origin, row) => {
    if (origin === unknown) return;
    const column = origin === fromOpportunity ? own : told;
    const from = origin === fromOpportunity ? row : origin;
    const units = column.units[from] as number;
    if (Number.isNaN(units)) wide.set(row, column.wide.get(from));
    else setScaled(values, row, { coefficient: units, scale: column.scale });
  });
  const merged = numberColumn(values);
  const all = new Map(merged.wide);
  for (const [row, value] of wide) {
    if (value !== undefined) all.set(row, value);
  }
  return { ...merged, wide: all, missing: merged.missing - (all.size - merged.wide.size) };
}
