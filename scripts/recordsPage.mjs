// @ts-check
import { readFileSync } from 'node:fs';
import { errors, messageFor, warnings } from './dataProblems.mjs';
import { conversionDatesOf, dimensionsOf, givenSourceOf, takesLatestRate } from './recordProbes.mjs';

/**
 * @typedef {import('./recordProbes.mjs').Library} Library
 * @typedef {import('./recordProbes.mjs').SourceName} SourceName
 * @typedef {import('../src/expression/kpi.ts').Kpi} Kpi
 * @typedef {Map<SourceName, Set<string>>} Reads - names of the fields read, by source
 */

/**
 * The page docs/records.md: every source with its fields, dimensions and KPIs, and every problem that records can have.
 *
 * @param {Library} library
 * @returns {string}
 */
export function recordsPage(library) {
  const sources = library.sourceNames;
  return `${[
    '# Records',
    '<!-- Generated from src/model and scripts/recordsIntroduction.md by `npm run generate`. Do not edit. -->',
    readText('scripts/recordsIntroduction.md').trim(),
    '## Sources',
    table(
      ['Source', 'A record is', 'Used by'],
      sources.map((source) => [
        `[\`${source}\`](#${source.toLowerCase()})`,
        meaningOf(source).replace(/\. .*|\.$/, ''),
        usesInWords(library, source),
      ]),
    ),
    'KPIs that you define can read every source. [What each KPI reads](#what-each-kpi-reads) is listed by field below. ' +
      'Each source also takes `attributes`, which its table leaves out.',
    ...sources.map((source) => sectionOf(library, source)),
    '## What each KPI reads',
    'The fields in the formula of each KPI; its variants may read others. A dimension that you filter or group by reads the fields named at its source.',
    table(
      ['KPI', 'Fields'],
      library.dictionary.map((kpi) => [kpiLink(kpi), fieldList(readsOf(library, kpi.formula))]),
    ),
    '## Errors',
    'All problems of all records are found at once. `safeSalesData` returns them as `error.issues`; `salesData` throws the same error. ' +
      'Each issue has `code`, `path`, `message` and, where it lies in a record, `source`, `index`, `id`, `field`, `found` and `expected`. ' +
      'The first 10,000 are kept, the message of the error shows ten.',
    problemTable(library, errors),
    '## Warnings',
    'What is allowed but deserves a look stands on `data.warnings`, in the same shape. Nothing is changed or left out for it, unless it says so.',
    problemTable(library, warnings),
  ].join('\n\n')}\n`;
}

/**
 * @param {Library} library
 * @param {SourceName} source
 */
function sectionOf(library, source) {
  const readers = readersOf(library, source);
  const inVariants = variantReadersOf(library, source).filter((kpi) => !readers.includes(kpi));
  const isGiven = givenSourceOf(source) === source;
  const dates = isGiven ? conversionDatesOf(library, source) : [];
  const dimensions = dimensionsOf(library, source);
  const own = givenSourceOf(source) === source ? [] : [...library.fieldsOf('opportunities').keys()];
  const rows = [...library.fieldsOf(source)].filter(([name]) => !own.includes(name));
  return [
    `## ${source}`,
    meaningOf(source),
    ...(derivations[source] ?? []),
    // What is worked out is not asked for.
    own.length > 0
      ? table(
          ['Field', 'Type', 'Meaning'],
          rows.map(([name, field]) => [`\`${name}\``, typeInWords(source, name, field), meaningOfField(source, name)]),
        )
      : table(
          ['Field', 'Type', 'Required', 'Meaning'],
          rows.map(([name, field]) => [
            `\`${name}\``,
            typeInWords(source, name, field),
            field.isDerived ? 'worked out' : field.required ? 'yes' : '',
            meaningOfField(source, name),
          ]),
        ),
    [
      ...(readers.length > 0 ? [`- **Read by:** ${readers.map(kpiLink).join(', ')}`] : []),
      ...(inVariants.length > 0 ? [`- **Read by variants of:** ${inVariants.map(kpiLink).join(', ')}`] : []),
      ...(dates.length > 0
        ? [`- **Converted at the rate of:** ${dates.map((name) => `\`${name}\``).join(', else ')}`]
        : []),
      ...(isGiven && takesLatestRate(library, source) ? ['- **Converted at:** the latest rate given'] : []),
      dimensions.length === 0
        ? '- **Dimensions:** only `attributes.<name>`'
        : `- **Dimensions:** ${dimensions.map(dimensionInWords).join('; ')}; \`attributes.<name>\``,
    ].join('\n'),
  ].join('\n\n');
}

