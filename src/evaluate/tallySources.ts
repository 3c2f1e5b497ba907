import { type Issue, SalesMetricsError } from '../errors.ts';
import { canonical } from '../expression/canonical.ts';
import type { RecordSet } from '../expression/recordSet.ts';
import { internalsOf, type SalesData } from '../model/dataset.ts';
import type { GivenSourceName, SourceName } from '../model/fields.ts';
import { isWhole } from '../model/furtherRecords.ts';
import { messageOf } from '../model/problems.ts';
import { innerSteps, type Program, type Step } from './program.ts';
import type { Selection } from './selection.ts';

/** Where the records of a source are: all in the data, all to come, or partly this and partly that. */
type Place = 'whole' | 'to-come' | 'torn';

/** Whether the records of a set are to come, instead of standing in the data. */
export function areToCome(data: SalesData, { source }: RecordSet): boolean {
  return placeOf(data, source) === 'to-come';
}

/**
 * Refuses KPIs that cannot be worked out part by part.
 *
 * @param together - whether records that are related to each other always come together
 * @throws SalesMetricsError `invalid-argument`, with one issue for each KPI and reason
 */
export function checkTallied(verb: string, data: SalesData, program: Program, together: boolean): void {
  const issues: Issue[] = [];
  for (const [index, { key }] of program.request.kpis.entries()) {
    const reasons = new Set(
      Array.from(selectionsOf(program.steps[index] as Step), (selection) => objection(data, selection, together)),
    );
    for (const reason of reasons)
      if (reason !== null)
        issues.push(Object.freeze({ code: 'not-by-parts', path: `kpis[${index}]`, message: `${key} ${reason}` }));
  }
  if (issues.length > 0)
    throw new SalesMetricsError('invalid-argument', messageOf(verb, issues, issues.length), Object.freeze(issues));
}

function selectionsOf(step: Step): ReadonlySet<Selection> {
  return new Set(
    step.kind === 'aggregate' ? [step.selection] : innerSteps(step).flatMap((inner) => [...selectionsOf(inner)]),
  );
}

/** Why a record set cannot be counted part by part, and what to do; null where it can. */
function objection(data: SalesData, { records, aggregates }: Selection, together: boolean): string | null {
  const { source, join } = records;
  const other = join?.source ?? null;
  const torn = [source, ...(other === null ? [] : [other])].find((name) => placeOf(data, name) === 'torn');
  if (torn !== undefined) {
    const made =
      torn === 'stageChanges'
        ? 'whose currency may be that of their opportunities'
        : 'which are made of opportunities and stageChanges';
    return `counts ${torn}, ${made}: give both with the data, or add both (stageChanges: [] in the data says that there are none)`;
  }
  const isToCome = areToCome(data, records);
  const isOtherToCome = other !== null && placeOf(data, other) === 'to-come';
  if (!isToCome && isOtherToCome)
    return `relates ${source}, which are given with the data, to ${other}, which are to come: give ${other} with the data too`;
  if (isToCome && stagesAreUnknown(data, records, aggregates))
    return `counts ${source} by stageRank: state stages in salesData, since their order cannot be seen in a part of the records`;
  if (!isToCome || together) return null;
  if (isOtherToCome)
    return `relates ${source} to ${other === source ? 'each other' : other}: where those that belong together are always added together, say so with together: true${other === source ? '' : `, or give ${other} with the data`}`;
  if (needsChanges(data, source))
    return `counts ${source}: where opportunities and their stageChanges are always added together, say so with together: true (stageChanges: [] in the data says that there are none)`;
  return null;
}

function stagesAreUnknown(data: SalesData, records: RecordSet, aggregates: Selection['aggregates']): boolean {
  return internalsOf(data, 'tally').stages === null && /"(other\.)?stageRank"/.test(canonical([records, aggregates]));
}

/** The two sources of the history of deals belong to each other: an interval or a visit is made of both, and a change may have its currency from its opportunity. */
function placeOf(data: SalesData, source: SourceName): Place {
  const [opportunities, changes] = [placeOfGiven(data, 'opportunities'), placeOfGiven(data, 'stageChanges')];
  switch (source) {
    case 'opportunityHistory':
    case 'stageVisits':
      return opportunities === changes || hasNoChanges(data) ? opportunities : 'torn';
    case 'stageChanges':
      return changes === 'whole' && opportunities === 'to-come' && !hasNoChanges(data) ? 'torn' : changes;
    default:
      return placeOfGiven(data, source);
  }
}

function placeOfGiven(data: SalesData, source: GivenSourceName): Place {
  return isWhole(data, source) ? 'whole' : 'to-come';
}

function hasNoChanges(data: SalesData): boolean {
  return isWhole(data, 'stageChanges') && data.counts.stageChanges === 0;
}

/** Whether records of a source can only be seen beside the other half of the history. */
function needsChanges(data: SalesData, source: SourceName): boolean {
  if (source !== 'opportunityHistory' && source !== 'stageVisits' && source !== 'stageChanges') return false;
  return placeOfGiven(data, 'stageChanges') === 'to-come' && placeOfGiven(data, 'opportunities') === 'to-come';
}
