/** Tables and figures in Markdown. */

/** A table; columns after the first are numbers, to the right. */
export function table(head, rows) {
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A figure with as many decimals as say something. */
export function figure(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
  return value.toFixed(size >= 10 ? 1 : size >= 0.095 ? 2 : 3);
}

/** A whole number with separators. */
export const whole = (value) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
