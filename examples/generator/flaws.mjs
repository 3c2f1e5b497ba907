// @ts-check
/** Errors on purpose. */
import { day, dayText, instantText } from './days.mjs';
import { at } from './lookup.mjs';

/** @import { Row } from './csv.mjs' */

/** @param {Row[]} rows @param {(row: Row) => boolean} matches @returns {Row} */
function firstRow(rows, matches) {
  const row = rows.find(matches);
  if (row === undefined) throw new Error('no row to spoil');
  return row;
}

/**
 * Six records as they are found in every CRM. They are no errors that stop a calculation, but `salesData` warns of each.
 * @param {{ opportunities: Row[], stageChanges: Row[], activities: Row[] }} tables
 */
export function spoil({ opportunities, stageChanges, activities }) {
  const lost = opportunities.filter((row) => row['status'] === 'lost' && row['type'] === 'new-business');
  const open = opportunities.filter(
    (row) => row['status'] === 'open' && row['type'] === 'new-business' && row['stage'] === 'qualification',
  );
  at(lost, 40)['ownerId'] = 'r99'; // somebody who is in no list of reps
  const unpriced = firstRow(opportunities.slice(1200), (row) => row['status'] === 'won' && row['type'] === 'expansion');
  unpriced['amount'] = undefined;
  const hasty = at(open, 3);
  hasty['expectedCloseOn'] = dayText(day(String(hasty['createdOn'])) - 12);
  at(open, 8)['stage'] = 'negotiation'; // the history says qualification
  const late = at(lost, 90);
  const history = stageChanges.filter((row) => row['opportunityId'] === late['id']);
  const lastChange = at(history, history.length - 1);
  stageChanges.splice(stageChanges.indexOf(lastChange) + 1, 0, {
    ...lastChange,
    changedOn: dayText(day(String(late['closedOn'])) + 6),
  });
  const task = firstRow(activities.slice(9000), (row) => row['kind'] === 'task' && row['completedOn'] !== undefined);
  task['completedOn'] = instantText(Date.parse(String(task['createdOn'])) / 60_000 - 1500);
  task['occurredOn'] = task['completedOn'];
}
