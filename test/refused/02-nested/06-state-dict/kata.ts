import { deepCopy, type Module, type NumArray, Tensor } from '#lib';

export const stateDict = (root: Module): Map<string, NumArray> =>
  new Map([...deepCopy(root).namedParameters()].map(([name, p]) => [name, p.array]));

export function loadState(
  root: Module,
  state: ReadonlyMap<string, NumArray>,
  { strict = true }: { strict?: boolean } = {},
): { missing: string[]; unexpected: string[] } {
  const tensors = new Map([...state].map(([name, array]) => [name, new Tensor(array)]));
  const { missingKeys, unexpectedKeys } = deepCopy(root).loadStateDict(tensors, { strict });
  root.loadStateDict(tensors, { strict });
  return { missing: [...missingKeys], unexpected: [...unexpectedKeys] };
}
