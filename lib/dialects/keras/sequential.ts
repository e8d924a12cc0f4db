import { zeros } from '../../array/array.ts';
import { expected, kindOf, ValueError } from '../../array/errors.ts';
import { noGrad } from '../../autograd/mode.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { Layer, type LayerOptions, type LooseShape, notBuilt, requireLayer } from './layer.ts';
import { InputLayer } from './layers.ts';
import { inNameScope } from './names.ts';
import {
  type LoadableWeights,
  type LoadWeightsOptions,
  loadWeights,
  type SavedWeights,
  saveWeights,
} from './saving.ts';
import { type SummaryOptions, summaryOf } from './summary.ts';
import type { Variable } from './variable.ts';

export interface SequentialOptions extends LayerOptions {
  /** What a layer added twice means: 'drop' as in Keras 2 without a declared input, 'keep' as in Keras 3. */
  readonly duplicates?: 'drop' | 'keep';
}

/**
 * Layers one after another. `layers` lists each object once, at its first place, and hides a declared input. Without a
 * declared input the net is that list: a layer added twice is applied once. With one, every added layer is applied
 * in its turn. Source: tf.keras.Sequential, Keras 2.
 */
export class Sequential extends Layer {
  readonly duplicates: 'drop' | 'keep';
  readonly #added: Layer[] = [];
  #input: InputLayer | null = null;
  /** The shape of all inputs so far; null where they differ. */
  #inputShape: LooseShape | null = null;
  #outputShapes = new Map<Layer, LooseShape>();

  constructor(layers: readonly Layer[] | Layer = [], options: SequentialOptions = {}) {
    super(options);
    this.duplicates = options.duplicates ?? 'drop';
    for (const layer of [layers].flat()) this.add(layer);
  }

