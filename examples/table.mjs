// @ts-check
/** Tables and paragraphs for a terminal of 100 columns, as plain text. */

export const pageWidth = 100;
const gap = '   ';
/** So that tables below one another begin their figures at one place. */
const minimumNameWidth = 15;

/** @typedef {{ value: string, mark?: string, change?: string }} Cell what is read, a footnote mark, and the change beside it */
/** @typedef {{ heading: string, note: string }} Column */
/** @typedef {{ name: string, cells: Cell[] }} Line */

/**
 * A table with aligned numbers, and its totals below a rule.
 * @param {string} title @param {Column[]} columns @param {Line[]} lines @param {Line[]} totals
 */
export function table(title, columns, lines, totals) {
  const all = [...lines, ...totals];
  const nameWidth = Math.max(minimumNameWidth, ...all.map(({ name }) => name.length));
  const texts = columns.map((column, index) =>
    columnTexts(
      column,
      all.map(({ cells }) => cells[index]),
    ),
  );
  const line = (/** @type {string} */ name, /** @type {number} */ position) =>
    [name.padEnd(nameWidth), ...texts.map((column) => column[position] ?? '')].join(gap).trimEnd();
  const rule = '─'.repeat(Math.max(...all.map((_, index) => line('', index + 2).length)));
  const body = all.map(({ name }, index) => line(name, index + 2));
  const upper = lines.length > 0 ? [rule, ...body.slice(0, lines.length)] : [];
  return [line(title, 0), line('', 1), ...upper, rule, ...body.slice(lines.length)].join('\n');
}

/**
 * Heading, note and cells of one column, all of one width. Values end at one place and changes at another.
 * @param {Column} column @param {(Cell | undefined)[]} cells
 */
function columnTexts({ heading, note }, cells) {
  const values = alignRight(cells.map((cell) => cell?.value ?? ''));
  const marks = alignLeft(cells.map((cell) => cell?.mark ?? ''));
  const changes = alignChanges(cells.map((cell) => cell?.change ?? ''));
  const contents = values.map((value, index) => value + (marks[index] ?? '') + (changes[index] ?? ''));
  return alignRight([heading, note, ...contents]);
}

/** Arrows under arrows, and sizes flush right. @param {string[]} changes */
function alignChanges(changes) {
  const sizes = alignRight(changes.map((change) => change.slice(2)));
  const isBlank = changes.every((change) => change === '');
  return changes.map((change, index) => (isBlank ? '' : `  ${change.slice(0, 1).padEnd(1)} ${sizes[index] ?? ''}`));
}

/** @param {string[]} texts */
function alignRight(texts) {
  const width = Math.max(...texts.map(({ length }) => length));
  return texts.map((text) => text.padStart(width));
}

/** @param {string[]} texts */
function alignLeft(texts) {
  const width = Math.max(...texts.map(({ length }) => length));
  return texts.map((text) => text.padEnd(width));
}

/**
 * A paragraph within the page; its later lines are set in under the text that follows the opening.
 * @param {string} opening @param {string} text
 */
export function paragraph(opening, text) {
  const indent = ' '.repeat(opening.length);
  /** @type {string[]} */
  const lines = [];
  let line = opening;
  for (const word of text.split(' ')) {
    const isFull = line.length + word.length > pageWidth && line.trim() !== '';
    if (isFull) lines.push(line.trimEnd());
    line = `${isFull ? indent : line}${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}

/** A line across the page with what comes below it. @param {string} title @param {string} aside */
export function banner(title, aside) {
  const room = pageWidth - title.length - aside.length - 2;
  return `${title} ${'━'.repeat(Math.max(room, 3))} ${aside}`;
}