/** @type {Readonly<Partial<Record<SourceName, readonly string[]>>>} */
const derivations = {
  opportunityHistory: [
    'Derived from `opportunities` and `stageChanges`: it cannot be given, but KPIs of your own can read it. Each opportunity has one record for each stretch of days between two ' +
      'changes, from its creation up to its close, without gap or overlap; of several changes on one day the last one holds. `stage`, `amount`, `currency`, `probability`, `expectedCloseOn`, `ownerId` and ' +
      '`forecastCategory` are as they stood. A field that some change tells is unknown before the first change that does; a field that no change tells is as the opportunity has it now. ' +
      'Without changes an opportunity has one record. So record the state at creation as a first change.',
    'It has every field of [`opportunities`](#opportunities) that can be given, and these:',
  ],
  stageVisits: [
    'Derived from `opportunities` and `stageChanges`: it cannot be given, but KPIs of your own can read it. Changes that leave the stage as it is do not end a visit; one that comes back ' +
      'to a stage begins another. Without changes of stage, an opportunity has one visit of its present stage, from its creation; without a stage it has none. The last visit of a closed opportunity ends when it closed.',
    'It has every field of [`opportunities`](#opportunities) that can be given, and these:',
  ],
};

/**
 * @param {SourceName} source
 * @param {string} name
 * @param {import('../src/model/field.ts').Field} field
 */
function typeInWords(source, name, field) {
  const range = { any: '', 'not-negative': ', 0 or more', positive: ', more than 0', share: ' from 0 to 1' };
  const limits = range[field.range ?? 'any'];
  switch (field.kind) {
    case 'id':
      if (field.references !== undefined)
        return `id of one of the [${field.references}](#${field.references.toLowerCase()})`;
      return name === 'id' ? 'id of the record' : 'id';
    case 'text':
      return field.isCurrency === true ? 'currency code' : 'text';
    case 'choice':
      return `one of ${(field.choices ?? []).map((choice) => `\`${choice}\``).join(', ')}`;
    case 'amount':
      return `amount${limits}`;
    case 'number':
      return `number${limits}`;
    case 'day':
      return 'date';
    case 'moment':
      return 'date, with time if known';
    case 'flag':
      return 'yes or no';
  }
  throw new Error(`${source}.${name} has a kind without words`);
}

/** @param {{ dimension: string, decidedBy: string[] }} dimension */
function dimensionInWords({ dimension, decidedBy }) {
  const words = decidedBy.join(', else ');
  return words === `\`${dimension}\`` ? words : `\`${dimension}\` (${words})`;
}

/**
 * @param {Library} library
 * @param {SourceName} source
 */
function usesInWords(library, source) {
  const readers = readersOf(library, source);
  const inVariants = variantReadersOf(library, source);
  const dimensions = dimensionsThrough(library, source).map((dimension) => `\`${dimension}\``);
  const uses = [
    ...(readers.length > 4 ? [`[${readers.length} KPIs](#${source.toLowerCase()})`] : readers.map(kpiLink)),
    ...(readers.length === 0 && inVariants.length > 0 ? [`variants of ${inVariants.map(kpiLink).join(', ')}`] : []),
    ...library.sourceNames.flatMap((derived) =>
      originsOf(derived).includes(source) ? [`[\`${derived}\`](#${derived.toLowerCase()})`] : [],
    ),
    ...(dimensions.length > 0
      ? [`the ${dimensions.length > 1 ? 'dimensions' : 'dimension'} ${dimensions.join(', ')}`]
      : []),
    ...(source === 'exchangeRates' ? ['amounts in other currencies'] : []),
  ];
  if (uses.length > 0) return uses.join(', ');
  const isReferred = library.sourceNames.some((other) =>
    [...library.fieldsOf(other).values()].some(({ references }) => references === source),
  );
  return isReferred ? 'the check of references' : 'KPIs of your own';
}

/**
 * The sources that a derived source is worked out from.
 *
 * @param {SourceName} source
 * @returns {readonly SourceName[]}
 */
function originsOf(source) {
  return source in derivations ? ['opportunities', 'stageChanges'] : [];
}

/**
 * The dimensions that records of other sources have through the records of this one.
 *
 * @param {Library} library
 * @param {SourceName} source
 */
function dimensionsThrough(library, source) {
  const through = library.sourceNames.flatMap((other) =>
    dimensionsOf(library, other).flatMap(({ dimension, decidedBy }) =>
      decidedBy.some((words) => referenceIn(library, other, words) === source) ? [dimension] : [],
    ),
  );
  return [...new Set(through)];
}

/**
 * @param {Library} library
 * @param {SourceName} source
 * @param {string} words
 */
function referenceIn(library, source, words) {
  const through = / of its `(\w+)`/.exec(words)?.[1] ?? '';
  return library.fieldsOf(source).get(through)?.references;
}

/** @param {Kpi} kpi */
function kpiLink(kpi) {
  return `[${kpi.name}](dictionary.md#${kpi.id})`;
}

/**
 * @param {Library} library
 * @param {SourceName} source
 */
function readersOf(library, source) {
  return library.dictionary.filter((kpi) => readsOf(library, kpi.formula).has(source));
}

/**
 * @param {Library} library
 * @param {SourceName} source
 */
function variantReadersOf(library, source) {
  return library.dictionary.filter((kpi) =>
    Object.values(kpi.variants).some((variant) => readsOf(library, variant.formula).has(source)),
  );
}

