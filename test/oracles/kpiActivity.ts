// Calls, emails, meetings, follow-ups and the funnel, counted by hand. Imports nothing from src.

import { type Fraction, plus } from './fraction.ts';
import { dayOf, type Entry, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  beforePeriod,
  countOf,
  happened,
  inPeriod,
  lastDay,
  list,
  meanOf,
  medianOf,
  names,
  type Oracle,
  ratio,
  soFar,
  sumOf,
} from './kpiInquiry.ts';

function isOut(activity: Entry): boolean {
  return text(activity, 'direction') !== 'inbound';
}

function had(activity: Entry, ...outcomes: readonly string[]): boolean {
  return outcomes.includes(text(activity, 'outcome') ?? '');
}

function ofKind(scene: Scene, kind: string): readonly Entry[] {
  return list(scene, 'activities').filter((activity) => text(activity, 'kind') === kind);
}

function calls(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'call').filter((call) => isOut(call) && inPeriod(call, 'occurredOn', scene));
}

const pickedUp = ['conversation', 'connected', 'gatekeeper', 'wrong-number'];

function emails(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'email').filter((email) => isOut(email) && inPeriod(email, 'occurredOn', scene));
}

function booked(scene: Scene, date = 'createdOn'): readonly Entry[] {
  return ofKind(scene, 'meeting').filter(
    (meeting) => inPeriod(meeting, date, scene) && text(meeting, 'rescheduledFromId') === null,
  );
}

function followUps(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'task').filter(
    (task) => text(task, 'followUp') === 'true' && inPeriod(task, 'completedOn', scene),
  );
}

function reached(scene: Scene): readonly Entry[] {
  return calls(scene).filter((call) => had(call, 'conversation', 'connected'));
}

function conversations(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'call').filter((call) => inPeriod(call, 'occurredOn', scene) && had(call, 'conversation'));
}

function firstCalledLeads(scene: Scene): string[] {
  const earlier = ofKind(scene, 'call').filter((call) => isOut(call) && beforePeriod(call, 'occurredOn', scene));
  const old = names(earlier, 'leadId');
  return names(calls(scene), 'leadId').filter((lead) => !old.includes(lead));
}

function contactRate(scene: Scene): Answer {
  const contacts = ofKind(scene, 'call').filter(
    (call) => isOut(call) && soFar(call, 'occurredOn', scene) && had(call, 'conversation', 'connected'),
  );
  const leads = firstCalledLeads(scene);
  return ratio(countOf(leads.filter((lead) => names(contacts, 'leadId').includes(lead))), countOf(leads));
}

function heldFirst(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'meeting').filter(
    (meeting) => inPeriod(meeting, 'occurredOn', scene) && text(meeting, 'first') === 'true' && had(meeting, 'held'),
  );
}

/** Whether something that happened is not earlier than something else; on one day the times decide, where both are known. */
function notEarlier(later: Entry, laterField: string, entry: Entry, field: string): boolean {
  const [after, before] = [later.moments.get(laterField), entry.moments.get(field)];
  if (after === undefined || before === undefined) return false;
  if (after.day !== before.day) return after.day > before.day;
  return after.time === null || before.time === null || after.time >= before.time;
}

/** The first real answer to a lead after one of its dates. */
function answer(
  scene: Scene,
  lead: Entry,
  since: string,
  isAnswer: (activity: Entry) => boolean,
  within: number | null = null,
): Entry | null {
  let found: Entry | null = null;
  for (const activity of list(scene, 'activities')) {
    if (text(activity, 'leadId') !== lead.id || !isAnswer(activity) || !notEarlier(activity, 'occurredOn', lead, since))
      continue;
    const day = dayOf(activity, 'occurredOn') ?? 0;
    if (scene.asOf !== null && day > scene.asOf) continue;
    if (within !== null && day - (dayOf(lead, since) ?? 0) > within) continue;
    if (found === null || comesBefore(activity, found)) found = activity;
  }
  return found;
}

function comesBefore(left: Entry, right: Entry): boolean {
  const [a, b] = [left.moments.get('occurredOn'), right.moments.get('occurredOn')];
  if (a === undefined || b === undefined) return false;
  if (a.day !== b.day) return a.day < b.day;
  if (a.time === b.time) return left.id < right.id;
  return b.time !== null && (a.time === null || a.time < b.time);
}

