import type { Comparison } from './condition.ts';
import type { FigureCondition, Formula, PerEntity, PerPeriod } from './expression.ts';
import { foldName, periodChangeText, roundingText } from './text.ts';
import type { NamedPart } from './walk.ts';

/** What differs from plain names when a formula is typeset. */
export interface Typesetting {
  /** Numbers that stand in place of parts and parameters. */
  readonly values?: ReadonlyMap<string, string>;
  /** Parts whose formula stands in place of their name. */
  readonly isOpen?: (part: NamedPart) => boolean;
  /** What is set in bold and colour. */
  readonly isMarked?: (formula: Formula) => boolean;
}

interface Setting extends Typesetting {
  /** Fractions as `a / b`, where there is no room for a bar. */
  readonly isFlat?: boolean;
}

// GitHub refuses \operatorname, and a bare < or | would break HTML and tables: only commands that MathJax and KaTeX share.
const comparisonSigns: Readonly<Record<Comparison, string>> = {
  above: '\\gt',
  atLeast: '\\ge',
  below: '\\lt',
  atMost: '\\le',
  equals: '=',
};

const signs = { plus: '+', minus: '-', times: '\\times' } as const;
const strengths = { plus: 1, minus: 1, times: 2, divide: 2 } as const;
/** Something raised or lowered: in need of brackets only where it is raised or lowered again. */
const scripted = 3;
/** A name, a number, a function: never in need of brackets. */
const atom = 4;

/** A formula in TeX, in the names of its parts: `\dfrac{\text{won}}{\text{decided}}`. */
export function formulaTex(formula: Formula, typesetting: Typesetting = {}): string {
  return tex(formula, typesetting);
}

function tex(formula: Formula, setting: Setting): string {
  switch (formula.kind) {
    case 'constant':
      return marked(formula, setting, numberTex(formula.value) + unitTex(formula.value, formula.unit));
    case 'parameter':
      return givenTex(formula.name, setting) ?? marked(formula, setting, textTex(formula.name, 'textit'));
    case 'plus':
    case 'minus':
    case 'times': {
      const own = strengths[formula.kind];
      const right = operandTex(formula.right, formula.kind === 'minus' ? own + 1 : own, setting);
      return `${operandTex(formula.left, own, setting)} ${signs[formula.kind]} ${right}`;
    }
    case 'divide':
      if (setting.isFlat === true)
        return `${operandTex(formula.left, 2, setting)} / ${operandTex(formula.right, atom, setting)}`;
      return `\\dfrac{${tex(formula.left, setting)}}{${tex(formula.right, setting)}}`;
    case 'lesser':
    case 'greater': {
      const name = marked(formula, setting, formula.kind === 'lesser' ? '\\min' : '\\max');
      return `${name}\\left(${tex(formula.left, setting)},\\ ${tex(formula.right, setting)}\\right)`;
    }
    case 'power':
      return `${operandTex(formula.base, atom, setting)}^{${exponentTex(formula.exponent, setting)}}`;
    case 'root':
      return `\\sqrt[${exponentTex(formula.exponent, setting)}]{${tex(formula.base, setting)}}`;
    case 'rounded': {
      const brackets = `\\left(${tex(formula.formula, setting)}\\right)`;
      return `${marked(formula, setting, textTex(roundingText(formula)))}${brackets}`;
    }
    case 'in-period': {
      // Numbers stand for themselves: the period was chosen when they were taken.
      if (setting.values !== undefined) return tex(formula.formula, setting);
      return subscriptTex(
        formula,
        formula.formula,
        periodChangeText(formula.change, ({ name }) => name),
        setting,
      );
    }
    case 'overall':
      return subscriptTex(formula, formula.formula, 'of all', setting);
    default:
      return partTex(formula, setting);
  }
}

function subscriptTex(formula: Formula, inner: Formula, text: string, setting: Setting): string {
  return `${operandTex(inner, atom, setting)}_{${marked(formula, setting, textTex(text))}}`;
}

function partTex(part: NamedPart, setting: Setting): string {
  const value = givenTex(part.name, setting);
  if (value !== undefined) return value;
  if (part.kind === 'named' && setting.isOpen?.(part) === true) return tex(part.formula, setting);
  return marked(part, setting, textTex(part.name));
}

function operandTex(formula: Formula, strength: number, setting: Setting): string {
  const text = tex(formula, setting);
  return strengthOf(formula, setting) < strength ? `\\left(${text}\\right)` : text;
}

