// @ts-check
/** Quotas of sellers, quarter by quarter. */
import { booksOpenOn, fiscalYear2027StartsOn, plansEndOn } from './books.mjs';
import { teams } from './company.mjs';
import { dayText, monthOf, quarterEnd } from './days.mjs';
import { planRates } from './exchange-rates.mjs';
import { at, entry } from './lookup.mjs';
import { ramp, sellers } from './reps.mjs';

/** @import { Row } from './csv.mjs' */

/** The plan asks for more in the last quarter, by fiscal quarter. */
const quotaSeason = [0.92, 1, 0.98, 1.1];

/** @returns {Row[]} */
export function setQuotas() {
  /** @type {Row[]} */
  const quotas = [];
  for (let start = booksOpenOn; start < plansEndOn; start = quarterEnd(start) + 1) {
    const end = quarterEnd(start) + 1;
    for (const rep of sellers) {
      const from = Math.max(start, rep.startedOn);
      const until = Math.min(end, rep.leftOn ?? end);
      if (from >= until) continue;
      // A beginner's first, partial quarter is the first step of the ramp already; a leaver's last one is prorated.
      const share = ramp(rep, Math.max(start + 45, from)) * ((until - start) / (end - start));
      const raise = start >= fiscalYear2027StartsOn ? 1.38 : 1;
      const season = at(quotaSeason, ((monthOf(start).month + 10) % 12) / 3);
      const full = (entry(teams, rep.team).quota * raise * season) / planRates[rep.currency];
      const amount =
        Math.round((entry(teams, rep.team).quota * raise * season * share) / planRates[rep.currency] / 1000) * 1000;
      quotas.push({
        id: `q${String(quotas.length + 1).padStart(3, '0')}`,
        ownerId: rep.id,
        teamId: rep.team,
        startsOn: dayText(start),
        endsOn: dayText(end),
        amount,
        fullAmount: Math.round(full / 1000) * 1000,
        currency: rep.currency,
        measure: 'bookings',
      });
    }
  }
  return quotas;
}
