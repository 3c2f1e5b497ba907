import { describe, expect, it } from 'vitest';
import { kpis, month, type Opportunity, type StageChange, salesData, tabulate } from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

/** Where each deal was from which day of February on. */
const paths: Readonly<Record<string, readonly (readonly [day: number, stage: string])[]>> = {
  forward: [
    [1, 'demo'],
    [11, 'offer'],
  ],
  skipped: [
    [2, 'demo'],
    [7, 'contract'],
  ],
  back: [
    [3, 'demo'],
    [8, 'offer'],
    [13, 'demo'],
  ],
  stuck: [[4, 'demo']],
  won: [
    [5, 'demo'],
    [25, 'won'],
  ],
  lost: [
    [6, 'demo'],
    [16, 'lost'],
  ],
};
const ends: Readonly<Record<string, Pick<Opportunity, 'status' | 'closedOn'>>> = {
  won: { status: 'won', closedOn: '2026-02-25' },
  lost: { status: 'lost', closedOn: '2026-02-16' },
};
const date = (day: number): string => `2026-02-${String(day).padStart(2, '0')}`;

const ids = Object.keys(paths);
const records = {
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: ids.map(
    (id, index): Opportunity => ({ id, createdOn: date(1), status: 'open', amount: 100 * (index + 1), ...ends[id] }),
  ),
  stageChanges: Object.entries(paths).flatMap(([opportunityId, path]) =>
    path.map(([day, stage]): StageChange => ({ opportunityId, changedOn: date(day), stage })),
  ),
};
const data = salesData(records);
const demo = { period: month(2026, 2), where: { stage: 'demo' } };

describe('stages', () => {
  it('are passed by a later stage or a win', () => {
    expect(figures(kpis.stageConversionRate, data, demo)).toEqual({
      // forward, skipped, back and won of six.
      default: '0.6666666666666666666666666666666667',
      // back is back.
      'regressions-undo': '0.5',
      // 100 + 200 + 300 + 500 of 2100.
      'by-value': '0.5238095238095238095238095238095238',
      // Unless the stages are named, the contract reads as the stage after the demo: skipped and won.
      'next-stage-only': '0.3333333333333333333333333333333333',
      // forward and back, which went past it, are left out.
      'skipped-excluded': '0.5',
      // stuck has not left.
      'resolved-only': '0.8',
    });
  });

  it('are timed from entry to exit', () => {
    expect(figures(kpis.timeInStage, data, demo)).toEqual({
      // 10, 5, 5, 20, 10
      default: '10',
      'repeat-visits-summed': '10',
      // On the 28th, back has stayed 15 days again, and stuck 24: 89 over 7.
      'open-visits-to-date': longDivision([89n, 7n]),
      median: '10',
    });
  });

  it('add up the visits of a deal that came back', () => {
    const again = { opportunityId: 'back', changedOn: date(20), stage: 'offer' };
    const more = salesData({ ...records, stageChanges: [...records.stageChanges, again] });
    expect(figures(kpis.timeInStage, more, demo)).toEqual({
      // 10, 5, 5, 7, 20, 10
      default: '9.5',
      'repeat-visits-summed': '11.4',
      // Only stuck is still there: 57 + 24 over 7.
      'open-visits-to-date': longDivision([81n, 7n]),
      median: '8.5',
    });
    expect(figures(kpis.stageConversionRate, more, demo)['regressions-undo']).toBe(
      '0.6666666666666666666666666666666667',
    );
  });

  it('do not count the closing as a stage', () => {
    const { rows } = tabulate([kpis.stageConversionRate], data, {
      periods: [demo.period],
      by: ['stage'],
      groups: 'all',
    });
    const byStage = rows.map(({ group, values }) => [group.stage, String(values['stage-conversion-rate'].value)]);
    expect(byStage).toEqual([
      ['contract', '0'],
      ['demo', '0.6666666666666666666666666666666667'],
      ['lost', 'null'],
      ['offer', '0'],
      ['won', 'null'],
    ]);
  });

  it('outside the funnel do not count', () => {
    const named = salesData({ ...records, stages: ['offer', 'contract'] });
    expect(figures(kpis.stageConversionRate, named, demo)['default']).toBe('no-denominator');
  });
});
