// How soon and how often leads hear from a rep, one lead after the other. Imports nothing from src.

import type { Fraction } from './fraction.ts';
import { dayOf, type Entry, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  countOf,
  had,
  isOut,
  isOutreach,
  lastDay,
  leadsBy,
  list,
  meanOf,
  medianOf,
  notEarlier,
  type Oracle,
  ratio,
} from './kpiInquiry.ts';
import { type Life, survivalMedian } from './survival.ts';
import { workingTime } from './workingTime.ts';

/** What was done about a lead since one of its dates, as far as it is known, in no order. */
function answers(scene: Scene, lead: Entry, since: string, isAnswer: (activity: Entry) => boolean): readonly Entry[] {
  return list(scene, 'activities').filter(
    (activity) =>
      text(activity, 'leadId') === lead.id &&
      isAnswer(activity) &&
      notEarlier(activity, 'occurredOn', lead, since) &&
      (scene.asOf === null || (dayOf(activity, 'occurredOn') ?? 0) <= scene.asOf),
  );
}

function firstAnswer(scene: Scene, lead: Entry, since = 'createdOn', isAnswer = isOutreach): Entry | null {
  let found: Entry | null = null;
  for (const activity of answers(scene, lead, since, isAnswer))
    if (found === null || comesBefore(activity, found)) found = activity;
  return found;
}

function comesBefore(left: Entry, right: Entry): boolean {
  const [a, b] = [left.moments.get('occurredOn'), right.moments.get('occurredOn')];
  if (a === undefined || b === undefined) return false;
  if (a.day !== b.day) return a.day < b.day;
  if (a.time === b.time) return left.id < right.id;
  return b.time !== null && (a.time === null || a.time < b.time);
}

function newLeads(scene: Scene): readonly Entry[] {
  return leadsBy(scene, 'createdOn');
}

function daysApart(from: Entry, since: string, day: number): number {
  return day - (dayOf(from, since) ?? 0);
}

type Clock = (from: number, to: number) => number;

/** Hours from a date of each lead to its first answer, where both have a time of day. */
function responseHours(
  scene: Scene,
  since = 'createdOn',
  isAnswer = isOutreach,
  clock: Clock = (from, to) => to - from,
): Fraction[] {
  const hours: Fraction[] = [];
  for (const lead of newLeads(scene)) {
    const found = firstAnswer(scene, lead, since, isAnswer);
    const [from, to] = [lead.moments.get(since)?.time ?? null, found?.moments.get('occurredOn')?.time ?? null];
    if (from !== null && to !== null && to >= from) hours.push([BigInt(clock(from, to)), 3_600_000n]);
  }
  return hours;
}

function isContact(activity: Entry): boolean {
  return text(activity, 'kind') === 'call' && isOut(activity) && had(activity, 'conversation', 'connected');
}

/** Days until the answer, or until the end for those who then still waited. */
function waits(scene: Scene): Life[] {
  const end = lastDay(scene);
  return newLeads(scene).map((lead) => {
    const answered = firstAnswer(scene, lead)?.moments.get('occurredOn')?.day;
    const ended = answered !== undefined && answered <= end;
    return { time: [BigInt(daysApart(lead, 'createdOn', ended ? answered : end)), 1n], ended };
  });
}

/** Of six touches in the first fourteen days of each lead, those that were made. */
function touchesMade(scene: Scene): Answer {
  let made = 0n;
  for (const lead of newLeads(scene)) {
    const touches = answers(scene, lead, 'createdOn', isOutreach).filter(
      (touch) => daysApart(lead, 'createdOn', dayOf(touch, 'occurredOn') ?? 0) <= 14,
    );
    made += BigInt(Math.min(touches.length, 6));
  }
  return ratio([made, 1n], [BigInt(newLeads(scene).length * 6), 1n]);
}

export const responseOracles: Readonly<Record<string, Oracle>> = {
  'lead-response-time': (scene) => medianOf(responseHours(scene)),
  'lead-response-time/mean': (scene) => meanOf(responseHours(scene)),
  'lead-response-time/from-assignment': (scene) => medianOf(responseHours(scene, 'assignedOn')),
  'lead-response-time/working-hours': (scene) =>
    medianOf(responseHours(scene, 'createdOn', isOutreach, (from, to) => workingTime(scene.book.team, from, to))),
  'lead-response-time/first-contact': (scene) => medianOf(responseHours(scene, 'createdOn', isContact)),
  'lead-response-time/censored': (scene) => survivalMedian(waits(scene)),
  'lead-response-time/answered-in-time': (scene) => {
    const inTime = waitingLimits(scene).filter((days) => days !== null && days <= 1);
    return ratio(countOf(inTime), countOf(newLeads(scene)));
  },
  'lead-response-time/answered-within-hours': (scene) => {
    const inTime = responseHours(scene).filter(([hours, parts]) => hours <= parts);
    return ratio(countOf(inTime), countOf(newLeads(scene)));
  },
  'follow-up-completion-rate/required-touches': touchesMade,
};

/** Days until the answer of each lead; null for those who still wait. */
function waitingLimits(scene: Scene): readonly (number | null)[] {
  return newLeads(scene).map((lead) => {
    const answered = firstAnswer(scene, lead)?.moments.get('occurredOn')?.day;
    return answered === undefined ? null : daysApart(lead, 'createdOn', answered);
  });
}
