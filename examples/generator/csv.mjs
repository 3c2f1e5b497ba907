// @ts-check
/** Rows as text. */

/** @typedef {string | number | boolean | undefined} Cell blank when undefined */
/** @typedef {Record<string, Cell>} Row */

/** @param {Cell} cell */
function cellText(cell) {
  const text = cell === undefined ? '' : String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {string} columns blank separated @param {Row[]} rows */
export function csv(columns, rows) {
  const names = columns.split(' ');
  const lines = rows.map((row) => {
    const stray = Object.keys(row).find((key) => !names.includes(key));
    if (stray !== undefined) throw new Error(`no column for ${stray}`);
    return names.map((name) => cellText(row[name])).join(',');
  });
  return `${[names.join(','), ...lines].join('\n')}\n`;
}
