import { topmostAncestors } from './ancestry.ts';
import { textAt, textsOf } from './column.ts';
import { internalsOf, type SalesData } from './dataset.ts';
import type { AttributeName, SourceName } from './fields.ts';
import type { Table, TextColumn } from './table.ts';
import { columnOf, rowsById, tableOf } from './tableOf.ts';
import { firstKnown, recode, through } from './textColumn.ts';

/** What records can be grouped and filtered by, in every source that has it. */
export type DimensionName =
  | 'owner'
  | 'team'
  | 'territory'
  | 'account'
  | 'parentAccount'
  | 'segment'
  | 'industry'
  | 'product'
  | 'source'
  | 'type'
  | 'stage'
  | 'currency'
  | 'lead'
  | 'contact'
  | 'opportunity'
  | 'kind'
  | 'category'
  | AttributeName;

/** Names of all dimensions but the custom ones, in the order of messages and documentation. */
export const dimensionNames: readonly Exclude<DimensionName, AttributeName>[] = [
  'owner',
  'team',
  'territory',
  'account',
  'parentAccount',
  'segment',
  'industry',
  'product',
  'source',
  'type',
  'stage',
  'currency',
  'lead',
  'contact',
  'opportunity',
  'kind',
  'category',
];

/**
 * The value of a dimension for every record of a source.
 *
 * The owner is the rep named by `ownerId` (`repId` for trainings). The team is the record's own, else that of its owner; the territory its own,
 * else that of its owner, else that of its account; segment and industry are those of its account. The parent account is the topmost ancestor of its
 * account, which is the account itself where it has no parent. A record of a source is itself in the dimension of that source: a rep is its own owner.
 *
 * @param data - what `salesData` returned
 * @param source - name of a source
 * @param dimension - name of a dimension, or `attributes.<name>`
 * @param owner - field that names the rep to whom the records are credited instead of their owner; then team and territory are that rep's alone
 * @returns one code a record, or null when the source has no such dimension
 */
export function dimensionOf(
  data: SalesData,
  source: SourceName,
  dimension: DimensionName,
  owner: string | null = null,
): TextColumn | null {
  const { dimensions } = internalsOf(data, 'dimensionOf');
  const key = owner === null ? `${source} ${dimension}` : JSON.stringify([source, dimension, owner]);
  let column = dimensions.get(key);
  if (column === undefined) {
    column = owner === null ? resolve(data, source, dimension) : resolveCredited(data, source, dimension, owner);
    dimensions.set(key, column);
  }
  return column;
}

/** Of records credited to a rep only the dimensions that come from their owner are others. */
function resolveCredited(
  data: SalesData,
  source: SourceName,
  dimension: DimensionName,
  field: string,
): TextColumn | null {
  const column = columnOf(data, source, field);
  const owner = column?.kind === 'text' ? column : null;
  switch (dimension) {
    case 'owner':
      return owner;
    case 'team':
      return ofReferred(data, owner, 'reps', 'teamId');
    case 'territory':
      return ofReferred(data, owner, 'reps', 'territoryId');
    default:
      return dimensionOf(data, source, dimension);
  }
}

function resolve(data: SalesData, source: SourceName, dimension: DimensionName): TextColumn | null {
  const table = tableOf(data, source);
  switch (dimension) {
    case 'owner':
      return ownerOf(table);
    case 'account':
      return own(table, 'accounts', 'accountId');
    case 'parentAccount':
      return topmostAccountOf(data, own(table, 'accounts', 'accountId'));
    case 'lead':
      return own(table, 'leads', 'leadId');
    case 'opportunity':
      return own(table, 'opportunities', 'opportunityId');
    case 'contact':
      return textField(table, 'contactId');
    case 'team':
      return firstOf([own(table, 'teams', 'teamId'), ofReferred(data, ownerOf(table), 'reps', 'teamId')]);
    case 'territory':
      return firstOf([
        own(table, 'territories', 'territoryId'),
        ofReferred(data, ownerOf(table), 'reps', 'territoryId'),
        ofReferred(data, own(table, 'accounts', 'accountId'), 'accounts', 'territoryId'),
      ]);
    case 'segment':
    case 'industry':
      return ofReferred(data, own(table, 'accounts', 'accountId'), 'accounts', dimension);
    case 'product':
    case 'source':
    case 'type':
    case 'stage':
    case 'currency':
      return textField(table, dimension);
    case 'kind':
    case 'category':
      return inUse(textField(table, dimension));
    default: {
      const column = dimension.startsWith('attributes.') ? columnOf(data, source, dimension) : null;
      return column?.kind === 'text' ? column : null;
    }
  }
}

function textField(table: Table, field: string): TextColumn | null {
  const column = table.columns.get(field);
  return column?.kind === 'text' ? column : null;
}

/** Without the values of a closed list that no record has: they are no groups. */
function inUse(column: TextColumn | null): TextColumn | null {
  return column === null ? null : recode(column.codes, column.values);
}

/** The records themselves where they are of the source, else the records their field names. */
function own(table: Table, source: SourceName, field: string): TextColumn | null {
  return textField(table, table.source === source ? 'id' : field);
}

function ownerOf(table: Table): TextColumn | null {
  return own(table, 'reps', table.source === 'trainings' ? 'repId' : 'ownerId');
}

function ofReferred(
  data: SalesData,
  reference: TextColumn | null,
  source: SourceName,
  field: string,
): TextColumn | null {
  if (reference === null) return null;
  return through(reference, rowsById(data, source), textsOf(tableOf(data, source), field));
}

/** The accounts at the top of those referred to; an account that is not among the records has no parent. */
function topmostAccountOf(data: SalesData, reference: TextColumn | null): TextColumn | null {
  if (reference === null) return null;
  const rows = rowsById(data, 'accounts');
  const parents = textsOf(tableOf(data, 'accounts'), 'parentId');
  const topmost = topmostAncestors((id) => {
    const row = rows.get(id);
    return row === undefined ? undefined : textAt(parents, row);
  });
  return recode(reference.codes, reference.values.map(topmost));
}

function firstOf(columns: readonly (TextColumn | null)[]): TextColumn | null {
  const [first, ...others] = columns.filter((column) => column !== null);
  return first === undefined ? null : firstKnown([first, ...others]);
}
