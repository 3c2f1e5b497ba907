import { describe, expect, it } from 'vitest';
import { parametersOf } from '../../src/expression/walk.ts';
import { dictionary, type Formula } from '../../src/index.ts';

/**
 * What people disagree on, KPI by KPI, and where the dictionary answers: `default`, a variant, `:parameter`, another entry as `@id`,
 * or in brackets why no formula can. A phrase may have several answers.
 */
const disputes = `
calls-made
  answered only = answered
  inbound included = inbound-included
  logged by rep or telephony record = recorded-by-reps recorded-by-systems
emails-sent
  delivered only = delivered
  manual or sequence = manual sequence
  messages or distinct recipients = default recipients
meetings-booked
  by meeting date = by-meeting-date
  net of cancellations = net-of-cancellations
  first meetings only = first-meetings
  credit to booker or to holder = credited-to-booker default
meetings-held
  qualified meetings only = qualified
  attended by decision maker = with-decision-maker
follow-ups-completed
  completed on time only = on-time
  touches instead of tasks = touches
activities-per-rep
  per rep-day = per-rep-day
  per selling hour = per-selling-hour
  weighted by kind = weighted-by-kind
  activities per outcome (inverse) = per-opportunity per-won-deal
account-coverage
  two-way contact only = two-way
  accounts weighted by potential = by-potential
activity-capture-rate
  by kind = mean-of-kinds (for each kind: group by it)
  by rep = mean-of-reps (for each rep: group by owner)
contact-rate
  per attempt instead of per lead = per-attempt
  whole list as denominator = whole-list
  connection (any pick-up) = connection
  conversation (decision maker, minimum length) = conversation decision-maker-conversation
  dials per contact (inverse) = dials-per-contact
meeting-conversion-rate
  per call made = per-call
  per lead = per-lead
  meeting to opportunity = meeting-to-opportunity @meeting-to-opportunity-rate
meeting-show-rate
  cancellations and reschedules stay in the denominator = with-cancellations
  qualified only = qualified
  restated when rescheduled meetings take place = restated
email-reply-rate
  replies over sent = of-sent
  replies over delivered = of-delivered
  replies over opened = of-opened
  per message = of-sent of-delivered of-opened
  positive replies over replies = positive-replies
follow-up-completion-rate
  on-time only = on-time
  overdue share of open tasks = overdue-share
  required touches made within N days = required-touches :horizonDays :requiredTouches
lead-response-time
  mean = mean
  business hours = working-hours
  from assignment = from-assignment
  first attempt or first contact = default first-contact
  share answered inside a limit = answered-in-time answered-within-hours :limitDays :limitHours
  unanswered leads as censored = censored
lead-volume
  people or companies = default companies
  inbound only = inbound-only
mql-volume
  current status instead of first entry = current-status
  re-qualified again = requalified-included
  accepted by sales only = accepted
  rejection window = rejection-window :rejectionDays
sql-count
  sales-accepted or sales-qualified = sales-accepted default
  opportunity created as the event = opportunity-created
opportunities-created
  reached qualified stage = qualified
  renewals out = renewals-excluded
pipeline-created
  amount as of today = present-amount
  weighted = weighted
  by source = from-source :source
lead-velocity-rate
  MQL or SQL = default sql
  three-month smoothing = three-month-mean
  any equal-length period = default
pipeline-generation-attainment
  count instead of value = by-count
  cumulative = year-to-date
conversion-rate
  optional horizon in days = within-horizon :horizonDays
  the undecided share = undecided
  same-period = same-period
  end-to-end as the product of stage rates = end-to-end
  any two stages = default :fromStage :toStage
mql-to-sql-rate
  same-period = same-period
  accepted MQLs only = accepted-only
lead-to-opportunity-rate
  qualified leads only as base = qualified-leads
  same-period = same-period
  people or accounts = default per-account
sql-to-opportunity-rate
  same-period = same-period
meeting-to-opportunity-rate
  booked meetings as base = booked
  horizon = within-horizon :horizonDays
opportunity-to-close-rate
  with horizon = within-horizon :horizonDays
  resolved only = resolved-only
  the resolved share = resolved
  same-period won over created = same-period
  by value = by-value
  curve over time instead of one number = curve-point :horizonDays
lead-conversion-rate
  same-period = same-period
  SQL or MQL as base = of-sqls of-mqls
  mislabelled win rate = default @win-rate
stage-conversion-rate
  next stage only = next-stage-only
  skipped stages excluded = skipped-excluded
  regressions undo progress = regressions-undo
  by value = by-value
  resolved only = resolved-only
pipeline-conversion-rate
  count = by-count
  all won in the period over opening pipeline = all-won
  win rate times the share that closes in the period = from-win-rate
win-rate
  by value = by-value
  no-decision out of or in the denominator = default broad
  created cohort = created-cohort @opportunity-to-close-rate
  all opportunities = all-opportunities
  overdue or old open deals as lost = overdue-as-lost old-as-lost :ageDays
  from stage N = from-stage :stage
  against one competitor = contested :competitor
  new business only = new-business
  rolling 90 days = rolling-90-days
  time-to-event curve = curve-point :horizonDays
win-loss-ratio
  shown as a:b = (the two numbers are the parts of the figure)
  won over won and lost by this name = of-decided @win-rate
  by value = by-value
no-decision-rate
  lost reason instead of own status = by-lost-reason :lostReason
sales-cycle-length
  start at lead created, first contact, qualified date = from-lead from-first-contact from-qualified
  median or percentile = median percentile :fraction
  lost deals included = lost-included
  business days = working-days
  inclusive day count = inclusive-days
  value-weighted = value-weighted
  months of 30 days = months
time-in-stage
  repeat visits summed = repeat-visits-summed
  open visits to date = open-visits-to-date
  median = median
  deals still in the stage left out = default
open-deal-age
  median = median
  share above a limit = share-above-limit :limitDays
  since last stage change = since-stage-change
stalled-deal-rate
  no stage change for N days = without-stage-change :days
  by value = by-value
  N per stage = by-stage :earlyDays :lateDays :lateStage
  1.5 x normal cycle = over-normal-cycle :factor
slip-rate
  lost counted as slipped = lost-as-slipped
  any close-date change, earlier too = any-date-change
  by value = by-value
  number of pushes per deal = pushes-per-deal
  commit only = commit-only
open-pipeline
  qualified stages only = qualified
  all dates or this period = default closing-in-period
  ACV or TCV = annual default
weighted-pipeline
  historical stage win rates or CRM defaults = historical-stage-rates default
  rep-set probability = rep-probability
  one flat win rate = flat-win-rate
  probability of closing in the period, not ever = expected-in-period
pipeline-coverage
  remaining quota = remaining-quota
  weighted = weighted
  late stages only = late-stages :stage
  plan or sum of quotas = plan quotas-of-reps
  closed-won added to the numerator = closed-won-added
  forward four quarters = forward-four-quarters
pipeline-velocity
  n as SQLs = default
  n open at the snapshot = open-opportunities
  n created in the look-back = opportunities-created
  n closed in the period = closed
  win rate by value = win-rate-by-value
  deal size of all deals = all-deal-sizes
  cycle in months = per-month
  scaled to a period = scaled-to-days :days
forecast-accuracy
  base forecast instead of actual = by-forecast
  MAPE = mape
  floor at 0 = not-below-zero
  symmetric = symmetric
  commit or call or weighted = commit default weighted-pipeline
  per rep then summed or netted total = default netted
forecast-bias
  sign reversed = sign-reversed
  actual over forecast = actual-to-forecast
commit-conversion-rate
  count = by-count
  best case = best-case
  forecast-category history = ever-in-commit
quota-gap
  signed gap = signed
  required per day = required-per-day
  projected = projected
  working days = required-per-working-day projected-by-working-days
  deals needed = deals-needed
revenue
  closed-won amount used as revenue = closed-won
  invoiced = invoiced
  collected = collected
  gross or net of tax = default net-of-tax
bookings
  TCV, ACV, first-year, new ARR only = default annual first-year new-recurring
  signature or CRM date = by-signature default
  cancellations deducted in the original or current period = cancellations-in-original-period cancellations-in-current-period
deals-won
  re-opened deals once = default
  orders or opportunities = orders default
sales-volume
  gross of returns = gross-of-returns
  close or invoice date = invoiced deals-won
  value = value
new-logos
  per account or legal entity = per-account default
  re-activated customers = with-reactivated :inactiveDays
  first payment = first-payment
  segment left out = segment-left-out :segment
sales-growth
  year over year or sequential = year-over-year default
  compound annual = compound-annual :years
  like for like = like-for-like
  constant currency = constant-currency
average-deal-size
  median, trimmed = median trimmed :trim
  all created = all-created
  ACV or TCV = annual default
  new business only = new-business
average-contract-value
  first-year value of ramped deals = first-year
  contracts active in a year = active
  one-time fees in = one-time-included
discount-rate
  mean of deals' rates = mean-of-deals
  list over net less 1 = on-net
  share of deals discounted = share-of-deals
  profit impact = profit-impact
gross-margin
  contribution margin = contribution
  deal margin at booking = deal-margin
quota-attainment
  credit for new ARR, ACV, TCV, revenue, units = new-recurring annual default revenue units
  team as ratio of sums, mean or median = default mean-of-reps median-of-reps
  year to date = year-to-date
  splits and overlays double-credited = splits-and-overlays splits
  quota before or after ramp = before-ramp default
  capped = capped :cap
reps-at-quota-rate
  ramped only = ramped-only
  ramping at 70% = ramping-at-less :rampingThreshold
  leavers in = leavers-included
  threshold other than 100% = default :threshold
plan-attainment
  quarter only = period-only
  net ARR = net-new-recurring
  plan or sum of quotas = default quotas-of-reps
sales-capacity
  street quota only = street-quota
  over-assignment = over-assignment
  attainment factor as its inverse = needed-attainment
  monthly ramp curve = monthly-ramp
  attrition allowance = after-attrition :attrition
revenue-per-rep
  ramped-rep equivalents = ramped-equivalents
  per head of all sales staff = all-staff
  trailing year = trailing-year
ramp-time
  X of full quota = default :threshold
  first deal = first-deal
  sustained N months = sustained :sustainedMonths
  tenure curve = tenure-curve :tenureMonths
  planned ramp = planned
  not-yet-ramped as censored = censored
rep-attrition-rate
  opening headcount = opening-headcount
  voluntary only = voluntary
  annualised = annualised
  moves out of the role = with-moves
cac
  paid only = paid-only
  marketing only = marketing-only
  blended = blended
  new-logo share only = new-logo-share
  spend lagged by the sales cycle = lagged :lagPeriods
  with onboarding = with-onboarding
  by channel = by-channel :channel
cac-ratio
  blended (new + expansion ARR) = blended
  same period = same-period
  inverse = inverse @sales-efficiency
cac-payback-period
  without margin = without-margin
  S&M over new MRR x margin = by-new-revenue
  net new MRR = by-net-new-revenue
  churn-adjusted = churn-adjusted
  annual margin = annual-margin
ltv
  revenue instead of margin = revenue
  fixed lifespan = fixed-lifespan :lifespanMonths
  revenue churn or logo churn = revenue-churn default
  five-year cap = capped :capMonths
  discounted = discounted :discountRate
  with expansion = with-expansion
  historic sum = historic
ltv-cac-ratio
  revenue LTV over loaded CAC = revenue
magic-number
  same-quarter spend = same-quarter
  ARR delta without x 4 = recurring-revenue
  gross-margin adjusted = gross-margin
  two-quarter lag = two-quarter-lag
  trailing mean = trailing-mean
  marketing spend = marketing-only
  negative when revenue falls = default
sales-efficiency
  gross or net = default net
  lagged spend = lagged :lagPeriods
  expansion in or out = with-expansion default
cost-per-lead
  lead, MQL, SQL, opportunity = default per-mql per-sql per-opportunity
  direct spend only = direct-only
  fully loaded = fully-loaded
  by channel = by-channel :channel
  lagged = lagged :lagPeriods
  spread between stages = spread
compensation-cost-of-sales
  bookings as base = of-bookings
  incentives only = incentives-only
  managers, pre-sales, benefits = fully-loaded
  target or actual = target default
effective-commission-rate
  target rate = target-rate
  paid instead of earned = paid
  net of clawback = net-of-clawback
  marginal or retroactive tiers change it = (the curve of the plan: what it pays is what is earned)
commission-error-rate
  statements with an error over statements = statements
  net instead of absolute = net
  disputes over statements = disputed
quota-ote-ratio
  per role = by-role :role
  quota over variable pay = to-variable-pay
  fully ramped only = fully-ramped
net-new-arr
  contracted or live = contracted default
  true-ups /12 = with-true-ups
  re-activation as new = with-reactivation
  ARR = MRR x 12 = default without-monthly-contracts
net-revenue-retention
  trailing month compounded = compounded-months
  closing over opening revenue of the cohort = closing-over-opening
  contraction left out = without-contraction
  new customers' expansion let in = all-expansion
  contracted escalators as expansion = default without-escalators
  only contracts up for renewal = up-for-renewal
gross-revenue-retention
  aggregated = aggregated
  complement = revenue-churn
  monthly = over-the-period
logo-churn-rate
  complement = retention
  mean customers as base = mean-customers
  annual from monthly = annual-from-monthly
  (start - end)/start = net-decrease
renewal-rate
  by value = by-value
  on time only = on-time
  early renewals = early-when-won
  with uplift = with-uplift
quick-ratio
  re-activation in = with-reactivation
  growth-to-new = growth-to-new
arpa
  mean of period = mean-of-period
  new accounts only = new-accounts
  per user (ARPU) = per-user
attach-rate
  customers instead of deals = customers
  offers as base = offers
  by value = by-value
return-customer-rate
  two or more orders inside the period = twice-in-period
  all customers ever as base = of-all-ever
csat
  mean score = mean-score
  9-10 of 10 = nine-of-ten
  whole-number display = whole-percent
  minimum sample = minimum-sample :minimumAnswers
nps
  whole-number display = whole-number
  per account = mean-of-accounts
  negative is valid = default
training-completion-rate
  people who finished all = reps-who-finished
  late completions = late-included
training-effect
  before/after without a control group = without-control
  high or low appliers = appliers
  relative uplift = relative
  report group sizes = trained-reps untrained-reps
  washout of one cycle = default :washoutDays
training-roi
  revenue instead of margin = revenue
  no isolation factor = without-isolation
  benefit/cost ratio = benefit-cost-ratio
`;

