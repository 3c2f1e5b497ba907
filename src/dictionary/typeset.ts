import type { Formula } from '../expression/expression.ts';
import type { Example } from '../expression/kpi.ts';
import { foldTex, formulaTex, numberTex, type Typesetting, textTex } from '../expression/tex.ts';
import { roundingText } from '../expression/text.ts';
import { isAggregate, isNamed, type NamedPart, operandsOf, parametersOf, partsOf } from '../expression/walk.ts';
import { innerParts, isLink, signature } from './parts.ts';

/** The formula of a key as a block of mathematics: one line for it, and one for each part that is made of others. */
export function mathBlock(key: string, formula: Formula, related: readonly string[]): string {
  const own = [textTex(key), formulaTex(formula)];
  const others = partLines(partsOf(formula), related, new Set());
  if (others.length === 0) return fence(own.join(' = '));
  const [first, ...more] = [own, ...others].map(([name = '', ...pieces]) => rowsOf(name, pieces).join(rowEnd));
  const blocks = [first ?? ''];
  for (const rows of more) {
    const last = blocks.length - 1;
    const grown = `${blocks[last] ?? ''}${rowEnd}${rows}`;
    if (grown.length > longestBlock) blocks.push(rows);
    else blocks[last] = grown;
  }
  return blocks.map((rows) => fence(`\\begin{aligned}\n${rows}\n\\end{aligned}`)).join('\n\n');
}

// Room between the lines, for fractions are high.
const rowEnd = ' \\\\[1ex]\n';
/** GitLab and Gitea show mathematics of more than a thousand characters as it is written. */
const longestBlock = 900;
const widestRow = 120;

function rowsOf(name: string, pieces: readonly string[]): readonly string[] {
  const row = `${name} &= ${pieces.join('\\ ')}`;
  if (row.length <= widestRow) return [row];
  const [first = '', ...others] = pieces;
  return [`${name} &= ${first}`, ...others.map((piece) => `&\\qquad ${piece}`)];
}

function fence(tex: string): string {
  return `\`\`\`math\n${tex}\n\`\`\``;
}

/** The way of writing mathematics within a line that Markdown leaves alone. */
export function inlineMath(tex: string): string {
  return `$\`${tex}\`$`;
}

function partLines(
  parts: readonly NamedPart[],
  related: readonly string[],
  written: Set<string>,
): readonly (readonly string[])[] {
  return parts.flatMap((part) => {
    if (written.has(signature(part)) || isLink(part, related)) return [];
    written.add(signature(part));
    return [...ownLine(part), ...partLines(innerParts(part), related, written)];
  });
}

function ownLine(part: NamedPart): readonly (readonly string[])[] {
  if (part.kind === 'per-entity' || part.kind === 'per-period') return [[textTex(part.name), ...foldTex(part)]];
  return part.kind === 'named' && !isAggregate(part.formula) ? [[textTex(part.name), formulaTex(part.formula)]] : [];
}

/** A worked example in numbers, `\dfrac{45}{180}` and `= 0.25`; only the result where a part was not given. */
export function exampleTex(formula: Formula, { given, expected }: Example): readonly string[] {
  const values = new Map([
    ...parametersOf(formula).map(({ name, default: byDefault }) => [name, byDefault ?? ''] as const),
    ...Object.entries(given).map(([name, value]) => [name, String(value)] as const),
  ]);
  const result = resultTex(expected);
  if (!isCovered(formula, values)) return [result];
  const numbers = formulaTex(formula, { values, isOpen: () => true });
  return numbers === result ? [result] : [numbers, `${isRounded(expected) ? '\\approx' : '='} ${result}`];
}

const longest = 12;

function resultTex(expected: string): string {
  return numberTex(isRounded(expected) ? expected.slice(0, longest) : expected);
}

/** Whether a result has more digits than anybody reads: an irrational one, rounded. */
function isRounded(expected: string): boolean {
  return expected.length > 20 && expected.includes('.');
}

function isCovered(formula: Formula, values: ReadonlyMap<string, string>): boolean {
  if (isNamed(formula) && values.has(formula.name)) return true;
  if (isAggregate(formula) || formula.kind === 'per-entity' || formula.kind === 'per-period') return false;
  return formula.kind !== 'period-length' && operandsOf(formula).every((operand) => isCovered(operand, values));
}

/** A formula beside another one: what the other does not hold is marked, and parts that only join others are written out. */
export function besideTypesetting(base: Formula, related: readonly string[]): Typesetting {
  const known = new Set<string>();
  const note = (formula: Formula): void => {
    known.add(marking(formula));
    for (const operand of operandsOf(formula)) note(operand);
  };
  note(base);
  return { isOpen: (part) => isOpen(part, related), isMarked: (formula) => !known.has(marking(formula)) };
}

/** Whether a part is only a name for a few others, as opposed to a KPI. */
export function isOpen(part: NamedPart, related: readonly string[]): boolean {
  return part.kind === 'named' && !isAggregate(part.formula) && !/[-/]/.test(part.name) && !isLink(part, related);
}

/** What must be the same for a piece of a formula not to be marked: its operands are asked for themselves. */
function marking(formula: Formula): string {
  if (formula.kind === 'lesser' || formula.kind === 'greater' || formula.kind === 'overall') return formula.kind;
  if (formula.kind === 'rounded') return roundingText(formula);
  return formula.kind === 'in-period' ? JSON.stringify(formula.change) : signature(formula);
}
