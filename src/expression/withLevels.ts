import { SalesMetricsError, showValue } from '../errors.ts';
import { throwProblems } from './check.ts';
import { DefinitionCheck, isData } from './definitionCheck.ts';
import { frozen, type Kpi, type Level } from './kpi.ts';
import { checkLevels } from './levelCheck.ts';

/**
 * The same KPI with other levels: those of your own house instead of the quoted ones. It is calculated as before.
 *
 * @param kpi - a KPI of the dictionary, or your own
 * @param levels - all its levels, each with who set it; none for an empty list
 * @returns a KPI that differs in `levels` only
 * @throws SalesMetricsError `invalid-argument` for what is no KPI, `invalid-definition` for a level without value, meaning or source
 *
 * @example
 * ```ts
 * import { winRate, withLevels } from 'sales-metrics';
 * const plan = { title: 'Sales plan 2027', address: 'https://intranet.example/plan-2027' };
 * const ours = withLevels(winRate, [{ value: '0.28', meaning: 'What the plan needs.', source: plan }]);
 * ours.levels[0].value; // => '0.28'
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function withLevels<Of extends Kpi>(kpi: Of, levels: readonly Level[]): Of {
  if (!isData(kpi) || !Array.isArray(kpi.levels))
    throw new SalesMetricsError('invalid-argument', `withLevels: expected a KPI, got ${showValue(kpi)}`);
  const check = new DefinitionCheck();
  checkLevels(check, 'levels', levels);
  throwProblems(check, `withLevels: ${kpi.key}`);
  return Object.freeze({ ...kpi, levels: frozen(levels) });
}
