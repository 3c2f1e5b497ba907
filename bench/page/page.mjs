/** The text of docs/performance.md, from what was measured. */
import { ours } from '../harness/family.mjs';
import { goals } from './goals.mjs';
import { machineText } from './machine.mjs';
import { figure, table, whole } from './markdown.mjs';

/** What each work is about, and how its steps are called in the head of its table. */
const chapters = [
  {
    id: 'kpis',
    title: 'Twelve KPIs, 50 reps, eight quarters',
    base: 'float loop',
    baseStep: 'query',
    steps: { load: 'loading', first: 'first query', query: 'query' },
    text: (
      size,
    ) => `Won, lost, win rate, bookings, average deal, lost value, win rate by value, mean and median cycle, velocity, largest deal and weighted pipeline of
${whole(size)} opportunities: 4,800 figures, all read. Opportunities are plain objects with texts for dates. "Loading" makes of them what the peer asks: ours checks every
field of every record; DuckDB, polars, Arquero, alasql and decimal.js take them without checks, and all but the first two DuckDB rows have the quarter and the cycle worked
out while loading. The loops by hand know nothing but these twelve figures.`,
  },
  {
    id: 'dictionary',
    title: 'The whole dictionary',
    base: ours,
    baseStep: 'query',
    steps: { load: 'loading', query: 'query' },
    text: (
      size,
      results,
    ) => `All ${results[ours].facts.figures} KPIs and variants for one quarter over ${whole(size)} copies of the [example](../examples) company, ${whole(results[ours].facts.records)} records in 18
sources, with all that follows from them (histories, visits of stages, joins). Every figure is compared with the one of a single company. Cost follows what is distinct:
asking for each figure twice adds only the reading.`,
  },
  {
    id: 'ingest',
    title: 'Reading records',
    base: 'JSON.parse',
    baseStep: 'read',
    steps: { read: 'read' },
    text: (
      size,
    ) => `${whole(size)} opportunities of seven or eight fields. \`salesData\` is given the objects that \`JSON.parse\` or \`csv-parse\` made, checks all of them and keeps columns. The zod rows
validate the same fields, and less: no unique ids, no references between records, no look-alikes.`,
  },
  {
    id: 'sums',
    title: 'Sum and mean',
    base: 'float loop',
    baseStep: 'sum',
    steps: { load: 'loading', sum: 'sum and mean' },
    text: (
      size,
    ) => `Of ${whole(size)} amounts to the cent. The float loop adds numbers of an array. Ours is two calls of \`calculate\`, with everything that belongs to one: period, anchor, missing
amounts; the second row is \`exactSum\` of an array of Decimals, divided by their number.`,
  },
  {
    id: 'percentiles',
    title: 'Medians and percentiles in groups',
    base: 'plain sum in the same groups',
    baseStep: 'query',
    steps: { load: 'loading', query: 'query' },
    text: (
      size,
    ) => `Median and 90th percentile of the days from creation to close, by rep and quarter: 400 groups of those of ${whole(size)} opportunities that closed. Ours starts from records and
works out days, quarters and groups in the query; the others are given a group number and a number of days.`,
  },
  {
    id: 'explain',
    title: 'Explaining one figure',
    base: 'the two lists by hand',
    baseStep: 'explain',
    steps: { load: 'loading', explain: 'explain' },
    text: (size) =>
      `The win rate of a quarter with every record that counted, and every one of ${whole(size)} that did not with the condition that it failed, for both parts of the rate.`,
  },
  {
    id: 'commission',
    title: 'Commissions',
    base: 'float loop, sorted by date first',
    baseStep: 'run',
    steps: {
      run: 'statements',
      explained: 'lines of one payee explained',
    },
    text: (
      size,
    ) => `${whole(size)} sales of 1,000 payees in one year, four marginal tiers on the attainment of yearly quotas, statements by month, to the cent. Sales come in no order of date. Every
column is a whole run; in the second, every line of one payee is explained too. The float loop that does not sort is right for the year alone, not for its months.`,
  },
  {
    id: 'commissionLines',
    title: 'Commission lines',
    base: 'float loop, sorted by date first',
    baseStep: 'run',
    steps: { run: 'statements', lines: 'all lines read', allExplained: 'all lines explained' },
    text: (size) =>
      `The same with ${whole(size)} sales, where every line of all 12,000 statements is read, and where each is explained. So few sales spread over as many statements cost more each.`,
  },
  {
    id: 'payout',
    title: 'One curve',
    base: 'float function',
    baseStep: 'calls',
    steps: { calls: 'calls' },
    text: (
      size,
      results,
    ) => `\`payout\` of a curve of four marginal tiers for ${whole(size)} totals, the curve checked at each call: ${whole((1000 * size) / results[ours].times.calls)} calls a second. It returns the amount,
the parts that it adds up from, and the next tier; the others return the amount.`,
  },
  {
    id: 'streams',
    title: 'Streams and workers',
    base: 'all records at once',
    baseStep: 'stream',
    steps: { stream: 'stream' },
    text: (
      size,
    ) => `The twelve KPIs again, of ${whole(size)} opportunities that come in parts of 10,000 and are forgotten. Two worker threads over halves, whose states are merged, have the same state,
byte for byte. Making the records is part of the time; each worker makes those before its own too.`,
  },
];

