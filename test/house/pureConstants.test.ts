import { expect, it } from 'vitest';
import { markPureConstants } from '../../scripts/pureConstants.mjs';

it.each([
  ['export const a = define({ b: c.d });', 'export const a = /* @__PURE__ */ (() => (define({ b: c.d })))();'],
  ['const a = new Map(), b = 1;', 'const a = /* @__PURE__ */ (() => (new Map()))(), b = 1;'],
  ['const a = { ...b } as const;', 'const a = /* @__PURE__ */ (() => ({ ...b } as const))();'],
  ['const a = { b, c: [1] };', 'const a = { b, c: [1] };'],
  ['const a = () => call();', 'const a = () => call();'],
  ['const { a } = call();', 'const { a } = call();'],
  ['function a() { const b = call(); }', 'function a() { const b = call(); }'],
  ['const a = class { b = call(); };', 'const a = class { b = call(); };'],
])('%s becomes %s', (text, expected) => {
  expect(markPureConstants(text)).toBe(expected);
});