  /**
   * One more layer; a model that knows its input makes the weights at once. Throws TypeError for anything but a
   * layer, ValueError for a second layer of one name, or one that does not fit; then it is not added.
   */
  add(layer: Layer): void {
    requireLayer(layer);
    if (this.#added.some((other) => other !== layer && other.name === layer.name)) {
      const received = `a second '${layer.name}' (All layers added to a Sequential model should have unique names)`;
      throw new ValueError(expected(this.name, 'a new name', received, 'Pass { name: … } to one of them'));
    }
    if (layer instanceof InputLayer && this.#added.length === 0 && this.#input === null) {
      this.#input = layer;
      this.#inputShape = [null, ...layer.inputShape];
      return;
    }
    if (!this.#added.includes(layer)) this.core.addModule(String(this.#added.length), layer.core);
    this.#added.push(layer);
    if (this.#inputShape === null) return;
    try {
      this.build(this.#inputShape);
    } catch (error) {
      this.#takeOff();
      throw error;
    }
  }
  /** Takes the last layer off; an emptied model forgets its input. Throws TypeError when there is none. */
  pop(): void {
    if (this.#takeOff() === undefined) {
      throw new TypeError(expected(this.name, 'a layer to take off', 'an empty model', 'Add layers first'));
    }
    if (this.#added.length > 0) return;
    this.built = false;
    this.#input = null;
    this.#inputShape = null;
  }
  #takeOff(): Layer | undefined {
    const last = this.#added.pop();
    if (last !== undefined && !this.#added.includes(last)) this.#forget(last);
    return last;
  }
  #forget(layer: Layer): void {
    this.#outputShapes.delete(layer);
    const key = this.core.childSlots().find(([, child]) => child === layer.core)![0];
    Reflect.deleteProperty(this.core, key);
  }

  /** The layers, each once (or as added, with duplicates: 'keep'); a declared input is hidden. */
  get layers(): Layer[] {
    return this.duplicates === 'keep' ? [...this.#added] : [...new Set(this.#added)];
  }
  /** One layer by name or by position. Throws ValueError for an unknown one, and unless exactly one of the two is given. */
  getLayer({ name, index }: { name?: string; index?: number }): Layer {
    if ((name === undefined) === (index === undefined)) {
      throw new ValueError(
        expected('getLayer', 'a name or an index', 'both or neither', 'Give exactly one of them'),
      );
    }
    const { layers } = this;
    const found = name === undefined ? layers.at(index!) : layers.find((layer) => layer.name === name);
    if (found !== undefined) return found;
    const names = layers.map((layer) => layer.name).join(', ');
    throw new ValueError(
      expected('getLayer', 'a layer of this model', `${name ?? index} (No such layer)`, `It has: ${names}`),
    );
  }

  /**
   * Makes all weights for inputs of this shape, by a walk with zeros; an unknown batch counts as one. Throws ValueError
   * for what is no shape, and where a layer does not fit.
   */
  override build(inputShape: LooseShape): void {
    if (!Array.isArray(inputShape)) {
      const next = 'Pass it with the batch, such as [null, 4]';
      throw new ValueError(expected(`${this.name}.build`, 'the shape of an input', kindOf(inputShape), next));
    }
    const shape = inputShape.map((n) => n ?? 1);
    noGrad(() => this.#run(new Tensor(zeros(shape)), inputShape));
    this.built = true;
  }
  protected override compute(x: Tensor): Tensor {
    const y = this.#run(x, x.shape);
    this.built = true;
    return y;
  }
  /** The first input fixes the batch in the recorded shapes; one of another size loosens it. */
  #run(x: Tensor, inputShape: LooseShape): Tensor {
    const relaxed = relax(this.#inputShape ?? inputShape, inputShape);
    const chain = this.#input === null ? this.layers : this.#added;
    let y = x;
    for (const layer of chain) {
      y = inNameScope(null, () => layer.call(y));
      this.#outputShapes.set(layer, [relaxed[0] ?? null, ...y.shape.slice(1)]);
    }
    this.#inputShape = relaxed;
    return y;
  }
  /** The shape a layer of this model gives, or undefined before the first call. */
  outputShapeOf(layer: Layer): LooseShape | undefined {
    return this.#outputShapes.get(layer);
  }

  protected override layersInside(): Layer[] {
    return this.layers;
  }
  /** Layer by layer, each variable once, unchanged by freezing. Throws ValueError before the weights exist. */
  override get weights(): Variable[] {
    if (!this.built) throw notBuilt(this.name, 'weights');
    return super.weights;
  }
  /** Those of layers that are not frozen. Throws ValueError before the weights exist. */
  override get trainableWeights(): Variable[] {
    if (!this.built) throw notBuilt(this.name, 'trainableWeights');
    return super.trainableWeights;
  }
  /**
   * Prints the table of Keras 2.9, line by line; returns null, which Python prints as None. Throws ValueError before
   * the first call.
   */
  summary(print: (line: string) => void = console.log, options: SummaryOptions = {}): null {
    if (!this.built) throw notBuilt(this.name, 'summary');
    for (const line of summaryOf(this, options)) print(line);
    return null;
  }

  /** Copies of all values by variable name, as `save_weights` stores them. Throws ValueError before the first call. */
  saveWeights(): SavedWeights {
    return saveWeights(this.weights);
  }
  /** Puts saved values in; everything is checked before anything changes. Throws ValueError. */
  loadWeights(saved: LoadableWeights, options: LoadWeightsOptions = {}): void {
    loadWeights(this.weights, saved, options);
  }

  /** The same layers under the same names, without this one's values. */
  override clone(): this {
    const first = this.#input === null ? [] : [this.#input.clone()];
    const copies = new Map<Layer, Layer>(this.layers.map((layer) => [layer, layer.clone()]));
    const layers = [...first, ...this.#added.map((layer) => copies.get(layer)!)];
    const options = { name: this.name, duplicates: this.duplicates };
    return new Sequential(layers, options) as this;
  }
}

/** What is known of a shape when another has been seen. */
const relax = (known: LooseShape, seen: LooseShape): LooseShape =>
  known.length === seen.length ? known.map((n, axis) => (n === seen[axis] ? n : null)) : seen;

/** A model of the same structure and names with new weights of its own. Throws ValueError for no model. Source: tf.keras.models.clone_model. */
export function cloneModel(model: Sequential): Sequential {
  if (model instanceof Sequential) return model.clone();
  const received = `${kindOf(model)} (Expected \`model\` argument to be a \`Model\` instance)`;
  throw new ValueError(expected('cloneModel', 'a Sequential', received, 'Clone a layer with layer.clone()'));
}
