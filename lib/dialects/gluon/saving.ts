import type { DType, NumArray } from '../../array/array.ts';
import { AssertionError, expected, kindOf, ValueError } from '../../array/errors.ts';
import { cast, copy } from '../../array/movement.ts';
import type { Tensor } from '../../autograd/tensor.ts';
import { refuseWriteInRecord } from './autograd.ts';
import { asTensor } from './initializer.ts';
import { agree, type Parameter } from './parameter.ts';
import type { ParameterDict } from './parameter-dict.ts';
import { shapeOrNone } from './text.ts';

/** Values by structural name: the keys of the children on the way, then the attribute, as in `0.1.weight`. */
export type SavedParameters = ReadonlyMap<string, NumArray>;
/** The same, or as a checkpoint file holds them. */
export type LoadableParameters = ReadonlyMap<string, NumArray | Tensor>;

export interface LoadOptions {
  readonly allowMissing?: boolean;
  readonly ignoreExtra?: boolean;
  /** Converts values of another dtype instead of refusing them. */
  readonly castDtype?: boolean;
  /** What is converted: the values, to the parameter's dtype, or the parameter, to the file's. 'current' by default. */
  readonly dtypeSource?: 'current' | 'saved';
}

interface Node {
  readonly prefix: string;
  readonly attributes: ReadonlyMap<string, Parameter>;
  readonly children: ReadonlyMap<string, Node>;
  collectParams(): ParameterDict;
}

/** Every structural name with its parameter, own before children's; a shared parameter comes once per name. */
function structuralNames(block: Node, path = ''): Map<string, Parameter> {
  const names = new Map([...block.attributes].map(([name, parameter]) => [path + name, parameter]));
  for (const [key, child] of block.children) {
    for (const [name, parameter] of structuralNames(child, `${path}${key}.`)) names.set(name, parameter);
  }
  return names;
}

/**
 * Copies of all values. `deduplicate` keeps only the last name of a shared parameter. The names are those MXNet 1.x and
 * 2.x store; its own binary file of 1.x is not written. In MXNet 2.x, whose files are npz:
 * `net.load_dict({name: mx.np.array(saved[name]) for name in saved.files})`. Source: save_parameters.
 */
export function saveParameters(
  block: Node,
  { deduplicate = false }: { deduplicate?: boolean },
): SavedParameters {
  const names = structuralNames(block);
  const last = new Map([...names].map(([name, parameter]) => [parameter, name]));
  const kept = [...names].filter(([name, parameter]) => !deduplicate || last.get(parameter) === name);
  return new Map(kept.map(([name, parameter]) => [name, copy(parameter.data().array)]));
}

/**
 * Copies values in by structural name; any one name of a shared parameter is enough. Files without a dot in any name are
 * those of the first versions: they go by the parameters' own names, without the block's prefix. Everything is checked
 * before anything changes. Unknown lengths are filled in, and parameters that were never initialized become ready.
 * Throws AssertionError for a missing name, another shape or another dtype, ValueError for an extra name, TypeError for
 * anything but a map, MXNetError inside record. Source: load_parameters.
 */
export function loadParameters(block: Node, loadable: LoadableParameters, options: LoadOptions): void {
  refuseWriteInRecord('loadParameters', 'it');
  const saved = arraysOf(loadable);
  const structural = structuralNames(block);
  const isDotted = [...saved.keys()].some((name) => name.includes('.') || structural.has(name));
  const names = isDotted ? structural : ownNames(block);
  const values = isDotted
    ? saved
    : new Map([...saved].map(([name, v]) => [name.replace(/^(arg|aux):/, ''), v]));
  checkNames(names, values, options);
  const matches = [...values].flatMap(([name, array]) => {
    const parameter = names.get(name);
    return parameter === undefined ? [] : [{ name, values: array, parameter }];
  });
  for (const match of matches) checkValues(match.name, match.values, match.parameter, options);
  for (const match of matches) fillIn(match.parameter, match.values, options);
}

function arraysOf(loadable: LoadableParameters): SavedParameters {
  if (!(loadable instanceof Map)) {
    const next = 'Read a file first: (await loadCheckpoint(path)).tensors';
    throw new TypeError(expected('loadParameters', 'a Map of names and arrays', kindOf(loadable), next));
  }
  return new Map([...loadable].map(([name, values]) => [name, asTensor(values).array]));
}

/** Every parameter by its own name, without the block's prefix. */
function ownNames(block: Node): Map<string, Parameter> {
  const { prefix } = block;
  const bare = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  return new Map([...block.collectParams().items()].map(([name, parameter]) => [bare(name), parameter]));
}

function checkNames(
  names: ReadonlyMap<string, Parameter>,
  saved: SavedParameters,
  { allowMissing, ignoreExtra }: LoadOptions,
): void {
  const has = new Set([...names].filter(([name]) => saved.has(name)).map(([, parameter]) => parameter));
  const missing = [...names].find(([, parameter]) => !has.has(parameter))?.[0];
  if (missing !== undefined && allowMissing !== true) {
    const received = `none (Parameter '${missing}' is missing in file, which contains ${brief(saved.keys())})`;
    const next = 'Save a net of the same structure, or pass allowMissing: true';
    throw new AssertionError(expected('loadParameters', `values for '${missing}'`, received, next));
  }
  const extra = [...saved.keys()].find((name) => !names.has(name));
  if (extra === undefined || ignoreExtra === true) return;
  const received = `'${extra}' (it is not present in ParameterDict, which contains ${brief(names.keys())})`;
  throw new ValueError(
    expected('loadParameters', 'names this block has', received, 'Or pass ignoreExtra: true'),
  );
}

function checkValues(name: string, values: NumArray, parameter: Parameter, { castDtype }: LoadOptions): void {
  const { shape } = parameter;
  if (shape !== null && !agree(shape, values.shape)) {
    const received = `${shapeOrNone(values.shape)} (shape incompatible expected ${shapeOrNone(shape)})`;
    throw new AssertionError(
      expected(
        `loadParameters ${name}`,
        `shape ${shapeOrNone(shape)}`,
        received,
        'Load into the same layer sizes',
      ),
    );
  }
  const wanted = parameter.dtype ?? 'float32';
  if (values.dtype === wanted || castDtype === true) return;
  const received = `${values.dtype} (dtype incompatible expected ${wanted})`;
  throw new AssertionError(
    expected(`loadParameters ${name}`, wanted, received, 'Pass castDtype: true to convert'),
  );
}

function fillIn(parameter: Parameter, values: NumArray, { dtypeSource }: LoadOptions): void {
  parameter.shape = values.shape;
  const { dtype } = values;
  if (dtypeSource === 'saved' && (dtype === 'float32' || dtype === 'float64')) parameter.cast(dtype);
  const wanted: DType = parameter.dtype ?? 'float32';
  const converted = values.dtype === wanted ? values : cast(values, wanted);
  if (!parameter.isReady) parameter.initialize({ init: 'zeros' });
  parameter.setData(converted);
}

/** Names in quotes; of more than seven only three and four. */
function brief(names: Iterable<string>): string {
  const all = [...names].map((name) => `'${name}'`);
  return (all.length > 7 ? [...all.slice(0, 3), '...', ...all.slice(-4)] : all).join(', ');
}
