// @ts-check
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** @typedef {ts.InterfaceDeclaration | ts.TypeAliasDeclaration} Declaration */

/** Where the types stand. */
const files = [
  'src/commission/plan.ts',
  'src/commission/curveData.ts',
  'src/commission/events.ts',
  'src/commission/statementData.ts',
  'src/commission/settlementData.ts',
  'src/number/rounding.ts',
];

/** What the page shows, in the order of reading: a heading, and the types below it. */
const chapters = {
  'The plan': ['CommissionPlan'],
  'What is counted': [
    'Measure',
    'CreditMeasure',
    'RatioMeasure',
    'GivenMeasure',
    'TenureMeasure',
    'Window',
    'RollingWindow',
    'EventCondition',
    'TeamRule',
    'TargetRule',
  ],
  'What is paid for': [
    'ComponentBase',
    'CurveComponent',
    'BonusComponent',
    'RankComponent',
    'OverrideComponent',
    'ScoreRule',
    'ScorePoint',
    'Factor',
    'MeasureCondition',
    'ReversalRule',
  ],
  Curves: ['Curve', 'CurveMode', 'Tier', 'RateTable', 'RateTier'],
  'Limits, and when it is paid': ['Limit', 'Pool', 'Instalment', 'Settlement', 'Draw'],
  'What happened': [
    'CommissionInput',
    'Assignment',
    'CommissionEvent',
    'EventCredit',
    'CommissionQuota',
    'Score',
    'ReportingLine',
    'CommissionRate',
    'Adjustment',
  ],
  Statements: [
    'CommissionRun',
    'Statement',
    'StatementLine',
    'LineKind',
    'ZeroReason',
    'ReleasedAmount',
    'SettlementStep',
    'SettlementStepKind',
    'Balances',
    'Payment',
    'NextTierDistance',
    'RunWarning',
  ],
  'What a check adds to a plan': ['CheckedCommissionPlan', 'PlanFinding'],
};

/** Types of elsewhere, in words. */
const words = /** @type {Readonly<Record<string, string>>} */ ({
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  DecimalInput: 'decimal',
  Decimal: 'decimal',
  Calendar: 'calendar, of `fiscalCalendar` or `retailCalendar`',
  Period: 'period',
  Component: '[component](#what-is-paid-for)',
});

/**
 * The page docs/commission.md: the fields of plans, inputs and statements, as the types of src/commission and their doc comments say.
 *
 * @returns {string}
 */
export function commissionPage() {
  const types = declarations();
  return `${[
    '# Commission plans, inputs and statements',
    '<!-- Generated from src/commission and scripts/commissionIntroduction.md by `npm run generate`. Do not edit. -->',
    readText('scripts/commissionIntroduction.md').trim(),
    ...Object.entries(chapters).flatMap(([chapter, names]) => [
      `## ${chapter}`,
      ...names.flatMap((name) => sectionOf(types, name)),
    ]),
  ].join('\n\n')}\n`;
}

/** @returns {ReadonlyMap<string, Declaration>} */
function declarations() {
  /** @type {Map<string, Declaration>} */
  const found = new Map();
  for (const path of files) {
    for (const statement of ts.createSourceFile(path, readText(path), ts.ScriptTarget.ES2022, true).statements)
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
        found.set(statement.name.text, statement);
  }
  return found;
}

/**
 * @param {ReadonlyMap<string, Declaration>} types
 * @param {string} name
 * @returns {string[]}
 */
function sectionOf(types, name) {
  const type = types.get(name);
  if (type === undefined) throw new Error(`${name} is declared in none of ${files.join(', ')}`);
  const head = [`### ${name}`, documentationOf(type)];
  if (ts.isTypeAliasDeclaration(type)) return isListed(type) ? head : [...head, `Type: ${inWords(types, type.type)}.`];
  const fields = type.members.filter(ts.isPropertySignature);
  const bases = type.heritageClauses?.flatMap((clause) => clause.types.map((base) => base.expression.getText())) ?? [];
  return [
    ...head,
    ...bases.map((base) => `Beside its own fields it has those of ${reference(base)}.`),
    table(
      ['Field', 'Type', 'Meaning'],
      fields.map((field) => [
        `\`${field.name.getText()}${field.questionToken === undefined ? '' : '?'}\``,
        field.type === undefined ? '' : inWords(types, field.type),
        inCell(documentationOf(field)),
      ]),
    ),
  ];
}

