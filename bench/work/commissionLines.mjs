/** (g) The same year of sales events, when every line of every statement is read or explained. */
import { work as commission, floatLoop, ours } from './commission.mjs';

export const work = {
  ...commission,
  id: 'commissionLines',
  address: import.meta.url,
  steps: [{ id: 'run' }, { id: 'lines' }, { id: 'allExplained' }],
  cases: {
    'sales-metrics': { start: ours },
    'float loop, sorted by date first': { start: floatLoop(true) },
  },
};
