import { isPlainRecord } from '../model/plainRecord.ts';
import type { DecimalInput } from '../number/decimal.ts';
import { checkDefinition } from './check.ts';
import type { Expression, NamedFormula, Names } from './expression.ts';
import type { Unit } from './unit.ts';

/** What a KPI is about: effort, how well effort turns into results, or results. */
export type Category = 'activity' | 'efficiency' | 'outcome';
/** Whether a figure comes before the results (leading) or reports them (lagging). */
export type Indicator = 'leading' | 'lagging';
/** How often the figure is reviewed. */
export type Cadence = 'weekly' | 'monthly' | 'quarterly';
/** Which direction is better. */
export type Better = 'higher' | 'lower' | 'depends';

/** Where a definition or a level comes from. */
export interface Source {
  /** Title of the page or book. */
  readonly title: string;
  /** Where to find it. */
  readonly address: string;
}

/** A quoted level. No level is a law: each names who quotes it. */
export interface Level {
  /** The value, in the KPI's unit, as a decimal. */
  readonly value: string;
  /** What the level is said to mean. */
  readonly meaning: string;
  /** Who quotes it. */
  readonly source: Source;
}

/** A worked example: values of parts and the exact result, a decimal or a fraction `p/q`, or the reason why there is none. */
export interface Example<Given extends string = string> {
  /** Value of each part by its name. */
  readonly given: Readonly<Partial<Record<Given, DecimalInput>>>;
  /** The exact result as a decimal or `p/q`, or the reason why there is none. */
  readonly expected: string;
  /** Where the example was published. */
  readonly source?: Source;
}

/** A variant as it is written in a definition. */
export interface VariantDefinition<Of extends Names = Names> {
  /** The difference from the default formula, in one sentence. */
  readonly differs: string;
  /** The formula, as plain data. */
  readonly formula: NamedFormula<Of>;
  /** Unit, where it is not the KPI's. */
  readonly unit?: Unit;
  /** Worked examples, run by `calculateFrom`. */
  readonly examples?: readonly Example<NoInfer<Of['given']>>[];
}

/** The names of each variant's formula, by the variant's name. */
export type VariantNames = Readonly<Record<string, Names>>;

/** A KPI as it is written: everything that sales and finance have to agree on. */
export interface KpiDefinition<
  Id extends string,
  Parts extends string,
  Given extends string,
  Variants extends VariantNames,
> {
  /** Kebab-case id; the same string names the dictionary's anchor and the golden cases. */
  readonly id: Id;
  /** Name as people say it. */
  readonly name: string;
  /** The question that the figure answers. */
  readonly question: string;
  /** What the figure is about. */
  readonly category: Category;
  /** Whether it comes before the results or reports them. */
  readonly indicator: Indicator;
  /** How often it is reviewed. */
  readonly cadence: Cadence;
  /** What the figure is measured in; the formula must fit it. */
  readonly unit: Unit;
  /** Which direction is better. */
  readonly better: Better;
  /** The formula, as plain data. */
  readonly formula: Expression<Parts, Given>;
  /** Which records count, by which date, in words. */
  readonly counts: string;
  /** When the figure has no value, in words. */
  readonly undefinedWhen: string;
  /** Formulas that others mean by the same name. */
  readonly variants?: { readonly [Name in keyof Variants]: VariantDefinition<Variants[Name]> };
  /** Quoted levels, each with its source. */
  readonly levels?: readonly Level[];
  /** Worked examples, run by `calculateFrom`. */
  readonly examples: readonly Example<NoInfer<Given>>[];
  /** Where the definition comes from. */
  readonly sources: readonly Source[];
  /** Ids of KPIs to read beside this one. */
  readonly related?: readonly string[];
  /** What goes wrong with this figure in practice. */
  readonly pitfalls?: readonly string[];
}

/** What can be calculated: a KPI or one of its variants. */
export interface Calculable<Key extends string = string, Parts extends string = string, Given extends string = string> {
  /** Id of the KPI. */
  readonly id: string;
  /** Name of the variant, or null for the default formula. */
  readonly variant: string | null;
  /** `id`, or `id/variant`. */
  readonly key: Key;
  /** Name as people say it. */
  readonly name: string;
  /** What the figure is measured in. */
  readonly unit: Unit;
  /** The formula, as plain data. */
  readonly formula: Expression<Parts, Given>;
}

/** A named variant of a KPI. */
export interface Variant<Key extends string = string, Parts extends string = string, Given extends string = string>
  extends Calculable<Key, Parts, Given> {
  /** Name of the variant. */
  readonly variant: string;
  /** The difference from the default formula, in one sentence. */
  readonly differs: string;
  /** Worked examples, run by `calculateFrom`. */
  readonly examples: readonly Example<Given>[];
}

/** The variants of a KPI by name. */
export type VariantsOf<Id extends string, Variants extends VariantNames> = {
  readonly [Name in keyof Variants & string]: Variant<
    `${Id}/${Name}`,
    Variants[Name]['parts'],
    Variants[Name]['given']
  >;
};

