// @ts-check
/** Names of invented customers. */
import { entry } from './lookup.mjs';

/** @import { Random } from './random.mjs' */

const nameStarts = [
  'Amber',
  'Alder',
  'Basalt',
  'Beacon',
  'Birch',
  'Bright',
  'Cedar',
  'Cobalt',
  'Copper',
  'Coral',
  'Crescent',
  'Delta',
  'Ember',
  'Falcon',
  'Fern',
  'Granite',
  'Harbor',
  'Hazel',
  'Heron',
  'Indigo',
  'Iris',
  'Juniper',
  'Kestrel',
  'Lark',
  'Linden',
  'Maple',
  'Marble',
  'Meridian',
  'Nimbus',
  'North',
  'Onyx',
  'Opal',
  'Orchard',
  'Pine',
  'Quartz',
  'Raven',
  'River',
  'Sable',
  'Silver',
  'Summit',
  'Tidal',
  'Umber',
  'Vale',
  'Willow',
  'Zephyr',
];

/** @type {Record<string, readonly string[]>} */
const nameEnds = {
  software: ['Systems', 'Cloud', 'Labs', 'Data', 'Works', 'Logic'],
  manufacturing: ['Industries', 'Tooling', 'Materials', 'Machines', 'Castings', 'Components'],
  'financial-services': ['Capital', 'Mutual', 'Insurance', 'Trust', 'Payments', 'Leasing'],
  healthcare: ['Health', 'Clinics', 'Biotech', 'Care', 'Diagnostics', 'Pharma'],
  retail: ['Stores', 'Foods', 'Outfitters', 'Home', 'Market', 'Goods'],
  logistics: ['Freight', 'Shipping', 'Logistics', 'Couriers', 'Storage', 'Lines'],
};

/** @param {Random} random @param {string} industry @param {Set<string>} taken */
export function inventName(random, industry, taken) {
  for (;;) {
    const name = `${random.pick(nameStarts)} ${random.pick(nameStarts)} ${random.pick(entry(nameEnds, industry))}`;
    const [first, second] = name.split(' ');
    if (first !== second && !taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}
