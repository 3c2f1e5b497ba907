"""Writes vectors.json: figures worked out by Python's fractions, decimal and statistics, to hold ours against.

Run `python3 vectors.py` to print the file; how it is laid out does not matter. The cases come from a generator of its own, so every Python gives the same.
"""

import json
import statistics
from decimal import (ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP,
                     Context, Decimal)
from fractions import Fraction
from math import ceil

DECIMAL128 = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999)
WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999)
MODES = {
    "half-even": ROUND_HALF_EVEN, "half-up": ROUND_HALF_UP, "half-down": ROUND_HALF_DOWN, "up": ROUND_UP,
    "down": ROUND_DOWN, "ceiling": ROUND_CEILING, "floor": ROUND_FLOOR,
}


class Numbers:
    """A linear congruential generator (Knuth's MMIX constants)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 24) % limit

    def pick(self, values):
        return values[self.below(len(values))]

    def digits(self, count):
        return str(1 + self.below(9)) + "".join(str(self.below(10)) for _ in range(count - 1))

    def decimal(self):
        """A decimal number as text: amounts mostly, some long, tiny, huge, whole or exponential."""
        sign = self.pick(["", "", "", "-", "+"])
        kind = self.below(8)
        if kind <= 2:
            return f"{sign}{self.below(10**6)}.{self.below(100):02d}"
        if kind == 3:
            return f"{sign}{self.digits(1 + self.below(18))}"
        if kind == 4:
            return f"{sign}0.{'0' * self.below(12)}{self.digits(1 + self.below(20))}"
        if kind == 5:
            return f"{sign}{self.digits(1 + self.below(20))}.{self.digits(1 + self.below(40))}"
        if kind == 6:
            return f"{sign}{self.digits(1 + self.below(10))}e{self.below(81) - 40}"
        return f"{sign}.{self.digits(1 + self.below(4))}"


def plain(value):
    """A Decimal without exponent and without zeros that say nothing."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def finished(value):
    """A fraction correctly rounded to 34 digits."""
    return plain(DECIMAL128.divide(Decimal(value.numerator), Decimal(value.denominator)))


def root(value):
    """The root of a fraction to 34 digits, by way of 400: no true root lies that near to a tie without being one."""
    return plain(DECIMAL128.plus(WIDE.sqrt(WIDE.divide(Decimal(value.numerator), Decimal(value.denominator)))))


def percentile(ordered, share, method):
    if method == "nearest-rank":
        return ordered[max(ceil(share * len(ordered)), 1) - 1]
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def vectors():
    numbers = Numbers(20260805)
    cases = {"finish": [], "quotient": [], "series": [], "root": [], "rounding": []}
    for _ in range(80):
        text = numbers.decimal()
        cases["finish"].append({"text": text, "expected": finished(Fraction(text))})
    for _ in range(80):
        dividend, divisor = numbers.decimal(), numbers.decimal()
        if Fraction(divisor) != 0:
            cases["quotient"].append({"dividend": dividend, "divisor": divisor, "expected": finished(Fraction(dividend) / Fraction(divisor))})
    for _ in range(50):
        texts = [numbers.decimal() for _ in range(2 + numbers.below(9))]
        values = [Fraction(text) for text in texts]
        ordered = sorted(values)
        quartiles = statistics.quantiles(values, n=4, method="inclusive")
        shares = [numbers.pick(["0", "0.05", "0.1", "0.333", "0.9", "0.95", "0.99", "1"]) for _ in range(2)]
        cases["series"].append({
            "texts": texts,
            "sum": finished(sum(values)),
            "mean": finished(statistics.mean(values)),
            "median": finished(statistics.median(values)),
            "quartiles": [finished(quartile) for quartile in quartiles],
            "percentiles": [
                {"fraction": share, "method": method, "expected": finished(percentile(ordered, Fraction(share), method))}
                for share in shares for method in ("linear", "nearest-rank")
            ],
            "populationDeviation": root(statistics.pvariance(values)),
            "sampleDeviation": root(statistics.variance(values)),
        })
    for _ in range(60):
        text = numbers.decimal().lstrip("+-")
        cases["root"].append({"text": text, "expected": plain(DECIMAL128.sqrt(Decimal(text)))})
    for _ in range(20):
        half = numbers.digits(1 + numbers.below(17))
        cases["root"].append({"text": str(int(half) ** 2), "expected": half})
    for _ in range(60):
        digits = numbers.below(5)
        # Half of them end in a tie.
        text = f"{numbers.pick(['', '-'])}{numbers.below(1000)}.{''.join(str(numbers.below(10)) for _ in range(digits))}{numbers.pick(['5', '5', '50001', '49999', '0', '1'])}"
        step = Decimal(1).scaleb(-digits)
        cases["rounding"].append({
            "text": text, "digits": digits,
            "expected": {name: plain(Decimal(text).quantize(step, rounding=mode)) for name, mode in MODES.items()},
        })
    return cases


def document(cases):
    """One case to a line, so that a difference can be read."""
    groups = (f'"{name}": [\n' + ",\n".join(json.dumps(case) for case in group) + "\n]" for name, group in cases.items())
    return "{\n" + ",\n".join(groups) + "\n}\n"


if __name__ == "__main__":
    print(document(vectors()), end="")
