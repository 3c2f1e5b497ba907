import { SalesMetricsError, showValue } from '../errors.ts';
import { dimensionNames } from '../model/dimension.ts';
import { didYouMean } from '../model/suggestion.ts';
import { rationalOf, readDecimal } from '../number/decimal.ts';
import { integer } from '../number/rational.ts';
import { isRoundingDigits, roundingDigitsText, roundingModes } from '../number/rounding.ts';
import { canonical } from './canonical.ts';
import {
  checkChoice,
  checkDecimalText,
  checkLimit,
  checkParameter,
  checkUnit,
  comparisons,
  type Data,
  DefinitionCheck,
  isData,
  partName,
} from './definitionCheck.ts';
import { fractionsOf, isFractionOf } from './fraction.ts';
import { checkLevels } from './levelCheck.ts';
import { RecordSetCheck } from './recordSetCheck.ts';
import { combineMeasures, isUnit, type Measure, measureOf, measureText, sameMeasure } from './unit.ts';
import { isWholeNumberOf, type WholeNumberUse, wholeNumbersOf } from './wholeNumber.ts';

/** Deeper formulas than this are refused: they are cyclic, or made to exhaust the stack. */
const deepest = 200;
const unbounded = 'expected a formula that ends; this one contains itself, or is too deep or too large';

const zeroRules = ['no-denominator', 'base-not-positive', 'unbounded', 'target-met'];
const grains = ['day', 'week', 'month', 'quarter', 'year'];
const periodFolds = ['count', 'sum', 'mean', 'median', 'minimum', 'maximum', 'product'];
const entityFolds = [...periodFolds, 'kaplan-meier-median'];
const kinds = [
  'count',
  'distinct',
  'sum',
  'mean',
  'minimum',
  'maximum',
  'percentile',
  'trimmed-mean',
  'first',
  'last',
  'per-entity',
  'per-period',
  'period-length',
  'parameter',
  'constant',
  'plus',
  'minus',
  'times',
  'lesser',
  'greater',
  'divide',
  'power',
  'root',
  'rounded',
  'named',
  'in-period',
  'overall',
];

const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Checks a whole KPI definition and throws one error with every problem.
 *
 * @throws SalesMetricsError `invalid-definition`, or `unit-mismatch` where only units are wrong
 */
export function checkDefinition(definition: unknown): void {
  const check = new DefinitionCheck();
  if (!isData(definition))
    throw new SalesMetricsError('invalid-definition', `defineKpi: expected an object, got ${showValue(definition)}`);
  if (!isBounded(definition)) throw new SalesMetricsError('invalid-definition', `defineKpi: ${unbounded}`);
  const { id } = definition;
  if (typeof id !== 'string' || !kebabCase.test(id))
    check.problem('id', `expected a kebab-case name such as "win-rate", got ${showValue(id)}`);
  for (const key of ['name', 'question', 'counts', 'undefinedWhen']) {
    if (typeof definition[key] !== 'string' || definition[key] === '')
      check.problem(key, `expected a sentence, got ${showValue(definition[key])}`);
  }
  checkChoice(check, 'category', definition['category'], ['activity', 'efficiency', 'outcome']);
  checkChoice(check, 'indicator', definition['indicator'], ['leading', 'lagging']);
  checkChoice(check, 'cadence', definition['cadence'], ['weekly', 'monthly', 'quarterly']);
  checkChoice(check, 'better', definition['better'], ['higher', 'lower', 'depends']);
  checkUnit(check, 'unit', definition['unit']);
  checkFormulaOfUnit(check, 'formula', definition['formula'], definition['unit']);
  for (const list of ['examples', 'sources']) {
    if (!Array.isArray(definition[list])) check.problem(list, `expected a list, got ${showValue(definition[list])}`);
  }
  if (definition['levels'] !== undefined) checkLevels(check, 'levels', definition['levels']);
  for (const list of ['related', 'pitfalls']) {
    if (definition[list] !== undefined && !Array.isArray(definition[list]))
      check.problem(list, `expected a list, got ${showValue(definition[list])}`);
  }
  const { variants = {} } = definition;
  if (!isData(variants))
    check.problem('variants', `expected an object of variants by name, got ${showValue(variants)}`);
  else for (const name of Object.keys(variants)) checkVariant(check, name, variants[name], definition['unit']);
  throwProblems(check, `defineKpi: ${typeof id === 'string' ? id : 'definition'}`);
}

