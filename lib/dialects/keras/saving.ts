import type { NumArray } from '../../array/array.ts';
import { expected, kindOf, ValueError } from '../../array/errors.ts';
import { sameShape } from '../../array/shape.ts';
import type { Tensor } from '../../autograd/tensor.ts';
import { shapeText } from './text.ts';
import { arrayOf, type Variable } from './variable.ts';

/** Values by variable name, such as `dense/kernel:0`, in the order of `weights`. */
export type SavedWeights = ReadonlyMap<string, NumArray>;
/** The same, or as a checkpoint file holds them. */
export type LoadableWeights = ReadonlyMap<string, NumArray | Tensor>;

export interface LoadWeightsOptions {
  /** By name: what is missing on either side is left alone. Without it: by position, and everything must match. */
  readonly byName?: boolean;
}

/**
 * Copies of all values. They go into npz, safetensors or json; Keras's own HDF5 and TensorFlow checkpoints are not
 * written. In Python: `model.set_weights([saved[name] for name in saved.files])`. Throws ValueError when two
 * variables have one name. Source: tf.keras.Model.save_weights.
 */
export function saveWeights(weights: readonly Variable[]): SavedWeights {
  const saved = new Map<string, NumArray>();
  for (const variable of weights) {
    if (saved.has(variable.name)) {
      const received = `'${variable.name}' twice`;
      throw new ValueError(
        expected('saveWeights', 'a name for every variable', received, 'Name the layers apart'),
      );
    }
    saved.set(variable.name, variable.numpy());
  }
  return saved;
}

/**
 * Puts saved values into the variables, by position unless `byName`. Everything is checked before anything changes.
 * Throws ValueError for another number of weights or another shape, TypeError for anything but a map. Source:
 * tf.keras.Model.load_weights.
 */
export function loadWeights(
  weights: readonly Variable[],
  saved: LoadableWeights,
  { byName = false }: LoadWeightsOptions,
): void {
  if (!(saved instanceof Map)) {
    const next = 'Read a file first: (await loadCheckpoint(path)).tensors';
    throw new TypeError(expected('loadWeights', 'a Map of names and arrays', kindOf(saved), next));
  }
  if (!byName && saved.size !== weights.length) {
    const received = `${saved.size} (Weight count mismatch: the model expects ${weights.length} weight(s). Received ${saved.size} saved weight(s))`;
    const next = 'Build the same model, or pass byName: true';
    throw new ValueError(expected('loadWeights', `${weights.length} weights`, received, next));
  }
  const arrays = new Map([...saved].map(([name, values]) => [name, arrayOf(values)]));
  const positions = [...arrays.values()];
  const pairs = weights.flatMap((variable, i) => {
    const values = byName ? arrays.get(variable.name) : positions[i];
    return values === undefined ? [] : [{ variable, values }];
  });
  for (const { variable, values } of pairs) checkShape(variable, values);
  for (const { variable, values } of pairs) variable.assign(values);
}

function checkShape({ name, shape }: Variable, values: NumArray): void {
  if (sameShape(shape, values.shape)) return;
  const [wanted, given] = [shapeText(shape), shapeText(values.shape)];
  const received = `${given} (Shape mismatch for weight ${name}: Weight expects shape ${wanted}. Received saved weight with shape ${given})`;
  throw new ValueError(
    expected('loadWeights', `shape ${wanted} for ${name}`, received, 'Load into the same layer sizes'),
  );
}
