import { describe, expect, it } from 'vitest';
import { dictionary, findKpi, SalesMetricsError } from '../../src/index.ts';
import { refusal } from '../hostile/hostileKpis.ts';

/** As JavaScript sees it. */
const find = findKpi as (id: unknown) => unknown;

describe('findKpi', () => {
  it.each(dictionary)('finds $id', (kpi) => {
    expect(find(kpi.id)).toBe(kpi);
  });

  it.each([
    ['winrate', 'findKpi: unknown KPI "winrate"; did you mean "win-rate"?'],
    ['winRate', 'findKpi: unknown KPI "winRate"; did you mean "win-rate"?'],
    ['booking', 'findKpi: unknown KPI "booking"; did you mean "bookings"?'],
    ['happiness', 'findKpi: unknown KPI "happiness"'],
    ['win-rate/broad', 'findKpi: unknown KPI "win-rate/broad"'],
    ['', 'findKpi: unknown KPI ""'],
    ['__proto__', 'findKpi: unknown KPI "__proto__"'],
    [undefined, 'findKpi: expected the id of a KPI such as "win-rate", got undefined'],
    [5, 'findKpi: expected the id of a KPI such as "win-rate", got 5'],
    [['win-rate'], 'findKpi: expected the id of a KPI such as "win-rate", got an array of 1'],
  ])('refuses %j', (id, message) => {
    const error = refusal(() => find(id));
    expect(error).toBeInstanceOf(SalesMetricsError);
    expect(error.message).toBe(message);
    expect(error.code).toBe('invalid-argument');
  });
});
