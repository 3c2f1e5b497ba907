import { didYouMean } from '../model/suggestion.ts';
import type { CommissionPlan, Component, Measure } from './plan.ts';
import { type Problems, pathTo } from './problems.ts';
import { partOf } from './schemaProblems.ts';

/** The fields of a plan that are single parts. */
type PlanField = Exclude<keyof CommissionPlan, 'measures' | 'components'>;

/** A plan as parts, so that a problem in one of them leaves the others to be checked. A part in which the schema found problems is null. */
export class PlanParts {
  readonly problems: Problems;
  readonly measures: ReadonlyMap<string, Measure | null>;
  readonly components: readonly (Component | null)[];
  /** Ids of all components, also of flawed ones, by position. */
  readonly componentIds: readonly unknown[];
  readonly #copy: unknown;
  readonly #path: string;
  readonly #flawed: ReadonlySet<string>;

  /**
   * @param problems - takes the problems
   * @param copy - the whole plan as it was copied
   * @param flawed - the flawed parts: `currency`, `measures revenue`, `components 0`
   * @param path - path of the plan; empty for a plan alone
   */
  constructor(problems: Problems, copy: unknown, flawed: ReadonlySet<string>, path: string) {
    this.problems = problems;
    this.#copy = copy;
    this.#path = path;
    this.#flawed = flawed;
    const measures = partOf(copy, 'measures');
    const names = typeof measures === 'object' && measures !== null ? Object.keys(measures) : [];
    this.measures = new Map(names.map((name) => [name, this.#sound('measures', name) as Measure | null]));
    const components = partOf(copy, 'components');
    const list: readonly unknown[] = Array.isArray(components) ? components : [];
    this.components = list.map((_, index) => this.#sound('components', index) as Component | null);
    this.componentIds = list.map((each) => partOf(each, 'id'));
  }

  /** A field of the plan; undefined where it is missing or flawed. */
  field<Name extends PlanField>(name: Name): CommissionPlan[Name] | undefined {
    return this.#flawed.has(name) ? undefined : (partOf(this.#copy, name) as CommissionPlan[Name] | undefined);
  }

  pathOf(...keys: readonly PropertyKey[]): string {
    return keys.reduce<string>(pathTo, this.#path);
  }

  /** The measure of a name. Null where it is flawed, or unknown, which is a problem. */
  measure(path: string, name: string): Measure | null {
    const measure = this.measures.get(name);
    // Where no name can be told, none is wrong.
    if (measure === undefined && !this.#flawed.has('measures'))
      this.#refuseName(path, 'a measure', name, [...this.measures.keys()]);
    return measure ?? null;
  }

  /** Checks ids of components: each but once, and known where the plan has to have them. */
  checkComponentIds(path: string, ids: readonly string[] = [], mustBeOwn = true): void {
    if (this.#flawed.has('components')) return;
    const known = this.componentIds.filter((id) => typeof id === 'string');
    for (const [index, id] of ids.entries()) {
      const place = pathTo(path, index);
      if (mustBeOwn && !known.includes(id)) this.#refuseName(place, 'a component', id, known);
      else if (ids.indexOf(id) < index) this.problems.refuse(place, 'named only once', id, 'duplicate-id');
    }
  }

  #refuseName(path: string, what: string, name: string, known: readonly string[]): void {
    const hint = didYouMean(name, known) || (known.length === 0 ? '' : `; there are ${known.slice(0, 10).join(', ')}`);
    this.problems.note(
      path,
      `names ${what} that the plan does not have: ${JSON.stringify(name)}${hint}`,
      'unknown-name',
    );
  }

  #sound(list: 'measures' | 'components', key: PropertyKey): unknown {
    const isFlawed = this.#flawed.has(list) || this.#flawed.has(`${list} ${String(key)}`);
    return isFlawed ? null : partOf(partOf(this.#copy, list), key);
  }
}
