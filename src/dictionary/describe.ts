import type { Formula } from '../expression/expression.ts';
import type { Calculable, Example, Kpi, Level, Source, Variant } from '../expression/kpi.ts';
import { aggregateText, formulaText, perEntityText } from '../expression/text.ts';
import type { Unit } from '../expression/unit.ts';
import { isAggregate, type NamedPart, operandsOf, parametersOf, partsOf } from '../expression/walk.ts';

/**
 * The dictionary entry of a KPI as Markdown, made of the same definition that is calculated.
 *
 * @param kpi - a KPI of the dictionary, one of its variants, or your own
 * @returns Markdown: a heading with the id as its anchor, the question, the formula with its parts in words, what counts, when it is
 * undefined, parameters, examples, variants, levels, pitfalls, related KPIs and sources; for a variant what differs instead
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
  const { id, name, category, indicator, cadence, unit, better, related } = kpi;
  return [
    heading(id, name),
    `\`${id}\` · ${category}, ${indicator} · reviewed ${cadence} · ${unitWords[unit]} · ${betterWords[better]}`,
    `**${kpi.question}**`,
    formulaBlock(id, kpi.formula),
    partList(partsOf(kpi.formula), related),
    `**Counts.** ${kpi.counts}`,
    `**Undefined${reasonList(kpi.formula)}.** ${kpi.undefinedWhen}`,
    parameterBlock(kpi.formula),
    exampleBlock(kpi.examples),
    variantList(kpi),
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
    formulaBlock(key, formula),
    partList(partsOf(formula), []),
    parameterBlock(formula),
    isVariant(kpi) ? exampleBlock(kpi.examples) : '',
  ];
}

const unitWords: Readonly<Record<Unit, string>> = {
  count: 'a number',
  ratio: 'a ratio (fraction of one)',
  score: 'a score',
  currency: 'money',
  'currency per day': 'money per day',
  'currency per rep': 'money per rep',
  'count per rep': 'a number per rep',
  days: 'days',
  hours: 'hours',
  months: 'months',
};

const betterWords: Readonly<Record<Kpi['better'], string>> = {
  higher: 'higher is better',
  lower: 'lower is better',
  depends: 'better depends',
};

function heading(anchor: string, name: string): string {
  return `<a id="${anchor}"></a>\n## ${name}`;
}

function formulaBlock(key: string, formula: Formula): string {
  return `\`\`\`text\n${key} = ${formulaText(formula)}\n\`\`\``;
}

/** Each part in words, and the parts inside it once; a related KPI is linked instead. */
function partList(
  parts: readonly NamedPart[],
  related: readonly string[],
  indent = '',
  described = new Set<string>(),
): string {
  const lines = parts.flatMap((part) => {
    if (indent.length > 0 && described.has(signature(part))) return [];
    described.add(signature(part));
    const [id = ''] = part.name.split('/');
    if (part.kind === 'named' && related.includes(id)) return [`${indent}- \`${part.name}\`: see [${id}](#${id})`];
    const inner = partList(innerParts(part), related, `${indent}  `, described);
    return [`${indent}- \`${part.name}\`${partText(part)}`, ...(inner === '' ? [] : [inner])];
  });
  return lines.join('\n');
}

function partText(part: NamedPart): string {
  if (isAggregate(part)) return `: ${aggregateText(part)}`;
  return part.kind === 'per-entity' ? `: ${perEntityText(part)}` : ` = ${formulaText(part.formula)}`;
}

function innerParts(part: NamedPart): readonly NamedPart[] {
  const parts = new Map(
    operandsOf(part)
      .flatMap(partsOf)
      .map((inner) => [inner.name, inner]),
  );
  return [...parts.values()];
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
    case 'first':
    case 'last':
      return ['no-records'];
    case 'per-entity':
      return formula.fold === 'count' || formula.fold === 'sum' ? [] : ['no-records'];
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
    parametersOf(formula).map(({ name, default: byDefault, unit }) => `\`${name}\`: ${byDefault} by default (${unit})`),
  );
}

function exampleBlock(examples: readonly Example[]): string {
  return listBlock('Examples', examples.map(exampleText));
}

function exampleText({ given, expected, source }: Example): string {
  const parts = Object.entries(given).map(([name, value]) => `\`${name}\` ${String(value)}`);
  const result = /^[-\d]/.test(expected) ? expected : `undefined, \`${expected}\``;
  return `${parts.join(', ')}: ${result}${source === undefined ? '' : ` (${sourceText(source)})`}`;
}

function variantList(kpi: Kpi): string {
  const known = new Set(partsOf(kpi.formula).map(signature));
  return listBlock(
    'Variants',
    Object.values<Variant>(kpi.variants).map(({ variant, differs, formula, unit }) => {
      const own = partList(
        partsOf(formula).filter((part) => !known.has(signature(part))),
        kpi.related,
        '  ',
      );
      // A formula that is one part is told by the line of that part.
      const isOnePart = own !== '' && partsOf(formula)[0] === formula;
      const parameters = parametersOf(formula)
        .map(({ name, default: byDefault }) => `\`${name}\` ${byDefault}`)
        .join(', ');
      return [
        `**${variant}**: ${differs}${unit === kpi.unit ? '' : ` In ${unitWords[unit]}.`}${isOnePart ? '' : ` Formula: \`${formulaText(formula)}\``}`,
        ...(parameters === '' ? [] : [`  - by default: ${parameters}`]),
        ...(own === '' ? [] : [own]),
      ].join('\n');
    }),
  );
}

function signature(part: NamedPart): string {
  return JSON.stringify(part);
}

function levelText({ value, meaning, source }: Level): string {
  return `${value}: ${meaning} ${sourceText(source)}`;
}

function sourceText({ title, address }: Source): string {
  return `[${title}](${address})`;
}

function listBlock(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `**${title}.**\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}
