import { showValue } from '../errors.ts';
import { add, isZero } from '../number/rational.ts';
import { type Day, formatDay } from '../time/day.ts';
import { type Account, isVersionOver, type Reading } from './account.ts';
import { type BonusClosing, earnBonus, earnPrizes } from './closing.ts';
import { ComponentPays, carriedId, carryingFrom, type RoundedSums } from './componentPays.ts';
import { creditTotals } from './crediting.ts';
import { isMoved, type Pay } from './curvePay.ts';
import type { EarningSources, PassSources } from './earningSources.ts';
import { dealOf, type Entry, isAbove } from './entry.ts';
import { EntryBook } from './entryBook.ts';
import type { ReadAssignment, ReadEvent } from './inputData.ts';
import { byText } from './known.ts';
import { type AccountEarnings, type EarnedLine, newLine, type OverrideTrace } from './line.ts';
import { poolLines } from './pool.ts';
import type { ReadComponent, ReadOverrideComponent, ReadPlan } from './readPlan.ts';
import { type ContestEnd, type Happening, type Opening, type PoolEnd, type ScoreDay, scheduleOf } from './schedule.ts';

/** The measures that moved for one payee, and when. */
interface OverrideMove {
  readonly account: Account;
  readonly reading: Reading;
  readonly moved: ReadonlySet<string>;
}

/** Goes once through what is known of some payees, in the order of time, and lets each of them earn what it brings. */
export class Earning {
  readonly #sources: EarningSources;
  readonly #pass: PassSources;
  readonly #pays = new Map<Account, ComponentPays>();
  readonly #prizes: RoundedSums = new Map();
  readonly #entries: EntryBook;
  /** Lines of the moment that are not rounded yet. */
  #fresh: EarnedLine[] = [];
  /** The override lines that a line has given. */
  readonly #overrides = new Map<EarnedLine, EarnedLine[]>();

  constructor(sources: EarningSources, pass: PassSources) {
    this.#sources = sources;
    this.#pass = pass;
    this.#entries = new EntryBook(sources, pass);
  }