function chapter({ title, base, baseStep, steps, text }, { size, results }) {
  const baseTimes = results[base];
  const unit = baseTimes.missing === undefined ? baseTimes.times[baseStep] : Number.NaN;
  const cpuUnit = baseTimes.missing === undefined ? baseTimes.cpu[baseStep] : Number.NaN;
  const shown = Object.keys(steps).filter((step) => Object.values(results).some(({ times = {} }) => step in times));
  const rows = Object.entries(results).map(([name, result]) => {
    const label = name === ours ? `**${name}**` : name;
    if (result.missing !== undefined)
      return [`${label}: skipped, ${result.missing} is not installed`, ...shown.map(() => ''), '', ''];
    const times = shown.map((step) => (step in result.times ? figure(result.times[step] / unit) : ''));
    const last = shown.filter((step) => step in result.cpu).includes(baseStep)
      ? baseStep
      : shown.find((step) => step in result.cpu);
    return [label, ...times, figure(result.cpu[last] / cpuUnit), figure(result.peak / baseTimes.peak)];
  });
  const head = ['', ...shown.map((step) => steps[step]), `processor time (${steps[baseStep]})`, 'peak memory'];
  return `## ${title}

${text(size, results)}

${table(head, rows)}

In units of ${base === ours ? 'our own' : `"${base}"`}, ${steps[baseStep]}: ${figure(unit)} ms, ${figure(baseTimes.peak / 2 ** 20)} MB at the peak. ${processes(results)}`;
}

/** How many processes the medians are of. */
function processes(results) {
  const rounds = Math.max(...Object.values(results).map((result) => result.rounds ?? 0));
  return rounds === 1 ? 'One process each.' : `Medians of ${rounds} processes each.`;
}

function growthText(growth) {
  const parts = Object.entries(growth).map(([id, sizes]) => {
    const steps = {
      kpis: ['load', 'first', 'query'],
      commission: ['run'],
      dictionary: ['load', 'query'],
      streams: ['stream'],
    }[id];
    const base = Object.keys(sizes[0].results).find((name) => name !== ours);
    const title = {
      kpis: 'Twelve KPIs',
      commission: 'Commission statements',
      dictionary: 'The whole dictionary',
      streams: 'A stream',
    }[id];
    const keeps = id === 'kpis';
    const head = [
      title,
      ...steps.map((step) => `${step}, µs a record`),
      ...(base === undefined ? [] : [`${base}, µs a record`]),
      ...(keeps ? ['bytes kept a record'] : []),
      'peak memory, MB',
    ];
    const rows = sizes.map(({ size, results }) => {
      const records = results[ours].facts.records ?? size;
      const perRecord = (result, step) => figure((1000 * result.cpu[step]) / records);
      const baseStep = steps.at(-1);
      return [
        whole(records),
        ...steps.map((step) => perRecord(results[ours], step)),
        ...(base === undefined ? [] : [perRecord(results[base], baseStep)]),
        ...(keeps ? [figure(results[ours].kept.load / records)] : []),
        figure(results[ours].peak / 2 ** 20),
      ];
    });
    return table(head, rows);
  });
  return `## How cost grows

Processor time of one run each, by record; a column that stays level is linear growth. What is kept is measured after a full collection, beside the records of the user.

${parts.join('\n\n')}`;
}