interface Dispute {
  readonly id: string;
  readonly phrase: string;
  readonly answers: readonly string[];
  readonly reason: string;
}

/** The lines of the table; a line that is not indented begins an entry. */
function read(table: string): readonly Dispute[] {
  let id = '';
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      if (!line.startsWith('  ')) {
        id = line;
        return [];
      }
      const at = line.lastIndexOf(' = ');
      const [, answers = '', reason = ''] = /^([^(]*)(?:\((.*)\))?$/.exec(line.slice(at + 3)) ?? [];
      return [{ id, phrase: line.slice(2, at), answers: answers.split(' ').filter((answer) => answer !== ''), reason }];
    });
}

const rows = read(disputes);

describe('what people disagree on', () => {
  it('is listed for every entry', () => {
    expect([...new Set(rows.map(({ id }) => id))]).toEqual(dictionary.map(({ id }) => id));
    expect(rows.filter(({ answers, reason }) => answers.length === 0 && reason === '')).toEqual([]);
  });

  it.each(dictionary)('has an answer in $id', ({ id, formula, variants }) => {
    const ids: readonly string[] = dictionary.map((entry) => entry.id);
    const formulas: readonly Formula[] = [formula, ...Object.values(variants).map((variant) => variant.formula)];
    const parameters = formulas.flatMap((one) => parametersOf(one).map(({ name }) => name));
    const isAnswer = (answer: string): boolean => {
      if (answer.startsWith('@')) return ids.includes(answer.slice(1));
      if (answer.startsWith(':')) return parameters.includes(answer.slice(1));
      return answer === 'default' || Object.hasOwn(variants, answer);
    };
    const own = rows.filter((row) => row.id === id);
    expect(
      own.flatMap(({ phrase, answers }) => answers.filter((one) => !isAnswer(one)).map((one) => [phrase, one])),
    ).toEqual([]);
    // Two readings of one phrase are two formulas.
    expect(own.filter(({ answers }) => new Set(answers).size !== answers.length)).toEqual([]);
  });
});
