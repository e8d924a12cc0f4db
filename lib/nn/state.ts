import { expected, kindOf, RuntimeError } from '../array/errors.ts';
import { reshape } from '../array/movement.ts';
import { requireOptions, requireText } from '../array/require.ts';
import { sameShape } from '../array/shape.ts';
import { noGrad } from '../autograd/mode.ts';
import { Tensor } from '../autograd/tensor.ts';
import type { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { joinPath } from './place.ts';
import { HeldBuffer, slotsOf } from './slots.ts';
import { walk } from './walk.ts';

/** Paths and their tensors, in order; `metadata` gives each module path its format version. */
export class StateDict extends Map<string, Tensor> {
  readonly metadata = new Map<string, { version: number }>();
}

/** What can be loaded: a map, or a plain object. */
export type StateLike = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

export interface LoadOptions {
  /** Whether missing and unexpected keys are errors. On by default. */
  readonly strict?: boolean;
  /** Whether the given tensors replace the parameters instead of being copied into them. */
  readonly assign?: boolean;
}

/** Which keys did not meet. Prints as PyTorch's named pair. */
export class LoadResult {
  readonly missingKeys: string[] = [];
  readonly unexpectedKeys: string[] = [];

  toString(): string {
    if (this.missingKeys.length === 0 && this.unexpectedKeys.length === 0)
      return '<All keys matched successfully>';
    const list = (keys: readonly string[]) => `[${keys.map((key) => `'${key}'`).join(', ')}]`;
    return `_IncompatibleKeys(missing_keys=${list(this.missingKeys)}, unexpected_keys=${list(this.unexpectedKeys)})`;
  }
}

interface Entry {
  readonly path: string;
  readonly owner: Module;
  readonly name: string;
  readonly value: Tensor;
  readonly kind: 'parameters' | 'buffers';
}

/** Everything that is saved: each module's parameters, then its persistent buffers, tied paths included. */
function* entries(root: Module): Generator<Entry> {
  for (const { path: at, module } of walk(root, { removeDuplicate: false })) {
    const slots = slotsOf(module);
    for (const kind of ['parameters', 'buffers'] as const) {
      for (const held of slots[kind].list) {
        const { name, value } = held;
        if (value === null || (held instanceof HeldBuffer && !held.persistent)) continue;
        yield { path: joinPath(at, name), owner: module, name, value, kind };
      }
    }
  }
}

export function stateOf(root: Module, options: { prefix?: string; keepVars?: boolean }): StateDict {
  requireOptions('stateDict', options, ['prefix', 'keepVars']);
  const { prefix = '', keepVars = false } = options;
  requireText('stateDict', prefix, 'text as prefix', "Pass a path such as 'encoder.'");
  const state = new StateDict();
  for (const { path } of walk(root, { removeDuplicate: false }))
    state.metadata.set(prefix + path, { version: 1 });
  for (const { path, value } of entries(root)) state.set(prefix + path, keepVars ? value : value.detach());
  return state;
}

export function loadState(root: Module, state: StateLike, options: LoadOptions): LoadResult {
  requireOptions('loadStateDict', options, ['strict', 'assign']);
  const { strict = true, assign = false } = options;
  if (typeof state !== 'object' || state === null || Array.isArray(state) || state instanceof Tensor) {
    const received = `${kindOf(state)} (Expected state_dict to be dict-like)`;
    throw new TypeError(
      expected('loadStateDict', 'a Map or an object', received, 'Pass what stateDict() gave'),
    );
  }
  const given =
    state instanceof Map ? (state as ReadonlyMap<string, unknown>) : new Map(Object.entries(state));
  const result = new LoadResult();
  const problems: string[] = [];
  const wanted = new Set<string>();
  for (const entry of entries(root)) {
    wanted.add(entry.path);
    if (!given.has(entry.path)) result.missingKeys.push(entry.path);
    else problems.push(...take(entry, given.get(entry.path), assign));
  }
  for (const key of given.keys()) if (!wanted.has(key)) result.unexpectedKeys.push(key);
  if (strict) problems.unshift(...keyProblems(result));
  if (problems.length > 0) {
    // PyTorch's own text to the letter: learners search for it.
    const lines = problems.map((problem) => `\n\t${problem}`).join('');
    throw new RuntimeError(`Error(s) in loading state_dict for ${root.typeName}:${lines}`);
  }
  return result;
}

function keyProblems({ missingKeys, unexpectedKeys }: LoadResult): string[] {
  const quoted = (keys: readonly string[]) => keys.map((key) => `"${key}"`).join(', ');
  const problems: string[] = [];
  if (missingKeys.length > 0) problems.push(`Missing key(s) in state_dict: ${quoted(missingKeys)}. `);
  if (unexpectedKeys.length > 0)
    problems.push(`Unexpected key(s) in state_dict: ${quoted(unexpectedKeys)}. `);
  return problems;
}

/** Loads one value; gives the sentences about what kept it from fitting. */
function take({ path, owner, name, value, kind }: Entry, given: unknown, assign: boolean): string[] {
  if (!(given instanceof Tensor)) {
    return [
      `While copying the parameter named "${path}", expected torch.Tensor or Tensor-like object from checkpoint but received ${kindOf(given)}`,
    ];
  }
  const size = (tensor: Tensor) => `torch.Size([${tensor.shape.join(', ')}])`;
  // Files written long ago hold scalars as one-element vectors.
  const source =
    value.shape.length === 0 && sameShape(given.shape, [1]) ? new Tensor(reshape(given.array, [])) : given;
  if (!sameShape(source.shape, value.shape)) {
    return [
      `size mismatch for ${path}: copying a param with shape ${size(given)} from checkpoint, the shape in current model is ${size(value)}.`,
    ];
  }
  if (!assign) noGrad(() => value.copy_(source));
  else if (kind === 'buffers') Reflect.set(owner, name, source);
  else Reflect.set(owner, name, asParameter(source, value.requiresGrad));
  return [];
}

const asParameter = (source: Tensor, requiresGrad: boolean): Parameter => {
  const parameter = source instanceof Parameter ? source : new Parameter(source);
  return parameter.requiresGrad_(requiresGrad);
};
