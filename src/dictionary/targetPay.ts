import { count, sum } from '../expression/aggregate.ts';
import { foldEntities, type Having } from '../expression/arithmetic.ts';
import { is } from '../expression/condition.ts';
import { textParameter } from '../expression/parameter.ts';
import { always, records } from '../expression/recordSet.ts';
import { quotasOfReps } from './recordSets.ts';
import { employed, isRamped } from './reps.ts';

/*
 * Quotas of reps and the pay agreed for reaching them. Pay is yearly, so the quotas are to be those of a year. Who has only one of the
 * two, and who does not work here at the end, is left out of both.
 */

const ofRole = records('reps', always(), is('role', textParameter('role', null)));

const quota = sum('quota', quotasOfReps, 'amount');
const earnings = sum('onTargetEarnings', employed, 'onTargetEarnings');
const variablePay = sum('targetVariablePay', employed, 'targetVariablePay');
const hasQuota: Having = [quota, 'above', 0];
const hasEarnings: Having = [earnings, 'above', 0];
const hasVariablePay: Having = [variablePay, 'above', 0];
const isOfRole: Having = [count('ofRole', ofRole), 'above', 0];

/** Quotas of the reps whose yearly pay is known. */
export const quotaForEarnings = foldEntities('quota', 'owner', 'sum', quota, hasQuota, hasEarnings);
/** Yearly pay of the reps with a quota, at full quota. */
export const targetEarnings = foldEntities('onTargetEarnings', 'owner', 'sum', earnings, hasQuota, hasEarnings);
/** Quotas of the reps whose variable pay is known. */
export const quotaForVariablePay = foldEntities('quota', 'owner', 'sum', quota, hasQuota, hasVariablePay);
/** Yearly variable pay of the reps with a quota, at full quota. */
export const targetVariablePay = foldEntities(
  'targetVariablePay',
  'owner',
  'sum',
  variablePay,
  hasQuota,
  hasVariablePay,
);
/** Quotas of the reps who were past their ramp at the start. */
export const quotaOfRamped = foldEntities('quota', 'owner', 'sum', quota, hasQuota, hasEarnings, isRamped);
/** Yearly pay of the reps who were past their ramp at the start. */
export const earningsOfRamped = foldEntities(
  'onTargetEarnings',
  'owner',
  'sum',
  earnings,
  hasQuota,
  hasEarnings,
  isRamped,
);
/** Quotas of the reps of one role. */
export const quotaOfRole = foldEntities('quota', 'owner', 'sum', quota, hasQuota, hasEarnings, isOfRole);
/** Yearly pay of the reps of one role. */
export const earningsOfRole = foldEntities(
  'onTargetEarnings',
  'owner',
  'sum',
  earnings,
  hasQuota,
  hasEarnings,
  isOfRole,
);
