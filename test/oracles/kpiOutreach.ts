// What reps do, whom they reach and what is left to do, counted by hand. Imports nothing from src.

import { type Fraction, over, total } from './fraction.ts';
import { dayOf, dimension, type Entry, number, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  beforePeriod,
  countOf,
  ended,
  had,
  happened,
  inPeriod,
  isOut,
  lastDay,
  list,
  meanOf,
  names,
  type Oracle,
  ofKind,
  ratio,
  soFar,
  sumOf,
} from './kpiInquiry.ts';
import { isWorkingDay } from './workingTime.ts';

/** By people, and not only planned. */
function done(scene: Scene): readonly Entry[] {
  return list(scene, 'activities').filter((activity) => {
    if (!inPeriod(activity, 'occurredOn', scene) || text(activity, 'automatic') === 'true') return false;
    if (text(activity, 'kind') === 'task') return happened(activity, 'completedOn', scene);
    return text(activity, 'kind') !== 'meeting' || !had(activity, 'cancelled', 'no-show');
  });
}

function byReps(scene: Scene): readonly Entry[] {
  return done(scene).filter((activity) => isOut(activity) && text(activity, 'ownerId') !== null);
}

function activeReps(scene: Scene): string[] {
  return names(
    byReps(scene).filter((activity) => isWorkingDay(scene.book.team, dayOf(activity, 'occurredOn') ?? 0)),
    'ownerId',
  );
}

function repDays(scene: Scene): Fraction {
  return total(
    names(byReps(scene), 'ownerId').map((rep) => {
      const own = byReps(scene).filter((activity) => text(activity, 'ownerId') === rep);
      return countOf([...new Set(own.map((activity) => dayOf(activity, 'occurredOn')))]);
    }),
  );
}

function perSellingHour(scene: Scene): Answer {
  const timed = byReps(scene).filter((activity) => number(activity, 'minutes') !== null);
  return ratio(countOf(timed), over(sumOf(timed, 'minutes'), [60n, 1n]));
}

const weights: Readonly<Record<string, bigint>> = { meeting: 5n };

function weighted(scene: Scene): Fraction {
  return total(byReps(scene).map((activity) => [weights[text(activity, 'kind') ?? ''] ?? 1n, 1n]));
}

function atWork(scene: Scene): readonly Entry[] {
  return list(scene, 'reps').filter((rep) => {
    const [started, left] = [dayOf(rep, 'startedOn'), dayOf(rep, 'leftOn')];
    return (started === null || started <= lastDay(scene)) && (left === null || left > lastDay(scene));
  });
}

function assigned(scene: Scene): readonly Entry[] {
  return list(scene, 'accounts').filter((account) => {
    const created = dayOf(account, 'createdOn');
    return text(account, 'ownerId') !== null && (created === null || created <= lastDay(scene));
  });
}

function covered(scene: Scene, touches: readonly Entry[]): readonly Entry[] {
  return assigned(scene).filter(({ id }) => names(touches, 'accountId').includes(id));
}

function isTwoWay(activity: Entry): boolean {
  switch (text(activity, 'kind')) {
    case 'call':
      return had(activity, 'conversation', 'connected');
    case 'email':
      return had(activity, 'replied') || !isOut(activity);
    default:
      return text(activity, 'kind') === 'meeting' && had(activity, 'held');
  }
}

function seen(scene: Scene): readonly Entry[] {
  return list(scene, 'activities').filter(
    (activity) => inPeriod(activity, 'occurredOn', scene) && text(activity, 'inCrm') !== null,
  );
}

function capture(activities: readonly Entry[]): Answer {
  return ratio(countOf(activities.filter((activity) => text(activity, 'inCrm') === 'true')), countOf(activities));
}

function meanCapture(scene: Scene, by: string): Answer {
  const groups = new Map<string, Entry[]>();
  for (const activity of seen(scene)) {
    const group = dimension(scene.book, 'activities', activity, by);
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), activity]);
  }
  return meanOf([...groups.values()].map(capture).filter((rate) => typeof rate !== 'string'));
}

function emails(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'email').filter((email) => isOut(email) && inPeriod(email, 'occurredOn', scene));
}

function replies(scene: Scene): readonly Entry[] {
  return emails(scene).filter((email) => had(email, 'replied'));
}

