import { showValue } from '../errors.ts';
import type { SourceName } from '../model/fields.ts';
import { isPeriodDate } from './condition.ts';
import { checkConditions } from './conditionCheck.ts';
import { checkChoice, type Data, type DefinitionCheck, isData } from './definitionCheck.ts';
import type { SpanUnit } from './expression.ts';
import { type FieldUse, isSourceName, SetFields, SourceFields } from './fieldCheck.ts';
import { JoinCheck } from './joinCheck.ts';
import { combineMeasures, isUnit, type Measure, measureOf, type Unit } from './unit.ts';

/** What a span is measured in. */
const spanUnits: Readonly<Record<SpanUnit, Unit>> = {
  days: 'days',
  hours: 'hours',
  months: 'months',
  'working-days': 'days',
  'working-hours': 'hours',
};

/** One record set, and what may be asked of its fields. */
export class RecordSetCheck {
  readonly usable: boolean;
  private readonly check: DefinitionCheck;
  private readonly source: SourceName = 'opportunities';
  private readonly other: SourceName | null = null;

  constructor(check: DefinitionCheck, records: unknown, path: string) {
    this.check = check;
    this.usable = isData(records) && isSourceName(check, `${path}.source`, records['source']);
    if (!isData(records)) {
      check.problem(path, `expected a set of records, got ${showValue(records)}`);
      return;
    }
    if (!this.usable) return;
    this.source = records['source'] as SourceName;
    const { join, owner } = records;
    if (join !== null) this.other = new JoinCheck(check, this.source).join(join, `${path}.join`);
    if (owner !== null) new SourceFields(check, this.source).use(owner, `${path}.owner`, 'text');
    this.anchor(records['anchor'], `${path}.anchor`);
    checkConditions(check, records['where'], `${path}.where`, this.fields);
  }

  /** A field of the set's source, or `other.field` of the records joined to it. */
  field(name: unknown, path: string, use: FieldUse): string | null {
    return this.fields.use(name, path, use);
  }

  private get fields(): SetFields {
    return new SetFields(this.check, this.source, this.other);
  }

  quantity(of: unknown, path: string): Measure | null {
    const { check } = this;
    if (!isData(of) || !checkChoice(check, `${path}.kind`, of['kind'], ['field', 'product', 'span'])) {
      if (!isData(of)) check.problem(path, `expected a quantity, got ${showValue(of)}`);
      return null;
    }
    if (of['kind'] === 'span') return this.span(of, path);
    if (of['kind'] === 'product') return this.product(of['factors'], `${path}.factors`);
    const unit = this.field(of['field'], `${path}.field`, 'number');
    return unit === null ? null : isUnit(unit) ? measureOf(unit) : {};
  }

  private product(factors: unknown, path: string): Measure | null {
    if (!Array.isArray(factors) || factors.length === 0) {
      this.check.problem(path, `expected a list of quantities, got ${showValue(factors)}`);
      return null;
    }
    const measures = factors.map((factor, index) => this.quantity(factor, `${path}[${index}]`));
    return measures.reduce<Measure | null>((product, one) => product && one && combineMeasures(product, one, 1), {});
  }

  private span(of: Data, path: string): Measure | null {
    const { check } = this;
    const { unit } = of;
    const before = check.problems.length;
    checkChoice(check, `${path}.unit`, unit, Object.keys(spanUnits));
    const isOfInstants = unit === 'hours' || unit === 'working-hours';
    for (const end of ['from', 'to']) {
      const name = of[end];
      if (isOfInstants && isPeriodDate(name))
        check.problem(
          `${path}.${end}`,
          `${showValue(name)} has no time of day, so there are no ${unit} to it or from it`,
        );
      else this.fields.useDate(name, `${path}.${end}`);
    }
    return check.problems.length === before ? measureOf(spanUnits[unit as SpanUnit]) : null;
  }

  private anchor(anchor: unknown, path: string): void {
    if (!isData(anchor)) {
      this.check.problem(
        path,
        `expected an anchor such as { kind: "falls", field: "closedOn" }, got ${showValue(anchor)}`,
      );
      return;
    }
    const { kind } = anchor;
    if (!checkChoice(this.check, `${path}.kind`, kind, ['falls', 'stands', 'before', 'within', 'always'])) return;
    if (kind === 'always') return;
    for (const name of kind === 'falls' || kind === 'before' ? ['field'] : ['from', 'until']) {
      this.field(anchor[name], `${path}.${name}`, 'date');
    }
    if (kind === 'stands' || kind === 'before') checkChoice(this.check, `${path}.at`, anchor['at'], ['start', 'end']);
  }
}
