import { type Decimal, toDecimal, toRational } from '../number/decimal.ts';
import { minorUnitDigits } from '../number/money.ts';
import { isZero } from '../number/rational.ts';
import { formatDay, parseDay } from '../time/day.ts';
import { checkStatement } from './checkStatement.ts';
import { Problems } from './problems.ts';
import type { Balances, SettlementStepKind } from './settlementData.ts';
import type { Statement, StatementLine, ZeroReason } from './statementData.ts';

const zeroReasons = {
  'no-credit': 'nothing is credited',
  'below-first-tier': 'below the first tier',
  'rate-is-zero': 'the rate is 0',
  'outside-dates': 'outside the dates of the component',
  'gate-closed': 'a condition is not met',
  'score-is-zero': 'the score is 0',
  'limit-reached': 'the limit is reached',
  'clawback-over': 'too late to be taken back',
  'nothing-to-take-back': 'nothing was earned that could be taken back',
  'source-is-zero': 'the line it depends on earns nothing',
  'rounded-to-zero': 'less than the smallest unit of the currency',
} satisfies Readonly<Record<ZeroReason, string>>;

const stepNames = {
  released: 'Released',
  adjustment: 'Adjustment',
  'carried-in': 'Carried in',
  overpaid: 'Overpaid',
  'overpayment-recovery': 'Recovery of overpayment',
  'draw-recovery': 'Recovery of draw',
  forgiven: 'Forgiven',
  guarantee: 'Guarantee',
  draw: 'Draw',
  lost: 'Above the maximum',
  'carried-out': 'Carried out',
} satisfies Readonly<Record<SettlementStepKind, string>>;

/**
 * A statement as Markdown, for the payee to read: lines, the way from what is earned to what is paid, what is held, balances, and the
 * distance to the next tiers. Parts that say nothing are left out.
 *
 * Numbers are plain decimals, so they read the same everywhere. Ids and reasons are escaped: they neither break a table nor bring HTML.
 *
 * @param statement - a statement of a run, also one that comes back from JSON
 * @returns GitHub-flavoured Markdown, ending with a line break
 * @throws SalesMetricsError `invalid-argument` for what is no statement, with all problems in `issues`
 *
 * @example
 * ```ts
 * import { calculateCommissions, statementMarkdown } from 'sales-metrics';
 * const { statements } = calculateCommissions({
 *   plans: [{
 *     id: 'rep', currency: 'USD', measures: { sales: { kind: 'credits', window: 'year' } },
 *     components: [{ id: 'commission', kind: 'curve', measure: 'sales', curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.05' }] } }],
 *   }],
 *   assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
 *   events: [{ id: 'deal-1', on: '2026-01-20', amount: 80000, credits: [{ payee: 'ann' }] }],
 * });
 * statementMarkdown(statements[0]).split('\n')[0]; // => '# Commission statement of ann, 2026-01'
 * ```
 */
