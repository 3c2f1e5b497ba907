/**
 * The goals, and for each one that can be missed what stands in the way: found by CPU profiles, kept here as words because a benchmark
 * measures that a goal is missed and cannot know why.
 */

const ours = 'sales-metrics';
/** By processor time, which other load on the machine moves little: for what runs on one processor. */
const ratio = (results, step, base, baseStep = step) =>
  results[ours].cpu[step] / (results[base].cpu?.[baseStep] ?? Number.NaN);

/** By the clock: against a peer that has two threads to work with. */
const clockRatio = (results, step, base) => results[ours].times[step] / (results[base].times?.[step] ?? Number.NaN);

/**
 * Each goal: where it is measured, what it says, its limit, how it is read from what was measured (NaN where a peer is not installed), and why
 * it is missed where it is.
 */
export const goals = [
  {
    work: 'kpis',
    text: 'twelve KPIs over prepared records, of the float loop over plain objects',
    limit: 0.8,
    read: ({ kpis }) => ratio(kpis.results, 'query', 'float loop'),
    reason:
      'three quarters of the query is the pass. 45 of 100 parts of the query find which rows count where: status, day and rep of a million records are looked up, once for the close and once for the expected close, and the rows of each record set (won, lost, decided, open) are copied out; 30 read amounts and days of these rows and add them; 16 read 4,800 measurements, some three microseconds each; 4 make the table. After the collection before each query V8 has a part of the code to optimize again; without one the query takes as long as the float loop. Tried, together half of what it was: rows placed once for all sets of the same date, quantities worked out for a block instead of the source, decimals by long division in plain numbers, loops that outlive a collection. An unused program that is kept so that V8 forgets no class saved a quarter more, and was taken back: the first request should not run over data that nobody gave. Listing and dating in one loop gained 5 parts. Not tried: parting the rows by class, so that an amount that two sets share is read once.',
  },
  {
    work: 'kpis',
    text: 'twelve KPIs over prepared records, of DuckDB with the same columns',
    limit: 0.5,
    read: ({ kpis }) => clockRatio(kpis.results, 'query', 'DuckDB, two threads'),
    reason: 'as above; DuckDB has two threads, and hands out figures without their parts.',
  },
  {
    work: 'kpis',
    text: 'twelve KPIs over prepared records, of DuckDB with a table made for the question',
    limit: 1,
    read: ({ kpis }) => clockRatio(kpis.results, 'query', 'DuckDB, made for this question'),
    reason: 'as above; and that table has quarter and cycle worked out, which ours works out in the query.',
  },
  {
    work: 'kpis',
    text: 'first answer from plain objects, loading included, of DuckDB',
    limit: 1,
    read: ({ kpis: { results } }) => firstAnswer(results[ours]) / firstAnswer(results['DuckDB, two threads']),
    reason:
      'of the loading 28 of 100 parts are one map of all ids, which finds duplicates, 20 reading dates, 17 the check that a value is the own one of its record, 13 bringing amounts into one currency; DuckDB is asked for none of these but the dates. The first query is a fifth of the first answer, and half of it is run before V8 has optimized its loops.',
  },
  {
    work: 'ingest',
    text: '`salesData` of plain objects, all checks on, of `JSON.parse` of the same records',
    limit: 2,
    read: ({ ingest }) => ratio(ingest.results, 'read', 'JSON.parse'),
    reason:
      "more than half of it is one map of all ids, which finds duplicates and resolves references; the rest reads field by field, each value through a check that it is the record's own.",
  },
  {
    work: 'sums',
    text: 'sum and mean of prepared amounts, of a float sum',
    limit: 1.2,
    read: ({ sums }) => ratio(sums.results, 'sum', 'float loop'),
    reason:
      'two calculations, each of which lists the rows of its record set and reads their amounts into a block before it adds them: three loops where the float loop has one.',
  },
  {
    work: 'sums',
    text: 'sum and mean of an array of Decimals, of a float sum',
    limit: 22,
    read: ({ sums: { results } }) =>
      results['sales-metrics, from an array of Decimals'].cpu.sum / results['float loop'].cpu.sum,
    reason:
      'nearly all of it is finding out that each value is a decimal and reading its words of seven digits, some 90 nanoseconds; adding is two.',
  },
  {
    work: 'percentiles',
    text: 'median and 90th percentile in 400 groups, of a plain sum in the same groups',
    limit: 5,
    read: ({ percentiles }) => ratio(percentiles.results, 'query', 'plain sum in the same groups'),
    reason:
      'the sum is given groups and days, and takes a nanosecond or two a record. Of our query seven tenths is the pass, which works both out from the records: 42 of 100 parts look up dates and reps and list the rows, 23 count them by cell, 5 count days in the histogram. 18 read 800 measurements from it. Tried, together a tenth of what it was: days worked out block by block, percentiles from running counts in whole numbers, dates and reps looked up once for both figures.',
  },
  {
    work: 'commission',
    text: 'commission statements without their lines, of the float loop',
    limit: 1.5,
    read: ({ commission }) => ratio(commission.results, 'run', 'float loop, sorted by date first'),
    reason:
      'the loop trusts its events; ours checks each of them and keeps it for whoever asks why. Of our time a fifth is reading and checking fields, a twelfth finding ids that are repeated, a sixth placing events with their payees and sorting them by date, a fifth adding up what each day brings, and a fifth 12,000 statements, settled step by step with balances as decimals; the rest is collecting garbage, mostly on the other processor, which is why the clock says less than the time of all processors. Tried, beside what is there: placing all events by payee and date in one pass (twice as long, each event touches the memory of another payee), finding repeated ids while reading (a fifth more, garbage is collected once more), lines that are shared accessors (nothing).',
  },
  {
    work: 'commission',
    text: 'commission statements with every line of one payee explained, of the float loop',
    limit: 3.5,
    read: ({ commission }) => ratio(commission.results, 'explained', 'float loop, sorted by date first', 'run'),
    reason: 'as above.',
  },
  {
    work: 'dictionary',
    text: 'every figure of the dictionary asked twice, of asking once',
    limit: 1.5,
    read: ({ dictionary: { results } }) => results['each figure asked twice'].cpu.query / results[ours].cpu.query,
    reason:
      'two thirds of the time go into reading, not into the pass: figures per rep, account or deal evaluate their formula for each entity when they are read. Equal aggregates are shared between KPIs; equal figures per entity are not.',
  },
  {
    work: 'growth',
    text: 'time a record at the largest size, of that at a tenth of it (twelve KPIs, loaded and asked)',
    limit: 1.5,
    read: ({ growth }) => perRecord(growth.kpis.at(-1)) / perRecord(growth.kpis.at(-3)),
    reason: 'the map of all ids grows by being copied, and no longer fits the caches of the processor.',
  },
  {
    work: 'growth',
    text: 'bytes that `salesData` keeps of a record, beside the records of the user',
    limit: 60,
    read: ({ growth }) => growth.kpis.at(-1).results[ours].kept.load / growth.kpis.at(-1).size,
    reason:
      'columns of the fields that records have take 44 bytes (amounts and numbers 8 with a place for what is too wide, dates, texts and ids 4), and the list of ids 8 to 12.',
  },
  {
    work: 'start',
    text: 'kB of our own code for one KPI, minified and brotli',
    limit: 12,
    read: ({ start }) => start.bundles['one KPI: salesData, calculate, winRate'].own / 1000,
    reason:
      'a formula is data, so whoever calculates it must know every kind of aggregate, join, fold and change of period, and whoever reads records all 18 sources: nothing of that is left out where only one KPI is used. Of the code for one KPI a third reads and checks records, a third evaluates, a seventh checks definitions that were not made by `defineKpi`, and the rest is dates and exact numbers. Saying what a field holds only in its doc comment took 2 kB off; refusing definitions that `defineKpi` did not make would take off 4.6 more.',
  },
  {
    work: 'start',
    text: "bundles of `sales-metrics/commission` with zod's classic build in them",
    limit: 0,
    read: ({ start }) => Object.values(start.bundles).filter(({ zodClassic }) => zodClassic).length,
    reason: 'an import of `zod` where `zod/mini` would do.',
  },
  {
    work: 'start',
    text: 'ms that a cold import of `sales-metrics` adds',
    limit: 100,
    read: ({ start }) => start.imports['sales-metrics'].added,
    reason:
      'it compiles 1.2 MB of code (two fifths of the time), builds and freezes the formulas of the dictionary (a quarter), makes the schemas of the records (a tenth) and starts the loader with decimal.js (a sixth). Checking the dictionary at each start took 130 ms, loading zod with all its files 47, the JSON Schema of a plan 7; none of them is done any more. Minifying what is built changes nothing that can be measured.',
  },
  {
    work: 'start',
    text: 'ms that a cold import of `sales-metrics/commission` adds',
    limit: 30,
    read: ({ start }) => start.imports['sales-metrics/commission'].added,
    reason:
      'it compiles half a MB of code (nearly half of the time) and starts the loader with decimal.js (a third). Loading zod with all its files took 47 ms and date-fns 5, making the schemas of plans 8 and their JSON Schema 7; what is used of both is built in, and schemas are made when they are first needed. Minifying what is built changes nothing that can be measured.',
  },
];

function firstAnswer({ times: { load = 0, first = Number.NaN } = {} }) {
  return load + first;
}

function perRecord({ size, results }) {
  const { cpu } = results[ours];
  return (cpu.load + cpu.first) / size;
}
