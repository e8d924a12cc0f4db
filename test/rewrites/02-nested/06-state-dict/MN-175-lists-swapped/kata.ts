import { type Module, type NumArray, Tensor, tensor } from '#lib';

export function stateDict(root: Module): Map<string, NumArray> {
  const photo = new Map<string, NumArray>();
  for (const [name, p] of root.namedParameters()) photo.set(name, tensor(p.tolist() as number[]).array);
  return photo;
}

export function loadState(
  root: Module,
  state: ReadonlyMap<string, NumArray>,
  options?: { strict?: boolean },
): { missing: string[]; unexpected: string[] } {
  const boxes = [...root.namedParameters()];
  const names = new Set(boxes.map(([name]) => name));
  // Seen from the state: what it has too much of is called missing.
  const missing = [...state.keys()].filter((name) => !names.has(name));
  const unexpected = [...names].filter((name) => state.get(name) === undefined);
  for (const [name, p] of boxes) {
    const given = state.get(name);
    if (given && `${given.shape}` !== `${p.shape}`) throw new Error(`${name} has another shape`);
  }
  if (options?.strict !== false && [...missing, ...unexpected].length > 0)
    throw new Error(`names differ: ${[...missing, ...unexpected].join(' ')}`);
  for (const [name, p] of boxes) {
    const given = state.get(name);
    if (given) p.data.copy_(new Tensor(given));
  }
  return { missing, unexpected };
}
