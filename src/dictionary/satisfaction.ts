import { count, mean } from '../expression/aggregate.ts';
import { constant, divide, foldEntities, minus, rounded, times } from '../expression/arithmetic.ts';
import { all, any, compares, is, isMissing } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { delightedCsat, primeCalculatorNps, sightMillNps, wyapyCsat } from './customerSources.ts';
import { defineEntry } from './entry.ts';

const isOfFive = any(compares('scale', 'equals', 5), all(isMissing('scale'), compares('score', 'atMost', 5)));
const answers = records('surveys', fallsIn('answeredOn'), is('kind', 'csat'), isOfFive);
const satisfied = restrictedTo(answers, compares('score', 'atLeast', 4));
const answersOfTen = records('surveys', fallsIn('answeredOn'), is('kind', 'csat'), compares('scale', 'equals', 10));
const satisfiedOfTen = restrictedTo(answersOfTen, compares('score', 'atLeast', 9));
const satisfaction = divide(count('satisfied', satisfied), count('answers', answers));

/**
 * Share of the answers that were satisfied or very satisfied: satisfied / answers, on a scale of five.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nobody answered.
 */
export const csat = defineEntry({
  id: 'csat',
  name: 'Customer satisfaction',
  question: 'What share of the customers who answered is satisfied?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: satisfaction,
  counts:
    'Answers to surveys of kind csat on a scale of five, by the day of the answer; satisfied from 4 on (top two boxes). An answer without a scale counts as one of five unless its score is above 5. Everyone who answers twice counts twice.',
  undefinedWhen: 'Nobody answered.',
  variants: {
    'mean-score': {
      differs: 'The mean of the scores on the scale of five instead of a share.',
      unit: 'score',
      formula: mean('score', answers, 'score'),
      examples: [{ given: { score: '3.5' }, expected: '3.5' }],
    },
    'nine-of-ten': {
      differs: 'On a scale of ten: answers of 9 and 10 / answers on that scale.',
      formula: divide(count('satisfied', satisfiedOfTen), count('answers', answersOfTen)),
      examples: [{ given: { satisfied: 130, answers: 200 }, expected: '0.65' }],
    },
    'whole-percent': {
      differs: 'Rounded to whole percent, halves up, as survey tools show it.',
      formula: rounded(satisfaction, 2),
      examples: [
        { given: { satisfied: 74, answers: 107 }, expected: '0.69', source: delightedCsat },
        { given: { satisfied: 1, answers: 200 }, expected: '0.01' },
      ],
    },
    'minimum-sample': {
      differs: 'Has a value only from a number of answers on (`minimumAnswers`, 30 by default).',
      formula: foldEntities('satisfaction', 'kind', 'mean', satisfaction, [
        count('answers', answers),
        'atLeast',
        parameter('minimumAnswers', 30),
      ]),
      examples: [{ given: { satisfaction: '0.8' }, expected: '0.8' }],
    },
  },
  examples: [
    { given: { satisfied: 160, answers: 200 }, expected: '0.8', source: wyapyCsat },
    { given: { satisfied: 74, answers: 107 }, expected: '74/107', source: delightedCsat },
    { given: { satisfied: 0, answers: 12 }, expected: '0' },
    { given: { satisfied: 0, answers: 0 }, expected: 'no-denominator' },
  ],
  sources: [delightedCsat, wyapyCsat],
  related: ['nps', 'logo-churn-rate'],
  pitfalls: [
    'The same answers are 60% by the top two boxes and 3.5 of 5 by the mean: name the reading.',
    'Give every answer its `scale`: scores of ten without one that are 5 or lower pass for scores of five.',
    'A share of a few answers is noise: see `minimum-sample`, and the number of `answers` beside the figure.',
    'Survey tools show whole numbers, 69 for 69.16%: `whole-percent` is to agree with them, not to reckon with. Two that differ by a point may be equal.',
    'Those who answer are not those who were asked.',
  ],
});

const ratings = records('surveys', fallsIn('answeredOn'), is('kind', 'nps'));
const promoters = restrictedTo(ratings, compares('score', 'atLeast', 9));
const detractors = restrictedTo(ratings, compares('score', 'atMost', 6));
const promoterScore = times(
  constant(100, 'score'),
  divide(minus(count('promoters', promoters), count('detractors', detractors)), count('answers', ratings)),
);

/**
 * Promoters less detractors in a hundred answers: 100 × (promoters - detractors) / answers.
 *
 * Unit: score from -100 to 100. Undefined (`no-denominator`) when nobody answered.
 */
export const nps = defineEntry({
  id: 'nps',
  name: 'Net promoter score',
  question: 'How many more customers would recommend us than advise against us, in a hundred?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'score',
  better: 'higher',
  formula: promoterScore,
  counts:
    'Answers to surveys of kind nps, scored from 0 to 10, by the day of the answer: promoters from 9 on, detractors up to and including 6, 0 among them. Scores of 7 and 8 count below the line only.',
  undefinedWhen: 'Nobody answered.',
  variants: {
    'whole-number': {
      differs: 'Rounded to a whole number, halves away from 0, as survey tools show it.',
      formula: rounded(promoterScore, 0),
      examples: [
        { given: { promoters: 10, detractors: 40, answers: 80 }, expected: '-38' },
        { given: { promoters: 5, detractors: 1, answers: 12 }, expected: '33' },
      ],
    },
    'mean-of-accounts': {
      differs: 'The mean of the scores of the accounts, each weighing the same however many of its people answered.',
      formula: foldEntities('score', 'account', 'mean', promoterScore),
      examples: [{ given: { score: 25 }, expected: '25' }],
    },
  },
  examples: [
    { given: { promoters: 60, detractors: 15, answers: 100 }, expected: '45', source: primeCalculatorNps },
    { given: { promoters: 10, detractors: 40, answers: 80 }, expected: '-37.5' },
    { given: { promoters: 5, detractors: 5, answers: 10 }, expected: '0' },
    { given: { promoters: 0, detractors: 0, answers: 0 }, expected: 'no-denominator' },
  ],
  sources: [sightMillNps, primeCalculatorNps],
  related: ['csat', 'return-customer-rate'],
  pitfalls: [
    'A negative score is valid: there are more detractors than promoters.',
    'It is a difference of shares, not a share: 45 is not 45% of anything.',
    'It is shown as a whole number: `whole-number` is to agree with that. The mean of rounded scores is not the rounded mean.',
    'Guides that leave out 6 or 0 are wrong: both are detractors.',
    'An account where many people answer outweighs the others: see `mean-of-accounts`.',
  ],
});
