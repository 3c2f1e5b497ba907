import { calculateFrom, kpis } from '../../src/index.ts';
import type { Reading } from './inputs.ts';

/** How each case on training is put to the library. */
export const trainingReadings: Readonly<Record<string, Reading>> = {
  // Changes in points give an effect in points.
  'training-effect-001': (inputs) =>
    calculateFrom(kpis.trainingEffect.variants.appliers, {
      applierChange: inputs.text('high_change'),
      otherChange: inputs.text('low_change'),
    }),
  'training-roi-001': (inputs) =>
    calculateFrom(
      kpis.trainingRoi,
      {
        benefit: inputs.text('revenue_gain'),
        'gross-margin': inputs.text('margin'),
        cost: inputs.text('cost'),
      },
      { parameters: { isolation: inputs.text('isolation') } },
    ),
};
