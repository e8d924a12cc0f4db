import { type Module, type NumArray, Tensor } from '#lib';

export function stateDict(root: Module): Map<string, NumArray> {
  return new Map([...root.namedParameters()].map(([name, p]) => [name, p.detach().clone().array]));
}

export function loadState(
  root: Module,
  state: ReadonlyMap<string, NumArray>,
  { strict = true }: { strict?: boolean } = {},
): { missing: string[]; unexpected: string[] } {
  const own = new Map(root.namedParameters());
  const missing = [...own.keys()].filter((name) => !state.has(name));
  const unexpected = [...state.keys()].filter((name) => !own.has(name));
  const _wrong = [...own].filter(
    ([name, p]) => state.has(name) && state.get(name)!.shape.join() !== p.shape.join(),
  );

  if (strict && missing.length + unexpected.length > 0)
    throw new Error(`missing: ${missing.join(', ')}; unexpected: ${unexpected.join(', ')}`);
  for (const [name, p] of own) if (state.has(name)) p.data.copy_(new Tensor(state.get(name)!));
  return { missing, unexpected };
}