/** A KPI: one definition that is calculated, explained and described. */
export interface Kpi<
  Id extends string = string,
  Parts extends string = string,
  Given extends string = string,
  Variants extends VariantNames = VariantNames,
> extends Calculable<Id, Parts, Given> {
  /** Kebab-case id. */
  readonly id: Id;
  /** The default formula is no variant. */
  readonly variant: null;
  /** The question that the figure answers. */
  readonly question: string;
  /** What the figure is about. */
  readonly category: Category;
  /** Whether it comes before the results or reports them. */
  readonly indicator: Indicator;
  /** How often it is reviewed. */
  readonly cadence: Cadence;
  /** Which direction is better. */
  readonly better: Better;
  /** Which records count, by which date, in words. */
  readonly counts: string;
  /** When the figure has no value, in words. */
  readonly undefinedWhen: string;
  /** The variants by name, ready to be calculated. */
  readonly variants: VariantsOf<Id, Variants>;
  /** Quoted levels, each with its source. */
  readonly levels: readonly Level[];
  /** Worked examples, run by `calculateFrom`. */
  readonly examples: readonly Example<Given>[];
  /** Where the definition comes from. */
  readonly sources: readonly Source[];
  /** Ids of KPIs to read beside this one. */
  readonly related: readonly string[];
  /** What goes wrong with this figure in practice. */
  readonly pitfalls: readonly string[];
}

/**
 * Defines a KPI. The formula is checked at once: its fields exist, its units fit, its names are not used twice for different things.
 *
 * @param definition - the whole entry as plain data
 * @returns the KPI, frozen, with its variants ready to be calculated
 * @throws SalesMetricsError `invalid-definition` or `unit-mismatch`, with every problem found
 *
 * @example
 * ```ts
 * import { calculateFrom, count, defineKpi, divide, fallsIn, is, isPresent, records } from 'sales-metrics';
 * const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
 * const withCompetitor = records('opportunities', fallsIn('closedOn'), is('status', 'won'), isPresent('competitor'));
 * const contestedShare = defineKpi({
 *   id: 'contested-share',
 *   name: 'Share of contested wins',
 *   question: 'How many of our wins were taken from a competitor?',
 *   category: 'outcome', indicator: 'lagging', cadence: 'monthly', unit: 'ratio', better: 'depends',
 *   formula: divide(count('contested', withCompetitor), count('won', won)),
 *   counts: 'Won opportunities, by the date they closed.',
 *   undefinedWhen: 'Nothing was won.',
 *   examples: [{ given: { contested: 1, won: 4 }, expected: '0.25' }],
 *   sources: [],
 * });
 * calculateFrom(contestedShare, { contested: 3, won: 4 }).value; // => 0.75
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineKpi<
  const Id extends string,
  Parts extends string,
  Given extends string,
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- a KPI written without variants has none, so no name may be read
  Variants extends VariantNames = Record<never, never>,
>(definition: KpiDefinition<Id, Parts, Given, Variants>): Kpi<Id, Parts, Given, Variants> {
  checkDefinition(definition);
  return kpiOf(frozen(definition));
}

/** The KPI of a definition that is right, and frozen. */
/* @__NO_SIDE_EFFECTS__ */
export function kpiOf<
  const Id extends string,
  Parts extends string,
  Given extends string,
  Variants extends VariantNames,
>(definition: KpiDefinition<Id, Parts, Given, Variants>): Kpi<Id, Parts, Given, Variants> {
  const { id, name, unit } = definition;
  const variants = Object.fromEntries(
    Object.entries<VariantDefinition>(definition.variants ?? {}).map(([variantName, variant]) => [
      variantName,
      Object.freeze({
        id,
        variant: variantName,
        key: `${id}/${variantName}`,
        name: `${name} (${variantName})`,
        unit: variant.unit ?? unit,
        differs: variant.differs,
        formula: known(variant.formula),
        examples: variant.examples ?? none,
      }),
    ]),
  );
  return Object.freeze({
    ...definition,
    variant: null,
    key: id,
    formula: known(definition.formula),
    // Each entry was built above from the variant of the same name.
    variants: Object.freeze(variants) as unknown as VariantsOf<Id, Variants>,
    levels: definition.levels ?? none,
    related: definition.related ?? none,
    pitfalls: definition.pitfalls ?? none,
  });
}

const none: readonly never[] = /* @__PURE__ */ Object.freeze([]);
const definedFormulas = /* @__PURE__ */ new WeakSet();

function known<Of extends object>(formula: Of): Of {
  definedFormulas.add(formula);
  return formula;
}

/** Whether this very formula, frozen, was checked by {@link defineKpi}. */
export function isDefined(formula: unknown): boolean {
  // What is no object is in no set.
  return definedFormulas.has(formula as object);
}

/** A frozen copy of plain data, so that freezing never reaches into what the caller holds. */
export function frozen<Value>(value: Value): Value {
  // JSON has no bigint; wherever a definition may hold one, a text will do as well.
  if (typeof value === 'bigint') return String(value) as Value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as Value;
  if (!isPlainRecord(value)) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, frozen(inner)]))) as Value;
}
