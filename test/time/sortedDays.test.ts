import { describe, expect, it } from 'vitest';
import { countUpTo } from '../../src/time/sortedDays.ts';

describe('countUpTo', () => {
  it('counts the days that are not after a day, itself included', () => {
    expect(countUpTo([], 0)).toBe(0);
    const ascending = [-3, 0, 1, 8];
    const counted = [-4, -3, -1, 0, 1, 2, 7, 8, 9].map((day) => countUpTo(ascending, day));
    expect(counted).toEqual([0, 1, 1, 2, 3, 3, 3, 4, 4]);
  });
});
