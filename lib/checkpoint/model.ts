import { expected, RuntimeError, shapeText } from '../array/errors.ts';
import { requireOptions } from '../array/require.ts';
import { sameShape } from '../array/shape.ts';
import type { Tensor } from '../autograd/tensor.ts';
import type { Module } from '../nn/module.ts';
import { requireModule } from '../nn/slots.ts';
import { type Checkpoint, requireTensors, requireWords } from './format.ts';
import { loadTensors, saveTensors } from './safetensors.ts';
import { chooseNames, standIns, tiedNames } from './ties.ts';

export interface Mismatch {
  readonly missing: Set<string>;
  readonly unexpected: Set<string>;
}

/**
 * A module as safetensors bytes. Of names that share their values only the first as text is stored; the metadata says
 * for each dropped name which one was kept, unless it was given a word of its own. Source: safetensors.torch.save_model.
 */
export function saveModel(module: Module, metadata: Iterable<readonly [string, string]> = []): Uint8Array {
  requireModule('saveModel', module);
  const { kept, dropped } = chooseNames(module.stateDict(), 'first');
  return saveTensors(kept, [...dropped, ...requireWords('saveModel', metadata)]);
}

/** `loadCheckpointInto` for safetensors bytes. Source: safetensors.torch.load_model. */
export function loadModel(
  module: Module,
  bytes: Uint8Array,
  options?: { readonly strict?: boolean },
): Mismatch {
  return loadCheckpointInto(module, loadTensors(bytes), options);
}

/**
 * Copies saved values into a module; whatever is tied there stays tied. A tied name that was not stored is no missing
 * one where the module ties it too. Everything is checked before anything changes. Throws RuntimeError for other
 * shapes, for two different values for one tied tensor and, when strict, for names missing here or there. Gives the
 * names that did not match.
 */
export function loadCheckpointInto(
  module: Module,
  checkpoint: Pick<Checkpoint, 'tensors'>,
  options?: { readonly strict?: boolean },
): Mismatch {
  requireModule('loadModel', module);
  requireOptions('loadModel', options, ['strict']);
  const { strict = true } = options ?? {};
  const tensors = new Map(requireTensors('loadModel', checkpoint?.tensors));
  const state = module.stateDict();
  const tied = tiedNames(state);
  const spare = standIns(tied, (names) => names.find((name) => tensors.has(name)) ?? names[0]!);
  const missing = new Set([...state.keys()].filter((name) => !tensors.has(name) && !spare.has(name)));
  const unexpected = new Set([...tensors.keys()].filter((name) => !state.has(name)));
  if (strict) checkNames(missing, unexpected);
  checkShapes(state, tensors);
  for (const names of tied) checkOneValue(names, tensors);
  module.loadStateDict(tensors, { strict: false });
  return { missing, unexpected };
}

function checkNames(missing: ReadonlySet<string>, unexpected: ReadonlySet<string>): void {
  if (missing.size + unexpected.size === 0) return;
  const list = (what: string, names: ReadonlySet<string>) =>
    names.size === 0 ? [] : [`${what} key(s): ${[...names].join(', ')}`];
  const received = [...list('Missing', missing), ...list('Unexpected', unexpected)].join('; ');
  const next = 'Build the same ties, or pass strict: false';
  throw new RuntimeError(expected('loadModel', 'the names of the module', received, next));
}

function checkShapes(state: ReadonlyMap<string, Tensor>, tensors: ReadonlyMap<string, Tensor>): void {
  for (const [name, { shape }] of state) {
    // Asked for its numbers: a tensor that lost them must not be met half-way.
    const given = tensors.get(name)?.array.shape;
    if (given === undefined || sameShape(given, shape)) continue;
    const next = 'Build the module with the sizes it was saved with';
    throw new RuntimeError(
      expected(`loadModel ${name}`, `shape ${shapeText(shape)}`, shapeText(given), next),
    );
  }
}

/** A file from a net without the tie holds two values for one box: the last one must not win silently. */
function checkOneValue(names: readonly string[], tensors: ReadonlyMap<string, Tensor>): void {
  const [first, ...rest] = names.filter((name) => tensors.has(name));
  if (first === undefined) return;
  const values = tensors.get(first)!.array.values();
  for (const name of rest) {
    const other = tensors.get(name)!.array.values();
    if (other.every((value, i) => Object.is(value, values[i]))) continue;
    const next = 'Load it into a module without the tie, or leave one of the names out';
    throw new RuntimeError(
      expected('loadModel', `one value for ${first} and ${name}, which are tied`, 'two', next),
    );
  }
}
