// @ts-check
/** The company: where it sells, in which teams, from which offices. */

/** @typedef {'emea' | 'amer' | 'apac'} Region */
/** @typedef {'enterprise' | 'mid-market' | 'small-business'} Segment */
/** @typedef {'USD' | 'EUR' | 'GBP'} Currency */

export const territories = [
  { id: 'amer-east', name: 'North America East', region: 'amer' },
  { id: 'amer-west', name: 'North America West', region: 'amer' },
  { id: 'emea', name: 'Europe, Middle East and Africa', region: 'emea' },
  { id: 'apac', name: 'Asia Pacific', region: 'apac' },
];

/** Team by team: share of new business, win rate before skill and source, quarterly quota in USD, cycle compared with the company. */
/** @type {Record<string, { name: string, share: number, winRate: number, quota: number, pace: number }>} */
export const teams = {
  'amer-enterprise': { name: 'AMER Enterprise', share: 0.2, winRate: 0.26, quota: 375_000, pace: 1 },
  'amer-commercial': { name: 'AMER Commercial', share: 0.27, winRate: 0.28, quota: 138_000, pace: 0.9 },
  'emea-enterprise': { name: 'EMEA Enterprise', share: 0.12, winRate: 0.21, quota: 405_000, pace: 1.15 },
  'emea-commercial': { name: 'EMEA Commercial', share: 0.2, winRate: 0.23, quota: 110_000, pace: 1.05 },
  'apac-enterprise': { name: 'APAC Enterprise', share: 0.09, winRate: 0.17, quota: 275_000, pace: 1.25 },
  'apac-commercial': { name: 'APAC Commercial', share: 0.12, winRate: 0.21, quota: 82_000, pace: 1 },
};

/** @type {Record<string, { currency: Currency, utcOffset: number, territory: string }>} */
export const offices = {
  'New York': { currency: 'USD', utcOffset: -5, territory: 'amer-east' },
  Toronto: { currency: 'USD', utcOffset: -5, territory: 'amer-east' },
  Denver: { currency: 'USD', utcOffset: -7, territory: 'amer-west' },
  'San Francisco': { currency: 'USD', utcOffset: -8, territory: 'amer-west' },
  London: { currency: 'GBP', utcOffset: 0, territory: 'emea' },
  Berlin: { currency: 'EUR', utcOffset: 1, territory: 'emea' },
  Paris: { currency: 'EUR', utcOffset: 1, territory: 'emea' },
  Singapore: { currency: 'USD', utcOffset: 8, territory: 'apac' },
  Sydney: { currency: 'USD', utcOffset: 10, territory: 'apac' },
};

/** @param {string} team @returns {Region} */
export function regionOf(team) {
  return /** @type {Region} */ (team.slice(0, 4));
}

/** @param {Region} region @param {boolean} enterprise */
export function teamOf(region, enterprise) {
  return `${region}-${enterprise ? 'enterprise' : 'commercial'}`;
}
