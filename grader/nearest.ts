/** Edit distance of two words (insert, delete, replace each cost 1). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The candidate most like `word`; the first one wins a tie, undefined when none is half like it or begins with it. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const cost = distance(word.toLowerCase(), candidate.toLowerCase());
    const isAlike = 2 * cost <= Math.max(word.length, candidate.length) || candidate.startsWith(word);
    if (isAlike && cost < least) {
      best = candidate;
      least = cost;
    }
  }
  return best;
}
