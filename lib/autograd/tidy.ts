import { NumArray } from '../array/array.ts';
import { closeScope, openScope } from '../array/kernels/resident.ts';
import { resultOf } from './body.ts';
import { GradNode } from './node.ts';
import { Tensor } from './tensor.ts';

/**
 * Runs `body` and hands the memory of the large results computed in it back at once, not when the collector finds
 * them: a training step on large arrays runs several times faster. What `body` returns stays, and so does what a leaf
 * keeps as its `grad` or `data`. Any other use of a result afterwards is refused with a RuntimeError, never answered
 * with other numbers. Small results are left to the collector. Throws TypeError for an async body.
 * Source: tf.tidy.
 */
export function tidy<T>(body: () => T): T {
  openScope();
  let result: T | undefined;
  try {
    result = resultOf('tidy', body);
    return result;
  } finally {
    closeScope(() => reachable(result));
  }
}

/** The buffers that can be reached from `root`, through lists, maps, fields, and the graphs of computed tensors. */
function reachable(root: unknown): ReadonlySet<unknown> {
  const seen = new Set<unknown>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (!ArrayBuffer.isView(value)) for (const part of partsOf(value)) open.push(part);
  }
  return seen;
}

function partsOf(value: object): Iterable<unknown> {
  if (value instanceof Tensor) return [value.storage, value.gradFn, value.isLeaf ? value.grad : null];
  if (value instanceof NumArray) return [value.memory];
  if (value instanceof GradNode) return [...value.edges, value.first, value.second];
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  return value instanceof Set || Array.isArray(value) ? value : fieldsOf(value);
}

/** What lies in fields; a getter is not asked, for it may compute, or throw. */
function* fieldsOf(value: object): Iterable<unknown> {
  for (const key of Reflect.ownKeys(value)) yield Reflect.getOwnPropertyDescriptor(value, key)?.value;
}
