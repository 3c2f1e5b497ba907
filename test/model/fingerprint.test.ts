import { describe, expect, it } from 'vitest';
import { commissionPlan } from '../../src/commission/commissionPlan.ts';
import { canonicalJson, sha256, utf8 } from '../../src/model/fingerprint.ts';
import { Decimal34 } from '../../src/number/decimal.ts';

describe('sha256', () => {
  // FIPS 180-4 examples of NIST: one block, two blocks, and the million letters of the older standard.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('hashes %.20j', (text, digest) => {
    expect(sha256(utf8(text))).toBe(digest);
  });

  it('knows every length around a block', () => {
    const digests = Array.from({ length: 130 }, (_, length) => sha256(utf8('x'.repeat(length))));
    expect(new Set(digests).size).toBe(130);
  });
});

describe('utf8', () => {
  it.each(['é', '€', '😀', 'aé€😀z', '\u0000\u007f\u0080\u07ff\u0800\uffff'])('encodes %j', (text) => {
    expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
  });
});

describe('canonicalJson', () => {
  it('sorts keys by code units, without blanks and without what is undefined', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined, B: true, é: '\ud800' })).toBe(
      '{"B":true,"b":[1,{"c":"x","d":null}],"é":"\\ud800"}',
    );
  });
});

describe('the hash of a plan', () => {
  const tiers = [{ from: 0, rate: '0.10' }];
  const curve = { mode: 'marginal', tiers } as const;
  const plan = {
    id: 'p',
    currency: 'USD',
    measures: { revenue: { kind: 'credits', window: 'year' } },
    components: [{ id: 'c', kind: 'curve', measure: 'revenue', curve }],
  } as const;

  it('is that of its canonical JSON', () => {
    const { hash, findings, ...data } = commissionPlan(plan);
    expect(hash).toBe(sha256(utf8(canonicalJson(data))));
    expect(findings).toEqual([]);
  });

  it('is equal for plans that differ in the order of keys or the form of numbers', () => {
    const { hash } = commissionPlan(plan);
    for (const rate of [0.1, '1e-1', '.1', '+0.1', new Decimal34('0.1')]) {
      const other = {
        components: [
          { curve: { tiers: [{ rate, from: '-0' }], mode: 'marginal' }, measure: 'revenue', kind: 'curve', id: 'c' },
        ],
        measures: { revenue: { window: 'year', kind: 'credits', roles: undefined } },
        currency: 'USD',
        id: 'p',
      } as const;
      expect(commissionPlan(other).hash).toBe(hash);
    }
  });

  it('differs with any number', () => {
    const other = {
      ...plan,
      components: [{ ...plan.components[0], curve: { ...curve, tiers: [{ from: 0, rate: '0.11' }] } }],
    };
    expect(commissionPlan(other).hash).not.toBe(commissionPlan(plan).hash);
  });
});
