import { SalesMetricsError, showValue } from '../errors.ts';
import { one, type Rational, subtract } from '../number/rational.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { Account } from './account.ts';
import { type Entry, statedPart } from './entry.ts';
import type { ExchangeRates } from './exchange.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { ReadEvent } from './inputData.ts';
import { byText } from './known.ts';
import type { ReadPlan } from './readPlan.ts';
import type { RunWarning } from './statementData.ts';
import { type SpanFinder, unitSpans } from './window.ts';

/** What events are credited by. */
export interface Crediting {
  readonly accounts: readonly Account[];
  readonly versions: ReadonlyMap<string, readonly ReadPlan[]>;
  readonly rates: ExchangeRates;
  readonly hierarchy: Hierarchy;
  /** Ids of the events that are reversed. */
  readonly reversed: ReadonlySet<string>;
}

const nobody: readonly Account[] = [];

/** Finds whom an event credits, and keeps what reversals need. */
export class EntryBook {
  readonly warnings: RunWarning[] = [];
  readonly #crediting: Crediting;
  readonly #byPayee = new Map<string, Account[]>();
  readonly #entries = new Map<string, readonly Entry[]>();
  /** How much of an event is not reversed yet. */
  readonly #left = new Map<string, Rational>();
  readonly #periodEnds = new Map<ReadPlan, SpanFinder>();
  readonly #rateSpans = new Map<ReadPlan, SpanFinder>();
  readonly #usesTeams: boolean;
  readonly #usesPeriodEnd: boolean;

  constructor(crediting: Crediting) {
    this.#crediting = crediting;
    for (const account of crediting.accounts) {
      const known = this.#byPayee.get(account.payee);
      if (known === undefined) this.#byPayee.set(account.payee, [account]);
      else known.push(account);
    }
    const teams = [...crediting.versions.values()].flat().flatMap(teamsOf);
    this.#usesTeams = teams.length > 0;
    this.#usesPeriodEnd = teams.some(({ asOf }) => asOf === 'period-end');
  }

  /** What an event brings to whom, by payee and plan. */
  entriesOf(event: ReadEvent): readonly Entry[] {
    if (event.pays !== null) return [];
    if (event.reverses !== null) return this.#reversalsOf(event, event.reverses);
    const entries: Entry[] = [];
    for (const account of this.#accountsOf(event)) {
      const assignment = account.assignmentOn(event.on);
      const plan = assignment === null ? null : this.versionOn(account, event.on);
      if (assignment === null || plan === null) continue;
      entries.push({
        event,
        account,
        assignment,
        plan,
        rate: this.#rateOf(event, plan),
        periodEnd: this.periodEnd(plan, event.on),
        hierarchy: this.#crediting.hierarchy,
        reversal: null,
        credited: new Map(),
      });
    }
    if (this.#crediting.reversed.has(event.id)) this.#entries.set(event.id, entries);
    return entries;
  }

  /** Whether an entry is taken back later. */
  isReversed({ event }: Entry): boolean {
    return this.#crediting.reversed.has(event.id);
  }

  /** The version of a payee's plan on a day. */
  versionOn({ planId, payee }: Account, day: Day): ReadPlan {
    const version = this.#crediting.versions.get(planId)?.find(({ span }) => span.start <= day && day < span.end);
    if (version !== undefined) return version;
    throw new SalesMetricsError(
      'missing-plan',
      `calculateCommissions: plan ${showValue(planId)} must have a version that is in force on ${formatDay(day)}, since payee ${showValue(payee)} is assigned to it, got none`,
    );
  }

  /** Accounts of everybody above a payee as of one of two days, by payee and plan. */
  accountsAbove(payee: string, day: Day, periodEnd: Day): readonly Account[] {
    const { hierarchy } = this.#crediting;
    const managers = new Set(hierarchy.managersOf(payee, day));
    if (this.#usesPeriodEnd) for (const manager of hierarchy.managersOf(payee, periodEnd)) managers.add(manager);
    return [...managers].sort(byText).flatMap((manager) => this.#byPayee.get(manager) ?? []);
  }

  /** The last day of the statement period that holds a day. */
  periodEnd(plan: ReadPlan, day: Day): Day {
    let spanOf = this.#periodEnds.get(plan);
    if (spanOf === undefined) {
      spanOf = unitSpans(plan.calendar, plan.grain);
      this.#periodEnds.set(plan, spanOf);
    }
    return spanOf(day).end - 1;
  }

  #accountsOf(event: ReadEvent): readonly Account[] {
    const { credits } = event;
    if (credits.length === 0) this.#warn('nobody-credited', event, `event ${showValue(event.id)} credits nobody`);
    for (const payee of new Set(credits.map((credit) => credit.payee)))
      if (!this.#ownAccounts(payee).some((account) => account.assignmentOn(event.on) !== null))
        this.#warnUnassigned(event, payee);
    const [only, ...others] = credits;
    // Accounts of one payee are in order already.
    if (only !== undefined && others.length === 0 && !this.#usesTeams) return this.#ownAccounts(only.payee);
    const found = new Set(
      credits.flatMap(({ payee }) =>
        this.#usesTeams ? [...this.#ownAccounts(payee), ...this.#above(payee, event.on)] : this.#ownAccounts(payee),
      ),
    );
    return [...found].sort((left, right) => byText(left.payee, right.payee) || byText(left.planId, right.planId));
  }

  #ownAccounts(payee: string): readonly Account[] {
    return this.#byPayee.get(payee) ?? nobody;
  }

  #above(payee: string, day: Day): readonly Account[] {
    // Plans may cut periods in different ways; each asks as of the end of its own.
    const versions = this.#usesPeriodEnd ? [...this.#crediting.versions.values()].flat() : [];
    const ends = new Set([day, ...versions.map((plan) => this.periodEnd(plan, day))]);
    return [...ends].flatMap((end) => this.accountsAbove(payee, day, end));
  }

  #reversalsOf(event: ReadEvent, reverses: string): readonly Entry[] {
    const originals = this.#entries.get(reverses);
    if (originals === undefined) {
      this.#warn(
        'nothing-reversed',
        event,
        `event ${showValue(event.id)} reverses event ${showValue(reverses)}, which is not known or comes later`,
      );
      return [];
    }
    const original = originals[0];
    if (original === undefined) return [];
    const part = this.#takePart(event, original.event);
    return originals.map((entry) => ({ ...entry, event, reversal: { original: entry, part }, credited: new Map() }));
  }

