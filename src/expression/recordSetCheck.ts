import { showValue } from '../errors.ts';
import { fieldsOf, type SourceName, sourceNames } from '../model/fields.ts';
import { didYouMean } from '../model/suggestion.ts';
import { checkChoice, checkLimit, comparisons, type Data, type DefinitionCheck, isData } from './definitionCheck.ts';
import { combineMeasures, isUnit, type Measure, measureOf } from './unit.ts';

const periodDates = ['period.before', 'period.start', 'period.end', 'asOf'];

type FieldUse = 'text' | 'number' | 'date';

const useByKind: Readonly<Record<string, FieldUse>> = {
  id: 'text',
  text: 'text',
  choice: 'text',
  flag: 'text',
  amount: 'number',
  number: 'number',
  day: 'date',
  moment: 'date',
};

/** One record set, and what may be asked of its fields. */
export class RecordSetCheck {
  readonly usable: boolean;
  private readonly check: DefinitionCheck;
  private readonly source: SourceName = 'opportunities';
  private readonly follower: SourceName | null = null;
  private isInFollower = false;

  constructor(check: DefinitionCheck, records: unknown, path: string) {
    this.check = check;
    this.usable = isData(records) && isSourceName(check, `${path}.source`, records['source']);
    if (!isData(records)) {
      check.problem(path, `expected a set of records, got ${showValue(records)}`);
      return;
    }
    if (!this.usable) return;
    this.source = records['source'] as SourceName;
    const { followedBy } = records;
    if (followedBy !== null) this.follower = this.following(followedBy, `${path}.followedBy`);
    this.anchor(records['anchor'], `${path}.anchor`);
    this.conditions(records['where'], `${path}.where`, this.source);
  }

  /** A field of the set's source, or `next.field` of the follower's. */
  field(name: unknown, path: string, use: FieldUse): string | null {
    const { check } = this;
    if (typeof name !== 'string' || !name.startsWith('next.')) return this.ownField(name, path, use);
    if (this.follower === null) {
      check.problem(path, `${JSON.stringify(name)} needs a set of records with followedBy`);
      return null;
    }
    return new PlainField(check, this.follower).use(name.slice('next.'.length), path, use);
  }

  /** A field of the set's source. */
  ownField(name: unknown, path: string, use: FieldUse): string | null {
    return new PlainField(this.check, this.source).use(name, path, use);
  }

