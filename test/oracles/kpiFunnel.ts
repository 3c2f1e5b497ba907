// New leads, new opportunities and new pipeline, counted by hand. Imports nothing from src.

import { type Fraction, order, times, total } from './fraction.ts';
import { dayOf, type Entry, number, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  countOf,
  difference,
  happened,
  inPeriod,
  leadsBy,
  list,
  meanOf,
  names,
  type Oracle,
  onBase,
  previousPeriod,
  ratio,
  shifted,
  soFar,
  sumOf,
} from './kpiInquiry.ts';

function isKept(scene: Scene): (lead: Entry) => boolean {
  return (lead) => {
    const [qualified, given] = [dayOf(lead, 'mqlOn') ?? 0, dayOf(lead, 'disqualifiedOn') ?? 0];
    return !happened(lead, 'disqualifiedOn', scene) || given < qualified || given > qualified + 30;
  };
}

function isStillMql(scene: Scene): (lead: Entry) => boolean {
  return (lead) => {
    const hasMovedOn = ['sqlOn', 'convertedOn', 'customerOn'].some((field) => soFar(lead, field, scene));
    const isGivenUp = soFar(lead, 'disqualifiedOn', scene);
    const isBack =
      soFar(lead, 'requalifiedOn', scene) &&
      (dayOf(lead, 'requalifiedOn') ?? 0) >= (dayOf(lead, 'disqualifiedOn') ?? 0);
    const isPerson = text(lead, 'duplicateOfId') === null;
    return isPerson && soFar(lead, 'mqlOn', scene) && !hasMovedOn && (!isGivenUp || isBack);
  };
}

function growth(scene: Scene, field: string): Answer {
  const [now, earlier] = [scene, previousPeriod(scene)].map((one) => countOf(leadsBy(one, field)));
  return now === undefined || earlier === undefined ? '' : onBase(difference(now, earlier), earlier);
}

function created(scene: Scene): readonly Entry[] {
  return list(scene, 'opportunities').filter((deal) => inPeriod(deal, 'createdOn', scene));
}

/** The opportunities created in the period as they stood on the day of it: the first entry of the history of each. */
function asCreated(scene: Scene): readonly Entry[] {
  const history = list(scene, 'opportunityHistory');
  return created(scene).flatMap((deal) => history.find(({ id }) => id === deal.id) ?? []);
}

function weighted(deals: readonly Entry[]): Fraction {
  const products: Fraction[] = [];
  for (const deal of deals) {
    const [amount, chance] = [number(deal, 'amount'), number(deal, 'probability')];
    if (amount !== null && chance !== null) products.push(times(amount, chance));
  }
  return total(products);
}

/** Quotas for pipeline that lie wholly in the period. */
function plans(scene: Scene): readonly Entry[] {
  return list(scene, 'quotas').filter(
    (quota) =>
      text(quota, 'measure') === 'pipeline' &&
      (dayOf(quota, 'startsOn') ?? 0) >= scene.span.start &&
      (dayOf(quota, 'endsOn') ?? 0) <= scene.span.end,
  );
}

function attained(scene: Scene): Answer {
  return ratio(sumOf(asCreated(scene), 'amount'), sumOf(plans(scene), 'amount'));
}

export const funnelOracles: Readonly<Record<string, Oracle>> = {
  'lead-volume': (scene) => countOf(leadsBy(scene, 'createdOn')),
  'lead-volume/companies': (scene) => countOf(names(leadsBy(scene, 'createdOn'), 'accountId')),
  'lead-volume/inbound-only': (scene) =>
    countOf(leadsBy(scene, 'createdOn').filter((lead) => text(lead, 'direction') === 'inbound')),
  'mql-volume': (scene) => countOf(leadsBy(scene, 'mqlOn')),
  'mql-volume/current-status': (scene) => countOf(list(scene, 'leads').filter(isStillMql(scene))),
  'mql-volume/requalified-included': (scene) =>
    countOf([...leadsBy(scene, 'mqlOn'), ...leadsBy(scene, 'requalifiedOn')]),
  'mql-volume/accepted': (scene) =>
    countOf(leadsBy(scene, 'mqlOn').filter((lead) => happened(lead, 'salesAcceptedOn', scene))),
  'mql-volume/rejection-window': (scene) => countOf(leadsBy(scene, 'mqlOn').filter(isKept(scene))),
  'sql-count': (scene) => countOf(leadsBy(scene, 'sqlOn')),
  'sql-count/sales-accepted': (scene) => countOf(leadsBy(scene, 'salesAcceptedOn')),
  'sql-count/opportunity-created': (scene) => countOf(leadsBy(scene, 'convertedOn')),
  'lead-velocity-rate': (scene) => growth(scene, 'mqlOn'),
  'lead-velocity-rate/sql': (scene) => growth(scene, 'sqlOn'),
  'lead-velocity-rate/three-month-mean': (scene) => {
    const { span } = shifted(scene, { kind: 'trailing', count: 3, grain: 'month' });
    const months = scene.cut(span, 'month').filter(({ start }) => scene.asOf === null || start <= scene.asOf);
    const rates = months.map((month) => growth({ ...scene, span: month }, 'mqlOn'));
    return meanOf(rates.filter((rate) => typeof rate !== 'string').sort(order));
  },
  'opportunities-created': (scene) => countOf(created(scene)),
  'opportunities-created/qualified': (scene) =>
    countOf(list(scene, 'opportunities').filter((deal) => inPeriod(deal, 'qualifiedOn', scene))),
  'opportunities-created/renewals-excluded': (scene) =>
    countOf(created(scene).filter((deal) => text(deal, 'type') !== 'renewal')),
  'pipeline-created': (scene) => sumOf(asCreated(scene), 'amount'),
  'pipeline-created/present-amount': (scene) => sumOf(created(scene), 'amount'),
  'pipeline-created/weighted': (scene) => weighted(asCreated(scene)),
  'pipeline-created/from-source': (scene) =>
    sumOf(
      asCreated(scene).filter((deal) => text(deal, 'source') !== null),
      'amount',
    ),
  'pipeline-generation-attainment': attained,
  'pipeline-generation-attainment/by-count': (scene) => ratio(countOf(created(scene)), sumOf(plans(scene), 'quantity')),
  'pipeline-generation-attainment/year-to-date': (scene) =>
    attained(shifted(scene, { kind: 'to-date', grain: 'year' })),
};
