/**
 * Puts the making of something off until it is asked for, and keeps it from then on.
 *
 * Schemas are made in this way: making those of a plan takes a quarter of the time in which everything else is loaded.
 *
 * @param make - makes it
 * @returns a function that gives it, the same one each time
 */
/* @__NO_SIDE_EFFECTS__ */
export function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