function startText({ imports, bundles }) {
  const importRows = Object.entries(imports).map(([name, { all, added }]) => [
    `\`${name}\``,
    figure(added),
    figure(all),
  ]);
  const bundleRows = Object.entries(bundles).map(([name, { own, whole: all }]) => [
    name,
    figure(own / 1000),
    figure(all / 1000),
  ]);
  return `## Import and bundle

${table(['cold import', 'ms more than an empty process', 'ms in all'], importRows)}

${table(['bundle, minified and brotli', 'kB of our own code', 'kB with dependencies'], bundleRows)}`;
}

function goalText({ measured, growth, start }) {
  const known = { ...measured, ...(growth === null ? {} : { growth }), ...(start === null ? {} : { start }) };
  const rows = [];
  const reasons = [];
  for (const { work, text, limit, read, reason } of goals) {
    if (!(work in known)) continue;
    const value = read(known);
    const isMet = value <= limit;
    rows.push([
      text,
      `≤ ${limit}`,
      Number.isFinite(value) ? figure(value) : 'not measured',
      Number.isFinite(value) ? (isMet ? 'met' : 'missed') : '',
    ]);
    if (Number.isFinite(value) && !isMet) reasons.push(`- **${text}**: ${reason}`);
  }
  const why =
    reasons.length === 0
      ? 'All goals are met.'
      : `What stands in the way of those that are missed, found by profiles:\n\n${reasons.join('\n')}`;
  return `## Goals

${table(['', 'goal', 'measured', ''], rows)}

${why}`;
}

/**
 * The page.
 *
 * @param measured - results by work, with size and rounds
 * @param growth - results by size, or null
 * @param start - imports and bundles, or null
 * @param seconds - how long it all took
 * @param scale - share of the usual numbers of records
 */
export function performancePage({ measured, growth, start, seconds, scale }) {
  const parts = [
    `# Performance

Written by \`npm run bench\`, which measures sales-metrics beside what people use instead; see \`bench/\` for every line of it. Absolute times say something about this
machine only; ratios say more.

**Machine.** ${machineText()}

**Method.** Every case runs in a process of its own, so that its peak memory is its own (the largest resident set). Cases take turns, round by round, and figures are
medians over the rounds (as many as time allows); a step that is short is repeated up to five times in a process. A full garbage collection goes before each step. Times are by the clock, beside them
stands the time of all processors together, which other load on the machine moves less. Data come from seeded generators. **Every answer is compared with ours before
anything is written**: exactly, where the peer is exact (whole numbers, decimals, fractions), within 1e-9 of its size where it is a float, within a cent for commissions in
floats; a benchmark whose answers differ stops with the difference. The whole took ${whole(seconds)} seconds.${scale === 1 ? '' : ` **It was run with ${scale} of the usual numbers of records**: what costs a constant time, such as reading figures, weighs more than in a whole run.`}`,
    goalText({ measured, growth, start }),
    ...chapters.filter(({ id }) => id in measured).map((one) => chapter(one, measured[one.id])),
    ...(growth === null ? [] : [growthText(growth)]),
    ...(start === null ? [] : [startText(start)]),
  ];
  return `${parts.join('\n\n')}\n`;
}
