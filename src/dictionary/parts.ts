import type { Formula } from '../expression/expression.ts';
import { aggregateText, formulaText, perEntityText, periodLengthText, perPeriodText } from '../expression/text.ts';
import { isAggregate, type NamedPart, operandsOf, partsOf } from '../expression/walk.ts';

/** Each part in words as a list, and the parts inside it once; a related KPI is linked instead. */
export function partList(
  parts: readonly NamedPart[],
  related: readonly string[],
  indent = '',
  described = new Set<string>(),
): string {
  const lines = parts.flatMap((part) => {
    if (indent.length > 0 && described.has(signature(part))) return [];
    described.add(signature(part));
    if (isLink(part, related)) return [`${indent}- \`${part.name}\`: see ${linkTo(part)}`];
    const inner = partList(innerParts(part), related, `${indent}  `, described);
    return [`${indent}- \`${part.name}\`${partText(part)}`, ...(inner === '' ? [] : [inner])];
  });
  return lines.join('\n');
}

/** What a part is, to be written after its name. */
export function partText(part: NamedPart): string {
  if (isAggregate(part)) return `: ${aggregateText(part)}`;
  switch (part.kind) {
    case 'per-entity':
      return `: ${perEntityText(part)}`;
    case 'per-period':
      return `: ${perPeriodText(part)}`;
    case 'period-length':
      return `: ${periodLengthText(part)}`;
    case 'named':
      return ` = ${formulaText(part.formula)}`;
  }
}

/** The outermost parts inside a part, each name once. */
export function innerParts(part: NamedPart): readonly NamedPart[] {
  const parts = new Map(
    operandsOf(part)
      .flatMap(partsOf)
      .map((inner) => [inner.name, inner]),
  );
  return [...parts.values()];
}

/** Whether a part is a KPI that has an entry to read beside this one. */
export function isLink(part: NamedPart, related: readonly string[]): boolean {
  return part.kind === 'named' && related.includes(idOf(part));
}

/** A link to the entry of a KPI that is a part. */
export function linkTo(part: NamedPart): string {
  return `[${idOf(part)}](#${idOf(part)})`;
}

function idOf(part: NamedPart): string {
  return part.name.split('/')[0] ?? '';
}

/** The same text for the same piece of a formula. */
export function signature(formula: Formula): string {
  return JSON.stringify(formula);
}