function recipients(scene: Scene): string[] {
  const earlier = ofKind(scene, 'email').filter(
    (email) => isOut(email) && !had(email, 'bounced') && beforePeriod(email, 'occurredOn', scene),
  );
  const delivered = emails(scene).filter((email) => !had(email, 'bounced'));
  return names(delivered, 'contactId').filter((person) => !names(earlier, 'contactId').includes(person));
}

function followUps(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'task').filter((task) => text(task, 'followUp') === 'true');
}

function due(scene: Scene): readonly Entry[] {
  return followUps(scene).filter((task) => inPeriod(task, 'dueOn', scene));
}

function open(scene: Scene): readonly Entry[] {
  return followUps(scene).filter((task) => {
    const created = dayOf(task, 'createdOn');
    return (created === null || created <= lastDay(scene)) && !soFar(task, 'completedOn', scene);
  });
}

export const outreachOracles: Readonly<Record<string, Oracle>> = {
  'activities-per-rep': (scene) => ratio(countOf(byReps(scene)), countOf(activeReps(scene))),
  'activities-per-rep/per-employed-rep': (scene) => ratio(countOf(byReps(scene)), countOf(atWork(scene))),
  'activities-per-rep/per-rep-day': (scene) => ratio(countOf(byReps(scene)), repDays(scene)),
  'activities-per-rep/per-selling-hour': perSellingHour,
  'activities-per-rep/weighted-by-kind': (scene) => ratio(weighted(scene), countOf(activeReps(scene))),
  'activities-per-rep/per-opportunity': (scene) =>
    ratio(
      countOf(byReps(scene)),
      countOf(list(scene, 'opportunities').filter((deal) => inPeriod(deal, 'createdOn', scene))),
      'unbounded',
    ),
  'activities-per-rep/per-won-deal': (scene) =>
    ratio(countOf(byReps(scene)), countOf(ended(scene, 'won')), 'unbounded'),
  'account-coverage': (scene) => ratio(countOf(covered(scene, done(scene))), countOf(assigned(scene))),
  'account-coverage/two-way': (scene) =>
    ratio(countOf(covered(scene, done(scene).filter(isTwoWay))), countOf(assigned(scene))),
  'account-coverage/by-potential': (scene) =>
    ratio(sumOf(covered(scene, done(scene)), 'potential'), sumOf(assigned(scene), 'potential')),
  'activity-capture-rate': (scene) => capture(seen(scene)),
  'activity-capture-rate/mean-of-kinds': (scene) => meanCapture(scene, 'kind'),
  'activity-capture-rate/mean-of-reps': (scene) => meanCapture(scene, 'owner'),
  'email-reply-rate': (scene) => {
    const replied = names(replies(scene), 'contactId');
    return ratio(countOf(recipients(scene).filter((person) => replied.includes(person))), countOf(recipients(scene)));
  },
  'email-reply-rate/of-sent': (scene) => ratio(countOf(replies(scene)), countOf(emails(scene))),
  'email-reply-rate/of-delivered': (scene) =>
    ratio(countOf(replies(scene)), countOf(emails(scene).filter((email) => !had(email, 'bounced')))),
  'email-reply-rate/of-opened': (scene) =>
    ratio(countOf(replies(scene)), countOf(emails(scene).filter((email) => had(email, 'opened', 'replied')))),
  'email-reply-rate/positive-replies': (scene) =>
    ratio(countOf(replies(scene).filter((email) => text(email, 'sentiment') === 'positive')), countOf(replies(scene))),
  'follow-up-completion-rate': (scene) =>
    ratio(countOf(due(scene).filter((task) => soFar(task, 'completedOn', scene))), countOf(due(scene))),
  'follow-up-completion-rate/on-time': (scene) =>
    ratio(
      countOf(due(scene).filter((task) => (dayOf(task, 'completedOn') ?? 1e9) <= (dayOf(task, 'dueOn') ?? 0))),
      countOf(due(scene)),
    ),
  'follow-up-completion-rate/overdue-share': (scene) =>
    ratio(countOf(open(scene).filter((task) => (dayOf(task, 'dueOn') ?? 1e9) < lastDay(scene))), countOf(open(scene))),
};
