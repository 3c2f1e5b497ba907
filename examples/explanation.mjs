// @ts-check
/** An explained figure as text: its formula, and part by part the records that counted and those that did not. */
import { figure, separated, whole } from './figures.mjs';
import { paragraph } from './table.mjs';

/** @import { CountedRecord, Explanation, LeftOutRecord, TraceNode } from 'sales-metrics' */

const shown = 4;

/**
 * @param {Explanation} explanation
 * @param {(id: string) => string} nameOf a record's name by its id
 */
export function explanationText({ measurement, formula, tree }, nameOf) {
  const values = Object.values(measurement.parts).map((part) => (part === null ? '–' : figure(part, whole)));
  const opening = `${formula} = ${values.join(' / ')} = ${measurement.value}`;
  return [opening, ...aggregatesOf(tree).map((part) => partText(part, nameOf))].join('\n\n');
}

/** The steps of the formula that look at records. @param {TraceNode} node @returns {TraceNode[]} */
function aggregatesOf(node) {
  return node.counted.length + node.leftOut.length > 0 ? [node] : node.children.flatMap(aggregatesOf);
}

/** @param {TraceNode} part @param {(id: string) => string} nameOf */
function partText({ name, does, value, counted, leftOut }, nameOf) {
  const more = counted.length - shown;
  return [
    paragraph(`${name} = ${value}: `, does),
    ...counted.slice(0, shown).map((record) => countedText(record, nameOf)),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    `  ${separated(String(leftOut.length))} others do not count, because this does not hold for them:`,
    ...reasonTexts(leftOut),
  ].join('\n');
}

/** @param {CountedRecord} record @param {(id: string) => string} nameOf */
function countedText({ id, contribution }, nameOf) {
  return `  ${id}  ${nameOf(id).padEnd(60)} ${contribution.toFixed().padStart(8)}`;
}

/** @param {readonly LeftOutRecord[]} leftOut */
function reasonTexts(leftOut) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { failed } of leftOut) counts.set(failed, (counts.get(failed) ?? 0) + 1);
  const ordered = [...counts].sort(([, left], [, right]) => right - left);
  return ordered.map(([failed, count]) => paragraph(`${separated(String(count)).padStart(7)}  `, failed));
}
