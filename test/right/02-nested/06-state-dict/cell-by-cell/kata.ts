import { fromValues, type Module, type NumArray } from '#lib';

export function stateDict(root: Module): Map<string, NumArray> {
  const photo = new Map<string, NumArray>();
  for (const [name, p] of root.namedParameters()) photo.set(name, fromValues(p.array.values(), p.shape));
  return photo;
}

export function loadState(
  root: Module,
  state: ReadonlyMap<string, NumArray>,
  options: { strict?: boolean } = {},
) {
  const unexpected = new Set(state.keys());
  const missing: string[] = [];
  const steps: (() => void)[] = [];
  for (const [name, p] of root.namedParameters()) {
    const given = state.get(name);
    unexpected.delete(name);
    if (given === undefined) {
      missing.push(name);
      continue;
    }
    if (String(given.shape) !== String(p.shape))
      throw new RangeError(`${name}: (${given.shape}) does not fit (${p.shape})`);
    steps.push(() => {
      const { data, offset } = p.array;
      given.values().forEach((v, i) => {
        data[offset + i] = v;
      });
    });
  }
  if (options.strict !== false && (missing.length || unexpected.size))
    throw new Error([...missing, ...unexpected].join(' '));
  for (const step of steps) step();
  return { missing, unexpected: [...unexpected] };
}
