/**
 * The known name that was probably meant, or undefined.
 *
 * @param name - a name that is not known, of any length
 * @param known - the known names
 * @returns the nearest one: the same but for case and separators, or at most two typing errors away
 */
function suggestion(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 40) return undefined;
  const wanted = bare(name);
  let nearest: string | undefined;
  let fewest = wanted.length < 4 ? 1.5 : 2.5;
  for (const candidate of known) {
    const errors = typingErrors(wanted, bare(candidate));
    if (errors < fewest) {
      nearest = candidate;
      fewest = errors;
    }
  }
  return nearest;
}

/** The end of a message about an unknown name: the suggestion, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const meant = suggestion(name, known);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[_\s-]/g, '');
}

/** Edit distance with insertions, deletions, replacements and swaps of neighbours. */
function typingErrors(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let errors = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) errors = Math.min(errors, (beforeLast[column - 2] as number) + 1);
      current.push(errors);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] as number;
}
