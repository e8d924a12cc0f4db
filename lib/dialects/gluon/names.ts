/** What gives names while its scope is open. */
export interface Scope {
  readonly prefix: string;
  /** Made with the prefix '': it gives no names, and leaves that to the scope around it. */
  readonly namesNothing: boolean;
}

const counters = new Map<string, number>();
const scopes: Scope[] = [];

/** `dense0`, `dense1`, …: one counter per hint, or the next of the given counters. Source: mxnet.name.NameManager. */
export function nextName(hint: string, from: Map<string, number> = counters): string {
  const count = from.get(hint) ?? 0;
  from.set(hint, count + 1);
  return `${hint}${count}`;
}

/** Starts all counters again: a new process, as far as names go. */
export function resetNames(): void {
  counters.clear();
}

/** The block whose scope is open, if any. */
export const openScope = (): Scope | undefined => scopes.at(-1);

/** Runs `body` with `block` as the giver of names. A block made with the empty prefix leaves the outer scope in place. */
export function inScope<T>(block: Scope, body: () => T): T {
  if (block.namesNothing) return body();
  scopes.push(block);
  try {
    return body();
  } finally {
    scopes.pop();
  }
}
