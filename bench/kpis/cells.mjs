/** What the twelve figures have in common, whoever works them out: ids, cells, and the arithmetic after the sums. */
import { quarterCount } from '../data/days.mjs';
import { repIds } from '../data/opportunities.mjs';

/** The figures, in the order of every answer. */
export const figureIds = [
  'won',
  'lost',
  'winRate',
  'bookings',
  'averageDeal',
  'lostValue',
  'winRateByValue',
  'meanCycle',
  'medianCycle',
  'velocity',
  'largestDeal',
  'weightedPipeline',
];

/** Number of cells: quarter by quarter, the reps in order. */
export const cellCount = quarterCount * repIds.length;

/** Number of each rep. */
export const repNumber = new Map(repIds.map((id, number) => [id, number]));

/** The quarter of a date, 0 for Q1 2025; any other number outside of the eight. */
export function quarterOf(text) {
  const year = (text.charCodeAt(2) - 48) * 10 + text.charCodeAt(3) - 48;
  const month = (text.charCodeAt(5) - 48) * 10 + text.charCodeAt(6) - 48;
  return (year - 25) * 4 + (((month - 1) / 3) | 0);
}

/** Days since 1 January 1970, by the civil calendar. */
export function dayNumber(text) {
  const month = (text.charCodeAt(5) - 48) * 10 + text.charCodeAt(6) - 48;
  const day = (text.charCodeAt(8) - 48) * 10 + text.charCodeAt(9) - 48;
  const thousands = (text.charCodeAt(0) - 48) * 1000 + (text.charCodeAt(1) - 48) * 100;
  const year = thousands + (text.charCodeAt(2) - 48) * 10 + text.charCodeAt(3) - 48 - (month <= 2 ? 1 : 0);
  const era = (year / 400) | 0;
  const ofEra = year - era * 400;
  const ofYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  return era * 146_097 + ofEra * 365 + ((ofEra / 4) | 0) - ((ofEra / 100) | 0) + ofYear - 719_468;
}

/** The date that puts an opportunity into a quarter: the close, or the close that is expected of an open one. */
export function anchorOf({ closedOn, expectedCloseOn }) {
  return closedOn ?? expectedCloseOn;
}

/** The middle of sorted values; null without any. */
export function middle(sorted) {
  const { length } = sorted;
  if (length === 0) return null;
  return length % 2 === 1 ? sorted[length >> 1] : (sorted[length / 2 - 1] + sorted[length / 2]) / 2;
}

/** The twelve figures in floats, from the sums of a cell. */
export function figuresOf({ won, lost, wonAmount, lostAmount, cycleDays, medianCycle, largest, weighted }) {
  const over = (numerator, denominator) => (denominator === 0 ? null : numerator / denominator);
  const decided = won + lost;
  return [
    won,
    lost,
    over(won, decided),
    wonAmount,
    over(wonAmount, won),
    lostAmount,
    over(wonAmount, wonAmount + lostAmount),
    over(cycleDays, won),
    medianCycle,
    won === 0 ? null : (decided * (wonAmount / won) * (won / decided)) / (cycleDays / won),
    won === 0 ? null : largest,
    weighted,
  ];
}

/** Answers as `{ figure: [value of each cell] }`, from a function that gives the twelve figures of a cell. */
export function answerOf(figuresOfCell) {
  const answer = Object.fromEntries(figureIds.map((id) => [id, []]));
  for (let cell = 0; cell < cellCount; cell++) {
    for (const [number, value] of figuresOfCell(cell).entries()) answer[figureIds[number]].push(value);
  }
  return answer;
}

/** Figures of cells without any record. */
export const nothing = {
  won: 0,
  lost: 0,
  wonAmount: 0,
  lostAmount: 0,
  cycleDays: 0,
  medianCycle: null,
  largest: 0,
  weighted: 0,
};
