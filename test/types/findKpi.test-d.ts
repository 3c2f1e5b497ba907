import { expectTypeOf, it } from 'vitest';
import { findKpi, type Kpi, type KpiId, type winLossRatio, type winRate, withLevels } from '../../src/index.ts';

it('types a KPI by its id, so that its variants complete', () => {
  expectTypeOf(findKpi('win-rate')).toEqualTypeOf<typeof winRate>();
  expectTypeOf(findKpi('win-rate').variants.broad.key).toEqualTypeOf<'win-rate/broad'>();
  // @ts-expect-error -- no variant of that name
  findKpi('win-rate').variants.brod;
  // @ts-expect-error -- a literal is checked
  expectTypeOf(findKpi).toBeCallableWith('winrate');
});

it('takes an id that is known only at run time', () => {
  const asked = 'win-rate' as string;
  expectTypeOf(findKpi(asked)).toEqualTypeOf<Kpi>();
  const either = 'win-rate' as 'win-rate' | 'win-loss-ratio';
  expectTypeOf(findKpi(either)).toEqualTypeOf<typeof winRate | typeof winLossRatio>();
  expectTypeOf<KpiId>().toExtend<string>();
});

it('keeps the type of a KPI with other levels', () => {
  expectTypeOf(withLevels(findKpi('win-rate'), [])).toEqualTypeOf<typeof winRate>();
});
