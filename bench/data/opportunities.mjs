/** Opportunities of 50 reps as plain objects: numbers for money, texts for dates, as JSON has them. */
import { randomStream } from '../../examples/generator/random.mjs';
import { dayTexts } from './days.mjs';

/** Ids of the reps, in order. */
export const repIds = Array.from({ length: 50 }, (_, rep) => `rep-${String(rep + 1).padStart(2, '0')}`);

const probabilities = [0.05, 0.1, 0.25, 0.4, 0.6, 0.8, 0.9];

/** How an opportunity ended: 35 of 100 won, 40 lost, 5 without a decision, 20 still open. */
function statusOf(drawn) {
  if (drawn < 0.35) return 'won';
  if (drawn < 0.75) return 'lost';
  return drawn < 0.8 ? 'no-decision' : 'open';
}

/** Makes one opportunity after the other. A few are created or close outside of the eight quarters. */
function opportunityMaker() {
  const random = randomStream('bench-opportunities');
  return (index) => {
    const created = random.whole(240, 1060);
    const cycle = Math.min(300, random.whole(1, 60) + random.whole(0, 60) * random.whole(0, 2));
    const status = statusOf(random.between(0, 1));
    const id = `opp-${index + 1}`;
    const ownerId = random.pick(repIds);
    const createdOn = dayTexts[created];
    const expectedCloseOn = dayTexts[created + 60];
    // To the cent, from 500.00 to about 250,000.00, small ones more often.
    const amount = (50_000 + Math.floor(random.between(0, 1) * random.between(0, 1) * 25_000_000)) / 100;
    const probability = random.pick(probabilities);
    // Literals, so that all records have one of two shapes, as those from JSON have.
    return status === 'open'
      ? { id, ownerId, createdOn, expectedCloseOn, status, amount, probability }
      : { id, ownerId, createdOn, expectedCloseOn, closedOn: dayTexts[created + cycle], status, amount, probability };
  };
}

/**
 * The same opportunities for the same number.
 *
 * @param count - number of records
 */
export function opportunities(count) {
  const make = opportunityMaker();
  return Array.from({ length: count }, (_, index) => make(index));
}

/**
 * The same again, part by part, as a stream has them.
 *
 * @param count - number of records
 * @param from - where it begins, to before `to`
 */
export async function* opportunityChunks(count, from = 0, to = count) {
  const make = opportunityMaker();
  let chunk = [];
  for (let index = 0; index < to; index++) {
    const record = make(index);
    if (index >= from) chunk.push(record);
    if (chunk.length === chunkLength) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** Records of a part of a stream. */
const chunkLength = 10_000;

const columns = ['id', 'ownerId', 'createdOn', 'expectedCloseOn', 'closedOn', 'status', 'amount', 'probability'];

/** The same records as the text of a CSV file. */
export function opportunitiesCsv(records) {
  const lines = records.map((record) => columns.map((name) => record[name] ?? '').join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