  /** @returns the accounts with their lines, rounded */
  run(): readonly AccountEarnings[] {
    const { accounts, events, scores } = this.#pass;
    const { frame, versions, through } = this.#sources;
    frame.scoresThrough = Number.NEGATIVE_INFINITY;
    const happenings = scheduleOf({ accounts, versions, scores, through });
    let next = 0;
    // Openings come before the events of their day, everything else after them.
    const happenUntil = (day: Day, opensToo: boolean): void => {
      for (let first = happenings[next]; first !== undefined; first = happenings[next]) {
        if (first.day > day || (first.day === day && !(opensToo && first.kind === 'opening'))) return;
        next += 1;
        this.#happen(first);
        this.#settle();
      }
    };
    for (const event of events) {
      happenUntil(event.on, true);
      this.#take(event);
      this.#settle();
    }
    happenUntil(Number.POSITIVE_INFINITY, true);
    // Whoever asks later, asks for what is known in the end.
    frame.scoresThrough = Number.POSITIVE_INFINITY;
    return accounts.map((account) => this.#paysOf(account));
  }

  #take(event: ReadEvent): void {
    const entries = this.#entries.entriesOf(event);
    // All totals move before anything is priced, so that no payee sees half of an event.
    const moved = entries.map(creditTotals);
    for (const [index, entry] of entries.entries()) {
      const measures = moved[index] as ReadonlySet<string>;
      if (entry.reversal === null) this.#earn(entry, measures);
      else this.#takeBack(entry, measures);
    }
    const readings = entries.map((entry, index) => ({
      account: entry.account,
      // What a return moves is a matter of where the payee is now, if anywhere.
      reading: (entry.reversal === null ? null : this.#presentOf(entry)) ?? readingOf(entry),
      moved: moved[index] as ReadonlySet<string>,
    }));
    this.#repriceOverrides(readings, event.id);
  }

  #earn(entry: Entry, moved: ReadonlySet<string>): void {
    const reading = readingOf(entry);
    const pays = this.#paysOf(entry.account);
    for (const component of pays.componentsOf(entry.plan, entry.assignment)) {
      if (component.kind !== 'curve') continue;
      const curvePay = pays.curvePayOf(component.id);
      const pay = curvePay.earn(component, entry, reading, moved);
      if (pay === null) continue;
      const line = this.#write(`${component.id}/${entry.event.id}`, pay, component, entry.account, reading, entry);
      const isCredit = pay.kind === 'credit' && pay.reason !== 'outside-dates';
      if (isCredit && this.#entries.isReversed(entry)) curvePay.remember(entry, line);
    }
  }

  /** A reversal is a matter of the rules that paid; what it moves beside, and what they did not pay for, is one of the rules of its own day. */
  #takeBack(entry: Entry, moved: ReadonlySet<string>): void {
    const then = readingOf(entry);
    const present = this.#presentOf(entry);
    const pays = this.#paysOf(entry.account);
    for (const id of pays.curvesOf(present === null ? [then] : [then, present])) {
      const paying = pays.curveIn(then, id);
      const now = present === null ? null : pays.curveIn(present, id);
      const isPaid = paying !== null && isPaidFor(paying, entry);
      const today = present !== null && now !== null ? { component: now, reading: present } : null;
      const isOfToday = !isPaid && today !== null && entry.plan.measures.has(today.component.given.measure);
      const rule = isOfToday ? today : paying === null ? null : { component: paying, reading: then };
      const curvePay = pays.curvePayOf(id);
      const own = rule === null ? null : curvePay.earn(rule.component, entry, rule.reading, moved);
      const beside =
        today === null || !isMoved(today.component, moved) ? null : curvePay.reprice(today.component, today.reading);
      const isBeside = beside !== null && (own === null || (!isPaid && isZero(own.amount)));
      const pay = isBeside ? beside : own === null || beside === null ? own : withRepriced(own, beside);
      const by = isBeside ? today : rule;
      // What the plan had no part for then has nothing to say of it now, unless it changes something.
      if (pay !== null && by !== null && (paying !== null || !isZero(pay.amount)))
        this.#write(`${id}/${entry.event.id}`, pay, by.component, entry.account, by.reading, entry);
    }
  }

