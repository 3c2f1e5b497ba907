// @ts-check
/**
 * A sales review on the evening of 31 October 2026: the week, the month, the quarter, and one figure explained down to
 * its records.
 *
 *   npm start
 */
import { explain, fiscalCalendar, kpis, month, periodContaining, previous, quarter, salesData } from 'sales-metrics';
import { explanationText } from './explanation.mjs';
import { days, dollars, hours, percent, separated, thousands, times, whole } from './figures.mjs';
import { readExampleData } from './read-data.mjs';
import { scorecard } from './scorecard.mjs';
import { banner, paragraph } from './table.mjs';

const rows = readExampleData();
const data = salesData(rows);
const teams = rows.teams.map(({ id, name }) => ({ id: String(id), name: String(name) }));
const asOf = '2026-10-31';
const fiscal = fiscalCalendar({ startMonth: 2, namedBy: 'end' });

const recordCount = Object.values(data.counts).reduce((sum, count) => sum + count, 0);
console.log(banner('SALES REVIEW', `as of ${asOf}`));
console.log(
  `${separated(String(recordCount))} records read. ${data.warnings.length} deserve a look; none stops a calculation:`,
);
for (const { message } of data.warnings) console.log(paragraph('  ! ', message));
console.log('\nBeside each figure stands its change from the period before: shares in %, their changes in points.');

const week = previous(periodContaining(asOf, 'week'));
console.log(`\n${banner('THE WEEK', `${week.label}, from ${week.start}`)}`);
console.log('Is enough of the right work being done?\n');
console.log(
  scorecard(data, {
    title: 'Activity',
    teams,
    asOf,
    sections: [
      {
        period: week,
        before: previous(week),
        columns: [
          { kpi: kpis.callsMade, heading: 'Calls made', display: whole },
          { kpi: kpis.meetingsBooked, heading: 'Meetings booked', display: whole },
          { kpi: kpis.followUpsCompleted, heading: 'Follow-ups done', display: whole },
          { kpi: kpis.contactRate, heading: 'Contact rate', display: percent },
          { kpi: kpis.leadResponseTime, heading: 'Lead response', display: hours },
        ],
      },
    ],
  }),
);

const october = month(2026, 10);
const nextQuarter = quarter(2027, 4, fiscal);
console.log(`\n${banner('THE MONTH', `${october.label}, with an eye on ${nextQuarter.label}`)}`);
console.log('Is there enough to win, and does it move?\n');
console.log(
  scorecard(data, {
    title: 'Pipeline',
    teams,
    asOf,
    sections: [
      {
        period: october,
        before: previous(october),
        columns: [
          { kpi: kpis.openPipeline, heading: 'Open pipeline', display: thousands },
          { kpi: kpis.weightedPipeline, heading: 'Weighted', display: thousands },
        ],
      },
      {
        period: nextQuarter,
        columns: [{ kpi: kpis.pipelineCoverage, heading: `Coverage of ${nextQuarter.label}`, display: times }],
      },
    ],
  }),
);
console.log();
console.log(
  scorecard(data, {
    title: 'Efficiency',
    teams,
    asOf,
    sections: [
      {
        period: october,
        before: previous(october),
        columns: [
          { kpi: kpis.winRate, heading: 'Win rate', display: percent },
          { kpi: kpis.salesCycleLength, heading: 'Sales cycle', display: days },
          { kpi: kpis.pipelineVelocity, heading: 'Pipeline velocity', display: { ...dollars, unit: '$ a day' } },
        ],
      },
    ],
  }),
);

const thirdQuarter = quarter(2027, 3, fiscal);
const secondQuarter = previous(thirdQuarter);
console.log(`\n${banner('THE QUARTER', `${thirdQuarter.label}, from ${thirdQuarter.start}`)}`);
console.log('Did it pay?\n');
console.log(
  scorecard(data, {
    title: 'Results',
    teams,
    asOf,
    sections: [
      {
        period: thirdQuarter,
        before: secondQuarter,
        columns: [{ kpi: kpis.bookings, heading: 'Bookings', display: thousands }],
      },
      {
        period: thirdQuarter,
        columns: [
          { kpi: kpis.salesGrowth, heading: 'Growth', display: percent },
          { kpi: kpis.salesGrowth.variants['year-over-year'], heading: 'Year over year', display: percent },
        ],
      },
      {
        period: thirdQuarter,
        before: secondQuarter,
        columns: [
          { kpi: kpis.quotaAttainment, heading: 'Quota attainment', display: percent },
          { kpi: kpis.repsAtQuotaRate, heading: 'Reps at quota', display: percent },
        ],
      },
    ],
  }),
);
console.log();
console.log(
  scorecard(data, {
    title: 'Behind them',
    teams,
    asOf,
    sections: [
      {
        period: thirdQuarter,
        before: secondQuarter,
        columns: [
          { kpi: kpis.averageDealSize, heading: 'Average deal size', display: { ...thousands, digits: 1 } },
          { kpi: kpis.winRate, heading: 'Win rate', display: percent },
          { kpi: kpis.newLogos, heading: 'New logos', display: whole },
        ],
      },
      {
        period: thirdQuarter,
        columns: [
          { kpi: kpis.salesGrowth.variants['like-for-like'], heading: 'Growth, same accounts', display: percent },
        ],
      },
    ],
  }),
);
console.log();
console.log(
  scorecard(data, {
    title: 'Investment',
    teams: [],
    asOf,
    sections: [
      {
        period: thirdQuarter,
        before: secondQuarter,
        columns: [
          { kpi: kpis.cac, heading: 'Customer acquisition cost', display: dollars },
          { kpi: kpis.netRevenueRetention, heading: 'Net revenue retention', display: percent },
        ],
      },
    ],
  }),
);

const deals = new Map(rows.opportunities.map(({ id, name, closedOn }) => [id, `${name}, closed ${closedOn}`]));
const explanation = explain(kpis.winRate, data, { period: thirdQuarter, asOf, where: { team: 'emea-commercial' } });
console.log(`\n${banner('WHY', `the win rate of EMEA Commercial in ${thirdQuarter.label}`)}`);
console.log(explanationText(explanation, (id) => deals.get(id) ?? ''));

const { counted, measurement } = explanation;
const [won, decided] = ['won', 'decided'].map((name) =>
  counted
    .flatMap(({ part, contribution }) => (part === name ? [contribution] : []))
    .reduce((sum, one) => sum.plus(one)),
);
const isSame = won !== undefined && decided !== undefined && measurement.value?.equals(won.div(decided));
console.log(
  `\nAdded up again from these records: ${won} / ${decided}, ${isSame ? 'the same to the last digit' : 'NOT the same'}.`,
);
