import type { Account } from './account.ts';
import { type RunSources, runSourcesOf } from './commissionRun.ts';
import type { ReadEvent } from './inputData.ts';
import type { EarnedLine } from './line.ts';
import { KnownQuotas } from './quotas.ts';
import type { CommissionRun, Statement, StatementLine } from './statementData.ts';

/** A run with what it came from, laid out to be looked up. */
export interface LiveRun {
  readonly sources: RunSources;
  readonly events: ReadonlyMap<string, ReadEvent>;
  readonly quotas: KnownQuotas;
  accountOf(payee: string, plan: string): Account | undefined;
  lineOf(payee: string, plan: string, id: string): EarnedLine | undefined;
}

/** A run as its statements tell it. */
export interface ShownRun {
  /** The day after the last day of all statements, `YYYY-MM-DD`; empty where there are none. */
  readonly reach: string;
  /** Ids of the events of all lines. */
  readonly events: ReadonlySet<string>;
  /** Hashes of the versions of a payee's plan; undefined where there is no statement. */
  hashesOf(payee: string, plan: string): ReadonlySet<string> | undefined;
  lineOf(payee: string, plan: string, id: string): StatementLine | undefined;
}

/** Names a payee under a plan. */
export function accountKey(payee: string, plan: string): string {
  return JSON.stringify([payee, plan]);
}

/** What a run came from, to be looked up; null for one that came from elsewhere. */
export function liveRun(run: CommissionRun): LiveRun | null {
  const sources = runSourcesOf(run);
  if (sources === undefined) return null;
  const { earned, input } = sources;
  const { table, positions } = earned.events;
  const accounts = new Map(
    earned.accounts.map((earnings) => [accountKey(earnings.account.payee, earnings.account.planId), earnings]),
  );
  const lines = new Map<string, ReadonlyMap<string, EarnedLine>>();
  const linesOf = (key: string): ReadonlyMap<string, EarnedLine> => {
    const known = lines.get(key) ?? new Map((accounts.get(key)?.lines ?? []).map((line) => [line.id, line]));
    lines.set(key, known);
    return known;
  };
  return {
    sources,
    events: new Map(table.all(positions).map((event) => [event.id, event])),
    quotas: new KnownQuotas(input.quotas, input.knownAt),
    accountOf: (payee, plan) => accounts.get(accountKey(payee, plan))?.account,
    lineOf: (payee, plan, id) => linesOf(accountKey(payee, plan)).get(id),
  };
}

/** A run by what its statements say. */
export function shownRun({ statements }: { readonly statements: readonly Statement[] }): ShownRun {
  let reach = '';
  const events = new Set<string>();
  const hashes = new Map<string, Set<string>>();
  const lines = new Map<string, StatementLine>();
  for (const { payee, plan, period, lines: own } of statements) {
    if (period.end > reach) reach = period.end;
    const key = accountKey(payee, plan);
    const known = hashes.get(key) ?? new Set();
    hashes.set(key, known);
    for (const line of own) {
      if (line.event != null) events.add(line.event);
      known.add(line.planHash);
      if (line.corrects == null) lines.set(lineKey(payee, plan, line.id), line);
    }
  }
  return {
    reach,
    events,
    hashesOf: (payee, plan) => hashes.get(accountKey(payee, plan)),
    lineOf: (payee, plan, id) => lines.get(lineKey(payee, plan, id)),
  };
}

function lineKey(payee: string, plan: string, id: string): string {
  return JSON.stringify([payee, plan, id]);
}
