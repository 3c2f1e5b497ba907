// @ts-check
/** A table of figures by team: beside each the change from an earlier period, below the reason of every gap. */
import { tabulate } from 'sales-metrics';
import { change, figure } from './figures.mjs';
import { paragraph, table } from './table.mjs';

/** @import { Calculable, Measurement, Period, SalesData } from 'sales-metrics' */
/** @import { Display } from './figures.mjs' */
/** @import { Cell } from './table.mjs' */

/** @typedef {{ id: string, name: string }} Team */
/** @typedef {Calculable & { undefinedWhen?: string, differs?: string }} Definition a KPI, or one of its variants */
/** @typedef {{ kpi: Definition, heading: string, display: Display }} Column */
/** @typedef {{ columns: Column[], period: Period, before?: Period }} Section columns of one period, calculated in one pass */
/** @typedef {Map<string, { mark: string, names: string[] }>} Footnotes by what they say */

/**
 * @param {SalesData} data
 * @param {{ title: string, teams: readonly Team[], asOf: string, sections: Section[] }} layout without teams, one line for the company
 */
export function scorecard(data, { title, teams, asOf, sections }) {
  /** @type {Footnotes} */
  const footnotes = new Map();
  const parts = sections.map(({ columns, period, before }) => {
    const periods = before === undefined ? [period] : [period, before];
    const asked = columns.map(({ kpi }) => kpi);
    return {
      columns,
      ...tabulate(asked, data, { periods, by: teams.length > 0 ? ['team'] : [], groups: 'all', asOf }),
    };
  });
  const lines = teams.map(({ id, name }) => ({
    name,
    cells: parts.flatMap(({ columns, rows }) => {
      const [now, before] = rows.filter(({ group }) => group.team === id);
      return columns.map((column) => cellOf(column, name, now?.values, before?.values, footnotes));
    }),
  }));
  // The company's ratio is the ratio of all records together: it comes from the library, not from the lines above it.
  const company = parts.flatMap(({ columns, totals: [now, before] }) =>
    columns.map((column) => cellOf(column, 'Company', now?.values, before?.values, footnotes)),
  );
  const headings = sections.flatMap(({ columns }) => columns.map(headingOf));
  return [table(title, headings, lines, [{ name: 'Company', cells: company }]), ...footnoteTexts(footnotes)].join('\n');
}

/** @param {Column} column */
function headingOf({ heading, display }) {
  return { heading, note: display.unit };
}

/** @typedef {Readonly<Record<string, Measurement>>} Measurements by key of the KPI */

/**
 * @param {Column} column @param {string} name of the line @param {Measurements | undefined} now
 * @param {Measurements | undefined} before @param {Footnotes} footnotes
 * @returns {Cell}
 */
function cellOf({ kpi, heading, display }, name, now, before, footnotes) {
  const measurement = now?.[kpi.key];
  const earlier = before?.[kpi.key]?.value ?? null;
  const value = measurement?.value ?? null;
  if (value === null) {
    const why = `${heading} is undefined (${measurement?.reason}). ${kpi.undefinedWhen ?? kpi.differs ?? ''}`;
    return { value: '–', mark: markOf(footnotes, why, name) };
  }
  const skipped = measurement?.skipped.map(skippedText) ?? [];
  const mark =
    skipped.length === 0 ? '' : markOf(footnotes, `${heading} leaves out records: ${skipped.join(', ')}.`, name);
  return { value: figure(value, display), mark, change: earlier === null ? '' : change(value, earlier, display) };
}

/** @param {Measurement['skipped'][number]} skipped */
function skippedText({ part, reason, count }) {
  return `${count} ${reason === 'missing-value' ? 'without a value' : 'with dates out of order'} (${part})`;
}

const marks = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** @param {Footnotes} footnotes @param {string} text @param {string} name */
function markOf(footnotes, text, name) {
  const footnote = footnotes.get(text) ?? { mark: marks[footnotes.size] ?? '*', names: [] };
  footnote.names.push(name);
  footnotes.set(text, footnote);
  return footnote.mark;
}

/** @param {Footnotes} footnotes */
function footnoteTexts(footnotes) {
  return [...footnotes].map(([text, { mark, names }]) => paragraph(`${mark} `, `${names.join(', ')}: ${text}`));
}
