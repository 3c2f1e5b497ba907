/** (a) Twelve KPIs of 50 reps in eight quarters. */

const peer = (file, name = 'start') => ({
  start: async (size) => (await import(`../kpis/${file}.mjs`))[name](size),
});

export const work = {
  id: 'kpis',
  address: import.meta.url,
  steps: [{ id: 'load' }, { id: 'first' }, { id: 'query', repeats: true }],
  cases: {
    'sales-metrics': peer('ours'),
    'float loop': peer('floatLoop'),
    'whole-number loop': peer('minorUnits'),
    'DuckDB, two threads': peer('duckdb', 'twoThreads'),
    'DuckDB, one thread': peer('duckdb', 'oneThread'),
    'DuckDB, made for this question': peer('duckdb', 'bestEncoding'),
    polars: peer('polars'),
    Arquero: peer('arquero'),
    'd3 rollups': peer('d3'),
    lodash: peer('lodash'),
    alasql: peer('alasql'),
    'decimal.js': peer('decimal'),
  },
};
