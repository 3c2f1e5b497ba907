import { canonicalJson } from '../model/fingerprint.ts';
import { compare, type Rational, zero } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { Account } from './account.ts';
import type { LiveRun } from './comparedRun.ts';
import type { DifferenceCause } from './differenceData.ts';
import type { ReadAssignment, ReadEvent } from './inputData.ts';
import type { EarnedLine } from './line.ts';
import type { ReadComponent, ReadPlan } from './readPlan.ts';

/** Two runs of which is known what they came from. */
export interface LivePair {
  readonly before: LiveRun;
  readonly after: LiveRun;
}

/** A line by its names, which at least one of two runs has. */
export interface LineReference {
  readonly payee: string;
  readonly plan: string;
  readonly id: string;
  readonly component: string | null;
  readonly event: string | null;
  readonly day: Day;
}

/** Why a line differs between two runs, by what they came from. */
export function liveCauses(pair: LivePair, reference: LineReference): ReadonlySet<DifferenceCause> {
  const line = { ...reference, day: dayOf(pair, reference) };
  const before = new Side(pair.before, line);
  const after = new Side(pair.after, line);
  const causes = new Set<DifferenceCause>(eventCauses(pair, line.event));
  if (before.rules() !== after.rules()) causes.add('plan');
  const isTargeted = differ(before, after, (side, name) => side.target(name));
  if (isTargeted && differ(before, after, (side, name) => side.quotas(name))) causes.add('quota');
  if (isAssignedOtherwise(before, after, isTargeted)) causes.add('assignment');
  if (isExchangedOtherwise(before.line, after.line)) causes.add('exchange-rate');
  if (isScoredOtherwise(before, after)) causes.add('score');
  for (const cause of causesOfSource(pair, before.line, after.line)) causes.add(cause);
  if (startsOtherwise(before.line, after.line)) causes.add('other-lines');
  if (causes.size > 0) return causes;
  // Also where neither run earns the line.
  return new Set([before.line?.units === after.line?.units ? 'stated' : 'other-lines']);
}

/** The day on which a line is earned in either run: a true-up stands in a later period, under what may be other rules. */
function dayOf({ before, after }: LivePair, { payee, plan, id, day }: LineReference): Day {
  return (before.lineOf(payee, plan, id) ?? after.lineOf(payee, plan, id))?.day ?? day;
}

/** What one run knows of a line, or would, where it does not have it. */
class Side {
  readonly line: EarnedLine | undefined;
  readonly plan: ReadPlan | undefined;
  readonly component: ReadComponent | undefined;
  readonly assignment: ReadAssignment | null;
  readonly #run: LiveRun;
  readonly #account: Account | undefined;
  readonly #day: Day;
  readonly #names: LineReference;

  constructor(run: LiveRun, names: LineReference) {
    const { payee, plan, id, day, component } = names;
    this.#run = run;
    this.#names = names;
    this.#account = run.accountOf(payee, plan);
    this.line = run.lineOf(payee, plan, id);
    this.#day = this.line?.day ?? day;
    const versions = run.sources.earned.versions.get(plan) ?? [];
    this.plan = this.line?.plan ?? versions.find(({ span }) => span.start <= day && day < span.end);
    this.component = this.plan?.components.find((each) => each.id === component);
    this.assignment = this.line?.assignment ?? this.#account?.assignmentOn(day) ?? null;
  }

  /** What the plan says of the line. */
  rules(): string {
    return this.plan === undefined ? '' : rulesOf(this.plan, this.component);
  }

  /** Names of the measures on which the line depends. */
  measures(): readonly string[] {
    return this.plan === undefined || this.component === undefined ? [] : measuresOf(this.component, this.plan);
  }

  target(name: string): string {
    return this.#read((account, plan, assignment) => {
      return account.targetOn(name, { plan, assignment, day: this.#day, moment: {} }).amount;
    });
  }

  score(name: string): string {
    if (this.plan?.measures.get(name)?.kind !== 'given') return '';
    return this.#read((account, plan, assignment) => {
      return account.valueOf(name, { plan, assignment, day: this.#day, moment: {} });
    });
  }

  quotas(name: string): string {
    const { payee, plan } = this.#names;
    return this.#run.quotas
      .reignsOf(plan, payee, name)
      .map(({ quota, start, end }) => `${start} ${end} ${exactText(quota.amount)} ${quota.currency ?? ''}`)
      .join();
  }

