// @ts-check
/**
 * Finds out what the library does with a field by asking it: every field of a made-up record holds its own name, so the answer tells where it came from.
 *
 * @typedef {object} Library
 * @property {readonly import('../src/expression/kpi.ts').Kpi[]} dictionary
 * @property {readonly import('../src/model/fields.ts').SourceName[]} sourceNames
 * @property {typeof import('../src/model/fields.ts').fieldsOf} fieldsOf
 * @property {typeof import('../src/model/salesData.ts').safeSalesData} safeSalesData
 * @property {typeof import('../src/model/dimension.ts').dimensionNames} dimensionNames
 * @property {typeof import('../src/model/dimension.ts').dimensionOf} dimensionOf
 *
 * @typedef {import('../src/model/fields.ts').SourceName} SourceName
 */

/**
 * Where the records of a derived source come from.
 *
 * @param {SourceName} source
 * @returns {SourceName}
 */
export function givenSourceOf(source) {
  return source === 'opportunityHistory' || source === 'stageVisits' ? 'opportunities' : source;
}

/**
 * The dimensions of a source, each with the fields that decide it, the first one known.
 *
 * @param {Library} library
 * @param {SourceName} source
 * @returns {{ dimension: string, decidedBy: string[] }[]}
 */
export function dimensionsOf(library, source) {
  const known = knownDimensions.get(library) ?? new Map();
  knownDimensions.set(library, known);
  const found = known.get(source) ?? findDimensions(library, source);
  known.set(source, found);
  return found;
}

// Each answer takes dozens of readings, and the page asks for it often.
/** @type {WeakMap<Library, Map<SourceName, { dimension: string, decidedBy: string[] }[]>>} */
const knownDimensions = new WeakMap();

/**
 * @param {Library} library
 * @param {SourceName} source
 */
function findDimensions(library, source) {
  return library.dimensionNames.flatMap((dimension) => {
    const decidedBy = decidingFields(library, source, dimension);
    return decidedBy.length === 0 ? [] : [{ dimension, decidedBy }];
  });
}

/**
 * @param {Library} library
 * @param {SourceName} source
 * @param {import('../src/model/dimension.ts').DimensionName} dimension
 */
function decidingFields(library, source, dimension) {
  const given = givenSourceOf(source);
  const fields = library.fieldsOf(given);
  /** @type {Set<string>} */
  const leftOut = new Set();
  /** @type {string[]} */
  const found = [];
  for (;;) {
    const record = sampleRecord(library, given, leftOut);
    const result = library.safeSalesData(/** @type {any} */ (sampleInput(library, given, record)));
    if (!result.success) throw result.error;
    const column = library.dimensionOf(result.data, source, dimension);
    const value = column?.values[column.codes[0] ?? -1];
    if (value === undefined) return found;
    if (value === reportingCurrency) return [...found, 'the reporting currency'];
    const [field = '', through] =
      value === parentCurrency
        ? ['currency', 'opportunityId']
        : value.includes(' of ')
          ? value.split(' of ')
          : [Object.keys(record).find((name) => record[name] === value)];
    const decisive = through ?? field;
    const words = wordsFor(source, given, field, through);
    found.push(field === 'parentId' ? `the topmost ${words}` : words);
    if (fields.get(decisive)?.required !== false || leftOut.has(decisive)) return found;
    leftOut.add(decisive);
  }
}

/**
 * @param {SourceName} source
 * @param {SourceName} given
 * @param {string} field
 * @param {string | undefined} through
 */
function wordsFor(source, given, field, through) {
  if (through === 'id') return `\`${field}\``;
  if (through !== undefined) return `\`${field}\` of its \`${through}\``;
  return field === 'id' && source !== given ? '`opportunityId`' : `\`${field}\``;
}

/**
 * The dates that decide the exchange rate of a record, the first one known; none where it has no amounts.
 *
 * @param {Library} library
 * @param {SourceName} source
 * @returns {string[]}
 */
export function conversionDatesOf(library, source) {
  /** @type {Set<string>} */
  const leftOut = new Set();
  /** @type {string[]} */
  const found = [];
  for (;;) {
    const record = sampleRecord(library, source, leftOut);
    const result = library.safeSalesData(/** @type {any} */ ({ ...options, [source]: [record] }));
    const problem = result.success ? undefined : result.error.issues.find(({ code }) => code === 'missing-rate');
    const day = problem?.message.match(/on or before (\S+),/)?.[1];
    const field = Object.keys(record).find((name) => record[name] === day);
    if (day === undefined || field === undefined) return found;
    found.push(field);
    if (library.fieldsOf(source).get(field)?.required !== false) return found;
    leftOut.add(field);
  }
}

/**
 * Whether a record takes the latest exchange rate, having none of those dates.
 *
 * @param {Library} library
 * @param {SourceName} source
 * @returns {boolean}
 */
export function takesLatestRate(library, source) {
  const record = sampleRecord(library, source, new Set(conversionDatesOf(library, source)));
  const result = library.safeSalesData(/** @type {any} */ ({ ...options, [source]: [record] }));
  return !result.success && result.error.issues.some(({ message }) => message.includes('an exchange rate to USD, got'));
}

const reportingCurrency = 'USD';
const ownCurrency = 'EUR';
const parentCurrency = 'GBP';
const options = { currency: reportingCurrency, timeZone: 'UTC' };

/**
 * A record with every field but some; texts hold their own names, dates differ.
 *
 * @param {Library} library
 * @param {SourceName} source
 * @param {ReadonlySet<string>} leftOut
 * @returns {Record<string, unknown>}
 */
function sampleRecord(library, source, leftOut) {
  /** @type {Record<string, unknown>} */
  const record = {};
  let day = 1;
  for (const [name, field] of library.fieldsOf(source)) {
    day++;
    if (leftOut.has(name) || field.isDerived === true) continue;
    if (field.kind === 'choice') record[name] = field.choices?.at(-1);
    else if (field.kind === 'amount' || field.kind === 'number') record[name] = 1;
    else if (field.kind === 'day' || field.kind === 'moment') record[name] = dateOf(day);
    else if (field.kind === 'flag') record[name] = true;
    else record[name] = field.isCurrency === true ? ownCurrency : name;
  }
  if (source === 'opportunities' && !('closedOn' in record)) record['status'] = 'open';
  return record;
}

/** @param {number} day - from the start of 2026 */
function dateOf(day) {
  return new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
}

/**
 * An input with the record and with the records it refers to.
 *
 * @param {Library} library
 * @param {SourceName} source
 * @param {Record<string, unknown>} record
 */
function sampleInput(library, source, record) {
  const exchangeRates = [ownCurrency, parentCurrency].map((from) => ({ from, on: '2026-01-01', rate: 2 }));
  /** @type {Record<string, unknown[]>} */
  const input = { exchangeRates, [source]: [record] };
  for (const [name, { references }] of library.fieldsOf(source)) {
    if (!(name in record) || references === undefined || references === source) continue;
    const others = input[references] ?? [];
    input[references] = others;
    if (references === 'reps') others.push({ id: name, ...partsOf(name, ['teamId', 'territoryId']) });
    if (references === 'accounts')
      others.push({ id: name, ...partsOf(name, ['parentId', 'territoryId', 'segment', 'industry']) });
    if (references === 'opportunities')
      others.push({ id: name, createdOn: '2026-01-01', status: 'open', currency: parentCurrency, amount: 1 });
  }
  return { ...options, ...input };
}

/**
 * @param {string} through
 * @param {readonly string[]} fields
 */
function partsOf(through, fields) {
  return Object.fromEntries(fields.map((field) => [field, `${field} of ${through}`]));
}
