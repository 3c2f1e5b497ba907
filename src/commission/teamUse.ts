import type { ReadPlan } from './readPlan.ts';

/** What the plans of a run ask of the hierarchy. */
export interface TeamUse {
  /** Whether what one payee brings may count for those above. */
  readonly isUsed: boolean;
  /** Whether the hierarchy is read as of the end of a period. */
  readonly asOfPeriodEnd: boolean;
  /** Whether those above get a share of what a payee earns. */
  readonly managersEarn: boolean;
}

/** What plans ask of the hierarchy. */
export function teamUseOf(plans: readonly ReadPlan[]): TeamUse {
  const ofMeasures = plans.flatMap(({ measures }) =>
    [...measures.values()].flatMap((measure) =>
      measure.kind === 'credits' && measure.team !== null ? [measure.team] : [],
    ),
  );
  const ofOverrides = plans.flatMap(({ components }) =>
    components.flatMap((component) =>
      component.kind === 'override' && component.given.team !== undefined ? [component.given.team] : [],
    ),
  );
  const teams = [...ofMeasures, ...ofOverrides];
  return {
    isUsed: teams.length > 0,
    asOfPeriodEnd: teams.some(({ asOf }) => asOf === 'period-end'),
    managersEarn: ofOverrides.length > 0,
  };
}
