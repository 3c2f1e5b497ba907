import { type Measurement, type Opportunity, salesData, type SalesDataInput } from '../../src/index.ts';

/** A published worked example. */
export interface GoldenCase {
  readonly id: string;
  readonly kpi: string;
  readonly variant: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Exact: a decimal, or a fraction `p/q`. */
  readonly expected: string;
  readonly published_as: string;
  readonly check: 'exact' | 'rounded' | 'rounded-down' | 'wrong' | 'derived' | 'unclear';
  readonly source_title: string;
  readonly source_url: string;
  readonly note: string;
}

/** Puts the inputs of a case to the library. */
export type Reading = (inputs: Inputs) => Pick<Measurement, 'value'>;

/** The inputs of a case, each as the text or list that the file holds. */
export class Inputs {
  readonly #inputs: GoldenCase['inputs'];

  constructor(inputs: GoldenCase['inputs']) {
    this.#inputs = inputs;
  }

  has(name: string): boolean {
    return name in this.#inputs;
  }

  text(name: string): string {
    const value = this.#inputs[name];
    if (typeof value !== 'string') throw new TypeError(`${name} is no text`);
    return value;
  }

  list(name: string): readonly string[] {
    const value = this.#inputs[name];
    if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
    return value as readonly string[];
  }

  rows<Row = Readonly<Record<string, string>>>(name: string): readonly Row[] {
    return this.list(name) as unknown as readonly Row[];
  }

  /** Texts by name, of an input that is a table of them. */
  entries(name: string): readonly (readonly [string, string])[] {
    const value = this.#inputs[name];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${name} is no table`);
    return Object.entries(value as Readonly<Record<string, string>>);
  }

  /** A text as a list of one. */
  texts(name: string): readonly string[] {
    return Array.isArray(this.#inputs[name]) ? this.list(name) : [this.text(name)];
  }
}

/** Records of a case. */
export function data(input: Omit<SalesDataInput, 'currency' | 'timeZone'>): ReturnType<typeof salesData> {
  return salesData({ currency: 'USD', timeZone: 'UTC', ...input });
}

/** A deal of the first quarter of 2026. */
export function opportunity(id: string, rest: Partial<Opportunity>): Opportunity {
  const isOpen = rest.status === undefined || rest.status === 'open';
  return { id, createdOn: '2026-01-05', status: 'open', ...(isOpen ? {} : { closedOn: '2026-02-10' }), ...rest };
}

/** As many items as a case says. */
export function many<Item>(count: number, item: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => item(index));
}