function strengthOf(formula: Formula, setting: Setting): number {
  const value = 'name' in formula ? setting.values?.get(formula.name) : undefined;
  if (value !== undefined) return value.startsWith('-') ? 1 : atom;
  switch (formula.kind) {
    case 'plus':
    case 'minus':
    case 'times':
    case 'divide':
      return strengths[formula.kind];
    case 'power':
    case 'overall':
      return scripted;
    case 'in-period':
      return setting.values === undefined ? scripted : strengthOf(formula.formula, setting);
    case 'constant':
      return formula.value.startsWith('-') ? 1 : atom;
    case 'named':
      return setting.isOpen?.(formula) === true ? strengthOf(formula.formula, setting) : atom;
    default:
      return atom;
  }
}

const foldSigns: Readonly<Partial<Record<PerEntity['fold'], string>>> = { sum: '\\sum', product: '\\prod' };

/** What a figure per entity or per period does, in TeX, and in further pieces which of them count and whose values are final, where not all are. */
export function foldTex(part: PerEntity | PerPeriod, typesetting: Typesetting = {}): readonly string[] {
  const by = textTex(part.kind === 'per-entity' ? part.by : part.grain);
  const flat = { ...typesetting, isFlat: true };
  const having = part.having.map((condition) => conditionTex(condition, flat)).join(',\\ ');
  if (part.value === null)
    return [`\\#\\left\\lbrace ${having === '' ? by : `${by} \\,:\\, ${having}`} \\right\\rbrace`];
  const observed = part.kind === 'per-entity' && part.observed !== undefined ? conditionTex(part.observed, flat) : '';
  return [
    foldedTex(part.fold, by, part.value, typesetting),
    ...(having === '' ? [] : [`\\text{where}\\ ${having}`]),
    ...(observed === '' ? [] : [`\\text{observed where}\\ ${observed}`]),
  ];
}

function foldedTex(fold: PerEntity['fold'], by: string, value: Formula, setting: Setting): string {
  const sign = foldSigns[fold];
  const text = tex(value, setting);
  if (sign === undefined) return `\\underset{${by}}{\\text{${foldName(fold)}}}\\left(${text}\\right)`;
  return `${sign}_{${by}} ${strengthOf(value, setting) < 2 ? `\\left(${text}\\right)` : text}`;
}

function conditionTex({ value, comparison, limit }: FigureCondition, setting: Setting): string {
  // In braces, so that no line breaks within it.
  return `{${tex(value, setting)} ${comparisonSigns[comparison]} ${tex(limit, setting)}}`;
}

function exponentTex(exponent: Extract<Formula, { kind: 'power' | 'root' }>['exponent'], setting: Setting): string {
  return typeof exponent === 'string' ? numberTex(exponent) : tex(exponent, setting);
}

function givenTex(name: string, setting: Setting): string | undefined {
  const value = setting.values?.get(name);
  return value === undefined ? undefined : numberTex(value);
}

function marked(formula: Formula, setting: Setting, text: string): string {
  if (setting.isMarked?.(formula) !== true) return text;
  const bold = text.replaceAll(/\\text(it)?\{/g, '\\textbf{');
  return `{\\color{#bc4c00}${formula.kind === 'constant' ? `\\mathbf{${bold}}` : bold}}`;
}

const plainUnits = ['count', 'ratio', 'score', 'currency'];

function unitTex(value: string, unit: string): string {
  if (plainUnits.includes(unit)) return '';
  return `\\ ${textTex(value === '1' ? unit.replace(/s$/, '') : unit)}`;
}

/** A decimal or a fraction `p/q` in TeX, with thin spaces between thousands. */
export function numberTex(value: string): string {
  const [numerator = '', denominator] = value.split('/');
  if (denominator !== undefined) {
    const sign = numerator.startsWith('-') ? '-' : '';
    return `${sign}\\dfrac{${numberTex(numerator.replace('-', ''))}}{${numberTex(denominator)}}`;
  }
  const [, whole = '', rest = ''] = /^(-?\d+)(.*)$/.exec(value) ?? [value, value];
  const grouped = whole.replace('-', '').length < 5 ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/g, '\\,');
  return `${grouped}${rest.replace(/[eE]\+?(-?\d+)$/, ' \\times 10^{$1}')}`;
}

/** Text in TeX; what would be a command is written as itself. */
export function textTex(text: string, command: 'text' | 'textit' = 'text'): string {
  return text
    .split(/([^A-Za-z0-9 .,/:()+-])/)
    .map((piece, index) => {
      if (piece === '') return '';
      if (index % 2 === 0) return `\\${command}{${piece}}`;
      // Anything else in an attribute's name says no more than that it is there.
      return '_#%&'.includes(piece) ? `\\${piece}` : '\\cdot ';
    })
    .join('');
}
