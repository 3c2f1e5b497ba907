/** The twelve figures by polars: a data frame of the fields, with the quarter and the cycle worked out when it is made. */
import pl from 'nodejs-polars';
import { quarterCount } from '../data/days.mjs';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { anchorOf, answerOf, dayNumber, quarterOf, repNumber } from './cells.mjs';

function frameOf(rows) {
  return pl.DataFrame({
    rep: pl.Series(
      'rep',
      rows.map(({ ownerId }) => ownerId),
      pl.Utf8,
    ),
    status: pl.Series(
      'status',
      rows.map(({ status }) => status),
      pl.Utf8,
    ),
    quarter: pl.Series(
      'quarter',
      Int32Array.from(rows, (row) => quarterOf(anchorOf(row))),
    ),
    cycle: pl.Series(
      'cycle',
      Float64Array.from(rows, ({ createdOn, closedOn }) =>
        closedOn === undefined ? 0 : dayNumber(closedOn) - dayNumber(createdOn),
      ),
    ),
    amount: pl.Series(
      'amount',
      Float64Array.from(rows, ({ amount }) => amount),
    ),
    probability: pl.Series(
      'probability',
      Float64Array.from(rows, ({ probability }) => probability),
    ),
  });
}

function allFigures(frame) {
  const of = (status, column) => column.filter(pl.col('status').eq(pl.lit(status)));
  const amount = pl.col('amount');
  // As floats, or their quotient is a whole number.
  const won = of('won', amount).count().cast(pl.Float64);
  const decided = won.plus(of('lost', amount).count());
  const booked = of('won', amount).sum();
  const lostValue = of('lost', amount).sum();
  const cycle = of('won', pl.col('cycle'));
  return frame
    .lazy()
    .filter(pl.col('quarter').gtEq(0).and(pl.col('quarter').lt(quarterCount)))
    .groupBy(['rep', 'quarter'])
    .agg(
      won.alias('won'),
      of('lost', amount).count().alias('lost'),
      won.div(decided).alias('winRate'),
      booked.alias('bookings'),
      of('won', amount).mean().alias('averageDeal'),
      lostValue.alias('lostValue'),
      booked.div(booked.plus(lostValue)).alias('winRateByValue'),
      cycle.mean().alias('meanCycle'),
      cycle.median().alias('medianCycle'),
      decided.mul(of('won', amount).mean()).mul(won.div(decided)).div(cycle.mean()).alias('velocity'),
      of('won', amount).max().alias('largestDeal'),
      of('open', amount.mul(pl.col('probability')))
        .sum()
        .alias('weightedPipeline'),
    )
    .collectSync();
}

/** A figure of nothing is null, not NaN. */
const figure = (value) => (value === null || Number.isNaN(value) ? null : Number(value));

export function start(size) {
  const rows = opportunities(size);
  let frame = null;
  let found = [];
  const query = () => {
    found = allFigures(frame).rows();
  };
  return {
    load: () => {
      frame = frameOf(rows);
    },
    first: query,
    query,
    answer: () => {
      const byCell = new Map(
        found.map(([rep, quarter, ...figures]) => [quarter * repIds.length + repNumber.get(rep), figures.map(figure)]),
      );
      return answerOf((cell) => byCell.get(cell) ?? [0, 0, null, 0, null, 0, null, null, null, null, null, 0]);
    },
  };
}