/** Checks a formula on its own, however it came to be; `where` opens the message. */
export function checkFormula(formula: unknown, where: string): void {
  if (!isBounded(formula)) throw new SalesMetricsError('invalid-definition', `${where}: ${unbounded}`);
  const check = new DefinitionCheck();
  new FormulaCheck(check).measure(formula, 'formula');
  throwProblems(check, where);
}

/** Throws one error with every problem found, if there is one; `where` opens the message. */
export function throwProblems(check: DefinitionCheck, where: string): void {
  const { problems } = check;
  if (problems.length === 0) return;
  const shown = problems.slice(0, 10).map(({ message }) => message);
  const rest = problems.length > shown.length ? `; and ${problems.length - shown.length} more problems` : '';
  throw new SalesMetricsError(check.code, `${where}: ${shown.join('; ')}${rest}`, problems);
}

function checkVariant(check: DefinitionCheck, name: string, variant: unknown, unit: unknown): void {
  const path = `variants.${name}`;
  if (!kebabCase.test(name)) check.problem(path, `expected a kebab-case name, got ${showValue(name)}`);
  if (!isData(variant)) {
    check.problem(path, `expected an object with differs and formula, got ${showValue(variant)}`);
    return;
  }
  if (typeof variant['differs'] !== 'string' || variant['differs'] === '') {
    check.problem(`${path}.differs`, `expected a sentence, got ${showValue(variant['differs'])}`);
  }
  if (variant['examples'] !== undefined && !Array.isArray(variant['examples'])) {
    check.problem(`${path}.examples`, `expected a list, got ${showValue(variant['examples'])}`);
  }
  if (variant['unit'] !== undefined) checkUnit(check, `${path}.unit`, variant['unit']);
  checkFormulaOfUnit(check, `${path}.formula`, variant['formula'], variant['unit'] ?? unit);
}

function checkFormulaOfUnit(check: DefinitionCheck, path: string, formula: unknown, unit: unknown): void {
  check.startFormula();
  const measure = new FormulaCheck(check).measure(formula, path);
  if (measure !== null && isUnit(unit) && !sameMeasure(measure, measureOf(unit))) {
    check.problem(
      path,
      `the formula gives ${measureText(measure)}, but the unit is ${JSON.stringify(unit)} (${measureText(measureOf(unit))})`,
      'unit-mismatch',
    );
  }
}

/** What a name stands for, and the changes of period around it. */
type NamedPart = readonly [definition: unknown, changes: readonly unknown[]];

/** One formula: its shape, the names used in it, and its measure; null where a problem hides the measure. */
class FormulaCheck {
  private readonly check: DefinitionCheck;
  private readonly insideEntity: boolean;
  private readonly definitions: Map<string, NamedPart>;
  private readonly changes: readonly unknown[];

  constructor(
    check: DefinitionCheck,
    insideEntity = false,
    definitions = new Map<string, NamedPart>(),
    changes: readonly unknown[] = [],
  ) {
    this.check = check;
    this.insideEntity = insideEntity;
    this.definitions = definitions;
    this.changes = changes;
  }

