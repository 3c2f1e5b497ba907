import { formatDay } from '../time/day.ts';
import { topmostAncestors } from './ancestry.ts';
import { changesInLife, type OrderedChanges, orderedChanges } from './changes.ts';
import { orderOf } from './checks.ts';
import { daysOf, hasValue, textAt, textsOf } from './column.ts';
import { fieldsOf, type GivenSourceName } from './fields.ts';
import { noteLookAlikes } from './lookAlikes.ts';
import { SourceProblems } from './problems.ts';
import type { SourceReading } from './readSource.ts';
import type { RowsById } from './rowsById.ts';
import { MISSING_DAY, type Table } from './table.ts';

/** What the warnings are looked for in. */
export interface CheckedData {
  readonly readings: ReadonlyMap<GivenSourceName, SourceReading>;
  readonly tables: ReadonlyMap<GivenSourceName, Table>;
  readonly stages: readonly string[] | null;
  /** Sources that were looked at before; null where all records are there. */
  readonly before: ReadonlyMap<GivenSourceName, Table> | null;
}

/** Dates that should not lie before another date of the same record. */
const expectedOrders: readonly (readonly [source: GivenSourceName, earlier: string, later: readonly string[]])[] = [
  ['opportunities', 'createdOn', ['qualifiedOn', 'expectedCloseOn', 'signedOn']],
  ['opportunities', 'closedOn', ['cancelledOn']],
  ['reps', 'startedOn', ['leftOn', 'roleEndedOn']],
  [
    'leads',
    'createdOn',
    ['assignedOn', 'mqlOn', 'salesAcceptedOn', 'sqlOn', 'convertedOn', 'customerOn', 'disqualifiedOn', 'requalifiedOn'],
  ],
  ['activities', 'createdOn', ['completedOn']],
  ['trainings', 'assignedOn', ['dueOn', 'completedOn']],
  ['orders', 'orderedOn', ['invoicedOn', 'collectedOn']],
  ['commissions', 'earnedOn', ['paidOn']],
];

/** Looks for what is allowed, but deserves a look: one list a source, in the order of the sources. */
export function findWarnings(data: CheckedData): SourceProblems[] {
  const found: SourceProblems[] = [];
  for (const [source, reading] of data.readings) {
    const table = data.tables.get(source) as Table;
    const warnings = new SourceProblems(source, table.length);
    found.push(warnings);
    if (data.before?.has(source) === true) continue;
    noteUnknownReferences(data, source, table, warnings);
    for (const [of, earlier, later] of expectedOrders) {
      if (of === source) noteDatesOutOfOrder(table, source, earlier, later, warnings);
    }
    if (source === 'opportunities') noteWonWithoutAmount(table, warnings);
    if (source === 'opportunities') noteCancelledButNotWon(table, warnings);
    if (source === 'accounts') noteParentsInCircles(table, reading.rows, warnings);
    if (source === 'opportunities' || source === 'stageChanges') noteUnknownStages(data, source, table, warnings);
    if (source === 'opportunities' || source === 'activities') noteLookAlikes(table, reading.attributes, warnings);
  }
  // The sources come in their own order: opportunities, then their changes.
  if (data.before === null) noteChanges(data, found[0] as SourceProblems, found[1] as SourceProblems);
  return found;
}

function noteUnknownReferences(
  data: CheckedData,
  source: GivenSourceName,
  table: Table,
  warnings: SourceProblems,
): void {
  let order = -1;
  for (const [name, field] of fieldsOf(source)) {
    order++;
    const target = data.readings.get(field.references as GivenSourceName);
    if (target?.isGiven !== true) continue;
    const column = textsOf(table, name);
    // Whether an id is known is found once for each distinct id.
    const isUnknown = column.values.map((id) => !target.rows.has(id));
    if (!isUnknown.includes(true)) continue;
    for (let row = 0; row < table.length; row++) {
      if (isUnknown[column.codes[row] as number] !== true) continue;
      const id = textAt(column, row);
      const expected = `the id of one of the ${field.references}`;
      warnings.note(row, order, 'unknown-reference', name, id, {
        expected,
        rule: () => `${name} ${JSON.stringify(id)} is not the id of any of the ${field.references}`,
      });
    }
  }
}

function noteDatesOutOfOrder(
  table: Table,
  source: GivenSourceName,
  earlier: string,
  later: readonly string[],
  warnings: SourceProblems,
): void {
  const first = daysOf(table, earlier);
  if (first.missing === table.length) return;
  for (const name of later) {
    const column = daysOf(table, name);
    if (column.missing === table.length) continue;
    const order = orderOf(source, name);
    for (let row = 0; row < table.length; row++) {
      const day = column.days[row] as number;
      const start = first.days[row] as number;
      if (day === MISSING_DAY || start === MISSING_DAY || day >= start) continue;
      const rule = (): string => `${name} (${formatDay(day)}) is before ${earlier} (${formatDay(start)})`;
      warnings.note(row, order, 'dates-out-of-order', name, formatDay(day), {
        expected: `on or after ${earlier} (${formatDay(start)})`,
        rule,
      });
    }
  }
}

function noteWonWithoutAmount(table: Table, warnings: SourceProblems): void {
  const status = textsOf(table, 'status');
  const won = status.values.indexOf('won');
  const amount = table.columns.get('amount');
  const order = orderOf('opportunities', 'amount');
  for (let row = 0; row < table.length; row++) {
    if (status.codes[row] !== won || amount === undefined || hasValue(amount, row)) continue;
    warnings.note(row, order, 'won-without-amount', 'amount', undefined, {
      expected: 'an amount',
      rule: () => 'amount is missing although the opportunity is won',
    });
  }
}

