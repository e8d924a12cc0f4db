import type { NumArray } from '../../array/array.ts';
import { expected, kindOf, NotImplementedError, ValueError } from '../../array/errors.ts';
import { cast } from '../../array/movement.ts';
import { type Shape, sameShape } from '../../array/shape.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { Module } from '../../nn/module.ts';
import { getInitializer, type InitializerLike } from './identifiers.ts';
import { inNameScope, layerName, scopedName } from './names.ts';
import { onTape } from './tape.ts';
import { listText, shapeText } from './text.ts';
import { Tracker, trackingTraps } from './tracking.ts';
import { type Assignable, arrayOf, Variable } from './variable.ts';

/** A shape of which some lengths, the batch above all, may not be fixed. */
export type LooseShape = readonly (number | null)[];

export interface LayerOptions {
  readonly name?: string;
  /** false: made frozen. */
  readonly trainable?: boolean;
}

/**
 * What layers and models have in common: a name from the session's counters, weights in order, copies of their
 * values. Weights come into being at the first call. Variables and layers that are attributes are part of it, by
 * themselves or in lists. Source: tf.keras.layers.Layer, Keras 2.
 */
export class Layer {
  readonly name: string;
  /** The node of the core tree that holds the parameters. */
  readonly core = new Module();
  readonly tracker = new Tracker(this.core);
  built = false;

  constructor({ name, trainable = true }: LayerOptions = {}) {
    this.name = layerName(this.constructor.name, name);
    this.tracker.trainable = trainable;
    // biome-ignore lint/correctness/noConstructorReturn: only a proxy sees the assignments and fields of subclasses.
    return new Proxy(this, trackingTraps as ProxyHandler<this>);
  }

  /** A new layer made with the same arguments, under the same name. Layers with arguments of their own override it. */
  clone(): Layer {
    return new (this.constructor as new (options: LayerOptions) => Layer)(this.copiedOptions());
  }
  /** What a copy of any layer takes over. */
  protected copiedOptions(): LayerOptions {
    return { name: this.name, trainable: this.trainable };
  }
  /** Makes the weights for inputs of this shape. */
  build(_inputShape: LooseShape): void {
    this.built = true;
  }
  /** The output for an input. Throws NotImplementedError until a subclass defines it. */
  protected compute(_x: Tensor): Tensor {
    const received = `a ${this.constructor.name} without one`;
    throw new NotImplementedError(
      expected(this.name, 'a compute method', received, 'Define compute(x) in the subclass'),
    );
  }
  /** Builds on first use, converts the input to float32, computes. Throws ValueError when the input does not fit. */
  call(input: Tensor | Assignable): Tensor {
    const given = input instanceof Tensor ? input : new Tensor(arrayOf(input));
    const x = given.dtype === 'float32' ? given : given.to('float32');
    this.checkInput(x.shape);
    const isFirst = !this.built;
    if (isFirst) this.build(x.shape);
    const y = onTape(() => inNameScope(this.name, () => this.compute(x)));
    if (isFirst) this.tracker.noteLists();
    return y;
  }
  /** Throws ValueError when inputs of this shape cannot be. */
  protected checkInput(_shape: Shape): void {}

  /**
   * A new variable, its values from an initializer, Glorot uniform unless one is given. Throws ValueError when they
   * have another shape.
   */
  protected addWeight(
    name: string,
    shape: Shape,
    initializer: InitializerLike | null = null,
    options: { readonly trainable?: boolean } = {},
  ): Variable {
    const made: unknown = getInitializer(initializer ?? 'glorot_uniform')(shape, 'float32');
    const isMissing = made === undefined || made === null;
    const values = isMissing ? null : arrayOf(made as Assignable);
    if (values === null || !sameShape(values.shape, shape)) {
      const where = `${this.name}/${name} initializer`;
      const received = values === null ? String(made) : shapeText(values.shape);
      const next = 'Use the shape that call is given';
      throw new ValueError(expected(where, `values of shape ${shapeText(shape)}`, received, next));
    }
    const variable = new Variable(`${scopedName(this.name)}/${name}`, cast(values, 'float32'), options);
    this.tracker.add(name, variable);
    return variable;
  }

