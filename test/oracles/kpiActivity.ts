// Calls, emails, meetings, follow-ups and the funnel, counted by hand. Imports nothing from src.

import { type Fraction, order, plus } from './fraction.ts';
import { dayOf, type Entry, number, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  beforePeriod,
  bookings,
  countOf,
  had,
  inPeriod,
  isOut,
  lastDay,
  list,
  meanOf,
  medianOf,
  names,
  notEarlier,
  type Oracle,
  ofKind,
  ratio,
  soFar,
  visitsBeforeClose,
} from './kpiInquiry.ts';

function calls(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'call').filter((call) => isOut(call) && inPeriod(call, 'occurredOn', scene));
}

const pickedUp = ['conversation', 'connected', 'gatekeeper', 'wrong-number'];

function emails(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'email').filter((email) => isOut(email) && inPeriod(email, 'occurredOn', scene));
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
    const leads = list(scene, 'leads').filter(
      (lead) => soFar(lead, 'createdOn', scene) && text(lead, 'duplicateOfId') === null,
    );
    return ratio(countOf(leads.filter(({ id }) => names(reached(scene), 'leadId').includes(id))), countOf(leads));
  },
  'contact-rate/connection': (scene) =>
    ratio(countOf(calls(scene).filter((call) => had(call, ...pickedUp))), countOf(calls(scene))),
  'contact-rate/conversation': (scene) =>
    ratio(countOf(calls(scene).filter((call) => had(call, 'conversation'))), countOf(calls(scene))),
  'contact-rate/decision-maker-conversation': (scene) => {
    const decisive = calls(scene).filter((call) => {
      const minutes = number(call, 'minutes');
      const isShort = minutes !== null && order(minutes, [2n, 1n]) < 0;
      return had(call, 'conversation') && text(call, 'decisionMaker') === 'true' && !isShort;
    });
    return ratio(countOf(decisive), countOf(calls(scene)));
  },
  'contact-rate/dials-per-contact': (scene) => ratio(countOf(calls(scene)), countOf(reached(scene)), 'unbounded'),
  'meeting-conversion-rate': (scene) => ratio(countOf(bookings(scene, 'createdOn')), countOf(conversations(scene))),
  'meeting-conversion-rate/per-call': (scene) => ratio(countOf(bookings(scene, 'createdOn')), countOf(calls(scene))),
  'meeting-conversion-rate/per-lead': (scene) =>
    ratio(countOf(bookings(scene, 'createdOn')), countOf(names(conversations(scene), 'leadId'))),
  'meeting-conversion-rate/meeting-to-opportunity': (scene) => {
    const productive = heldFirst(scene).filter((meeting) => {
      const deal = list(scene, 'opportunities').find(({ id }) => id === text(meeting, 'opportunityId'));
      if (deal === undefined || (scene.asOf !== null && (dayOf(deal, 'createdOn') ?? 0) > scene.asOf)) return false;
      return notEarlier(deal, 'createdOn', meeting, 'occurredOn');
    });
    return ratio(countOf(productive), countOf(heldFirst(scene)));
  },
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
