import { type Module, type NumArray, Tensor } from '#lib';

/** A photo of all parameters: dotted name → a copy of the numbers. */
export function stateDict(root: Module): Map<string, NumArray> {
  return new Map([...root.namedParameters()].map(([name, p]) => [name, p.detach().clone().array]));
}

/**
 * Copies numbers in by name, in place. Names that are missing in the state, or unknown to the net, are given back; when
 * strict they are an Error instead, and so is another shape in any case. An error leaves everything as it was.
 */
export function loadState(
  root: Module,
  state: ReadonlyMap<string, NumArray>,
  { strict = true }: { strict?: boolean } = {},
): { missing: string[]; unexpected: string[] } {
  const own = new Map(root.namedParameters());
  const missing = [...own.keys()].filter((name) => !state.has(name));
  const unexpected = [...state.keys()].filter((name) => !own.has(name));
  const wrong = [...own].filter(
    ([name, p]) => state.has(name) && state.get(name)!.shape.join() !== p.shape.join(),
  );
  if (wrong.length > 0) throw new Error(`another shape: ${wrong.map(([name]) => name)}`);
  if (strict && missing.length + unexpected.length > 0)
    throw new Error(`missing: ${missing}; unexpected: ${unexpected}`);
  for (const [name, p] of own) if (state.has(name)) p.data.copy_(new Tensor(state.get(name)!));
  return { missing, unexpected };
}