  /** The layers inside this one, each once. */
  protected layersInside(): Layer[] {
    return this.tracker.parts as Layer[];
  }
  /** Frozen layers list their weights as non-trainable; the layers inside are frozen, or thawed, with them. */
  get trainable(): boolean {
    return this.tracker.trainable;
  }
  set trainable(flag: boolean) {
    this.tracker.trainable = flag;
    for (const layer of this.layersInside()) layer.trainable = flag;
  }
  /** All variables, each once: own ones, trainable before others, then those of the layers inside; freezing moves none. */
  get weights(): Variable[] {
    return [
      ...new Set([...this.tracker.variables, ...this.layersInside().flatMap((layer) => layer.weights)]),
    ];
  }
  get trainableWeights(): Variable[] {
    if (!this.trainable) return [];
    const own = this.tracker.variables.filter(({ trainable }) => trainable);
    return [...new Set([...own, ...this.layersInside().flatMap((layer) => layer.trainableWeights)])];
  }
  get nonTrainableWeights(): Variable[] {
    const trained = new Set(this.trainableWeights);
    return this.weights.filter((variable) => !trained.has(variable));
  }
  /** Keras has two words for each of the three. */
  get variables(): Variable[] {
    return this.weights;
  }
  get trainableVariables(): Variable[] {
    return this.trainableWeights;
  }
  get nonTrainableVariables(): Variable[] {
    return this.nonTrainableWeights;
  }
  /** Number of elements in all variables. Throws ValueError before the layer is built. */
  countParams(): number {
    if (!this.built) throw notBuilt(this.name, 'countParams');
    return this.weights.reduce((total, variable) => total + variable.size, 0);
  }
  /** Copies of the values, in order: editing them does nothing. */
  getWeights(): NumArray[] {
    return this.weights.map((variable) => variable.numpy());
  }
  /** Sets all values at once: every shape is checked before any value changes. Throws ValueError, TypeError for no list. */
  setWeights(values: readonly Assignable[]): void {
    const { weights } = this;
    if (!Array.isArray(values)) {
      const next = 'Pass what getWeights() gave';
      throw new TypeError(expected(`${this.name}.setWeights`, 'a list of arrays', kindOf(values), next));
    }
    if (values.length !== weights.length) {
      const provided = `${listText(values as never).slice(0, 50)}...`;
      const received = `${values.length} (with a weight list of length ${values.length}, but the layer was expecting ${weights.length} weights) ${provided}`;
      throw new ValueError(
        expected(
          `${this.name}.setWeights`,
          `${weights.length} arrays`,
          received,
          'Pass what getWeights() gave',
        ),
      );
    }
    const arrays = values.map(arrayOf);
    weights.forEach((variable, i) => {
      if (sameShape(variable.shape, arrays[i]!.shape)) return;
      const received = `${shapeText(arrays[i]!.shape)} (is not compatible with provided weight shape)`;
      const what = `shape ${shapeText(variable.shape)} for ${variable.name}`;
      throw new ValueError(
        expected(`${this.name}.setWeights`, what, received, `Check the array at position ${i}`),
      );
    });
    weights.forEach((variable, i) => {
      variable.assign(arrays[i]!);
    });
  }
}

export const notBuilt = (name: string, what: string): ValueError =>
  new ValueError(
    expected(
      `${name}.${what}`,
      'a layer with weights',
      'one that has not yet been built: weights have not yet been created',
      'Call it on an input, or build(shape), first',
    ),
  );

/** `layer` when it is one. Throws TypeError otherwise. */
export function requireLayer(layer: unknown): Layer {
  if (layer instanceof Layer) return layer;
  const received = `${kindOf(layer)} (The added layer must be an instance of class Layer)`;
  throw new TypeError(expected('Sequential', 'layers', received, 'Pass instances, such as new Dense(4)'));
}