  /** What the account says; nothing where it has no quota for it, which is why another run may do without the line. */
  #read(of: (account: Account, plan: ReadPlan, assignment: ReadAssignment) => Rational): string {
    if (this.#account === undefined || this.plan === undefined || this.assignment === null) return '';
    try {
      return exactText(of(this.#account, this.plan, this.assignment));
    } catch {
      return '';
    }
  }
}

/** What plans say of their components; the same for all lines of one. */
const knownRules = new WeakMap<ReadPlan, Map<ReadComponent | undefined, string>>();

/** All that a plan says of the lines of a component, and not of other components, release, payment or names. */
function rulesOf(plan: ReadPlan, component: ReadComponent | undefined): string {
  const byComponent = knownRules.get(plan) ?? new Map<ReadComponent | undefined, string>();
  knownRules.set(plan, byComponent);
  let rules = byComponent.get(component);
  if (rules === undefined) {
    const { currency, period, calendar, rounding, rateOn, measures, limits, pools } = plan.given;
    const own = { ...component?.given, name: undefined, release: undefined };
    rules = canonicalJson({ currency, period, calendar, rounding, rateOn, measures, limits, pools, component: own });
    byComponent.set(component, rules);
  }
  return rules;
}

function eventCauses({ before, after }: LivePair, id: string | null): readonly DifferenceCause[] {
  if (id === null) return [];
  const left = before.events.get(id);
  const right = after.events.get(id);
  const event = left ?? right;
  if (event === undefined) return [];
  if (left === undefined || right === undefined) return [event.reverses === null ? 'event' : 'reversal'];
  if (contentOf(left) !== contentOf(right)) return ['amendment'];
  return eventCauses({ before, after }, event.reverses);
}

/** All that an event says, but not since when it is known. */
function contentOf(event: ReadEvent): string {
  const { values, dates, attributes } = event;
  const content = { ...event, knownAt: 0, values: [...values], dates: [...dates], attributes: [...attributes] };
  return JSON.stringify(content, plainValue);
}

function plainValue(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** Whether the assignments differ in what may matter for the line. */
function isAssignedOtherwise(before: Side, after: Side, isTargeted: boolean): boolean {
  const [left, right] = [before.assignment, after.assignment];
  if (left === null || right === null) return left !== right;
  const terms = ({ given: { from, targetPay, curves } }: ReadAssignment): string =>
    JSON.stringify([from, targetPay, curves], plainValue);
  if (terms(left) !== terms(right)) return true;
  const time = ({ given: { to, leaves } }: ReadAssignment): string => JSON.stringify([to, leaves]);
  // When a payee leaves matters where the target or the pay is cut by it, or to lines that are not there any more.
  const isCut =
    isTargeted || before.component?.kind === 'bonus' || before.line === undefined || after.line === undefined;
  return isCut && time(left) !== time(right);
}

function isExchangedOtherwise(before: EarnedLine | undefined, after: EarnedLine | undefined): boolean {
  const [left, right] = [before?.entry, after?.entry];
  return left != null && right != null && compare(left.rate, right.rate) !== 0;
}

/** A share of another line, or a part that is taken back of one, differs for the reasons of that line. */
function causesOfSource(
  pair: LivePair,
  before: EarnedLine | undefined,
  after: EarnedLine | undefined,
): Iterable<DifferenceCause> {
  const source = sourceOf(after) ?? sourceOf(before);
  if (source === undefined) return [];
  const { id, account, entry, day } = source;
  // A line of the whole plan is no source.
  const component = source.component as ReadComponent;
  const { payee, planId: plan } = account;
  const left = pair.before.lineOf(payee, plan, id);
  const right = pair.after.lineOf(payee, plan, id);
  if (left !== undefined && right !== undefined && compare(left.limited, right.limited) === 0) return [];
  return liveCauses(pair, { payee, plan, id, component: component.id, event: entry?.event.id ?? null, day });
}

function sourceOf(line: EarnedLine | undefined): EarnedLine | undefined {
  return line?.trace.kind === 'override' ? line.trace.source : (line?.original ?? undefined);
}

/** Whether the totals stood elsewhere before the line. */
function startsOtherwise(before: EarnedLine | undefined, after: EarnedLine | undefined): boolean {
  if (before?.trace.kind !== 'curve' || after?.trace.kind !== 'curve') return false;
  const [left, right] = [before.trace, after.trace];
  return (
    compare(left.before ?? zero, right.before ?? zero) !== 0 ||
    compare(left.base?.before ?? zero, right.base?.before ?? zero) !== 0
  );
}

/** Whether both runs read a score, and not the same one. */
function isScoredOtherwise(before: Side, after: Side): boolean {
  return measuresOfBoth(before, after).some((name) => {
    const [left, right] = [before.score(name), after.score(name)];
    return left !== '' && right !== '' && left !== right;
  });
}

/** Whether what two runs say of the measures of a line differs for one of them. */
function differ(before: Side, after: Side, of: (side: Side, name: string) => string): boolean {
  return measuresOfBoth(before, after).some((name) => of(before, name) !== of(after, name));
}

function measuresOfBoth(before: Side, after: Side): readonly string[] {
  return [...new Set([...before.measures(), ...after.measures()])];
}

function measuresOf(component: ReadComponent, { measures }: ReadPlan): readonly string[] {
  const names = new Set<string>(component.movers);
  if (component.kind === 'curve' || component.kind === 'rank') names.add(component.given.measure);
  if (component.kind === 'bonus') for (const { measure } of component.scores) names.add(measure);
  // The set grows while it is walked.
  for (const name of names) {
    const measure = measures.get(name);
    if (measure?.kind === 'ratio') names.add(measure.of).add(measure.per);
  }
  return [...names];
}

function exactText({ numerator, denominator }: Rational): string {
  return `${numerator}/${denominator}`;
}