function noteCancelledButNotWon(table: Table, warnings: SourceProblems): void {
  const cancelled = daysOf(table, 'cancelledOn');
  if (cancelled.missing === table.length) return;
  const status = textsOf(table, 'status');
  const won = status.values.indexOf('won');
  const order = orderOf('opportunities', 'cancelledOn') + 0.5;
  for (let row = 0; row < table.length; row++) {
    const day = cancelled.days[row] as number;
    if (day === MISSING_DAY || status.codes[row] === won) continue;
    warnings.note(row, order, 'cancelled-but-not-won', 'cancelledOn', formatDay(day), {
      expected: 'missing unless the opportunity is won',
      rule: () => `cancelledOn (${formatDay(day)}) is given although status is ${JSON.stringify(textAt(status, row))}`,
    });
  }
}

/** Accounts that are their own ancestors. */
function noteParentsInCircles(table: Table, rows: RowsById, warnings: SourceProblems): void {
  const parents = textsOf(table, 'parentId');
  if (parents.missing === table.length) return;
  const order = orderOf('accounts', 'parentId') + 0.5;
  const topmost = topmostAncestors((id) => textAt(parents, rows.get(id) ?? -1));
  for (let row = 0; row < table.length; row++) {
    const parent = textAt(parents, row);
    // Whoever stands at the top of others, but has a parent, is in a circle of which the others are told by it.
    if (parent === undefined || topmost(table.ids[row] as string) !== table.ids[row]) continue;
    warnings.note(row, order, 'circle-of-parents', 'parentId', parent, {
      expected: 'an account that does not belong to this one',
      rule: () => `parentId ${JSON.stringify(parent)} makes the account its own ancestor`,
    });
  }
}

function noteUnknownStages(data: CheckedData, source: GivenSourceName, table: Table, warnings: SourceProblems): void {
  if (data.stages === null) return;
  const known = new Set(data.stages);
  const column = textsOf(table, 'stage');
  const order = orderOf(source, 'stage');
  for (let row = 0; row < table.length; row++) {
    const stage = textAt(column, row);
    if (stage === undefined || known.has(stage)) continue;
    warnings.note(row, order, 'unknown-stage', 'stage', stage, {
      expected: 'one of the given stages',
      rule: () => `stage ${JSON.stringify(stage)} is not among the given stages`,
    });
  }
}

/** Changes outside the life of their opportunity, and a last change that is not what the opportunity says. */
function noteChanges(data: CheckedData, ofOpportunities: SourceProblems, ofChanges: SourceProblems): void {
  const opportunities = data.tables.get('opportunities') as Table;
  const changes = data.tables.get('stageChanges') as Table;
  const { rows } = data.readings.get('opportunities') as SourceReading;
  if (changes.length === 0) return;
  noteChangesOutOfLife(opportunities, changes, rows, ofChanges);
  noteStagesThatDisagree(opportunities, changes, orderedChanges(opportunities, changes, rows), ofOpportunities);
}

function noteChangesOutOfLife(opportunities: Table, changes: Table, rows: RowsById, warnings: SourceProblems): void {
  const reference = textsOf(changes, 'opportunityId');
  const changed = daysOf(changes, 'changedOn').days;
  const created = daysOf(opportunities, 'createdOn').days;
  const closed = daysOf(opportunities, 'closedOn').days;
  const order = orderOf('stageChanges', 'changedOn');
  for (let row = 0; row < changes.length; row++) {
    const opportunity = rows.get(textAt(reference, row) as string);
    if (opportunity === undefined) continue;
    const day = changed[row] as number;
    const start = created[opportunity] as number;
    const end = closed[opportunity] as number;
    if (day < start) {
      const rule = (): string =>
        `changedOn (${formatDay(day)}) is before the opportunity was created (${formatDay(start)})`;
      warnings.note(row, order, 'change-before-creation', 'changedOn', formatDay(day), {
        expected: `on or after ${formatDay(start)}`,
        rule,
      });
    } else if (end !== MISSING_DAY && day > end) {
      const rule = (): string =>
        `changedOn (${formatDay(day)}) is after the opportunity closed (${formatDay(end)}), so the change is left out`;
      warnings.note(row, order, 'change-after-close', 'changedOn', formatDay(day), {
        expected: `on or before ${formatDay(end)}`,
        rule,
      });
    }
  }
}

function noteStagesThatDisagree(
  opportunities: Table,
  changes: Table,
  ordered: OrderedChanges,
  warnings: SourceProblems,
): void {
  const present = textsOf(opportunities, 'stage');
  const told = textsOf(changes, 'stage');
  if (present.missing === opportunities.length || told.missing === changes.length) return;
  const order = orderOf('opportunities', 'stage') + 0.5;
  for (let row = 0; row < opportunities.length; row++) {
    const stage = textAt(present, row);
    if (stage === undefined) continue;
    const last = [...changesInLife(opportunities, changes, ordered, row)]
      .reverse()
      .find((change) => hasValue(told, change));
    if (last === undefined) continue;
    const said = textAt(told, last);
    if (said === stage) continue;
    warnings.note(row, order, 'stage-disagrees', 'stage', stage, {
      expected: `${JSON.stringify(said)}, as its last change says`,
      rule: () => `stage is ${JSON.stringify(stage)}, but its last change says ${JSON.stringify(said)}`,
    });
  }
}
