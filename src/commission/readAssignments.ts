import { didYouMean } from '../model/suggestion.ts';
import { formatDay } from '../time/day.ts';
import { checkCurve } from './checkCurve.ts';
import { checkDraws } from './checkPay.ts';
import { deepFreeze } from './commissionPlan.ts';
import type { Assignment } from './events.ts';
import type { ReadAssignment, Span } from './inputData.ts';
import { plainCopy } from './plainCopy.ts';
import type { CheckedCommissionPlan, Measure } from './plan.ts';
import { PlanParts } from './planParts.ts';
import { termsSchema } from './planSchema.ts';
import { type Problems, pathTo } from './problems.ts';
import { type ListReading, readList } from './readLists.ts';
import type { RecordReader } from './recordReader.ts';
import { noteSchemaIssues } from './schemaProblems.ts';

/** The plans of an input: those that are sound, by id, and the ids of all. */
export interface KnownPlans {
  readonly versions: ReadonlyMap<string, readonly CheckedCommissionPlan[]>;
  readonly ids: ReadonlySet<string>;
  /** Whether all of them are sound. */
  readonly isComplete: boolean;
}

/** The assignments that could be read, and the payees of all. */
export interface AssignmentReading extends ListReading<ReadAssignment> {
  readonly payees: ReadonlySet<string>;
}

const fields = ['payee', 'plan', 'from', 'to', 'targetPay', 'currency', 'leaves', 'curves', 'draws', 'forgiveOnEnd'];
const leaveFields = new Set(['from', 'to']);

/** Reads assignments, and what they change of their plans. */
export function readAssignments(problems: Problems, given: unknown, plans: KnownPlans): AssignmentReading {
  const payees = new Set<string>();
  const parts = new Map<string, KnownVersions>();
  const partsOf = (plan: string): KnownVersions | null => {
    const versions = plans.versions.get(plan);
    if (versions === undefined) return null;
    const known = parts.get(plan) ?? knownVersions(problems, versions);
    parts.set(plan, known);
    return known;
  };
  const read = (reader: RecordReader): ReadAssignment => {
    const payee = reader.text('payee');
    payees.add(payee);
    const plan = reader.text('plan');
    const span = reader.span('to');
    const currency = reader.optionalCurrency('currency');
    const leaves = reader.nested('leaves', leaveFields, () => reader.span('none'));
    const forgiveOnEnd = reader.flag('forgiveOnEnd');
    const terms = readTerms(reader);
    if (plan !== '' && !plans.ids.has(plan))
      reader.note(
        'plan',
        `names ${JSON.stringify(plan)}, which is not among plans${didYouMean(plan, plans.ids)}`,
        'unknown-name',
      );
    const known = partsOf(plan);
    if (known !== null) checkTerms(reader, known, terms);
    const assignment: Assignment = {
      payee,
      plan,
      from: formatDay(span.start),
      ...(Number.isFinite(span.end) ? { to: formatDay(span.end) } : {}),
      ...(currency === null ? {} : { currency }),
      ...(leaves.length === 0 ? {} : { leaves: leaves.map(textsOf) }),
      ...(forgiveOnEnd ? { forgiveOnEnd } : {}),
      ...terms,
    };
    return { ...span, payee, plan, leaves, given: deepFreeze(assignment) };
  };
  const reading = readList(problems, 'assignments', fields, given, read, true);
  checkOverlaps(reading);
  return { ...reading, payees };
}

/** The dates of a span as texts. */
function textsOf({ start, end }: Span): { readonly from: string; readonly to: string } {
  return { from: formatDay(start), to: formatDay(end) };
}

type Terms = Pick<Assignment, 'targetPay' | 'curves' | 'draws'>;

/** What an assignment holds beside texts and dates; nothing of it where there is a problem. */
function readTerms(reader: RecordReader): Terms {
  const given = { targetPay: reader.value('targetPay'), curves: reader.value('curves'), draws: reader.value('draws') };
  if (given.targetPay === undefined && given.curves === undefined && given.draws === undefined) return {};
  const copy = plainCopy(given);
  const parsed = termsSchema().safeParse(copy);
  if (parsed.success) return parsed.data;
  noteSchemaIssues(reader.problems, parsed.error.issues, copy, reader.pathOf(''));
  return {};
}

/** The versions of a plan, and one with the components of them all: an assignment may name those of any version. */
interface KnownVersions {
  readonly each: readonly PlanParts[];
  readonly all: PlanParts;
}

function knownVersions(problems: Problems, versions: readonly CheckedCommissionPlan[]): KnownVersions {
  const partsOf = (plan: unknown): PlanParts => new PlanParts(problems, plan, new Set(), '');
  const components = new Map(versions.flatMap((plan) => plan.components.map((own) => [own.id, own] as const)));
  return {
    each: versions.map(partsOf),
    all: partsOf({ ...versions[0], components: [...components.values()] }),
  };
}

/** Checks terms against the versions of the plan. */
function checkTerms(reader: RecordReader, { each, all }: KnownVersions, { targetPay, curves, draws }: Terms): void {
  const path = reader.pathOf('');
  for (const id of typeof targetPay === 'object' ? Object.keys(targetPay) : [])
    checkIsKnown(reader, all, pathTo(`${path}.targetPay`, id), id);
  for (const [id, curve] of Object.entries(curves ?? {})) {
    const place = pathTo(`${path}.curves`, id);
    checkIsKnown(reader, all, place, id);
    for (const parts of each) {
      const before = reader.problems.total;
      const component = parts.components.find((own) => own?.id === id);
      if (component?.kind === 'curve') {
        const { measure: name, base } = component;
        checkCurve(parts, place, curve, { name, measure: parts.measures.get(name) as Measure, base });
      } else if (component != null)
        reader.problems.note(place, `replaces the curve of a component of kind ${component.kind}, which has none`);
      // Versions of a plan are much alike, so one that refuses the curve says enough.
      if (reader.problems.total > before) break;
    }
  }
  checkDraws(all, `${path}.draws`, draws);
}

function checkIsKnown({ problems }: RecordReader, parts: PlanParts, path: string, id: string): void {
  const known = parts.componentIds.filter((own) => typeof own === 'string');
  if (known.includes(id)) return;
  problems.note(
    path,
    `names a component that the plan does not have: ${JSON.stringify(id)}${didYouMean(id, known)}`,
    'unknown-name',
  );
}

/** Refuses assignments of one payee to one plan that share a day. */
function checkOverlaps({ items, rows, reader }: ListReading<ReadAssignment>): void {
  const byOwner = new Map<string, { readonly assignment: ReadAssignment; readonly row: number }[]>();
  for (const [index, assignment] of items.entries()) {
    const key = JSON.stringify([assignment.payee, assignment.plan]);
    const owned = byOwner.get(key) ?? [];
    owned.push({ assignment, row: rows[index] as number });
    byOwner.set(key, owned);
  }
  for (const owned of byOwner.values()) {
    owned.sort((left, right) => left.assignment.start - right.assignment.start);
    for (const [index, { assignment, row }] of owned.entries()) {
      const before = owned[index - 1];
      if (before === undefined || before.assignment.end <= assignment.start) continue;
      reader.row = row;
      reader.note(
        '',
        `assigns ${JSON.stringify(assignment.payee)} to plan ${JSON.stringify(assignment.plan)} on days on which assignments[${before.row}] does`,
        'overlap',
      );
    }
  }
}