  measure(formula: unknown, path: string): Measure | null {
    const { check } = this;
    if (!isData(formula)) return this.refuse(path, `expected a formula, got ${showValue(formula)}`);
    const { kind } = formula;
    switch (kind) {
      case 'constant':
        checkDecimalText(check, `${path}.value`, formula['value']);
        return this.unitMeasure(formula['unit'], `${path}.unit`);
      case 'parameter':
        return checkParameter(check, path, formula);
      case 'plus':
      case 'minus':
      case 'lesser':
      case 'greater':
        return this.alike(kind, formula, path);
      case 'times':
      case 'divide': {
        const left = this.measure(formula['left'], `${path}.left`);
        const right = this.measure(formula['right'], `${path}.right`);
        if (kind === 'divide') checkChoice(check, `${path}.zero`, formula['zero'], zeroRules);
        return left && right && combineMeasures(left, right, kind === 'times' ? 1 : -1);
      }
      case 'named':
        this.name(formula, path, formula['formula']);
        // Names inside belong to the operand: two KPIs may both call something `won`.
        return new FormulaCheck(check, this.insideEntity).measure(formula['formula'], `${path}.formula`);
      case 'in-period':
        this.periodChange(formula['change'], `${path}.change`);
        return this.inPeriod(formula['change']).measure(formula['formula'], `${path}.formula`);
      case 'overall':
        return this.overall(formula['formula'], path);
      case 'power':
      case 'root':
        return this.raised(kind, formula, path);
      case 'rounded':
        checkRounding(check, formula, path);
        return this.measure(formula['formula'], `${path}.formula`);
      case 'per-entity':
        return this.perEntity(formula, path);
      case 'per-period':
        return this.perPeriod(formula, path);
      case 'period-length':
        this.name(formula, path, formula);
        checkChoice(check, `${path}.unit`, formula['unit'], ['days', 'working-days']);
        checkChoice(check, `${path}.days`, formula['days'], ['whole', 'elapsed', 'remaining']);
        return measureOf('days');
      default:
        return this.aggregate(formula, path);
    }
  }

  private refuse(path: string, message: string): null {
    this.check.problem(path, message);
    return null;
  }

  private alike(kind: string, formula: Data, path: string): Measure | null {
    const left = this.measure(formula['left'], `${path}.left`);
    const right = this.measure(formula['right'], `${path}.right`);
    if (left === null || right === null) return null;
    if (sameMeasure(left, right)) return left;
    const verb = kind === 'plus' ? 'add' : kind === 'minus' ? 'subtract' : 'compare';
    this.check.problem(path, `cannot ${verb} ${measureText(left)} and ${measureText(right)}`, 'unit-mismatch');
    return null;
  }

  private unitMeasure(unit: unknown, path: string): Measure | null {
    return checkUnit(this.check, path, unit) ? measureOf(unit) : null;
  }

  /** A name stands for one thing in a formula; the same records in another period are another thing. */
  private name(formula: Data, path: string, definition: unknown): void {
    const { name } = formula;
    if (typeof name !== 'string' || !partName.test(name)) {
      this.check.problem(`${path}.name`, `expected a name such as "won" or "win-rate", got ${showValue(name)}`);
      return;
    }
    const part: NamedPart = [definition, this.changes];
    const earlier = this.definitions.get(name);
    // Most names are used once, and writing parts down takes longer than all the rest of the check.
    if (earlier !== undefined && canonical(earlier) !== canonical(part)) {
      this.check.problem(`${path}.name`, `the name ${JSON.stringify(name)} is already used for another part`);
    }
    this.definitions.set(name, part);
  }

  private periodChange(change: unknown, path: string): void {
    if (
      !isData(change) ||
      !checkChoice(this.check, path, change['kind'], ['previous', 'next', 'same-last-year', 'trailing', 'to-date'])
    ) {
      if (!isData(change)) this.check.problem(path, `expected a change of period, got ${showValue(change)}`);
      return;
    }
    if (change['kind'] === 'trailing' || change['kind'] === 'to-date')
      checkChoice(this.check, `${path}.grain`, change['grain'], grains);
    const isCounted = change['kind'] !== 'to-date' && (change['kind'] === 'trailing' || 'count' in change);
    if (isCounted) this.count(change['count'], `${path}.count`);
  }

  private count(count: unknown, path: string): void {
    const { check } = this;
    if (isData(count) && count['kind'] === 'parameter') {
      checkParameter(check, path, count);
      this.wholeNumber('count', count['default'], path);
    } else if (!Number.isSafeInteger(count) || !isWholeNumberOf('count', integer(Number(count))))
      check.problem(path, `expected ${wholeNumbersOf('count')}, or a parameter, got ${showValue(count)}`);
  }

