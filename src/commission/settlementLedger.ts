import { decimalOfUnits } from '../number/decimal.ts';
import type { SettlementStepKind } from './settlementData.ts';

/** A step of a settlement in minor units; see `SettlementStep`. */
export interface UnitStep {
  readonly kind: SettlementStepKind;
  readonly id: string | null;
  readonly amount: bigint;
  readonly balance: 'overpaid' | 'carried' | 'owed' | null;
  readonly change: bigint;
  readonly reason: string;
}

/** The balances of a payee in minor units; see `Balances`. */
export interface UnitBalances {
  readonly overpaid: bigint;
  readonly carried: bigint;
  /** By draw id; only what is above 0. */
  readonly owed: ReadonlyMap<string, bigint>;
}

/** A step to be taken; its sentence is asked for only where it moves something. */
type Step = Pick<UnitStep, 'kind'> & Partial<Omit<UnitStep, 'reason'>> & { readonly reason: () => string };

/** Pay and balances while a period is settled. Both change only by steps, so the steps explain them to the cent. */
export class SettlementLedger {
  readonly steps: UnitStep[] = [];
  pay = 0n;
  overpaid: bigint;
  carried: bigint;
  readonly #owed: Map<string, bigint>;
  readonly #digits: number;

  constructor(opening: UnitBalances, digits: number) {
    this.overpaid = opening.overpaid;
    this.carried = opening.carried;
    this.#owed = new Map(opening.owed);
    this.#digits = digits;
  }

  /** Takes a step, unless it moves nothing. */
  take({ kind, id = null, amount = 0n, balance = null, change = 0n, reason }: Step): void {
    if (amount === 0n && change === 0n) return;
    this.steps.push({ kind, id, amount, balance, change, reason: reason() });
    this.pay += amount;
    if (balance === 'overpaid') this.overpaid += change;
    if (balance === 'carried') this.carried += change;
    if (balance === 'owed' && id !== null) this.#owed.set(id, this.owedFor(id) + change);
  }

  owedFor(draw: string): bigint {
    return this.#owed.get(draw) ?? 0n;
  }

  balances(): UnitBalances {
    return {
      overpaid: this.overpaid,
      carried: this.carried,
      owed: new Map([...this.#owed].filter(([, units]) => units > 0n)),
    };
  }

  /** An amount for a sentence. */
  text(units: bigint): string {
    return decimalOfUnits(units, this.#digits).toFixed(this.#digits);
  }
}
