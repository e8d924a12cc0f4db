import { expected, kindOf, RuntimeError, ValueError } from '../array/errors.ts';
import type { Tensor } from '../autograd/tensor.ts';

/**
 * Which names of a tied tensor are stored. `first`: the first as text, as safetensors does; `last`: the last in the
 * module's order, as Gluon's deduplicate does; `all`: every one with values of its own, as a PyTorch state dict does.
 */
const conventions = ['first', 'last', 'all'] as const;
export type Ties = (typeof conventions)[number];

/** What is stored under a name, and each name left out with the one that stands for it. */
export interface Chosen {
  readonly kept: ReadonlyMap<string, Tensor>;
  readonly dropped: ReadonlyMap<string, string>;
}

/**
 * Chooses names by a convention. Without one nothing may be tied: throws RuntimeError naming the first tie, since
 * each convention loses something the others keep.
 */
export function chooseNames(state: ReadonlyMap<string, Tensor>, ties: Ties | undefined): Chosen {
  if (!(state instanceof Map)) {
    throw new TypeError(
      expected('chooseNames', 'a Map of tensors', kindOf(state), 'Pass what stateDict() gave'),
    );
  }
  if (ties !== undefined && !conventions.includes(ties)) {
    const next = "'first' is safetensors' way, 'last' is Gluon's, 'all' is PyTorch's";
    throw new ValueError(expected('ties', "'first', 'last' or 'all'", kindOf(ties), next));
  }
  if (ties === 'all') return { kept: state, dropped: new Map() };
  const tied = tiedNames(state);
  if (ties === undefined && tied.length > 0) {
    const received = `none, and ${tied[0]!.join(' and ')} are tied`;
    const next = "'first' is safetensors' way, 'last' is Gluon's, 'all' is PyTorch's";
    throw new RuntimeError(expected('ties', "'first', 'last' or 'all'", received, next));
  }
  const dropped = standIns(tied, (names) => (ties === 'last' ? names.at(-1)! : [...names].sort()[0]!));
  return { kept: new Map([...state].filter(([name]) => !dropped.has(name))), dropped };
}

/** Lists of names that show the same elements in the same way; names with no elements share nothing. */
export function tiedNames(state: ReadonlyMap<string, Tensor>): string[][] {
  const groups = new Map<object, Map<string, string[]>>();
  for (const [name, { array }] of state) {
    if (array.size === 0) continue;
    const windows = groups.get(array.data) ?? new Map<string, string[]>();
    const key = [array.offset, ...array.shape, '', ...array.stride].join();
    windows.set(key, [...(windows.get(key) ?? []), name]);
    groups.set(array.data, windows);
  }
  return [...groups.values()].flatMap((windows) => [...windows.values()]).filter((names) => names.length > 1);
}

/** Every name of each list but the chosen one, with the chosen one. */
export function standIns(
  tied: readonly (readonly string[])[],
  choose: (names: readonly string[]) => string,
): Map<string, string> {
  return new Map(
    tied.flatMap((names) => {
      const kept = choose(names);
      return names.filter((name) => name !== kept).map((name) => [name, kept] as const);
    }),
  );
}
