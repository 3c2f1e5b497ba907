import { readExampleData } from '../../examples/read-data.mjs';
import { type Fraction, fractionOf, over, times, total } from '../oracles/fraction.ts';

/** The example data added up by plain loops, to stand beside what the library says. Imports nothing from `src/`. */
const rows = readExampleData();
type Deal = (typeof rows.opportunities)[number];
type Quota = (typeof rows.quotas)[number];

/** A cell of a file; blank where it has none. */
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const teamByRep = new Map(rows.reps.map(({ id, teamId }) => [text(id), text(teamId)]));
const one: Fraction = [1n, 1n];
const whole = (value: number): Fraction => [BigInt(value), 1n];

/** Team ids of the example data. */
export const teams: readonly string[] = rows.teams.map(({ id }) => text(id));

/** A quarter by its first day and the day after its last; `null` for the whole company. */
export interface Slice {
  readonly team: string | null;
  readonly start: string;
  readonly end: string;
}

/** The figures of a slice; null where one divides by nothing. */
export function figuresOf(slice: Slice): Readonly<Record<string, Fraction | null>> {
  const won = closed(slice, ['won']);
  const decided = closed(slice, ['won', 'lost']);
  const priced = won.filter(({ amount }) => amount !== undefined);
  const bookings = total(priced.map((row) => dollarsOf(row, text(row.closedOn))));
  const quota = total(quotas(slice).map((row) => dollarsOf(row, text(row.startsOn))));
  return {
    'deals-won': whole(won.length),
    bookings,
    'win-rate': quotient(whole(won.length), whole(decided.length)),
    'average-deal-size': quotient(bookings, whole(priced.length)),
    'sales-cycle-length': quotient(total(won.map(cycleOf)), whole(won.length)),
    'quota-attainment': quotient(bookings, quota),
  };
}

function closed({ team, start, end }: Slice, statuses: readonly string[]): Deal[] {
  return rows.opportunities.filter(({ status, closedOn, ownerId }) => {
    const isInSlice = team === null || teamByRep.get(text(ownerId)) === team;
    return isInSlice && statuses.includes(text(status)) && start <= text(closedOn) && text(closedOn) < end;
  });
}

function quotas({ team, start }: Slice): Quota[] {
  return rows.quotas.filter(({ startsOn, teamId }) => startsOn === start && (team === null || teamId === team));
}

/** At the latest rate on or before the day. */
function dollarsOf({ amount, currency }: Deal | Quota, on: string): Fraction {
  const known = rows.exchangeRates.filter((rate) => rate.from === currency && text(rate.on) <= on);
  const last = known.sort((left, right) => (text(left.on) < text(right.on) ? -1 : 1)).at(-1);
  return times(fractionOf(text(amount)), currency === 'USD' || last === undefined ? one : fractionOf(text(last.rate)));
}

function cycleOf({ createdOn, closedOn }: Deal): Fraction {
  return whole((Date.parse(text(closedOn)) - Date.parse(text(createdOn))) / 86_400_000);
}

function quotient(left: Fraction, right: Fraction): Fraction | null {
  return right[0] === 0n ? null : over(left, right);
}
