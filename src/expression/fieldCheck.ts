import { showValue } from '../errors.ts';
import { fieldsOf, type SourceName, sourceNames } from '../model/fields.ts';
import { didYouMean } from '../model/suggestion.ts';
import { isPeriodDate } from './condition.ts';
import { checkChoice, type DefinitionCheck } from './definitionCheck.ts';
import { isUnit, measureOf, measureText, sameMeasure } from './unit.ts';

/** What a field is used as. */
export type FieldUse = 'text' | 'number' | 'date' | 'text or date';

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

/** The fields that are known where a condition or a quantity stands. */
export interface Fields {
  /** The field's unit ('' for none) when it exists and can be used so; null otherwise, and the problem is noted. */
  readonly use: (name: unknown, path: string, use: FieldUse | null) => string | null;
  /** Checks a date: a field, or a date of the period where those are known. */
  readonly useDate: (name: unknown, path: string) => void;
  /** The closed list of a field's texts, where it has one. */
  readonly choicesOf: (name: unknown) => readonly string[] | undefined;
}

/** The fields of one source. */
export class SourceFields implements Fields {
  private readonly check: DefinitionCheck;
  private readonly source: SourceName;
  private readonly noPeriod: string | null;

  /** @param noPeriod - why dates of the period are not known here; null where they are */
  constructor(check: DefinitionCheck, source: SourceName, noPeriod: string | null = null) {
    this.check = check;
    this.source = source;
    this.noPeriod = noPeriod;
  }

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
    const fits = actual === use || (use === 'text or date' && actual !== 'number');
    if (use !== null && !fits) {
      check.problem(
        path,
        `${JSON.stringify(name)} of ${source} is a ${actual ?? field.kind} field and cannot be used as a ${use}`,
      );
      return null;
    }
    return field.unit ?? '';
  }

  useDate(name: unknown, path: string): void {
    if (!isPeriodDate(name)) this.use(name, path, 'date');
    else if (this.noPeriod !== null) this.check.problem(path, `${JSON.stringify(name)} ${this.noPeriod}`);
  }

  choicesOf(name: unknown): readonly string[] | undefined {
    return typeof name === 'string' ? fieldsOf(this.source).get(name)?.choices : undefined;
  }

  /** What a field can be used as; undefined for one that is not known. */
  kindOf(name: unknown): FieldUse | undefined {
    const field = typeof name === 'string' ? fieldsOf(this.source).get(name) : undefined;
    return field === undefined ? undefined : useByKind[field.kind];
  }
}

/** The fields of a set's source, and as `other.field` those of the records joined to it. */
export class SetFields implements Fields {
  private readonly check: DefinitionCheck;
  private readonly own: SourceFields;
  private readonly others: SourceFields | null;

  constructor(check: DefinitionCheck, source: SourceName, other: SourceName | null) {
    this.check = check;
    this.own = new SourceFields(check, source);
    this.others = other === null ? null : new SourceFields(check, other);
  }

  use(name: unknown, path: string, use: FieldUse | null): string | null {
    const bare = otherField(name);
    if (bare === null) return this.own.use(name, path, use);
    if (this.others !== null) return this.others.use(bare, path, use);
    this.check.problem(
      path,
      `${showValue(name)} needs a set of records joined to others by followedBy, precededBy or pairedWith`,
    );
    return null;
  }

  useDate(name: unknown, path: string): void {
    if (!isPeriodDate(name)) this.use(name, path, 'date');
  }

  choicesOf(name: unknown): readonly string[] | undefined {
    const bare = otherField(name);
    return bare === null ? this.own.choicesOf(name) : this.others?.choicesOf(bare);
  }
}

/** Checks that two numbers are measured in the same, as far as that is known: of custom fields and of faulty ones it is not. */
export function checkAlike(check: DefinitionCheck, path: string, left: string | null, right: string | null): void {
  if (!isUnit(left) || !isUnit(right)) return;
  const [one, other] = [measureOf(left), measureOf(right)];
  if (sameMeasure(one, other)) return;
  check.problem(path, `cannot compare ${measureText(one)} and ${measureText(other)}`, 'unit-mismatch');
}

/** The field of the other record that a name such as `other.amount` stands for; null for a field of the record itself. */
function otherField(name: unknown): string | null {
  return typeof name === 'string' && name.startsWith('other.') ? name.slice('other.'.length) : null;
}

/** Checks that a value is the name of a source. */
export function isSourceName(check: DefinitionCheck, path: string, value: unknown): value is SourceName {
  return checkChoice(check, path, value, sourceNames);
}
