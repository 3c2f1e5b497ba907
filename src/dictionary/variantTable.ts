import type { Formula } from '../expression/expression.ts';
import type { Kpi, Variant } from '../expression/kpi.ts';
import { foldTex, formulaTex, type Typesetting } from '../expression/tex.ts';
import { aggregateText } from '../expression/text.ts';
import { isAggregate, isNamed, type NamedPart, operandsOf, parametersOf, partsOf } from '../expression/walk.ts';
import { innerParts, isLink, linkTo, partText, signature } from './parts.ts';
import { besideTypesetting, exampleTex, inlineMath, isOpen } from './typeset.ts';
import { parameterText, unitWords } from './words.ts';

/** The formula and its variants side by side: what a variant does otherwise is bold. */
export function variantTable(kpi: Kpi): string {
  const variants = Object.values<Variant>(kpi.variants);
  if (variants.length === 0) return '';
  const comparison = new Comparison(kpi);
  const rows = [
    ['default', '', comparison.formula(kpi.formula)],
    ...variants.map((variant) => [
      `<a id="${variant.key}"></a>\`${variant.variant}\``,
      remark(variant, kpi),
      comparison.formula(variant.formula),
    ]),
  ];
  return ['| Variant | What differs | Formula |', '| --- | --- | --- |', ...rows.map(tableRow)].join('\n');
}

/** A row of a table; a bar inside a cell would end it. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function remark({ differs, unit, formula, examples }: Variant, kpi: Kpi): string {
  const parameters = parametersOf(formula)
    .filter(({ name }) => !differs.includes(`\`${name}\``))
    .map(parameterText);
  const [example] = examples;
  const worked = example === undefined || !/^[-\d]/.test(example.expected) ? [] : exampleTex(formula, example);
  return [
    `${differs}${unit === kpi.unit ? '' : ` In ${unitWords[unit]}.`}`,
    ...(parameters.length === 0 ? [] : [`By default ${parameters.join(', ')}.`]),
    // In two pieces, so that a narrow column can break between them.
    ...(worked.length > 1 ? [worked.map(inlineMath).join(' ')] : []),
  ].join('<br>');
}

/** The default formula, against which the others are written. */
class Comparison {
  private readonly related: readonly string[];
  private readonly typesetting: Typesetting;
  private readonly known = new Map<string, NamedPart>();
  private readonly byName = new Map<string, NamedPart>();
  private readonly only: NamedPart | undefined;

  constructor({ formula, related }: Kpi) {
    this.related = related;
    this.typesetting = besideTypesetting(formula, related);
    const [first, ...others] = partsOf(formula);
    this.only = others.length === 0 ? first : undefined;
    const note = (piece: Formula): void => {
      if (isNamed(piece)) {
        this.known.set(signature(piece), piece);
        if (!this.byName.has(piece.name)) this.byName.set(piece.name, piece);
      }
      for (const operand of operandsOf(piece)) note(operand);
    };
    note(formula);
  }

  /** A formula as a cell: typeset unless it is a single part, and its own parts in words. */
  formula(formula: Formula): string {
    if (formula.kind === 'per-entity' || formula.kind === 'per-period')
      return [
        foldTex(formula, this.typesetting).map(inlineMath).join(' '),
        ...this.words(innerParts(formula), new Set()),
      ].join('<br>');
    if (isNamed(formula) && !isOpen(formula, this.related)) {
      const own = this.known.has(signature(formula)) ? [`\`${formula.name}\`${partText(formula)}`] : [];
      return [...own, ...this.words([formula], new Set())].join('<br>');
    }
    const lines = this.words(partsOf(formula), new Set());
    return [inlineMath(formulaTex(formula, this.typesetting)), ...lines].join('<br>');
  }

  /** The parts that the default formula does not hold, in words. */
  private words(parts: readonly NamedPart[], described: Set<string>): readonly string[] {
    return parts.flatMap((part) => {
      if (this.known.has(signature(part)) || described.has(signature(part))) return [];
      described.add(signature(part));
      if (isLink(part, this.related)) return [`\`${part.name}\`: see ${linkTo(part)}`];
      const inner = this.words(innerParts(part), described);
      return isOpen(part, this.related) ? inner : [`\`${part.name}\`${this.text(part)}`, ...inner];
    });
  }

  private text(part: NamedPart): string {
    const base = this.byName.get(part.name) ?? this.only;
    if (base === undefined || !isAggregate(base) || !isAggregate(part)) return partText(part);
    return `: ${differingText(clausesOf(aggregateText(base)), clausesOf(aggregateText(part)))}`;
  }
}

/** What is counted, by which date, and each condition. */
function clausesOf(text: string): readonly string[] {
  const [head = '', ...conditions] = text.split('; ');
  const [what = '', ...dates] = head.split(' where ');
  return [what, ...(dates.length === 0 ? [] : [`where ${dates.join(' where ')}`]), ...conditions];
}

/** The clauses that differ: new ones bold, missing conditions struck out, the others as an ellipsis. */
function differingText(before: readonly string[], after: readonly string[]): string {
  const shown = after.map((clause) => (before.includes(clause) ? '…' : `**${clause}**`));
  // There is always another head, and mostly another date: the new one says enough.
  const struck = before
    .filter((clause, index) => index > 0 && !clause.startsWith('where ') && !after.includes(clause))
    .map((clause) => `~~${clause}~~`);
  if (!shown.includes('…')) return joined(after);
  return joined([...shown, ...struck]);
}

function joined(clauses: readonly string[]): string {
  return clauses.reduce((text, clause) => {
    if (text === '') return clause;
    if (clause === '…') return text.endsWith('…') ? text : `${text} …`;
    return text.endsWith('…') || /^(\*\*)?where /.test(clause) ? `${text} ${clause}` : `${text}; ${clause}`;
  }, '');
}
