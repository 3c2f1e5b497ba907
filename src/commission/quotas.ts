import { type Issue, SalesMetricsError, showValue } from '../errors.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { ReadQuota, Span } from './inputData.ts';
import { isEmpty, overlapOf } from './window.ts';

/** A time in which one quota counts for a payee, and no more specific one does. */
export interface QuotaReign extends Span {
  readonly quota: ReadQuota;
}

/** Quotas as they are known on a day, by whose they are. */
export class KnownQuotas {
  readonly #byOwner: ReadonlyMap<string, readonly ReadQuota[]>;

  /**
   * @param quotas - all versions
   * @param knownAt - the day; versions known later are not there yet
   * @throws SalesMetricsError `invalid-commission-input` when quotas of one payee, plan and measure overlap, all of them at once
   */
  constructor(quotas: readonly ReadQuota[], knownAt: Day) {
    const latest = new Map<string, ReadQuota>();
    for (const quota of quotas) {
      const key = JSON.stringify([quota.measure, quota.plan, quota.payee, quota.start, quota.end]);
      const known = latest.get(key);
      if (quota.knownAt <= knownAt && (known === undefined || known.knownAt < quota.knownAt)) latest.set(key, quota);
    }
    const byOwner = new Map<string, ReadQuota[]>();
    for (const quota of latest.values()) {
      const owner = ownerKey(quota.measure, quota.plan, quota.payee);
      const others = byOwner.get(owner);
      if (others === undefined) byOwner.set(owner, [quota]);
      else others.push(quota);
    }
    for (const owned of byOwner.values()) owned.sort((left, right) => left.start - right.start);
    refuseOverlaps([...byOwner.values()]);
    this.#byOwner = byOwner;
  }

  /**
   * Which quota counts for a payee when. On each day that is the payee's own for the plan; else the payee's own for any plan; else
   * that of everybody in the plan; else that of everybody. A quota loses the days on which a more specific one counts.
   *
   * @param plan - id of the plan
   * @param payee - id of the payee
   * @param measure - name of the measure
   * @returns times that do not overlap, ascending
   */
  reignsOf(plan: string, payee: string, measure: string): readonly QuotaReign[] {
    let reigns: readonly QuotaReign[] = [];
    for (const owner of [
      ownerKey(measure, plan, payee),
      ownerKey(measure, null, payee),
      ownerKey(measure, plan, null),
      ownerKey(measure, null, null),
    ]) {
      const owned = this.#byOwner.get(owner);
      if (owned !== undefined) reigns = withLesser(reigns, owned);
    }
    return reigns;
  }
}

/** The quota that counts on a day, of reigns ascending; null where none does. */
export function quotaOn(reigns: readonly QuotaReign[], day: Day): ReadQuota | null {
  let low = 0;
  let high = reigns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((reigns[middle] as QuotaReign).start <= day) low = middle + 1;
    else high = middle;
  }
  const reign = reigns[low - 1];
  return reign !== undefined && day < reign.end ? reign.quota : null;
}

/** Reigns, and less specific quotas in the time that they leave. Both are ascending and free of overlaps. */
function withLesser(reigns: readonly QuotaReign[], lesser: readonly ReadQuota[]): readonly QuotaReign[] {
  const all = [...reigns];
  let next = 0;
  for (const quota of lesser) {
    let { start } = quota;
    while (next < reigns.length && (reigns[next] as QuotaReign).end <= start) next++;
    for (let index = next; index < reigns.length; index++) {
      const reign = reigns[index] as QuotaReign;
      if (reign.start >= quota.end) break;
      if (reign.start > start) all.push({ quota, start, end: reign.start });
      start = reign.end;
    }
    if (start < quota.end) all.push({ quota, start, end: quota.end });
  }
  return all.sort((left, right) => left.start - right.start);
}

function ownerKey(measure: string, plan: string | null, payee: string | null): string {
  return JSON.stringify([measure, plan, payee]);
}

function refuseOverlaps(owners: readonly (readonly ReadQuota[])[]): void {
  const issues: Issue[] = [];
  for (const owned of owners) {
    for (const [index, quota] of owned.entries()) {
      const before = owned[index - 1];
      if (before === undefined || isEmpty(overlapOf(before, quota))) continue;
      const message = `quotas of ${describeOwner(quota)} must not overlap, got ${describeSpan(before)} and ${describeSpan(quota)}`;
      issues.push({ code: 'overlapping-quotas', path: 'quotas', message });
    }
  }
  const [first] = issues;
  if (first === undefined) return;
  const rest = issues.length > 1 ? `; and ${issues.length - 1} more` : '';
  throw new SalesMetricsError('invalid-commission-input', `calculateCommissions: ${first.message}${rest}`, issues);
}

/** Whose quota it is, for messages. */
export function describeOwner({ payee, plan, measure }: Pick<ReadQuota, 'payee' | 'plan' | 'measure'>): string {
  const whose = payee === null ? 'every payee' : `payee ${showValue(payee)}`;
  return `${whose} in ${plan === null ? 'any plan' : `plan ${showValue(plan)}`} for measure ${showValue(measure)}`;
}

/** First and last day, for messages. Only the end may be infinite: quotas and windows begin on a day. */
export function describeSpan({ start, end }: Span): string {
  const first = formatDay(start);
  return Number.isFinite(end) ? `${first} through ${formatDay(end - 1)}` : `${first} on`;
}
