// @ts-check
/** What must be there: an absent item is a mistake in the generator, not a blank cell. */

/** @template T @param {readonly T[]} list @param {number} index @returns {T} */
export function at(list, index) {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item;
}

/** @template T @param {Record<string, T>} record @param {string} key @returns {T} */
export function entry(record, key) {
  const value = record[key];
  if (value === undefined) throw new RangeError(`no entry ${key}`);
  return value;
}