function isResponse(activity: Entry): boolean {
  return (
    ['call', 'email', 'other'].includes(text(activity, 'kind') ?? '') &&
    isOut(activity) &&
    text(activity, 'automatic') !== 'true'
  );
}

function createdLeads(scene: Scene): readonly Entry[] {
  return list(scene, 'leads').filter((lead) => inPeriod(lead, 'createdOn', scene));
}

function responseHours(scene: Scene, since = 'createdOn', isAnswer = isResponse): Fraction[] {
  const hours: Fraction[] = [];
  for (const lead of createdLeads(scene)) {
    const found = answer(scene, lead, since, isAnswer);
    const [from, to] = [lead.moments.get(since)?.time ?? null, found?.moments.get('occurredOn')?.time ?? null];
    if (from !== null && to !== null && to >= from) hours.push([BigInt(to - from), 3_600_000n]);
  }
  return hours;
}

function isContact(activity: Entry): boolean {
  return text(activity, 'kind') === 'call' && isOut(activity) && had(activity, 'conversation', 'connected');
}

function leadsBy(scene: Scene, field: string): readonly Entry[] {
  return list(scene, 'leads').filter((lead) => inPeriod(lead, field, scene));
}

function hasDate(scene: Scene, field: string): (entry: Entry) => boolean {
  return (entry) => happened(entry, field, scene);
}

function isQualified(scene: Scene): (lead: Entry) => boolean {
  return (lead) => happened(lead, 'mqlOn', scene) || happened(lead, 'sqlOn', scene);
}

function isKept(scene: Scene): (lead: Entry) => boolean {
  return (lead) => {
    const [qualified, given] = [dayOf(lead, 'mqlOn') ?? 0, dayOf(lead, 'disqualifiedOn') ?? 0];
    return !happened(lead, 'disqualifiedOn', scene) || given < qualified || given > qualified + 30;
  };
}

function isStillMql(scene: Scene): (lead: Entry) => boolean {
  return (lead) =>
    soFar(lead, 'mqlOn', scene) &&
    !['sqlOn', 'convertedOn', 'customerOn', 'disqualifiedOn'].some((field) => soFar(lead, field, scene));
}

function visitsBeforeClose(scene: Scene): readonly Entry[] {
  return list(scene, 'stageVisits').filter((visit) => {
    const closed = dayOf(visit, 'closedOn');
    return closed === null || (dayOf(visit, 'enteredOn') ?? 0) < closed;
  });
}

function rank(visit: Entry): number | null {
  const value = visit.numbers.get('stageRank');
  return value === undefined ? null : Number(value[0]);
}

function entered(scene: Scene): readonly Entry[] {
  return visitsBeforeClose(scene).filter(
    (visit) => inPeriod(visit, 'enteredOn', scene) && visit.numbers.get('visit')?.[0] === 1n && rank(visit) !== null,
  );
}

function hasWon(scene: Scene): (entry: Entry) => boolean {
  return (entry) => text(entry, 'status') === 'won' && happened(entry, 'closedOn', scene);
}

function hasPassed(scene: Scene, visit: Entry): boolean {
  if (hasWon(scene)(visit)) return true;
  const all = visitsBeforeClose(scene);
  return all.some(
    (other) =>
      other.id === visit.id &&
      happened(other, 'enteredOn', scene) &&
      (rank(other) ?? 0) > (rank(visit) ?? 0) &&
      // Visits of a deal stand in the order of its life, which decides between two of one day.
      all.indexOf(other) > all.indexOf(visit),
  );
}

function openAt(scene: Scene): number {
  return lastDay(scene);
}

