import { deepCopy, type Module, type NumArray, parameterPaths, Tensor } from '#lib';

export interface TiedState {
  values: Map<string, NumArray>;
  ties: Map<string, string>;
}

export const cloneModule = (root: Module): Module => deepCopy(root);

export function saveTied(root: Module): TiedState {
  const groups = [...parameterPaths(deepCopy(root))];
  return {
    values: new Map(groups.map(([p, [first]]) => [first!, p.array])),
    ties: new Map(
      groups.flatMap(([, [first, ...others]]) => others.map((path): [string, string] => [path, first!])),
    ),
  };
}

export function loadTied(root: Module, { values, ties }: TiedState): void {
  const state = new Map<string, Tensor>();
  for (const [, paths] of parameterPaths(root)) {
    const arrays = paths.map((path) => values.get(ties.get(path) ?? path));
    if (arrays.some((array) => array === undefined))
      throw new Error(`no value for one of ${paths.join(', ')}`);
    if (new Set(arrays.map((array) => array!.values().join())).size > 1)
      throw new Error(`${paths.join(', ')}: one parameter, several values`);
    for (const path of paths) state.set(path, new Tensor(arrays[0]!));
  }
  root.loadStateDict(state, { strict: false });
}