  /** Where the payee of a reversal is on its day; null where there is no assignment, or no version of the plan any more. */
  #presentOf(entry: Entry): Reading | null {
    const { account, event } = entry;
    const day = event.on;
    const assignment = account.assignmentOn(day);
    const versions = this.#sources.versions.get(account.planId) as readonly ReadPlan[];
    const plan = versions.find(({ span }) => span.start <= day && day < span.end);
    return assignment === null || plan === undefined ? null : { plan, assignment, day, moment: dealOf(entry) };
  }

  /** Writes a line, limits it, and lets those who earn by it earn. */
  #write(
    id: string,
    pay: Pay,
    component: ReadComponent,
    account: Account,
    { plan, assignment, day }: Reading,
    entry: Entry | null,
    firstLimit = 0,
  ): EarnedLine {
    const { kind, amount: raw, reason, trace, original, window } = pay;
    const line = newLine({
      id,
      kind,
      account,
      plan,
      assignment,
      component,
      day,
      entry,
      original,
      window,
      raw,
      reason,
      trace,
    });
    line.limited = this.#paysOf(account).limit(component, line, firstLimit);
    this.#fresh.push(line);
    this.#override(line);
    return line;
  }

  /** Lets others earn by a line. What takes back an earlier line is taken back from those who earned by that one. */
  #override(line: EarnedLine): void {
    const { component, account, plan } = line;
    if (component === null) return;
    const earnsBy = (candidate: ReadComponent): candidate is ReadOverrideComponent =>
      candidate.kind === 'override' && candidate.of.has(component.id) && holds(candidate, line.day);
    if (line.original !== null) {
      for (const earlier of this.#overrides.get(line.original) ?? [])
        this.#writeOverride(earlier.component as ReadOverrideComponent, line, earlier.account, earlier, earlier);
      return;
    }
    for (const own of plan.components)
      if (earnsBy(own) && (own.given.team === undefined || own.given.team.withOwn === true))
        this.#writeOverride(own, line, account, line);
    if (!this.#sources.teams.managersEarn) return;
    for (const manager of this.#entries.accountsAbove(
      account.payee,
      line.day,
      this.#entries.periodEnd(plan, line.day),
    )) {
      const assignment = manager.assignmentOn(line.day);
      if (assignment === null) continue;
      const version = this.#entries.versionOn(manager, line.day);
      for (const candidate of version.components) {
        if (!earnsBy(candidate) || candidate.given.team === undefined) continue;
        const { team } = candidate.given;
        const asOf = team.asOf === 'period-end' ? this.#entries.periodEnd(version, line.day) : line.day;
        if (isAbove(manager.payee, account.payee, team, asOf, this.#sources.hierarchy))
          this.#writeOverride(candidate, line, manager, { plan: version, assignment });
      }
    }
  }

  #writeOverride(
    component: ReadOverrideComponent,
    source: EarnedLine,
    account: Account,
    { plan, assignment }: Pick<Reading, 'plan' | 'assignment'>,
    original: EarnedLine | null = null,
  ): void {
    const reading: Reading = {
      plan,
      assignment,
      day: source.day,
      moment: source.entry === null ? source : dealOf(source.entry),
    };
    const pays = this.#paysOf(account);
    // Somebody below may earn under several plans, by components of one name.
    const { payee, planId } = source.account;
    const id = `${component.id}/${planId === account.planId ? payee : `${payee}@${planId}`}/${source.id}`;
    const exchangeRate =
      original === null
        ? this.#entries.exchangeRate(source.plan.currency, plan, source.day, () => `line ${showValue(id)}`)
        : (original.trace as OverrideTrace).exchangeRate;
    const pay = pays
      .overridePayOf(component.id)
      .earn(component, source, exchangeRate, reading, pays.spansOf(plan, component.grain));
    const line = this.#write(id, { ...pay, original }, component, account, reading, source.entry);
    const known = this.#overrides.get(source);
    if (known === undefined) this.#overrides.set(source, [line]);
    else known.push(line);
  }

  /** Reads the factors of overrides anew, of everybody before anybody earns by what that changes. */
  #repriceOverrides(moves: readonly OverrideMove[], what: string): void {
    const changes: (() => void)[] = [];
    for (const { account, reading, moved } of moves) {
      const pays = this.#paysOf(account);
      for (const component of isVersionOver(reading) ? [] : reading.plan.components) {
        if (component.kind !== 'override' || !isMoved(component, moved)) continue;
        const pay = pays
          .overridePayOf(component.id)
          .reprice(component, reading, pays.spansOf(reading.plan, component.grain));
        if (pay !== null)
          changes.push(() => this.#write(`${component.id}/${what}`, pay, component, account, reading, null));
      }
    }
    for (const write of changes) write();
  }

  /** Limits of the plan, then rounding, in the order of components and of ids. */
  #settle(): void {
    if (this.#fresh.length === 0) return;
    const lines = this.#fresh;
    this.#fresh = [];
    lines.sort(
      (left, right) => (left.component?.position ?? 0) - (right.component?.position ?? 0) || byText(left.id, right.id),
    );
    for (const line of lines) {
      const pays = this.#paysOf(line.account);
      pays.post(line);
      if (line.original !== null) pays.lines.push(...pays.poolReturns.givenBack(line));
    }
  }

  #happen(happening: Happening): void {
    switch (happening.kind) {
      case 'opening':
        this.#open(happening);
        break;
      case 'score':
        this.#score(happening);
        break;
      case 'bonus':
        this.#bonus(happening.closing);
        break;
      case 'contest':
        this.#contest(happening);
        break;
      case 'pool':
        this.#pool(happening);
        break;
    }
  }

  #contest({ component, plan, day }: ContestEnd): void {
    for (const { account, assignment, pay } of earnPrizes(component, plan, this.#accountsUnder(plan), day)) {
      const reading: Reading = { plan, assignment, day, moment: pay };
      this.#write(`${component.id}/${formatDay(day)}`, pay, component, account, reading, null);
    }
  }

  #pool({ pool, plan, start, day }: PoolEnd): void {
    const earnings = this.#accountsUnder(plan).map((account) => this.#paysOf(account));
    for (const { line, trace } of poolLines(pool, plan, earnings, start, day)) {
      const pays = this.#paysOf(line.account);
      pays.lines.push(line);
      pays.poolReturns.note(line, trace, start);
    }
  }

  #bonus(closing: BonusClosing): void {
    const { account, plan, assignment, component, day } = closing;
    const reading: Reading = { plan, assignment, day, moment: closing };
    this.#write(`${component.id}/${formatDay(day)}`, earnBonus(closing), component, account, reading, null);
  }

  #score({ measure, day, payees }: ScoreDay): void {
    const moved = new Set([measure]);
    this.#sources.frame.scoresThrough = day;
    const what = `score/${measure}/${formatDay(day)}`;
    const readings = this.#pass.accounts.flatMap(
      (account): { readonly account: Account; readonly reading: Reading }[] => {
        const assignment = account.assignmentOn(day);
        if (assignment === null || payees?.has(account.payee) === false) return [];
        const plan = this.#entries.versionOn(account, day);
        return plan.measures.has(measure) ? [{ account, reading: { plan, assignment, day, moment: {} } }] : [];
      },
    );
    for (const { account, reading } of readings) {
      const pays = this.#paysOf(account);
      for (const component of pays.componentsOf(reading.plan, reading.assignment)) {
        if (component.kind !== 'curve' || !isMoved(component, moved)) continue;
        const pay = pays.curvePayOf(component.id).reprice(component, reading);
        if (pay !== null) this.#write(`${component.id}/${what}`, pay, component, account, reading, null);
      }
    }
    this.#repriceOverrides(
      readings.map(({ account, reading }) => ({ account, reading, moved })),
      what,
    );
  }

  #open({ account, before, plan, day }: Opening): void {
    const assignment = account.assignments.filter(({ start }) => start <= day).at(-1) as ReadAssignment;
    const reading: Reading = { plan, assignment, day, moment: {} };
    const pays = this.#paysOf(account);
    for (const [version, component] of before.flatMap((each) => each.components.map((own) => [each, own] as const))) {
      const now = plan.components.find(({ id }) => id === component.id);
      const lists = before.flatMap(({ components }) =>
        components.filter(({ id }) => id === component.id).map(({ limits }) => limits),
      );
      for (const limit of component.limits) {
        const amount = pays.takeWaiting(component, limit, version, day);
        if (amount === null) continue;
        const trace = { kind: 'carried', amount } as const;
        const window =
          component.kind === 'curve' ? pays.curvePayOf(component.id).windowOn(component, { plan: version, day }) : {};
        const pay: Pay = { kind: 'carried', amount, reason: null, trace, original: null, window };
        const limitFrom = now === undefined ? component.limits.length : carryingFrom(now.limits, limit);
        const id = `${component.id}/${carriedId(lists, limit, day)}`;
        this.#write(id, pay, now ?? component, account, reading, null, limitFrom);
      }
    }
    pays.openPlan(reading, before);
  }

  #accountsUnder({ id }: ReadPlan): readonly Account[] {
    return this.#pass.accounts.filter(({ planId }) => planId === id);
  }

  #paysOf(account: Account): ComponentPays {
    let pays = this.#pays.get(account);
    if (pays === undefined) {
      pays = new ComponentPays(account, this.#prizes);
      this.#pays.set(account, pays);
    }
    return pays;
  }
}

function readingOf(entry: Entry): Reading {
  return { plan: entry.plan, assignment: entry.assignment, day: entry.event.on, moment: dealOf(entry) };
}

/** Whether a component paid for what is reversed. */
function isPaidFor(component: ReadComponent, entry: Entry): boolean {
  return holds(component, dealOf(entry).event.on);
}

/** What is taken back and what is priced anew beside it, in one line. */
function withRepriced(own: Pay, beside: Pay): Pay {
  const amount = add(own.amount, beside.amount);
  return { ...own, amount, reason: isZero(amount) ? own.reason : null };
}

function holds({ span }: ReadComponent, day: Day): boolean {
  return span.start <= day && day < span.end;
}
