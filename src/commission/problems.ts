import { type Issue, SalesMetricsError, type SalesMetricsErrorCode, showValue } from '../errors.ts';
import { messageOf, mostKept } from '../model/problems.ts';
import { foundAs } from './plainCopy.ts';

/** The record in which a problem lies. */
export type ProblemRecord = Pick<Issue, 'source' | 'index' | 'id'>;

/** The problems of a plan or of an input, in the order in which they are found; the first 10,000 are kept, the rest is counted. */
export class Problems {
  readonly issues: Issue[] = [];
  total = 0;

  /** Notes a value that is not what it must be. */
  refuse(path: string, expected: string, value: unknown, code = 'invalid', record: ProblemRecord = {}): void {
    if (++this.total > mostKept) return;
    const found = foundAs(value);
    this.#keep({ code, path, message: `${path} must be ${expected}, got ${found}`, ...record, found, expected });
  }

  /** Notes a problem with a rule of its own; the sentence begins with the path. */
  note(path: string, rule: string | (() => string), code = 'contradiction', record: ProblemRecord = {}): void {
    if (++this.total <= mostKept)
      this.#keep({ code, path, message: `${path} ${typeof rule === 'string' ? rule : rule()}`, ...record });
  }

  /** The error that holds all problems; null when there are none. */
  error(code: SalesMetricsErrorCode, where: string): SalesMetricsError | null {
    if (this.total === 0) return null;
    return new SalesMetricsError(code, messageOf(where, this.issues, this.total), Object.freeze(this.issues));
  }

  #keep(issue: Issue): void {
    const { id, message } = issue;
    this.issues.push(
      Object.freeze(id === undefined ? issue : { ...issue, message: `${message} (id ${showValue(id)})` }),
    );
  }
}

const plainName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** The path of a part: `components[0]`, `measures.revenue`, `measures["new business"]`. */
export function pathTo(parent: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  const name = String(key);
  if (name.length > 60 || !plainName.test(name)) return `${parent}[${foundAs(name)}]`;
  return parent === '' ? name : `${parent}.${name}`;
}