  /** Checks a decimal as text; what is no number at all is another problem. */
  private wholeNumber(use: WholeNumberUse, text: unknown, path: string): void {
    const read = typeof text === 'string' ? readDecimal(text) : null;
    if (read !== null && !isWholeNumberOf(use, rationalOf(read)))
      this.check.problem(path, `expected ${wholeNumbersOf(use)}, got ${showValue(text)}`);
  }

  /** Only plain numbers: the square of money means nothing, nor does its root. */
  private raised(kind: 'power' | 'root', formula: Data, path: string): Measure | null {
    const base = this.measure(formula['base'], `${path}.base`);
    checkLimit(this.check, `${path}.exponent`, formula['exponent']);
    const exponent = isData(formula['exponent']) ? formula['exponent']['default'] : formula['exponent'];
    this.wholeNumber(kind, exponent, `${path}.exponent`);
    if (base === null || sameMeasure(base, {})) return base;
    this.check.problem(path, `cannot take a ${kind} of ${measureText(base)}`, 'unit-mismatch');
    return null;
  }

  private perEntity(formula: Data, path: string): Measure | null {
    const { check } = this;
    if (this.insideEntity) return this.refuse(path, 'a figure per entity cannot stand inside another');
    const before = { aggregates: check.aggregates, problems: check.problems.length };
    this.name(formula, path, formula);
    checkDimensionName(check, `${path}.by`, formula['by']);
    const measure = this.folded(formula, path, entityFolds, () => this.inEntity());
    this.observed(formula, path);
    // Only where nothing else is wrong: a part that could not be read may have been the aggregate.
    if (check.aggregates === before.aggregates && check.problems.length === before.problems)
      check.problem(
        path,
        'expected an aggregate of records in the value or a condition: without one no entity is found',
      );
    return measure;
  }

  /** What is taken over all records is another thing than the same of one entity, and no place to find entities. */
  private overall(formula: unknown, path: string): Measure | null {
    const { check } = this;
    if (!this.insideEntity)
      return this.refuse(path, 'a figure over all entities stands inside a figure per entity only');
    const { aggregates } = check;
    const outside = new FormulaCheck(check, false, this.definitions, [...this.changes, 'overall']);
    const measure = outside.measure(formula, `${path}.formula`);
    check.aggregates = aggregates;
    return measure;
  }

  private perPeriod(formula: Data, path: string): Measure | null {
    this.name(formula, path, formula);
    checkChoice(this.check, `${path}.grain`, formula['grain'], grains);
    // Names inside are those of the formula in one of several periods.
    return this.folded(formula, path, periodFolds, () => new FormulaCheck(this.check, this.insideEntity));
  }

  /** Value, fold and conditions of a figure per entity or per period; each formula inside has names of its own. */
  private folded(formula: Data, path: string, folds: readonly string[], inside: () => FormulaCheck): Measure | null {
    const { check } = this;
    const { fold, value, having } = formula;
    const known = checkChoice(check, `${path}.fold`, fold, folds);
    if (!Array.isArray(having))
      check.problem(`${path}.having`, `expected a list of conditions, got ${showValue(having)}`);
    else
      for (const [index, condition] of having.entries())
        this.figureCondition(condition, `${path}.having[${index}]`, inside);
    const isCount = fold === 'count';
    if (isCount && value !== null) check.problem(`${path}.value`, `expected null for a count, got ${showValue(value)}`);
    const measure = isCount ? {} : inside().measure(value, `${path}.value`);
    if (fold !== 'product' || measure === null || sameMeasure(measure, {})) return known ? measure : null;
    check.problem(path, `cannot multiply an unknown number of ${measureText(measure)}`, 'unit-mismatch');
    return null;
  }

