// @ts-check
/** Periods as companies cut them: fiscal quarters, 4-4-5 months, the same period last year, a quarter to date. */
import {
  bookings,
  calculate,
  fiscalCalendar,
  lengthInDays,
  monthsOf,
  quarter,
  quartersOf,
  retailCalendar,
  salesData,
  sameLastYear,
  tabulate,
  toDate,
  weeksOf,
  year,
} from 'sales-metrics';
import { figure, percent, thousands } from './figures.mjs';
import { readExampleData } from './read-data.mjs';

const data = salesData(readExampleData());

// The year starts in February and is named by the calendar year in which it ends. The data end with its third quarter.
const fiscal = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
console.log('Bookings by fiscal quarter, $ thousand');
const { totals } = tabulate([bookings], data, { periods: quartersOf(year(2027, fiscal)).slice(0, 3) });
for (const { period, values } of totals) {
  const { value } = calculate(bookings, data, { period: sameLastYear(period) });
  const now = values.bookings.value;
  const texts = [now, value].map((amount) => (amount === null ? '–' : figure(amount, thousands)).padStart(6));
  console.log(`  ${period.label}  from ${period.start}  ${texts[0]}   ${sameLastYear(period).label} ${texts[1]}`);
}

// A retail year is whole weeks: 13 in a quarter, cut 4-4-5, and a 53rd week every few years.
const retail = retailCalendar({
  pattern: '4-4-5',
  endMonth: 1,
  endWeekday: 'saturday',
  endRule: 'nearest',
  namedBy: 'end',
});
console.log(`\n${year(2027, retail).label} cut 4-4-5: ${weeksOf(year(2027, retail)).length} weeks`);
for (const one of monthsOf(quarter(2027, 3, retail))) {
  console.log(`  ${one.label}  ${one.start} until ${one.end}  ${weeksOf(one).length} weeks`);
}

// A running quarter is compared with as many days of the quarter a year before, not with all of it.
const running = toDate(quarter(2027, 3, fiscal), '2026-09-15');
const comparable = sameLastYear(running);
const [now, before] = [running, comparable].map((period) => calculate(bookings, data, { period }).value);
console.log(`\n${running.label} (${lengthInDays(running)} days) beside ${comparable.label}`);
if (now && before)
  console.log(`  ${figure(now, thousands)} / ${figure(before, thousands)} = ${figure(now.div(before), percent)} %`);
