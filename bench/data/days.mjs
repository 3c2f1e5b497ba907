/** Dates of the benchmark: eight quarters, and what comes before and after them. */

const epoch = Date.UTC(2024, 0, 1);

/** Number of days for which there is a text: from 1 January 2024 on. */
const known = 1400;

/** The text of each day, `YYYY-MM-DD`; day 0 is 1 January 2024. */
export const dayTexts = Array.from({ length: known }, (_, day) =>
  new Date(epoch + day * 86_400_000).toISOString().slice(0, 10),
);

/** First day of the quarters Q1 2025 to Q1 2027: the bounds of eight quarters. */
export const quarterStarts = Array.from(
  { length: 9 },
  (_, quarter) => (Date.UTC(2025, 3 * quarter, 1) - epoch) / 86_400_000,
);

/** Number of quarters. */
export const quarterCount = 8;