  #takePart(event: ReadEvent, original: ReadEvent): Rational {
    const left = this.#left.get(original.id) ?? one;
    const part = statedPart(event, original) ?? left;
    this.#left.set(original.id, subtract(left, part));
    return part;
  }

  #rateOf(event: ReadEvent, plan: ReadPlan): Rational {
    const { currency, on, id } = event;
    if (currency === null || currency === plan.currency) return one;
    return this.#crediting.rates.rateOf(currency, plan.currency, this.#rateDay(plan, on), `event ${showValue(id)}`);
  }

  #rateDay(plan: ReadPlan, day: Day): Day {
    switch (plan.given.rateOn ?? 'event') {
      case 'event':
        return day;
      case 'period-end':
        return this.periodEnd(plan, day);
      case 'period-start':
        return this.#spanFinder(plan, plan.grain)(day).start;
      case 'year-start':
        return this.#spanFinder(plan, 'year')(day).start;
    }
  }

  #spanFinder(plan: ReadPlan, grain: 'week' | 'month' | 'quarter' | 'year'): SpanFinder {
    const known = this.#rateSpans.get(plan) ?? unitSpans(plan.calendar, grain);
    this.#rateSpans.set(plan, known);
    return known;
  }

  #warnUnassigned(event: ReadEvent, payee: string): void {
    this.#warn(
      'unassigned-credit',
      event,
      `event ${showValue(event.id)} credits payee ${showValue(payee)}, who has no assignment on ${formatDay(event.on)}`,
    );
  }

  #warn(code: RunWarning['code'], event: ReadEvent, message: string): void {
    this.warnings.push(Object.freeze({ code, event: event.id, message }));
  }
}

function teamsOf({ measures, components }: ReadPlan): { readonly asOf?: 'event' | 'period-end' | undefined }[] {
  const ofMeasures = [...measures.values()].flatMap((measure) =>
    measure.kind === 'credits' && measure.team !== null ? [measure.team] : [],
  );
  const ofOverrides = components.flatMap((component) =>
    component.kind === 'override' && component.given.team !== undefined ? [component.given.team] : [],
  );
  return [...ofMeasures, ...ofOverrides];
}
