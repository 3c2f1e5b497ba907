import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { Statement } from '../../src/commission/statementData.ts';
import { type Fraction, fractionOf, longDivision, minus, plus } from '../oracles/fraction.ts';
import { statedInputs } from './statementInputs.ts';

const zero: Fraction = [0n, 1n];
const runs = 100;

/** Statements as plain data, which survives JSON. */
function plain(statements: readonly Statement[]): readonly Statement[] {
  return JSON.parse(JSON.stringify(statements)) as readonly Statement[];
}

function statementsOf(input: CommissionInput): readonly Statement[] {
  return calculateCommissions(input).statements;
}

/** Adds an amount to the sum of a key. */
function addTo(sums: Map<string, Fraction>, key: string, amount: { toString(): string }): void {
  sums.set(key, plus(sums.get(key) ?? zero, fractionOf(String(amount))));
}

/** Sums as texts, without those that are nothing. */
function shown(sums: ReadonlyMap<string, Fraction>): Readonly<Record<string, string>> {
  const texts = [...sums].filter(([, [numerator]]) => numerator !== 0n).map(([key, sum]) => [key, longDivision(sum)]);
  return Object.fromEntries([...texts].sort(([one = ''], [other = '']) => (one < other ? -1 : 1))) as Record<
    string,
    string
  >;
}

/** What was said in all: of each line by its id or what it corrects, released by component, adjusted by id, earned and forfeited. */
function totalsOf(statements: readonly Statement[]): Readonly<Record<string, string>> {
  const sums = new Map<string, Fraction>();
  for (const { payee, plan, lines, earned, released, steps } of statements) {
    const owner = `${payee} ${plan}`;
    addTo(sums, `${owner} earned`, earned);
    for (const line of lines) addTo(sums, `${owner} line ${line.corrects ?? line.id}`, line.amount);
    for (const { component, amount } of released) addTo(sums, `${owner} released ${component}`, amount);
    for (const { kind, id, amount } of steps) if (kind === 'adjustment') addTo(sums, `${owner} adjusted ${id}`, amount);
  }
  return shown(sums);
}

/** Statements of each payee under each plan, in order. */
function accountsOf(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const accounts = new Map<string, Statement[]>();
  for (const statement of statements) {
    const key = JSON.stringify([statement.payee, statement.plan]);
    accounts.set(key, [...(accounts.get(key) ?? []), statement]);
  }
  return [...accounts.values()];
}

/** Checks the sums and balances that every statement must keep, whatever was stated before. */
function checkBooks(statements: readonly Statement[]): void {
  for (const account of accountsOf(statements)) {
    let [earned, released] = [zero, zero];
    for (const [index, statement] of account.entries()) {
      const { lines, steps, opening, closing, paid } = statement;
      expect(sumOf(lines.map(({ amount }) => amount))).toBe(String(statement.earned));
      expect(sumOf(steps.map(({ amount }) => amount))).toBe(String(paid));
      expect(fractionOf(String(paid))[0] >= 0n).toBe(true);
      for (const line of lines) if (line.kind === 'true-up') expect(line.corrects).not.toBeNull();
      const releasedNow = sumOf(statement.released.map(({ amount }) => amount));
      expect(sumOf(steps.filter(({ kind }) => kind === 'released').map(({ amount }) => amount))).toBe(releasedNow);
      earned = plus(earned, fractionOf(String(statement.earned)));
      released = plus(released, fractionOf(releasedNow));
      const rest = minus(earned, released);
      expect(longDivision(rest)).toBe(sumOf([statement.held, statement.forfeited]));
      const after = new Map<string, Fraction>();
      addTo(after, 'overpaid', opening.overpaid);
      addTo(after, 'carried', opening.carried);
      for (const [draw, amount] of Object.entries(opening.owed)) addTo(after, `owed ${draw}`, amount);
      for (const { balance, id, change } of steps)
        if (balance !== null) addTo(after, balance === 'owed' ? `owed ${id}` : balance, change);
      const closed = new Map<string, Fraction>();
      addTo(closed, 'overpaid', closing.overpaid);
      addTo(closed, 'carried', closing.carried);
      for (const [draw, amount] of Object.entries(closing.owed)) addTo(closed, `owed ${draw}`, amount);
      expect(shown(after)).toEqual(shown(closed));
      for (const balance of closed.values()) expect(balance[0] >= 0n).toBe(true);
      const next = account[index + 1];
      if (next !== undefined) expect(plain([next])[0]?.opening).toEqual(plain([statement])[0]?.closing);
    }
  }
}

