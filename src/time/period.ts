// The door to periods: what a period is, how to name one, how to shift it and how to cut it.
export { day, month, period, periodContaining, quarter, week, year } from './namedPeriod.ts';
export { boundsOf, checkPeriod, type Grain, lengthInDays, type Period } from './periodData.ts';
export { alignToDate, next, previous, sameLastYear, toDate, trailing } from './relativePeriod.ts';
export { daysOf, monthsOf, periodsIn, quartersOf, weeksOf } from './splitPeriod.ts';
