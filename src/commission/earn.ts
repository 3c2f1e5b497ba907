import type { Day } from '../time/day.ts';
import { Account, type AccountFrame } from './account.ts';
import { CreditedEvents } from './creditedEvents.ts';
import { Earning } from './earning.ts';
import type { EarningSources } from './earningSources.ts';
import type { KnownEvents } from './eventTable.ts';
import { ExchangeRates } from './exchange.ts';
import { Hierarchy } from './hierarchy.ts';
import type { ReadAssignment } from './inputData.ts';
import { byText, knownScores } from './known.ts';
import type { AccountEarnings } from './line.ts';
import { PlainAccount, plainColumns, plainPlanOf } from './plainAccount.ts';
import { KnownQuotas } from './quotas.ts';
import { QuotaTime } from './quotaTime.ts';
import type { ReadInput } from './readInput.ts';
import { type ReadPlan, readPlan } from './readPlan.ts';
import { ScoresByPayee } from './scoresByPayee.ts';
import type { RunWarning } from './statementData.ts';
import { teamUseOf } from './teamUse.ts';

/** Everything that was earned. */
export interface Earned {
  /** By payee and plan. */
  readonly accounts: readonly AccountEarnings[];
  /** The events that are known and not after the last day. */
  readonly events: KnownEvents;
  readonly versions: ReadonlyMap<string, readonly ReadPlan[]>;
  readonly rates: ExchangeRates;
  readonly warnings: readonly RunWarning[];
}

/**
 * Lets every payee earn what is known to bring something.
 *
 * @param input - what was read and checked
 * @returns the accounts with their lines, rounded
 */
export function earn(input: ReadInput): Earned {
  const { through } = input;
  const { table } = input.events;
  const positions = table.where(input.events.positions, (position) => (table.days[position] as Day) <= through);
  const events = { table, positions };
  const scores = knownScores(input.scores, input.knownAt).filter(({ on }) => on <= through);
  const rates = new ExchangeRates(input.rates);
  const versions = new Map([...input.plans].map(([id, given]) => [id, given.map(readPlan)]));
  const plans = [...versions.values()].flat();
  const frame: AccountFrame = {
    quotas: new KnownQuotas(input.quotas, input.knownAt),
    scores: new ScoresByPayee(scores),
    scoresThrough: Number.NEGATIVE_INFINITY,
    rates,
    time: new QuotaTime(input.holidays),
  };
  const accounts = accountsOf(input.assignments, frame);
  const credited = new CreditedEvents(accounts, events);
  const sources: EarningSources = {
    versions,
    rates,
    hierarchy: new Hierarchy(input.reportingLines),
    teams: teamUseOf(plans),
    frame,
    through,
  };
  return { accounts: earnings(), events, versions, rates, warnings: credited.warnings() };

  function earnings(): readonly AccountEarnings[] {
    if (sources.teams.isUsed || plans.some(sharesAmongAccounts))
      return new Earning(sources, {
        accounts,
        events: table.all(table.inOrder(table.keysOf(positions))),
        scores,
      }).run();
    const plainPlans = new Map([...versions].map(([id, same]) => [id, plainPlanOf(same)]));
    // Nothing that one account earns depends on another one, and what is done one by one stays near in memory.
    return accounts.map((account) => {
      const { payee, planId } = account;
      const own = credited.of(payee);
      const earnAlone = (): AccountEarnings => {
        const pass = {
          accounts: [account],
          events: table.all(table.inOrder(own.keys)),
          scores: frame.scores.of(payee),
        };
        return new Earning(sources, pass).run()[0] as AccountEarnings;
      };
      const plan = plainPlans.get(planId) ?? null;
      const columns = plan === null ? null : plainColumns(account, plan, own);
      return columns === null ? earnAlone() : new PlainAccount(account, columns, () => earnAlone().lines);
    });
  }
}

/** Whether accounts under a plan compete or share a budget. */
function sharesAmongAccounts({ components, pools }: ReadPlan): boolean {
  return pools.length > 0 || components.some(({ kind }) => kind === 'rank');
}

function accountsOf(assignments: readonly ReadAssignment[], frame: AccountFrame): Account[] {
  const byOwner = new Map<string, ReadAssignment[]>();
  for (const assignment of assignments) {
    const key = JSON.stringify([assignment.payee, assignment.plan]);
    const known = byOwner.get(key);
    if (known === undefined) byOwner.set(key, [assignment]);
    else known.push(assignment);
  }
  return [...byOwner.values()]
    .map((owned) => {
      const sorted = [...owned].sort((left, right) => left.start - right.start);
      const { payee, plan } = sorted[0] as ReadAssignment;
      return new Account(payee, plan, sorted, frame);
    })
    .sort((left, right) => byText(left.payee, right.payee) || byText(left.planId, right.planId));
}
