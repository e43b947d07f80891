/** Nobody else's names begin with it. */
const OWN = 'ACTIONARY_';
/** Letters that may be wrong, missing or too many. */
const MAX_MISTAKES = 2;

/**
 * Names that are taken for misspelt ones. Those that only this program can mean are mistakes: what was meant, maybe that
 * nobody sees videos, would not be so. Others may be somebody else's (`S3_BUCKET`), and are worth a warning. What resembles
 * nothing passes: it may be known to a later release, which one came back from.
 *
 * @returns a line each
 */
export function unknownSettings(
  given: readonly string[],
  known: readonly string[],
): { readonly misspelt: string[]; readonly doubtful: string[] } {
  const lines = { misspelt: [] as string[], doubtful: [] as string[] };
  const isGiven = new Set(given);
  const prefixes = new Set(known.filter((name) => name.includes('_')).map(prefixOf));
  const missing = known.filter((name) => !isGiven.has(name));
  for (const name of given.filter((each) => prefixes.has(prefixOf(each)) && !known.includes(each))) {
    const meant = missing.find((each) => prefixOf(each) === prefixOf(name) && editDistance(name, each) <= MAX_MISTAKES);
    if (!meant) continue;
    if (name.startsWith(OWN)) lines.misspelt.push(`${name}: is not known; did you mean ${meant}?`);
    else lines.doubtful.push(`${name}: is not known, and ignored; did you mean ${meant}?`);
  }
  return lines;
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf('_') + 1);
}

/** Letters to put in, take out or change; two that have changed places count as one. */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= to.length; at += 1) {
      const changed = rows[row - 1]![at - 1]! + (from[row - 1] === to[at - 1] ? 0 : 1);
      next[at] = Math.min(rows[row - 1]![at]! + 1, next[at - 1]! + 1, changed);
      const isSwapped = row > 1 && at > 1 && from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1];
      if (isSwapped) next[at] = Math.min(next[at], rows[row - 2]![at - 2]! + 1);
    }
    rows.push(next);
  }
  return rows.at(-1)!.at(-1)!;
}