/**
 * A doc comment as Markdown: lists stay lists, lines of a paragraph are joined.
 *
 * @param {ts.Node} node
 * @returns {string}
 */
function documentationOf(node) {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment);
  if (text === undefined) throw new Error(`no doc comment stands before ${node.getText().split('\n')[0]}`);
  return text.replace(/\{@link (\w+)\}/g, '`$1`').replace(/(?<!\n)\n(?![\n-])/g, ' ');
}

/**
 * Whether the doc comment of a type lists its values, so that they need not be said again.
 *
 * @param {ts.TypeAliasDeclaration} type
 */
function isListed(type) {
  return documentationOf(type).includes('\n- `');
}

/**
 * A comment in one cell of a table.
 *
 * @param {string} text
 */
function inCell(text) {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('\n\n', '<br>')
    .replaceAll('\n- ', '<br>- ')
    .replaceAll('<br>- ', '<br>');
}

/**
 * A type in words, with links to the types of the page.
 *
 * @param {ReadonlyMap<string, Declaration>} types
 * @param {ts.TypeNode} type
 * @returns {string}
 */
function inWords(types, type) {
  if (ts.isParenthesizedTypeNode(type)) return inWords(types, type.type);
  if (ts.isUnionTypeNode(type)) return either(membersOf(types, type).map((member) => inWords(types, member)));
  if (ts.isLiteralTypeNode(type)) return ts.isStringLiteral(type.literal) ? `\`"${type.literal.text}"\`` : 'null';
  if (ts.isTypeOperatorNode(type)) return inWords(types, type.type);
  if (ts.isArrayTypeNode(type)) {
    const items = inWords(types, type.elementType);
    return `list of ${ts.isParenthesizedTypeNode(type.elementType) ? `(${items})` : items}`;
  }
  if (ts.isTypeLiteralNode(type))
    return `{ ${type.members.map((member) => `\`${member.name?.getText()}\``).join(', ')} }`;
  if (ts.isTypeReferenceNode(type)) return ofReference(types, type);
  return words[type.getText()] ?? refused(type);
}

/**
 * What a value may be, one by one: unions in a union are taken apart, and undefined is left out.
 *
 * @param {ReadonlyMap<string, Declaration>} types
 * @param {ts.TypeNode} type
 * @returns {readonly ts.TypeNode[]}
 */
function membersOf(types, type) {
  if (type.kind === ts.SyntaxKind.UndefinedKeyword) return [];
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((member) => membersOf(types, member));
  const alias = ts.isTypeReferenceNode(type) ? types.get(type.typeName.getText()) : undefined;
  const isOwn = alias === undefined || ts.isInterfaceDeclaration(alias) || isShown(alias.name.text);
  return isOwn ? [type] : membersOf(types, alias.type);
}

/**
 * Whether the page has a section, or words, for a type.
 *
 * @param {string} name
 */
function isShown(name) {
  return name in words || Object.values(chapters).flat().includes(name);
}

/**
 * @param {ReadonlyMap<string, Declaration>} types
 * @param {ts.TypeReferenceNode} type
 * @returns {string}
 */
function ofReference(types, type) {
  const name = type.typeName.getText();
  const [first, second] = type.typeArguments ?? [];
  if (name === 'Readonly' && first !== undefined) return inWords(types, first);
  if (name === 'Record' && second !== undefined) {
    const items = inWords(types, second);
    return `${ts.isUnionTypeNode(second) ? `(${items})` : items} by name`;
  }
  const word = words[name];
  if (word !== undefined) return word;
  if (isShown(name)) return reference(name);
  const alias = types.get(name);
  return alias !== undefined && ts.isTypeAliasDeclaration(alias) ? inWords(types, alias.type) : refused(type);
}

/**
 * @param {ts.TypeNode} type
 * @returns {never}
 */
function refused(type) {
  throw new Error(`the page has no words for the type ${type.getText()}`);
}

/** @param {string} name */
function reference(name) {
  return `[${name}](#${name.toLowerCase()})`;
}

/** @param {readonly string[]} parts */
function either(parts) {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {string} path - from the root of the project */
function readText(path) {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}
