/** A plain fraction of bigints, [numerator, denominator], not reduced; the denominator is above zero. */
export type Fraction = readonly [numerator: bigint, denominator: bigint];

/** The fraction of a plain or exponential decimal text, by moving the point one place at a time. */
export function fractionOf(text: string): Fraction {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', decimals = ''] = mantissa.split('.');
  let numerator = BigInt(`${whole.replace(/[+-]/, '')}${decimals}`);
  let denominator = 1n;
  for (let place = 0; place < decimals.length; place++) denominator *= 10n;
  for (let place = 0; place < Number(exponent); place++) numerator *= 10n;
  for (let place = 0; place > Number(exponent); place--) denominator *= 10n;
  return [mantissa.startsWith('-') ? -numerator : numerator, denominator];
}

export function plus(left: Fraction, right: Fraction): Fraction {
  return [left[0] * right[1] + right[0] * left[1], left[1] * right[1]];
}

export function minus(left: Fraction, right: Fraction): Fraction {
  return plus(left, [-right[0], right[1]]);
}

export function times(left: Fraction, right: Fraction): Fraction {
  return [left[0] * right[0], left[1] * right[1]];
}

export function over(left: Fraction, right: Fraction): Fraction {
  const numerator = left[0] * right[1];
  const denominator = left[1] * right[0];
  return denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
}

export function total(values: readonly Fraction[]): Fraction {
  return values.reduce(plus, [0n, 1n]);
}

/** Below zero, zero or above zero, as left stands to right. */
export function order(left: Fraction, right: Fraction): number {
  const difference = minus(left, right)[0];
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function same(left: Fraction, right: Fraction): boolean {
  return order(left, right) === 0;
}

export function size(value: Fraction): Fraction {
  return value[0] < 0n ? [-value[0], value[1]] : value;
}

/** The largest whole number not above the value. */
export function floorOf([numerator, denominator]: Fraction): bigint {
  const cut = numerator / denominator;
  return numerator < 0n && cut * denominator !== numerator ? cut - 1n : cut;
}

/** 34 significant digits, half-even, as plain text: long division by hand, one digit after the other. */
export function longDivision(value: Fraction, kept = 34): string {
  if (value[0] === 0n) return '0';
  let [rest, divisor] = size(value);
  let exponent = 0;
  while (rest >= divisor * 10n) {
    divisor *= 10n;
    exponent++;
  }
  while (rest < divisor) {
    rest *= 10n;
    exponent--;
  }
  let digits = 0n;
  for (let place = 0; place < kept; place++) {
    let digit = 0n;
    while (rest >= divisor) {
      rest -= divisor;
      digit++;
    }
    digits = digits * 10n + digit;
    rest *= 10n;
  }
  const half = divisor * 5n;
  if (rest > half || (rest === half && digits % 2n === 1n)) digits++;
  return plain(value[0] < 0n, digits, exponent - kept + 1);
}

/** digits * 10^exponent written without an exponent and without zeros that say nothing. */
export function plain(negative: boolean, digits: bigint, exponent: number): string {
  let text = String(digits);
  if (exponent >= 0) {
    text += '0'.repeat(exponent);
  } else {
    text = text.padStart(1 - exponent, '0');
    text = `${text.slice(0, exponent)}.${text.slice(exponent)}`.replace(/\.?0+$/, '');
  }
  return negative ? `-${text}` : text;
}

/** Whether `root` is the square root to `kept` digits: the true one lies within half a last place, found by squaring. */
export function isNearestRoot(root: Fraction, value: Fraction, kept = 34): boolean {
  // One last place of the root, from its first digit on.
  let place: Fraction = [1n, 1n];
  while (order(place, root) <= 0) place = times(place, [10n, 1n]);
  while (order(place, root) > 0) place = over(place, [10n, 1n]);
  place = over(place, [10n ** BigInt(kept - 1), 1n]);
  const half = over(place, [2n, 1n]);
  const below = minus(root, half);
  const above = plus(root, half);
  return order(times(below, below), value) <= 0 && order(value, times(above, above)) <= 0;
}
