import { add, isZero, multiply, type Rational, subtract, zero } from '../number/rational.ts';
import { type Account, isVersionOver, type Reading } from './account.ts';
import type { Pay } from './curvePay.ts';
import { type FactorProduct, factorProduct } from './factors.ts';
import type { EarnedLine } from './line.ts';
import type { ReadOverrideComponent } from './readPlan.ts';
import type { SpanFinder } from './window.ts';

interface SpanPay {
  /** Rate x earnings of others, so far. */
  share: Rational;
  /** Factors x share, as it stood last. */
  state: Rational;
  /** The factors as they were read last; null before they are. */
  product: FactorProduct | null;
}

/** Pay as a share of other lines, for one payee and component: a running state in each span for each version of the plan, as for curves. */
export class OverridePay {
  readonly #account: Account;
  readonly #spans = new Map<ReadOverrideComponent, Map<object, SpanPay>>();

  constructor(account: Account) {
    this.#account = account;
  }

  /**
   * What a line of somebody earns.
   *
   * @param exchangeRate - from the currency of the line's plan to that of the payee's
   */
  earn(
    component: ReadOverrideComponent,
    source: EarnedLine,
    exchangeRate: Rational,
    reading: Reading,
    spanOf: SpanFinder,
  ): Pay {
    const window = spanOf(reading.day);
    const pay = this.#spanPay(component, window);
    pay.share = add(pay.share, multiply(component.rate, multiply(source.limited, exchangeRate)));
    const stateBefore = pay.state;
    const { factors, value } = this.#restate(component, pay, reading);
    const amount = subtract(pay.state, stateBefore);
    return {
      kind: 'override',
      amount,
      reason: !isZero(amount)
        ? null
        : isZero(source.limited)
          ? 'source-is-zero'
          : isZero(value)
            ? 'gate-closed'
            : 'rate-is-zero',
      trace: {
        kind: 'override',
        source,
        exchangeRate,
        rate: component.rate,
        factors,
        stateBefore,
        stateAfter: pay.state,
      },
      original: null,
      window,
    };
  }

  /** What factors that moved change in the span that holds the day; null where they change nothing. */
  reprice(component: ReadOverrideComponent, reading: Reading, spanOf: SpanFinder): Pay | null {
    const window = spanOf(reading.day);
    const pay = this.#spans.get(component)?.get(window);
    if (pay === undefined) return null;
    const stateBefore = pay.state;
    const { factors } = this.#restate(component, pay, reading);
    const amount = subtract(pay.state, stateBefore);
    if (isZero(amount)) return null;
    const trace = { kind: 'repricing', factors, stateBefore, stateAfter: pay.state } as const;
    return { kind: 'repricing', amount, reason: null, trace, original: null, window };
  }

  /** Reads the factors anew, unless the version of the plan is over, for all that it has paid in the span. */
  #restate(component: ReadOverrideComponent, pay: SpanPay, reading: Reading): FactorProduct {
    const known = isVersionOver(reading) ? pay.product : null;
    const product = known ?? factorProduct(component.factors, this.#account, reading);
    pay.product = product;
    pay.state = multiply(product.value, pay.share);
    return product;
  }

  #spanPay(component: ReadOverrideComponent, window: object): SpanPay {
    let spans = this.#spans.get(component);
    if (spans === undefined) {
      spans = new Map();
      this.#spans.set(component, spans);
    }
    let pay = spans.get(window);
    if (pay === undefined) {
      pay = { share: zero, state: zero, product: null };
      spans.set(window, pay);
    }
    return pay;
  }
}
