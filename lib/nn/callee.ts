import type { Module } from './module.ts';
import type { Child } from './slots.ts';

/** On a `forward`: the class whose instances it only reads. */
const reads = Symbol('reads');
type Forward = Module['forward'] & { [reads]?: unknown };

/** Promises that `forward` of these classes changes nothing of the module and hands it to nobody. Not for subclasses. */
export function onlyReads(...classes: readonly { readonly prototype: Module }[]): void {
  for (const each of classes) (each.prototype.forward as Forward)[reads] = each;
}

/**
 * Whom to call `forward` on: the module itself where its class promised only to read it, else its proxy, which sees
 * what is assigned. Reading through a proxy takes as long as all else that a small layer does.
 */
export function calleeOf({ value, slots }: Child): Module | null {
  if (slots === null || slots.proxy !== value) return value;
  const { module } = slots;
  return (module.forward as Forward | undefined)?.[reads] === module.constructor ? module : value;
}