/** @param {Reads} reads */
function fieldList(reads) {
  return [...reads]
    .map(
      ([source, fields]) => `\`${source}\`: ${[...fields].map((field) => `\`${field}\``).join(', ') || 'all records'}`,
    )
    .join('; ');
}

/**
 * The fields that a formula reads, found by walking its data.
 *
 * @param {Library} library
 * @param {unknown} formula
 * @param {string | null} entity - dimension of the entities for which it is worked out
 * @param {Reads} reads
 * @returns {Reads}
 */
function readsOf(library, formula, entity = null, reads = new Map()) {
  if (typeof formula !== 'object' || formula === null) return reads;
  if ('records' in formula) {
    const aggregate = /** @type {import('../src/expression/expression.ts').Aggregate} */ (formula);
    addAggregate(aggregate, reads);
    if (entity !== null) add(reads, aggregate.records.source, entityFields(library, aggregate.records.source, entity));
  }
  const within = 'kind' in formula && formula.kind === 'per-entity' && 'by' in formula ? String(formula.by) : entity;
  for (const part of Object.values(formula)) readsOf(library, part, within, reads);
  return reads;
}

/**
 * @param {Library} library
 * @param {SourceName} source
 * @param {string} entity
 */
function entityFields(library, source, entity) {
  const [first] = dimensionsOf(library, source).find(({ dimension }) => dimension === entity)?.decidedBy ?? [];
  const field = first?.match(/`(\w+)`$/)?.[1];
  return field === undefined ? [] : [field];
}

/**
 * @param {import('../src/expression/expression.ts').Aggregate} aggregate
 * @param {Reads} reads
 */
function addAggregate({ records, ...aggregate }, reads) {
  const { source, anchor, where, join, owner } = records;
  const own = [...namesIn(anchor), ...namesIn(where), ...namesIn(aggregate), ...(owner === null ? [] : [owner])];
  add(
    reads,
    source,
    own.filter((name) => !name.startsWith('other.')),
  );
  if (join === null) return;
  const { key, dates, compare } = join;
  add(reads, source, [key[0], dates[0], ...compare.map((entry) => entry.own)]);
  const others = own.filter((name) => name.startsWith('other.')).map((name) => name.slice('other.'.length));
  const theirs = [key[1], dates[1], ...namesIn(join.where), ...compare.map(({ other }) => other), ...others];
  add(reads, join.source, theirs);
}

/**
 * @param {Reads} reads
 * @param {SourceName} source
 * @param {readonly string[]} fields
 */
function add(reads, source, fields) {
  reads.set(source, new Set([...(reads.get(source) ?? []), ...fields]));
}

/**
 * Every field named in an anchor, a condition or a quantity. Dates such as `period.end` are no fields.
 *
 * @param {unknown} data
 * @returns {string[]}
 */
function namesIn(data) {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => {
    const isName = ['field', 'from', 'to', 'until', 'by'].includes(name) && typeof value === 'string';
    if (isName) return value === 'asOf' || value.startsWith('period.') ? [] : [value];
    return namesIn(value);
  });
}

/**
 * @param {Library} library
 * @param {readonly import('./dataProblems.mjs').Problem[]} problems
 */
function problemTable({ safeSalesData }, problems) {
  return table(
    ['Code', 'When', 'For example'],
    problems.map((problem) => [
      `\`${problem.code}\``,
      problem.meaning,
      `\`${messageFor(problem, safeSalesData).replaceAll('|', '\\|')}\``,
    ]),
  );
}

/**
 * What a record of a source is: the doc comment of its type.
 *
 * @param {SourceName} source
 * @returns {string}
 */
export function meaningOf(source) {
  const { type, text } = typeOf(source);
  return docComment(text, new RegExp(`export interface ${type} `), `the type of ${source}`);
}

/**
 * What a field holds: its doc comment in the schema.
 *
 * @param {SourceName} source
 * @param {string} name
 * @returns {string}
 */
export function meaningOfField(source, name) {
  return docComment(typeOf(source).text, new RegExp(` {2}${name}: `), `${source}.${name}`);
}

/**
 * The type of the records of a source, and the text of its file.
 *
 * @param {SourceName} source
 */
function typeOf(source) {
  const model = readText('src/model/fields.ts');
  const type = new RegExp(`readonly ${source}: (\\w+);`).exec(model)?.[1] ?? '';
  const file = new RegExp(`type ${type}, .*from '\\./(.+)'`).exec(model)?.[1] ?? '';
  return { type, text: readText(`src/model/${file}`) };
}

/**
 * @param {string} text
 * @param {RegExp} what - begins the line after the doc comment
 * @param {string} name - for the message
 */
function docComment(text, what, name) {
  const comment = new RegExp(`/\\*\\* (.+) \\*/\n${what.source}`).exec(text)?.[1];
  if (comment === undefined) throw new Error(`no doc comment stands before ${name}`);
  return comment;
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {string} path - from the root of the project */
function readText(path) {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}
