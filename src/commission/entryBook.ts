import { SalesMetricsError, showValue } from '../errors.ts';
import { one, type Rational, subtract } from '../number/rational.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { Account } from './account.ts';
import type { EarningSources, PassSources } from './earningSources.ts';
import { type Entry, statedPart } from './entry.ts';
import type { ReadEvent } from './inputData.ts';
import { byText } from './known.ts';
import type { ReadPlan } from './readPlan.ts';
import { type SpanFinder, unitSpans } from './window.ts';

const nobody: readonly Account[] = [];

/** Finds whom an event credits, and keeps what reversals need. */
export class EntryBook {
  readonly #sources: EarningSources;
  readonly #byPayee = new Map<string, Account[]>();
  readonly #entries = new Map<string, readonly Entry[]>();
  /** How much of an event is not reversed yet. */
  readonly #left = new Map<string, Rational>();
  readonly #periodEnds = new Map<ReadPlan, SpanFinder>();
  readonly #rateSpans = new Map<ReadPlan, SpanFinder>();
  /** Ids of the events that are reversed. */
  readonly #reversed: ReadonlySet<string>;

  constructor(sources: EarningSources, { accounts, events }: Pick<PassSources, 'accounts' | 'events'>) {
    this.#sources = sources;
    this.#reversed = new Set(events.flatMap(({ reverses }) => (reverses === null ? [] : [reverses])));
    for (const account of accounts) {
      const known = this.#byPayee.get(account.payee);
      if (known === undefined) this.#byPayee.set(account.payee, [account]);
      else known.push(account);
    }
  }

  /** What an event brings to whom, by payee and plan. */
  entriesOf(event: ReadEvent): readonly Entry[] {
    if (event.pays !== null) return [];
    if (event.reverses !== null) return this.#reversalsOf(event, event.reverses);
    const entries: Entry[] = [];
    for (const account of this.#accountsOf(event)) {
      const assignment = account.assignmentOn(event.on);
      if (assignment === null) continue;
      const plan = this.versionOn(account, event.on);
      entries.push({
        event,
        account,
        assignment,
        plan,
        rate: this.#rateOf(event, plan),
        periodEnd: this.periodEnd(plan, event.on),
        hierarchy: this.#sources.hierarchy,
        reversal: null,
        credited: new Map(),
      });
    }
    if (this.#reversed.has(event.id)) this.#entries.set(event.id, entries);
    return entries;
  }

  /** Whether an entry is taken back later. */
  isReversed({ event }: Entry): boolean {
    return this.#reversed.has(event.id);
  }

  /** The version of a payee's plan on a day. */
  versionOn({ planId, payee }: Account, day: Day): ReadPlan {
    const version = this.#sources.versions.get(planId)?.find(({ span }) => span.start <= day && day < span.end);
    if (version !== undefined) return version;
    throw new SalesMetricsError(
      'missing-plan',
      `calculateCommissions: plan ${showValue(planId)} must have a version that is in force on ${formatDay(day)}, since payee ${showValue(payee)} is assigned to it, got none`,
    );
  }

  /** Accounts of everybody above a payee as of one of two days, by payee and plan. */
  accountsAbove(payee: string, day: Day, periodEnd: Day): readonly Account[] {
    const { hierarchy } = this.#sources;
    const managers = new Set(hierarchy.managersOf(payee, day));
    if (this.#sources.teams.asOfPeriodEnd)
      for (const manager of hierarchy.managersOf(payee, periodEnd)) managers.add(manager);
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

  /** The rate that brings money of a day to the currency of a plan. */
  exchangeRate(from: string, plan: ReadPlan, day: Day, record: () => string): Rational {
    if (from === plan.currency) return one;
    return this.#sources.rates.rateOf(from, plan.currency, this.#rateDay(plan, day), record());
  }

  #accountsOf(event: ReadEvent): readonly Account[] {
    const { credits } = event;
    const first = credits[0];
    // Accounts of one payee are in order already.
    if (first !== undefined && credits.length === 1 && !this.#sources.teams.isUsed)
      return this.#ownAccounts(first.payee);
    const found = new Set(
      credits.flatMap(({ payee }) =>
        this.#sources.teams.isUsed
          ? [...this.#ownAccounts(payee), ...this.#above(payee, event.on)]
          : this.#ownAccounts(payee),
      ),
    );
    return [...found].sort((left, right) => byText(left.payee, right.payee) || byText(left.planId, right.planId));
  }

  #ownAccounts(payee: string): readonly Account[] {
    return this.#byPayee.get(payee) ?? nobody;
  }

  #above(payee: string, day: Day): readonly Account[] {
    // Plans may cut periods in different ways; each asks as of the end of its own.
    const versions = this.#sources.teams.asOfPeriodEnd ? [...this.#sources.versions.values()].flat() : [];
    const ends = new Set([day, ...versions.map((plan) => this.periodEnd(plan, day))]);
    return [...ends].flatMap((end) => this.accountsAbove(payee, day, end));
  }

  #reversalsOf(event: ReadEvent, reverses: string): readonly Entry[] {
    const originals = this.#entries.get(reverses) ?? [];
    const [first] = originals;
    if (first === undefined) return [];
    const part = this.#takePart(event, first.event);
    return originals.map((entry) => ({ ...entry, event, reversal: { original: entry, part }, credited: new Map() }));
  }

  #takePart(event: ReadEvent, original: ReadEvent): Rational {
    const left = this.#left.get(original.id) ?? one;
    const part = statedPart(event, original) ?? left;
    this.#left.set(original.id, subtract(left, part));
    return part;
  }

  #rateOf({ currency, on, id }: ReadEvent, plan: ReadPlan): Rational {
    return currency === null ? one : this.exchangeRate(currency, plan, on, () => `event ${showValue(id)}`);
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
}