export const activityOracles: Readonly<Record<string, Oracle>> = {
  'calls-made': (scene) => countOf(calls(scene)),
  'calls-made/answered': (scene) => countOf(calls(scene).filter((call) => had(call, ...pickedUp))),
  'calls-made/inbound-included': (scene) =>
    countOf(ofKind(scene, 'call').filter((call) => inPeriod(call, 'occurredOn', scene))),
  'calls-made/recorded-by-reps': (scene) => countOf(calls(scene).filter((call) => text(call, 'recordedBy') === 'rep')),
  'calls-made/recorded-by-systems': (scene) =>
    countOf(calls(scene).filter((call) => text(call, 'recordedBy') === 'system')),
  'emails-sent': (scene) => countOf(emails(scene)),
  'emails-sent/delivered': (scene) => countOf(emails(scene).filter((email) => !had(email, 'bounced'))),
  'emails-sent/manual': (scene) => countOf(emails(scene).filter((email) => text(email, 'automatic') !== 'true')),
  'emails-sent/sequence': (scene) => countOf(emails(scene).filter((email) => text(email, 'automatic') === 'true')),
  'emails-sent/recipients': (scene) => countOf(names(emails(scene), 'contactId')),
  'meetings-booked': (scene) => countOf(booked(scene)),
  'meetings-booked/by-meeting-date': (scene) => countOf(booked(scene, 'occurredOn')),
  'meetings-booked/net-of-cancellations': (scene) =>
    countOf(booked(scene).filter((meeting) => !had(meeting, 'cancelled'))),
  'meetings-booked/first-meetings': (scene) =>
    countOf(booked(scene).filter((meeting) => text(meeting, 'first') === 'true')),
  'follow-ups-completed': (scene) => countOf(followUps(scene)),
  'follow-ups-completed/on-time': (scene) =>
    countOf(
      followUps(scene).filter((task) => {
        const due = dayOf(task, 'dueOn');
        return due !== null && (dayOf(task, 'completedOn') ?? 0) <= due;
      }),
    ),
  'follow-ups-completed/touches': (scene) =>
    countOf(
      list(scene, 'activities').filter(
        (activity) =>
          ['call', 'email', 'meeting'].includes(text(activity, 'kind') ?? '') &&
          !had(activity, 'cancelled', 'no-show') &&
          text(activity, 'followUp') === 'true' &&
          isOut(activity) &&
          inPeriod(activity, 'occurredOn', scene),
      ),
    ),
  'contact-rate': contactRate,
  'contact-rate/per-attempt': (scene) => ratio(countOf(reached(scene)), countOf(calls(scene))),
  'contact-rate/whole-list': (scene) => {
    const leads = list(scene, 'leads').filter((lead) => soFar(lead, 'createdOn', scene));
    return ratio(countOf(leads.filter(({ id }) => names(reached(scene), 'leadId').includes(id))), countOf(leads));
  },
  'contact-rate/connection': (scene) =>
    ratio(countOf(calls(scene).filter((call) => had(call, ...pickedUp))), countOf(calls(scene))),
  'contact-rate/conversation': (scene) =>
    ratio(countOf(calls(scene).filter((call) => had(call, 'conversation'))), countOf(calls(scene))),
  'contact-rate/dials-per-contact': (scene) => ratio(countOf(calls(scene)), countOf(reached(scene)), 'unbounded'),
  'meeting-conversion-rate': (scene) => ratio(countOf(booked(scene)), countOf(conversations(scene))),
  'meeting-conversion-rate/per-call': (scene) => ratio(countOf(booked(scene)), countOf(calls(scene))),
  'meeting-conversion-rate/per-lead': (scene) =>
    ratio(countOf(booked(scene)), countOf(names(conversations(scene), 'leadId'))),
  'meeting-conversion-rate/meeting-to-opportunity': (scene) => {
    const productive = heldFirst(scene).filter((meeting) => {
      const deal = list(scene, 'opportunities').find(({ id }) => id === text(meeting, 'opportunityId'));
      if (deal === undefined || (scene.asOf !== null && (dayOf(deal, 'createdOn') ?? 0) > scene.asOf)) return false;
      return notEarlier(deal, 'createdOn', meeting, 'occurredOn');
    });
    return ratio(countOf(productive), countOf(heldFirst(scene)));
  },
  'lead-response-time': (scene) => medianOf(responseHours(scene)),
  'lead-response-time/mean': (scene) => meanOf(responseHours(scene)),
  'lead-response-time/from-assignment': (scene) => medianOf(responseHours(scene, 'assignedOn')),
  'lead-response-time/first-contact': (scene) => medianOf(responseHours(scene, 'createdOn', isContact)),
  'lead-response-time/answered-in-time': (scene) =>
    ratio(
      countOf(createdLeads(scene).filter((lead) => answer(scene, lead, 'createdOn', isResponse, 1) !== null)),
      countOf(createdLeads(scene)),
    ),
  'mql-volume': (scene) => countOf(leadsBy(scene, 'mqlOn')),
  'mql-volume/current-status': (scene) => countOf(list(scene, 'leads').filter(isStillMql(scene))),
  'mql-volume/accepted': (scene) => countOf(leadsBy(scene, 'mqlOn').filter(hasDate(scene, 'salesAcceptedOn'))),
  'mql-volume/rejection-window': (scene) => countOf(leadsBy(scene, 'mqlOn').filter(isKept(scene))),
  'sql-count': (scene) => countOf(leadsBy(scene, 'sqlOn')),
  'sql-count/sales-accepted': (scene) => countOf(leadsBy(scene, 'salesAcceptedOn')),
  'sql-count/opportunity-created': (scene) => countOf(leadsBy(scene, 'convertedOn')),
  'lead-to-opportunity-rate': (scene) =>
    ratio(countOf(createdLeads(scene).filter(hasDate(scene, 'convertedOn'))), countOf(createdLeads(scene))),
  'lead-to-opportunity-rate/qualified-leads': (scene) => {
    const qualified = createdLeads(scene).filter(isQualified(scene));
    return ratio(countOf(qualified.filter(hasDate(scene, 'convertedOn'))), countOf(qualified));
  },
  'lead-to-opportunity-rate/same-period': (scene) =>
    ratio(countOf(leadsBy(scene, 'convertedOn')), countOf(createdLeads(scene))),
  'lead-to-opportunity-rate/per-account': (scene) =>
    ratio(
      countOf(names(createdLeads(scene).filter(hasDate(scene, 'convertedOn')), 'accountId')),
      countOf(names(createdLeads(scene), 'accountId')),
    ),
  'stage-conversion-rate': (scene) =>
    ratio(countOf(entered(scene).filter((visit) => hasPassed(scene, visit))), countOf(entered(scene))),
  'stage-conversion-rate/by-value': (scene) =>
    ratio(
      sumOf(
        entered(scene).filter((visit) => hasPassed(scene, visit)),
        'amount',
      ),
      sumOf(entered(scene), 'amount'),
    ),
  'stage-conversion-rate/regressions-undo': (scene) => {
    const isFurther = (visit: Entry): boolean => {
      const last = visitsBeforeClose(scene)
        .filter((other) => other.id === visit.id && happened(other, 'enteredOn', scene))
        .at(-1);
      return hasWon(scene)(visit) || (last !== undefined && (rank(last) ?? 0) > (rank(visit) ?? 0));
    };
    return ratio(countOf(entered(scene).filter(isFurther)), countOf(entered(scene)));
  },
  'stage-conversion-rate/resolved-only': (scene) =>
    ratio(
      countOf(entered(scene).filter((visit) => hasPassed(scene, visit))),
      countOf(entered(scene).filter(hasDate(scene, 'exitedOn'))),
    ),
  'time-in-stage': (scene) => meanOf(stays(scene)),
  'time-in-stage/median': (scene) => medianOf(stays(scene)),
  'time-in-stage/repeat-visits-summed': (scene) => {
    const left = visitsBeforeClose(scene).filter((visit) => inPeriod(visit, 'exitedOn', scene));
    const deals = [...new Set(left.map(({ id }) => id))];
    return meanOf(
      deals.map((id) => {
        const own = visitsBeforeClose(scene).filter(
          (visit) => visit.id === id && (dayOf(visit, 'exitedOn') ?? Number.POSITIVE_INFINITY) <= openAt(scene),
        );
        return own
          .map((visit): Fraction => [BigInt((dayOf(visit, 'exitedOn') ?? 0) - (dayOf(visit, 'enteredOn') ?? 0)), 1n])
          .reduce(plus, [0n, 1n]);
      }),
    );
  },
};

function stays(scene: Scene): Fraction[] {
  return visitsBeforeClose(scene)
    .filter((visit) => inPeriod(visit, 'exitedOn', scene))
    .map((visit) => [BigInt((dayOf(visit, 'exitedOn') ?? 0) - (dayOf(visit, 'enteredOn') ?? 0)), 1n]);
}
