// @ts-check
/** When the books open and close. */
import { day } from './days.mjs';

export const booksOpenOn = day('2025-02-01');

export const fiscalYear2027StartsOn = day('2026-02-01');

export const booksCloseOn = day('2026-10-31');

export const plansEndOn = day('2027-02-01');

/** Creation starts earlier, so that the first quarter opens with a pipeline. */
export const warmUpStartsOn = day('2024-04-01');

/** The first leads kept: older ones had been dealt with when the CRM was introduced. */
export const leadsStartOn = day('2024-10-01');

export const lastMinute = (booksCloseOn + 1) * 1440 - 1;