  /** A Kaplan-Meier median needs to know which values are final; nothing else has a use for that. */
  private observed({ fold, observed }: Data, path: string): void {
    if (fold === 'kaplan-meier-median') this.figureCondition(observed, `${path}.observed`, () => this.inEntity());
    else if (observed !== undefined)
      this.check.problem(
        `${path}.observed`,
        `expected nothing but for a kaplan-meier-median, got ${showValue(observed)}`,
      );
  }

  private figureCondition(condition: unknown, path: string, inside: () => FormulaCheck): void {
    if (!isData(condition)) {
      this.check.problem(path, `expected { value, comparison, limit }, got ${showValue(condition)}`);
      return;
    }
    checkChoice(this.check, `${path}.comparison`, condition['comparison'], comparisons);
    const value = inside().measure(condition['value'], `${path}.value`);
    const limit = inside().measure(condition['limit'], `${path}.limit`);
    // A plain number is a limit for anything: "above 0" needs no unit.
    if (value !== null && limit !== null && Object.keys(limit).length > 0 && !sameMeasure(value, limit)) {
      this.check.problem(path, `cannot compare ${measureText(value)} and ${measureText(limit)}`, 'unit-mismatch');
    }
  }

  private inPeriod(change: unknown): FormulaCheck {
    return new FormulaCheck(this.check, this.insideEntity, this.definitions, [...this.changes, change]);
  }

  private inEntity(): FormulaCheck {
    return new FormulaCheck(this.check, true);
  }

  private fraction(kind: 'percentile' | 'trimmed-mean', fraction: unknown, path: string): void {
    const { check } = this;
    checkLimit(check, path, fraction);
    const text = isData(fraction) ? fraction['default'] : fraction;
    const read = typeof text === 'string' ? readDecimal(text) : null;
    // What is no number at all is another problem.
    if (read === null || isFractionOf(kind, rationalOf(read))) return;
    check.problem(path, `expected a fraction ${fractionsOf[kind]}, got ${showValue(text)}`);
  }

  private aggregate(formula: Data, path: string): Measure | null {
    const { check } = this;
    const { kind, records } = formula;
    if (!checkChoice(check, `${path}.kind`, kind, kinds)) return null;
    check.aggregates++;
    this.name(formula, path, formula);
    const set = new RecordSetCheck(check, records, `${path}.records`);
    if (!set.usable) return null;
    if (kind === 'count') return {};
    if (kind === 'distinct') {
      set.field(formula['field'], `${path}.field`, 'text or date');
      return {};
    }
    if (kind === 'first' || kind === 'last') set.field(formula['by'], `${path}.by`, 'date');
    if (kind === 'percentile') checkChoice(check, `${path}.method`, formula['method'], ['linear', 'nearest-rank']);
    if (kind === 'percentile' || kind === 'trimmed-mean') this.fraction(kind, formula['fraction'], `${path}.fraction`);
    return set.quantity(formula['of'], `${path}.of`);
  }
}

function checkRounding(check: DefinitionCheck, { digits, mode }: Data, path: string): void {
  checkChoice(check, `${path}.mode`, mode, roundingModes);
  if (!isRoundingDigits(digits))
    check.problem(`${path}.digits`, `expected ${roundingDigitsText}, got ${showValue(digits)}`);
}

function checkDimensionName(check: DefinitionCheck, path: string, name: unknown): void {
  if (typeof name === 'string' && (name.startsWith('attributes.') || dimensionNames.some((known) => known === name)))
    return;
  const hint = typeof name === 'string' ? didYouMean(name, dimensionNames) : '';
  check.problem(path, `expected a dimension such as "owner", got ${showValue(name)}${hint}`);
}

/** Whether data ends: neither cyclic nor so deep or large that walking it would exhaust the machine. */
function isBounded(value: unknown): boolean {
  let left = 100_000;
  const visit = (inner: unknown, level: number): boolean => {
    if (typeof inner !== 'object' || inner === null) return true;
    if (level > deepest || --left < 0) return false;
    return Object.values(inner).every((child) => visit(child, level + 1));
  };
  return visit(value, 0);
}
