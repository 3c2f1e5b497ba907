import { showValue } from '../errors.ts';
import type { SourceName } from '../model/fields.ts';
import { checkConditions } from './conditionCheck.ts';
import { checkChoice, checkLimit, comparisons, type DefinitionCheck, isData } from './definitionCheck.ts';
import { checkAlike, type FieldUse, isSourceName, SourceFields } from './fieldCheck.ts';

/** How the records of one source are joined to those of another. */
export class JoinCheck {
  private readonly check: DefinitionCheck;
  private readonly own: SourceFields;

  constructor(check: DefinitionCheck, source: SourceName) {
    this.check = check;
    this.own = new SourceFields(check, source);
  }

  /** Checks a join, and gives back the source whose fields may then be asked for: null where none is known, or no record is joined. */
  join(join: unknown, path: string): SourceName | null {
    const { check } = this;
    if (!isData(join)) {
      check.problem(path, `expected null or how other records are joined, got ${showValue(join)}`);
      return null;
    }
    const { source, key, dates, compare } = join;
    const hasMatch = checkChoice(check, `${path}.match`, join['match'], ['first', 'none', 'every']);
    checkChoice(check, `${path}.side`, join['side'], ['after', 'before']);
    if (!isSourceName(check, `${path}.source`, source)) return null;
    const other = new SourceFields(check, source, 'cannot be asked of a record that is joined');
    this.pair(key, `${path}.key`, other, 'text');
    this.pair(dates, `${path}.dates`, other, 'date');
    for (const name of ['within', 'beyond']) if (join[name] !== null) checkLimit(check, `${path}.${name}`, join[name]);
    checkConditions(check, join['where'], `${path}.where`, other);
    if (!Array.isArray(compare)) check.problem(`${path}.compare`, `expected a list, got ${showValue(compare)}`);
    else for (const [index, entry] of compare.entries()) this.comparison(entry, `${path}.compare[${index}]`, other);
    return hasMatch && join['match'] !== 'none' ? source : null;
  }

  private comparison(entry: unknown, path: string, other: SourceFields): void {
    const { check, own } = this;
    if (!isData(entry)) {
      check.problem(path, `expected { other, comparison, own, plus }, got ${showValue(entry)}`);
      return;
    }
    checkChoice(check, `${path}.comparison`, entry['comparison'], comparisons);
    if (entry['plus'] !== null) checkLimit(check, `${path}.plus`, entry['plus']);
    const use = own.kindOf(entry['own']) === 'date' ? 'date' : 'number';
    const unit = own.use(entry['own'], `${path}.own`, use);
    checkAlike(check, path, other.use(entry['other'], `${path}.other`, use), unit);
  }

  private pair(fields: unknown, path: string, other: SourceFields, use: FieldUse): void {
    if (!Array.isArray(fields) || fields.length !== 2) {
      this.check.problem(
        path,
        `expected two fields, of the record and of the one joined to it, got ${showValue(fields)}`,
      );
      return;
    }
    this.own.use(fields[0], `${path}[0]`, use);
    other.use(fields[1], `${path}[1]`, use);
  }
}
