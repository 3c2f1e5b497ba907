import type { Formula } from '../expression/expression.ts';
import type { Calculable, Example, Kpi, Level, Source, Variant } from '../expression/kpi.ts';
import { formulaText } from '../expression/text.ts';
import { operandsOf, parametersOf, partsOf } from '../expression/walk.ts';
import { partList } from './parts.ts';
import { exampleTex, inlineMath, mathBlock } from './typeset.ts';
import { tableRow, variantTable } from './variantTable.ts';
import { betterWords, defaultText, unitWords } from './words.ts';

/**
 * The dictionary entry of a KPI as Markdown, made of the same definition that is calculated. Formulas are typeset in TeX, in the way
 * that GitHub and GitLab render.
 *
 * @param kpi - a KPI of the dictionary, one of its variants, or your own
 * @returns Markdown: a heading with the id as its anchor, the question, the formula with its parts in words, what counts, when it is
 * undefined, parameters, worked examples, the variants side by side, levels, pitfalls, related KPIs and sources; for a variant what
 * differs instead
 *
 * @example
 * ```ts
 * import { describe, winRate } from 'sales-metrics';
 * describe(winRate).includes('win-rate = won / decided'); // => true
 * describe(winRate.variants.broad).split('\n')[1]; // => '## Win rate (broad)'
 * ```
 */
export function describe(kpi: Calculable): string {
  const blocks = isKpi(kpi) ? kpiBlocks(kpi) : variantBlocks(kpi);
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function isKpi(kpi: Calculable): kpi is Kpi {
  return kpi.variant === null && 'question' in kpi;
}

function isVariant(kpi: Calculable): kpi is Variant {
  return 'differs' in kpi;
}

function kpiBlocks(kpi: Kpi): readonly string[] {
  const { id, name, category, indicator, cadence, unit, better, related, formula } = kpi;
  return [
    heading(id, name),
    `**${kpi.question}**`,
    `\`${id}\` · ${category}, ${indicator} · reviewed ${cadence} · ${unitWords[unit]} · ${betterWords[better]}`,
    ...formulaBlocks(id, formula, related),
    `**Counts.** ${kpi.counts}`,
    `**Undefined${reasonList(formula)}.** ${kpi.undefinedWhen}`,
    parameterBlock(formula),
    exampleBlock(formula, kpi.examples),
    titled('Variants', variantTable(kpi)),
    listBlock('Levels', kpi.levels.map(levelText)),
    listBlock('Pitfalls', kpi.pitfalls),
    related.length === 0 ? '' : `**Related.** ${related.map((other) => `[${other}](#${other})`).join(', ')}`,
    listBlock('Sources', kpi.sources.map(sourceText)),
  ];
}

function variantBlocks(kpi: Calculable): readonly string[] {
  const { key, name, unit, formula } = kpi;
  return [
    heading(key, name),
    `\`${key}\` · ${unitWords[unit]}`,
    isVariant(kpi) ? `**Differs.** ${kpi.differs}` : '',
    ...formulaBlocks(key, formula, []),
    parameterBlock(formula),
    isVariant(kpi) ? exampleBlock(formula, kpi.examples) : '',
  ];
}

function heading(anchor: string, name: string): string {
  return `<a id="${anchor}"></a>\n## ${name}`;
}

/** The formula typeset, in one line, and its parts in words. */
function formulaBlocks(key: string, formula: Formula, related: readonly string[]): readonly string[] {
  const parts = partsOf(formula);
  const line = `\`${key} = ${formulaText(formula)}\``;
  return [mathBlock(key, formula, related), parts.length === 0 ? line : `${line}, where`, partList(parts, related)];
}

/** The reasons that a formula can give, worked out from it. */
function reasonList(formula: Formula): string {
  const reasons = [...new Set(reasonsOf(formula))];
  return reasons.length === 0 ? '' : ` (${reasons.map((reason) => `\`${reason}\``).join(', ')})`;
}

function reasonsOf(formula: Formula): readonly string[] {
  switch (formula.kind) {
    case 'mean':
    case 'minimum':
    case 'maximum':
    case 'percentile':
    case 'trimmed-mean':
    case 'first':
    case 'last':
      return ['no-records'];
    case 'per-entity':
    case 'per-period':
      if (formula.fold === 'kaplan-meier-median') return ['no-records', 'not-reached'];
      return formula.fold === 'count' || formula.fold === 'sum' ? [] : ['no-records'];
    case 'root':
      return [...reasonsOf(formula.base), 'base-not-positive'];
    case 'divide': {
      const own = formula.zero === 'unbounded' ? ['unbounded', 'no-denominator'] : [formula.zero];
      return [...reasonsOf(formula.left), ...reasonsOf(formula.right), ...own];
    }
    default:
      return operandsOf(formula).flatMap(reasonsOf);
  }
}

function parameterBlock(formula: Formula): string {
  return listBlock(
    'Parameters',
    parametersOf(formula).map((parameter) => `\`${parameter.name}\`: ${defaultText(parameter)} by default`),
  );
}

function exampleBlock(formula: Formula, examples: readonly Example[]): string {
  if (examples.length === 0) return '';
  const rows = examples.map((example) => tableRow([givenText(example), resultText(formula, example)]));
  return titled('Worked examples', ['| Given | Result |', '| --- | --- |', ...rows].join('\n'));
}

function givenText({ given, source }: Example): string {
  const parts = Object.entries(given).map(([name, value]) => `\`${name}\` ${String(value)}`);
  return `${parts.join(', ')}${source === undefined ? '' : ` (${sourceText(source)})`}`;
}

function resultText(formula: Formula, example: Example): string {
  const { expected } = example;
  return /^[-\d]/.test(expected) ? inlineMath(exampleTex(formula, example).join(' ')) : `undefined, \`${expected}\``;
}

function levelText({ value, meaning, source }: Level): string {
  return `**${value}**: ${meaning} ${sourceText(source)}`;
}

function sourceText({ title, address }: Source): string {
  return `[${title}](${address})`;
}

function listBlock(title: string, items: readonly string[]): string {
  return titled(title, items.map((item) => `- ${item}`).join('\n'));
}

function titled(title: string, block: string): string {
  return block === '' ? '' : `**${title}.**\n\n${block}`;
}
