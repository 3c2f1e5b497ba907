// @ts-check
/**
 * The page docs/dictionary.md: a table of contents, then every entry as `describe` writes it.
 *
 * @param {readonly import('../src/expression/kpi.ts').Kpi[]} dictionary
 * @param {(kpi: import('../src/expression/kpi.ts').Kpi) => string} describe
 * @returns {string}
 */
export function dictionaryPage(dictionary, describe) {
  const cadences = ['weekly', 'monthly', 'quarterly'];
  const categories = ['activity', 'efficiency', 'outcome'];
  const rows = cadences.flatMap((cadence) =>
    categories.flatMap((category) =>
      dictionary
        .filter((kpi) => kpi.cadence === cadence && kpi.category === category)
        .map((kpi) => `| ${cadence} | ${category} | [${kpi.name}](#${kpi.id}) | ${kpi.question} |`),
    ),
  );
  const opening = [
    '# KPI dictionary',
    '',
    '<!-- Generated from src/dictionary by `npm run generate`. Do not edit. -->',
    '',
    'Every entry is the definition that is calculated. Ratios are fractions of one. A period includes its first and its last day.',
    'A variant is calculated like a KPI: `calculate(winRate.variants.broad, data, { period })`.',
    '',
    '| Reviewed | About | KPI | Question |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ];
  return `${opening.join('\n')}\n${dictionary.map(describe).join('\n')}`;
}
