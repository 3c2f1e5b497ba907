/**
 * JSON with sorted keys and without blanks: equal data have equal texts, whatever the order in which they were written.
 *
 * @param value - plain data; fields that are undefined are left out
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value as Readonly<Record<string, unknown>>)
    .filter(([, field]) => field !== undefined)
    // By code units, like every order of this library: names are unique, so no two are equal.
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/**
 * SHA-256 of plain data, by its canonical JSON.
 *
 * @param value - plain data
 * @returns 64 hexadecimal digits; equal data have equal ones
 *
 * @example
 * ```ts
 * import { fingerprint } from './fingerprint.ts';
 * fingerprint({ a: 1, b: 2 }) === fingerprint({ b: 2, a: 1 }); // => true
 * ```
 */
export function fingerprint(value: unknown): string {
  return sha256(utf8(canonicalJson(value)));
}

/** The bytes of a text in UTF-8. The text is well-formed: JSON escapes a lone surrogate. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), continuation(point));
    else if (point < 0x1_0000) bytes.push(0xe0 | (point >> 12), continuation(point >> 6), continuation(point));
    else bytes.push(0xf0 | (point >> 18), continuation(point >> 12), continuation(point >> 6), continuation(point));
  }
  return Uint8Array.from(bytes);
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

const blockBytes = 64;
const rounds = 64;

/**
 * SHA-256 as FIPS 180-4 defines it.
 *
 * @param bytes - the message
 * @returns the digest, 64 hexadecimal digits
 */
export function sha256(bytes: Uint8Array): string {
  const { hash: initial, constants } = roots();
  const hash = Uint32Array.from(initial);
  const message = padded(bytes);
  const words = new Uint32Array(rounds);
  for (let block = 0; block < message.byteLength; block += blockBytes) {
    for (let index = 0; index < 16; index++) words[index] = message.getUint32(block + index * 4);
    extend(words);
    compress(hash, words, constants);
  }
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** The message, a bit 1, zeros, and the length in bits as 64-bit number, in whole blocks. */
function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 9) / blockBytes);
  const message = new Uint8Array(blocks * blockBytes);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setBigUint64(message.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

function extend(words: Uint32Array): void {
  for (let index = 16; index < rounds; index++) {
    const early = at(words, index - 15);
    const late = at(words, index - 2);
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[index] = at(words, index - 16) + first + at(words, index - 7) + second;
  }
}

function compress(hash: Uint32Array, words: Uint32Array, constants: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = hash as unknown as Eight;
  for (let index = 0; index < rounds; index++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + at(constants, index) + at(words, index);
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + second) >>> 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) hash[index] = at(hash, index) + word;
}

type Eight = readonly [number, number, number, number, number, number, number, number];

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function at(words: Uint32Array, index: number): number {
  return words[index] as number;
}

let known: { readonly hash: Uint32Array; readonly constants: Uint32Array } | undefined;

/** The numbers that the standard takes from the first primes: the first 32 bits of the fractions of their square and cube roots. */
function roots(): { readonly hash: Uint32Array; readonly constants: Uint32Array } {
  known ??= { hash: rootBits(8, 2n), constants: rootBits(rounds, 3n) };
  return known;
}

function rootBits(count: number, degree: bigint): Uint32Array {
  const primes: bigint[] = [];
  for (let candidate = 2n; primes.length < count; candidate++)
    if (primes.every((prime) => candidate % prime !== 0n)) primes.push(candidate);
  // The whole root of prime x 2^(32 x degree) has the root's fraction in its last 32 bits.
  return Uint32Array.from(primes, (prime) => Number(BigInt.asUintN(32, wholeRoot(prime << (32n * degree), degree))));
}

function wholeRoot(value: bigint, degree: bigint): bigint {
  let low = 0n;
  let high = 1n << 48n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}