  quantity(of: unknown, path: string): Measure | null {
    const { check } = this;
    if (!isData(of) || !checkChoice(check, `${path}.kind`, of['kind'], ['field', 'product', 'span'])) {
      if (!isData(of)) check.problem(path, `expected a quantity, got ${showValue(of)}`);
      return null;
    }
    if (of['kind'] === 'span') {
      this.field(of['from'], `${path}.from`, 'date');
      this.field(of['to'], `${path}.to`, 'date');
      return checkChoice(check, `${path}.unit`, of['unit'], ['days', 'hours'])
        ? measureOf(of['unit'] as 'days' | 'hours')
        : null;
    }
    const fields = of['kind'] === 'field' ? [of['field']] : of['fields'];
    if (!Array.isArray(fields) || fields.length === 0) {
      check.problem(`${path}.fields`, `expected a list of number fields, got ${showValue(fields)}`);
      return null;
    }
    let measure: Measure | null = {};
    for (const [index, field] of fields.entries()) {
      const unit = this.field(field, of['kind'] === 'field' ? `${path}.field` : `${path}.fields[${index}]`, 'number');
      measure = unit === null ? null : measure && combineMeasures(measure, isUnit(unit) ? measureOf(unit) : {}, 1);
    }
    return measure;
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

  private following(following: unknown, path: string): SourceName | null {
    const { check } = this;
    if (!isData(following)) {
      check.problem(path, `expected null or a follower, got ${showValue(following)}`);
      return null;
    }
    const { source, key, dates, compare, within } = following;
    if (!isSourceName(check, `${path}.source`, source)) return null;
    this.pair(key, `${path}.key`, source, 'text');
    this.pair(dates, `${path}.dates`, source, 'date');
    if (within !== null) checkLimit(check, `${path}.within`, within);
    this.isInFollower = true;
    this.conditions(following['where'], `${path}.where`, source);
    this.isInFollower = false;
    if (!Array.isArray(compare)) check.problem(`${path}.compare`, `expected a list, got ${showValue(compare)}`);
    else {
      for (const [index, entry] of compare.entries()) {
        const where = `${path}.compare[${index}]`;
        if (!isData(entry)) check.problem(where, `expected { follower, comparison, first }, got ${showValue(entry)}`);
        else {
          checkChoice(check, `${where}.comparison`, entry['comparison'], comparisons);
          this.pair([entry['first'], entry['follower']], where, source, 'number');
        }
      }
    }
    return source;
  }

  private pair(fields: unknown, path: string, follower: SourceName, use: FieldUse): void {
    if (!Array.isArray(fields) || fields.length !== 2) {
      this.check.problem(path, `expected two fields, of the record and of its follower, got ${showValue(fields)}`);
      return;
    }
    new PlainField(this.check, this.source).use(fields[0], `${path}[0]`, use);
    new PlainField(this.check, follower).use(fields[1], `${path}[1]`, use);
  }

  private conditions(conditions: unknown, path: string, source: SourceName): void {
    if (!Array.isArray(conditions)) {
      this.check.problem(path, `expected a list of conditions, got ${showValue(conditions)}`);
      return;
    }
    for (const [index, condition] of conditions.entries()) this.condition(condition, `${path}[${index}]`, source);
  }

  private condition(condition: unknown, path: string, source: SourceName): void {
    const { check } = this;
    if (!isData(condition)) {
      check.problem(path, `expected a condition, got ${showValue(condition)}`);
      return;
    }
    const { kind } = condition;
    if (
      !checkChoice(check, `${path}.kind`, kind, ['is', 'missing', 'happened', 'compare', 'days', 'all', 'any', 'not'])
    )
      return;
    if (kind === 'not') this.condition(condition['condition'], `${path}.condition`, source);
    else if (kind === 'all' || kind === 'any') this.conditions(condition['conditions'], `${path}.conditions`, source);
    else if (kind === 'is') this.membership(condition, path, source);
    else if (kind === 'missing') new PlainField(check, source).use(condition['field'], `${path}.field`, null);
    else if (kind === 'happened') new PlainField(check, source).use(condition['field'], `${path}.field`, 'date');
    else {
      if (kind === 'compare') new PlainField(check, source).use(condition['field'], `${path}.field`, 'number');
      else for (const end of ['from', 'to']) this.dateOperand(condition[end], `${path}.${end}`, source);
      checkChoice(check, `${path}.comparison`, condition['comparison'], comparisons);
      checkLimit(check, `${path}.limit`, condition['limit']);
    }
  }

  private dateOperand(name: unknown, path: string, source: SourceName): void {
    if (typeof name !== 'string' || !periodDates.includes(name))
      new PlainField(this.check, source).use(name, path, 'date');
    // One record has one follower, whatever the periods of the calculation are.
    else if (this.isInFollower) this.check.problem(path, `${JSON.stringify(name)} cannot be asked of a follower`);
  }

  private membership(condition: Data, path: string, source: SourceName): void {
    const { check } = this;
    const { values } = condition;
    const name = condition['field'];
    const known = new PlainField(check, source).use(name, `${path}.field`, 'text') !== null;
    if (!Array.isArray(values) || values.length === 0 || values.some((value) => typeof value !== 'string')) {
      check.problem(`${path}.values`, `expected a list of texts, got ${showValue(values)}`);
      return;
    }
    const choices = known && typeof name === 'string' ? fieldsOf(source).get(name)?.choices : undefined;
    for (const value of values as readonly string[]) {
      if (choices !== undefined && !choices.includes(value)) {
        check.problem(`${path}.values`, `${String(name)} is never ${showValue(value)}${didYouMean(value, choices)}`);
      }
    }
  }
}

/** A field of one source. */
class PlainField {
  private readonly check: DefinitionCheck;
  private readonly source: SourceName;

  constructor(check: DefinitionCheck, source: SourceName) {
    this.check = check;
    this.source = source;
  }

  /** The field's unit ('' for none) when it exists and can be used so; null otherwise. */
  use(name: unknown, path: string, use: FieldUse | null): string | null {
    const { check, source } = this;
    if (typeof name !== 'string') {
      check.problem(path, `expected the name of a field, got ${showValue(name)}`);
      return null;
    }
    if (name.startsWith('attributes.')) {
      if (use !== 'date') return '';
      check.problem(path, `${JSON.stringify(name)} is a custom field and cannot be used as a date`);
      return null;
    }
    const fields = fieldsOf(source);
    const field = fields.get(name);
    if (field === undefined) {
      check.problem(path, `${source} have no field ${showValue(name)}${didYouMean(name, fields.keys())}`);
      return null;
    }
    const actual = useByKind[field.kind];
    if (use !== null && actual !== use) {
      check.problem(
        path,
        `${JSON.stringify(name)} of ${source} is a ${actual ?? field.kind} field and cannot be used as a ${use}`,
      );
      return null;
    }
    return field.unit ?? '';
  }
}

function isSourceName(check: DefinitionCheck, path: string, value: unknown): value is SourceName {
  return checkChoice(check, path, value, sourceNames);
}