function sumOf(amounts: readonly { toString(): string }[]): string {
  return longDivision(amounts.map((amount) => fractionOf(String(amount))).reduce(plus, zero));
}

function check(holds: (drawn: { readonly input: CommissionInput; readonly days: readonly string[] }) => void): void {
  fc.assert(fc.property(statedInputs, holds), { numRuns: runs });
}

describe('statements', () => {
  it('add up from lines to pay, and go on from balance to balance', () => {
    check(({ input }) => checkBooks(statementsOf(input)));
  });

  it('name each line once', () => {
    check(({ input }) => {
      for (const account of accountsOf(statementsOf(input))) {
        const ids = account.flatMap(({ lines }) => lines.map(({ id }) => id));
        expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      }
    });
  });

  it('are the same for the same input, also for one that was text in between', () => {
    check(({ input }) => {
      const first = plain(statementsOf(input));
      expect(plain(statementsOf(input))).toEqual(first);
      expect(plain(statementsOf(JSON.parse(JSON.stringify(input)) as CommissionInput))).toEqual(first);
    });
  });
});

describe('what becomes known late', () => {
  const known = (input: CommissionInput, day: string): CommissionInput => ({ ...input, knownAt: day, through: day });

  it('is posted in the first open period, line by line, to the cent', () => {
    check(({ input, days: [first = '', , last = ''] }) => {
      const stated = statementsOf(known(input, first));
      const fresh = statementsOf(known(input, last));
      for (const handedIn of [stated, plain(stated)]) {
        const later = statementsOf({ ...known(input, last), stated: handedIn });
        checkBooks(later);
        const texts = new Set(handedIn.map((each) => JSON.stringify(each)));
        const isHandedIn = (each: Statement): boolean => texts.has(JSON.stringify(each));
        expect(later.filter(isHandedIn)).toHaveLength(handedIn.length);
        expect(later.every(({ paid }) => !paid.isNegative())).toBe(true);
        expect(totalsOf(later)).toEqual(totalsOf(fresh));
        for (const { payee, period, held, forfeited, next } of later.filter((each) => !isHandedIn(each))) {
          const same = fresh.find((each) => each.payee === payee && each.period.start === period.start);
          // A period in which nothing but the past changed has no statement of its own.
          if (same === undefined) continue;
          expect(String(held)).toBe(String(same.held));
          expect(String(forfeited)).toBe(String(same.forfeited));
          expect(plain([{ ...same, next }])).toEqual(plain([same]));
        }
      }
    });
  });

  it('is posted once: with the same knowledge nothing more is', () => {
    check(({ input, days: [first = '', , last = ''] }) => {
      const stated = statementsOf(known(input, first));
      const later = statementsOf({ ...known(input, last), stated });
      expect(plain(statementsOf({ ...known(input, last), stated: plain(later) }))).toEqual(plain(later));
      const longer = statementsOf({ ...known(input, last), through: '2026-12-31', stated: later });
      const added = longer.filter((each) => !later.includes(each));
      const posted = added.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'true-up'));
      // The bonus of somebody who left is dated on the last day there and due at the end of its period; pools of the past see it then.
      if (posted.every(({ component }) => component !== 'bonus')) expect(posted).toEqual([]);
      expect(totalsOf(longer)).toEqual(totalsOf(statementsOf({ ...known(input, last), through: '2026-12-31' })));
    });
  });

  it('adds up over three states', () => {
    check(({ input, days }) => {
      let stated: readonly Statement[] = [];
      for (const day of days) {
        const now = statementsOf({ ...known(input, day), stated: plain(stated) });
        checkBooks(now);
        for (const each of plain(stated)) expect(plain(now)).toContainEqual(each);
        expect(totalsOf(now)).toEqual(totalsOf(statementsOf(known(input, day))));
        stated = now;
      }
    });
  });
});
