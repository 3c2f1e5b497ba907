// Trainings and what came of them, counted by hand. Imports nothing from src.

import { type Fraction, minus, times } from './fraction.ts';
import { dayOf, type Entry, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  countOf,
  decidedDeals,
  happened,
  inPeriod,
  list,
  meanOf,
  names,
  type Oracle,
  onBase,
  previousPeriod,
  ratio,
  shifted,
  soFar,
  sumOf,
} from './kpiInquiry.ts';

function due(scene: Scene): readonly Entry[] {
  return list(scene, 'trainings').filter((training) => inPeriod(training, 'dueOn', scene));
}

function isInTime(training: Entry): boolean {
  const completed = dayOf(training, 'completedOn');
  return completed !== null && completed <= (dayOf(training, 'dueOn') ?? 0);
}

function completions(scene: Scene): readonly Entry[] {
  return list(scene, 'trainings').filter((training) => inPeriod(training, 'completedOn', scene));
}

/** Deals of the reps of some trainings, decided in the 90 days that lie 45 days before (-1) or after (1) one of their completions. */
function windowDeals(scene: Scene, trainings: readonly Entry[], side: -1 | 1): readonly Entry[] {
  return list(scene, 'opportunities').filter((deal) => {
    if (!['won', 'lost'].includes(text(deal, 'status') ?? '') || !happened(deal, 'closedOn', scene)) return false;
    return trainings.some((training) => {
      const away = side * ((dayOf(deal, 'closedOn') ?? 0) - (dayOf(training, 'completedOn') ?? 0));
      return text(training, 'repId') === text(deal, 'ownerId') && away >= 46 && away <= 135;
    });
  });
}

function isWon(deal: Entry): boolean {
  return text(deal, 'status') === 'won';
}

function rate(deals: readonly Entry[]): Answer {
  return ratio(countOf(deals.filter(isWon)), countOf(deals));
}

function difference(later: Answer, earlier: Answer): Answer {
  if (typeof later === 'string') return later;
  return typeof earlier === 'string' ? earlier : minus(later, earlier);
}

function ofRep(entries: readonly Entry[], field: string, rep: string): readonly Entry[] {
  return entries.filter((entry) => text(entry, field) === rep);
}

function known(answers: readonly Answer[]): Fraction[] {
  return answers.filter((answer) => typeof answer !== 'string');
}

/** The change of each rep who completed one of the trainings. */
function changes(scene: Scene, trainings: readonly Entry[]): Fraction[] {
  return known(
    names(trainings, 'repId').map((rep) => {
      const own = ofRep(trainings, 'repId', rep);
      return difference(rate(windowDeals(scene, own, 1)), rate(windowDeals(scene, own, -1)));
    }),
  );
}

/** Reps with a deal who have completed nothing by the end of the next period. */
function untrained(scene: Scene): readonly string[] {
  const later = shifted(scene, { kind: 'next' });
  const trained = names(
    list(scene, 'trainings').filter((training) => soFar(training, 'completedOn', later)),
    'repId',
  );
  return names(list(scene, 'opportunities'), 'ownerId').filter((rep) => !trained.includes(rep));
}

function otherChanges(scene: Scene): Fraction[] {
  const later = decidedDeals(shifted(scene, { kind: 'next' }));
  const earlier = decidedDeals(previousPeriod(scene));
  return known(
    untrained(scene).map((rep) => difference(rate(ofRep(later, 'ownerId', rep)), rate(ofRep(earlier, 'ownerId', rep)))),
  );
}

function effect(scene: Scene): Answer {
  return difference(meanOf(changes(scene, completions(scene))), meanOf(otherChanges(scene)));
}

function benefit(scene: Scene): Fraction {
  const value = (side: -1 | 1): Fraction => sumOf(windowDeals(scene, completions(scene), side).filter(isWon), 'amount');
  return minus(value(1), value(-1));
}

function cost(scene: Scene): Fraction {
  return sumOf(completions(scene), 'cost');
}

function grossMargin(scene: Scene): Answer {
  const lines = list(scene, 'orders').filter(
    (line) => inPeriod(line, 'recognisedOn', scene) && line.numbers.has('cost'),
  );
  return onBase(minus(sumOf(lines, 'amount'), sumOf(lines, 'cost')), sumOf(lines, 'amount'));
}

/** Gain over cost; a margin that has no value leaves none to the whole. */
function onCost(scene: Scene, factors: readonly Answer[], isNet = true): Answer {
  let gain = benefit(scene);
  for (const factor of factors) {
    if (typeof factor === 'string') return factor;
    gain = times(gain, factor);
  }
  return onBase(isNet ? minus(gain, cost(scene)) : gain, cost(scene));
}

const half: Fraction = [1n, 2n];

export const trainingOracles: Readonly<Record<string, Oracle>> = {
  'training-completion-rate': (scene) => ratio(countOf(due(scene).filter(isInTime)), countOf(due(scene))),
  'training-completion-rate/reps-who-finished': (scene) => {
    const late = names(
      due(scene).filter((training) => !isInTime(training)),
      'repId',
    );
    const reps = names(due(scene), 'repId');
    return ratio(countOf(reps.filter((rep) => !late.includes(rep))), countOf(reps));
  },
  'training-completion-rate/late-included': (scene) =>
    ratio(countOf(due(scene).filter((training) => soFar(training, 'completedOn', scene))), countOf(due(scene))),
  'training-effect': effect,
  'training-effect/without-control': (scene) => meanOf(changes(scene, completions(scene))),
  'training-effect/appliers': (scene) => {
    const those = (applied: string): Answer =>
      meanOf(
        changes(
          scene,
          completions(scene).filter((training) => text(training, 'applied') === applied),
        ),
      );
    return difference(those('true'), those('false'));
  },
  'training-effect/relative': (scene) => {
    const gap = effect(scene);
    if (typeof gap === 'string') return gap;
    const before = names(completions(scene), 'repId').flatMap((rep) => {
      const own = ofRep(completions(scene), 'repId', rep);
      return windowDeals(scene, own, 1).length === 0 ? [] : [rate(windowDeals(scene, own, -1))];
    });
    const base = meanOf(known(before));
    return typeof base === 'string' ? base : onBase(gap, base);
  },
  'training-effect/pooled': (scene) => {
    const reps = untrained(scene);
    const others = (period: Scene): Answer =>
      rate(decidedDeals(period).filter((deal) => reps.includes(text(deal, 'ownerId') ?? '')));
    const trained = difference(
      rate(windowDeals(scene, completions(scene), 1)),
      rate(windowDeals(scene, completions(scene), -1)),
    );
    return difference(trained, difference(others(shifted(scene, { kind: 'next' })), others(previousPeriod(scene))));
  },
  'training-effect/trained-reps': (scene) => countOf(changes(scene, completions(scene))),
  'training-effect/untrained-reps': (scene) => countOf(otherChanges(scene)),
  'training-roi': (scene) => onCost(scene, [half, grossMargin(scene)]),
  'training-roi/revenue': (scene) => onCost(scene, [half]),
  'training-roi/without-isolation': (scene) => onCost(scene, [grossMargin(scene)]),
  'training-roi/benefit-cost-ratio': (scene) => onCost(scene, [half, grossMargin(scene)], false),
};