export function statementMarkdown(statement: Statement): string {
  const problems = new Problems();
  if (!checkStatement(problems, statement, 'statement'))
    throw problems.error('invalid-argument', 'statementMarkdown') as Error;
  const digits = minorUnitDigits(statement.currency);
  const counted = countedIn(statement, digits);
  const parts = [
    heading(statement),
    lineTable(statement, counted, digits),
    settlementTable(statement, digits),
    heldText(statement, digits),
    balanceTable(statement, digits),
    nextTiers(statement, counted),
    versions(statement),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading({ payee, plan, period, currency }: Statement): string {
  const last = formatDay(parseDay(period.end) - 1);
  return [
    `# Commission statement of ${escaped(payee)}, ${escaped(period.label)}`,
    '',
    `Plan ${escaped(plan)}, ${period.start} through ${last}. Amounts are in ${escaped(currency)}.`,
  ].join('\n');
}

function lineTable({ lines, earned }: Statement, counted: Counted, digits: number): string {
  if (lines.length === 0) return 'Nothing was earned in this period.';
  const rows = lines.map((line) => [
    line.on,
    escaped(line.event ?? ''),
    escaped(line.component ?? ''),
    line.credited == null ? '' : counted(line.component, line.credited),
    line.total == null ? '' : counted(line.component, line.total),
    money(line.amount, digits),
    noteOf(line, digits),
  ]);
  const total = ['**Earned**', '', '', '', '', `**${money(earned, digits)}**`, ''];
  return table(
    ['Day', 'Event', 'Component', 'Credited', 'Total', 'Amount', 'Note'],
    [false, false, false, true, true, true, false],
    [...rows, total],
  );
}

function noteOf(line: StatementLine, digits: number): string {
  const { kind, corrects, exchangeRate, inReview, reason } = line;
  return [
    ...(kind === 'credit' ? [] : [kind]),
    ...(corrects == null ? [] : [`of ${escaped(corrects)}`]),
    ...(exchangeRate == null ? [] : [`exchanged at ${plain(exchangeRate)}`]),
    ...(isNothing(inReview) ? [] : [`${money(inReview, digits)} in review`]),
    ...(reason == null ? [] : [wordsFor(reason, zeroReasons)]),
  ].join(', ');
}

function settlementTable({ steps, paid, payment, currency }: Statement, digits: number): string {
  const rows = steps.map(({ kind, id, amount, reason }) => [
    `${wordsFor(kind, stepNames)}${id == null ? '' : ` ${escaped(id)}`}`,
    money(amount, digits),
    escaped(reason),
  ]);
  const exchanged =
    payment.currency === currency
      ? ''
      : `${money(payment.amount, minorUnitDigits(payment.currency))} ${escaped(payment.currency)}${
          payment.exchangeRate == null ? '' : `, exchanged at ${plain(payment.exchangeRate)}`
        }`;
  const total = ['**Paid**', `**${money(paid, digits)}**`, exchanged];
  return `## From earned to paid\n\n${table(['Step', 'Amount', 'Why'], [false, true, false], [...rows, total])}`;
}

function heldText({ held, forfeited }: Statement, digits: number): string {
  return [
    ...(isNothing(held) ? [] : [`Held for later: ${money(held, digits)}.`]),
    ...(isNothing(forfeited) ? [] : [`Forfeited so far: ${money(forfeited, digits)}.`]),
  ].join(' ');
}

function balanceTable({ opening, closing }: Statement, digits: number): string {
  const draws = [...new Set([...Object.keys(opening.owed), ...Object.keys(closing.owed)])];
  const row = (name: string, of: (balances: Balances) => Decimal | number): readonly string[][] => {
    const before = of(opening);
    const after = of(closing);
    if (isNothing(before) && isNothing(after)) return [];
    return [[name, money(before, digits), money(after, digits)]];
  };
  const rows = [
    ...row('Overpaid, to be recovered', ({ overpaid }) => overpaid),
    ...row('Carried to later periods', ({ carried }) => carried),
    ...draws.flatMap((draw) => row(`Owed for draw ${escaped(draw)}`, ({ owed }) => owed[draw] ?? 0)),
  ];
  if (rows.length === 0) return '';
  return `## Balances\n\n${table(['Balance', 'At the beginning', 'At the end'], [false, true, true], rows)}`;
}

function nextTiers({ next }: Statement, counted: Counted): string {
  if (next.length === 0) return '';
  const rows = next.map(({ component, total, at, away }) => [
    escaped(component),
    ...[total, at, away].map((figure) => counted(component, figure)),
  ]);
  return `## Next tiers\n\n${table(['Component', 'Total', 'Next tier at', 'Away'], [false, true, true, true], rows)}`;
}

function versions({ lines }: Statement): string {
  const hashes = [...new Set(lines.map(({ planHash }) => planHash.slice(0, 12)))];
  return hashes.length === 0 ? '' : `Version of the plan: ${hashes.map(escaped).join(', ')}.`;
}

/** A table whose columns line up in the text, too. */
function table(names: readonly string[], isRight: readonly boolean[], rows: readonly (readonly string[])[]): string {
  const widths = names.map((name, column) =>
    Math.max(3, ...[name, ...rows.map((row) => row[column] as string)].map((text) => text.length)),
  );
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((text, column) => padded(text, widths[column] as number, isRight[column] === true)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    isRight[column] === true ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [lineOf(names), lineOf(rule), ...rows.map(lineOf)].join('\n');
}

function padded(text: string, width: number, isRight: boolean): string {
  return isRight ? text.padStart(width) : text.padEnd(width);
}

function money(amount: Decimal | number, digits: number): string {
  const value = toDecimal(toRational(amount, 'statementMarkdown'));
  // An amount with more decimals than its currency has is shown as it is.
  return value.toFixed(Math.max(digits, value.decimalPlaces()));
}

/** Writes what a component counts. */
type Counted = (component: string | null, figure: Decimal) => string;

/** Figures of a component have the decimals of money as soon as one of them has a part; pieces and deals stay whole. */
function countedIn({ lines, next }: Statement, digits: number): Counted {
  const figures = [
    ...lines.map(({ component, credited, total }) => ({ component, of: [credited, total] })),
    ...next.map(({ component, total, at, away }) => ({ component, of: [total, at, away] })),
  ];
  const withParts = new Set(
    figures
      .filter(({ of }) => of.some((figure) => figure != null && hasPart(figure)))
      .map(({ component }) => component),
  );
  return (component, figure) => money(figure, withParts.has(component) ? digits : 0);
}

function hasPart(figure: Decimal): boolean {
  return toRational(figure, 'statementMarkdown').denominator !== 1n;
}

function plain(value: Decimal): string {
  return toDecimal(toRational(value, 'statementMarkdown')).toFixed();
}

function isNothing(value: Decimal | number): boolean {
  return isZero(toRational(value, 'statementMarkdown'));
}

/** The words for a name of a closed list; the name itself where another version of the library wrote it. */
function wordsFor(name: string, words: Readonly<Record<string, string>>): string {
  return (Object.hasOwn(words, name) ? words[name] : undefined) ?? escaped(name);
}

/** Text in which nothing is taken for Markdown or HTML, on one line. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\\`*_[\]|~$]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
