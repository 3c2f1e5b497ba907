// @ts-check
/**
 * The page docs/dictionary.md: the entries by the cadence of their review and by what they are about, then each one as `describe`
 * writes it.
 *
 * @param {readonly import('../src/expression/kpi.ts').Kpi[]} dictionary
 * @param {(kpi: import('../src/expression/kpi.ts').Kpi) => string} describe
 * @returns {string}
 */
export function dictionaryPage(dictionary, describe) {
  const contents = ['weekly', 'monthly', 'quarterly'].map((cadence) =>
    contentsOf(
      cadence,
      dictionary.filter((kpi) => kpi.cadence === cadence),
    ),
  );
  const opening = [
    '# KPI dictionary',
    '',
    '<!-- Generated from src/dictionary by `npm run generate`. Do not edit. -->',
    '',
    'Every entry is the definition that is calculated. Ratios are fractions of one. A period includes its first and its last day.',
    'In a table of variants, what a variant does otherwise than the default is **bold**, what it leaves out is ~~struck~~, and `…` stands for',
    'what stays the same. A variant is calculated like a KPI: `calculate(winRate.variants.broad, data, { period })`.',
    '',
    'Which of them to look at, how often, and which variant when: [choosing metrics](guides/choosing-metrics.md).',
    '',
    ...contents.flat(),
  ];
  return `${opening.join('\n')}\n${dictionary.map(describe).join('\n---\n\n')}`;
}

/**
 * @param {string} cadence
 * @param {readonly import('../src/expression/kpi.ts').Kpi[]} entries
 * @returns {string[]}
 */
function contentsOf(cadence, entries) {
  if (entries.length === 0) return [];
  const rows = ['activity', 'efficiency', 'outcome'].flatMap((category) =>
    entries
      .filter((kpi) => kpi.category === category)
      .map((kpi, index) => `| ${index === 0 ? `**${category}**` : ''} | [${kpi.name}](#${kpi.id}) | ${kpi.question} |`),
  );
  const title = `${cadence.slice(0, 1).toUpperCase()}${cadence.slice(1)}`;
  return [`**${title}**`, '', '| About | KPI | Question |', '| --- | --- | --- |', ...rows, ''];
}
