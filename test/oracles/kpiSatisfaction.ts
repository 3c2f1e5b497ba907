// Answers of customers, counted by hand. Imports nothing from src.

import { type Fraction, minus, times } from './fraction.ts';
import { type Entry, number, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import { type Answer, countOf, inPeriod, list, meanOf, names, type Oracle, ratio, values } from './kpiInquiry.ts';
import { rounded } from './rounded.ts';

function answers(scene: Scene, kind: string): readonly Entry[] {
  return list(scene, 'surveys').filter(
    (answer) => text(answer, 'kind') === kind && inPeriod(answer, 'answeredOn', scene),
  );
}

function figure(answer: Entry, field: string): number | null {
  const value = number(answer, field);
  return value === null ? null : Number(value[0]) / Number(value[1]);
}

/** On a scale of five, told or not. */
function ofFive(scene: Scene): readonly Entry[] {
  return answers(scene, 'csat').filter((answer) => {
    const scale = figure(answer, 'scale');
    return scale === 5 || (scale === null && (figure(answer, 'score') ?? 0) <= 5);
  });
}

function ofTen(scene: Scene): readonly Entry[] {
  return answers(scene, 'csat').filter((answer) => figure(answer, 'scale') === 10);
}

function shareFrom(entries: readonly Entry[], least: number): Answer {
  return ratio(countOf(entries.filter((answer) => (figure(answer, 'score') ?? 0) >= least)), countOf(entries));
}

function promoterScore(entries: readonly Entry[]): Answer {
  const scores = entries.map((answer) => figure(answer, 'score') ?? 0);
  const [promoters, detractors] = [scores.filter((score) => score >= 9), scores.filter((score) => score <= 6)];
  const gap = minus(countOf(promoters), countOf(detractors));
  return ratio(times([100n, 1n], gap), countOf(entries));
}

function shown(figure: Answer, digits: number): Answer {
  return typeof figure === 'string' ? figure : rounded(figure, digits, 'half-up');
}

export const satisfactionOracles: Readonly<Record<string, Oracle>> = {
  csat: (scene) => shareFrom(ofFive(scene), 4),
  'csat/mean-score': (scene) => meanOf(values(ofFive(scene), 'score')),
  'csat/nine-of-ten': (scene) => shareFrom(ofTen(scene), 9),
  'csat/whole-percent': (scene) => shown(shareFrom(ofFive(scene), 4), 2),
  'csat/minimum-sample': (scene) => (ofFive(scene).length < 30 ? 'no-records' : shareFrom(ofFive(scene), 4)),
  nps: (scene) => promoterScore(answers(scene, 'nps')),
  'nps/whole-number': (scene) => shown(promoterScore(answers(scene, 'nps')), 0),
  'nps/mean-of-accounts': (scene) => {
    const ratings = answers(scene, 'nps');
    const scores = names(ratings, 'accountId').flatMap((account): Fraction[] => {
      const score = promoterScore(ratings.filter((rating) => text(rating, 'accountId') === account));
      return typeof score === 'string' ? [] : [score];
    });
    return meanOf(scores);
  },
};
