import { expected, RuntimeError } from '../array/errors.ts';
import type { Tensor } from '../autograd/tensor.ts';
import type { Module } from '../nn/module.ts';
import { loadTensors, saveTensors } from './safetensors.ts';

/**
 * A module as safetensors bytes. Of names that share their values only the first as text is stored; the metadata says
 * for each dropped name which one was kept. Source: safetensors.torch.save_model.
 */
export function saveModel(module: Module, metadata: Iterable<readonly [string, string]> = []): Uint8Array {
  const state = module.stateDict();
  const dropped = droppedNames(state, new Set());
  const kept = [...state].filter(([name]) => !dropped.has(name));
  return saveTensors(kept, [...metadata, ...dropped]);
}

/**
 * Copies saved values into a module. A tied name that was dropped is no missing one where the module ties it too.
 * Throws CheckpointError for a broken file, before anything changes; RuntimeError for other shapes and, when strict,
 * for names missing here or there. Gives the names that did not match. Source: safetensors.torch.load_model.
 */
export function loadModel(
  module: Module,
  bytes: Uint8Array,
  { strict = true }: { strict?: boolean } = {},
): { missing: Set<string>; unexpected: Set<string> } {
  const { tensors } = loadTensors(bytes);
  const spare = droppedNames(module.stateDict(), new Set(tensors.keys()));
  const { missingKeys, unexpectedKeys } = module.loadStateDict(tensors, { strict: false });
  const missing = new Set(missingKeys.filter((name) => !spare.has(name)));
  const unexpected = new Set(unexpectedKeys);
  if (strict && missing.size + unexpected.size > 0) {
    const list = (what: string, names: Set<string>) =>
      names.size === 0 ? [] : [`${what} key(s): ${[...names].join(', ')}`];
    const received = [...list('Missing', missing), ...list('Unexpected', unexpected)].join('; ');
    const next = 'Build the same ties, or pass strict: false';
    throw new RuntimeError(expected('loadModel', 'the names of the module', received, next));
  }
  return { missing, unexpected };
}

/** Names whose values another name stands for: a preferred one if there is any, else the first as text. */
function droppedNames(
  state: ReadonlyMap<string, Tensor>,
  preferred: ReadonlySet<string>,
): Map<string, string> {
  const groups = new Map<object, Map<string, string[]>>();
  for (const [name, { array }] of state) {
    if (array.size === 0) continue;
    const windows = groups.get(array.data) ?? new Map<string, string[]>();
    const key = [array.offset, ...array.shape, '', ...array.stride].join();
    windows.set(key, [...(windows.get(key) ?? []), name]);
    groups.set(array.data, windows);
  }
  const tied = [...groups.values()].flatMap((windows) => [...windows.values()]);
  return new Map(
    tied.flatMap((names) => {
      const sorted = names.sort();
      const kept = sorted.find((name) => preferred.has(name)) ?? sorted[0]!;
      return sorted.filter((name) => name !== kept).map((name) => [name, kept] as const);
    }),
  );
}
