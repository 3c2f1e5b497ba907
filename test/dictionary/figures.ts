import {
  type CalculationOptions,
  calculate,
  type Kpi,
  type Period,
  type SalesData,
  type Variant,
} from '../../src/index.ts';

type Asked = CalculationOptions & { readonly period: Period };

/** Every figure of an entry over the same records, as text: the default formula under `default`, the variants under their names. */
export function figures(kpi: Kpi, data: SalesData, options: Asked): Readonly<Record<string, string>> {
  const all = [kpi, ...Object.values<Variant>(kpi.variants)];
  return Object.fromEntries(
    all.map((calculable) => {
      const { value, reason } = calculate(calculable, data, options);
      return [calculable.variant ?? 'default', reason ?? String(value)];
    }),
  );
}
