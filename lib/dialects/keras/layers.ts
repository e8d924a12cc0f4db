import { expected, kindOf, ValueError } from '../../array/errors.ts';
import type { Shape } from '../../array/shape.ts';
import { sizeOf } from '../../array/shape.ts';
import type { Tensor } from '../../autograd/tensor.ts';
import type { InitializerLike } from './identifiers.ts';
import { Layer, type LayerOptions, type LooseShape } from './layer.ts';
import { inputName } from './names.ts';
import { shapeText } from './text.ts';
import type { Assignable, Variable } from './variable.ts';

export type ActivationLike = 'relu' | 'tanh' | 'sigmoid' | 'linear' | ((x: Tensor) => Tensor) | null;

const activations: Record<string, (x: Tensor) => Tensor> = {
  relu: (x) => x.relu(),
  tanh: (x) => x.tanh(),
  sigmoid: (x) => x.sigmoid(),
  linear: (x) => x,
};

function activationOf(like: ActivationLike): (x: Tensor) => Tensor {
  if (like === null) return activations.linear!;
  if (typeof like === 'function') return like;
  if (Object.hasOwn(activations, like)) return activations[like]!;
  const next = `Known names: ${Object.keys(activations).join(', ')}`;
  throw new ValueError(
    expected('activation', 'a known name or a function', `'${like}' (Unknown activation function)`, next),
  );
}

export interface DenseOptions extends LayerOptions {
  readonly activation?: ActivationLike;
  readonly useBias?: boolean;
  /** null: Glorot uniform, for the bias too. */
  readonly kernelInitializer?: InitializerLike | null;
  readonly biasInitializer?: InitializerLike | null;
  /** First values of kernel and bias, in place of the initializers'. */
  readonly weights?: readonly Assignable[];
}

/**
 * y = activation(x · K + b). Shapes: x (…, in) → (…, units); kernel (in, units), bias (units). Throws ValueError for
 * negative units, an input with fewer than two axes, or a last axis that changed. Source: tf.keras.layers.Dense.
 */
export class Dense extends Layer {
  readonly units: number;
  readonly activation: (x: Tensor) => Tensor;
  kernel: Variable | null = null;
  bias: Variable | null = null;
  readonly #options: DenseOptions;

  constructor(units: number, options: DenseOptions = {}) {
    super(options);
    const whole = Math.trunc(units);
    if (!(whole >= 0)) {
      const received = `${units} (Received an invalid value for \`units\`)`;
      throw new ValueError(
        expected('Dense', 'a number of units ≥ 0', received, 'Pass the width of the output'),
      );
    }
    this.units = whole;
    this.activation = activationOf(options.activation ?? null);
    this.#options = options;
  }
  override clone(): Dense {
    const { weights, ...options } = this.#options;
    return new Dense(this.units, { ...options, ...this.copiedOptions() });
  }
  override build(inputShape: LooseShape): void {
    const {
      kernelInitializer = 'glorot_uniform',
      biasInitializer = 'zeros',
      useBias = true,
      weights,
    } = this.#options;
    const width = inputShape.at(-1)!;
    this.kernel = this.addWeight('kernel', [width, this.units], kernelInitializer);
    if (useBias) this.bias = this.addWeight('bias', [this.units], biasInitializer);
    super.build(inputShape);
    if (weights !== undefined) this.setWeights(weights);
  }
  protected override checkInput(shape: Shape): void {
    const refuse = (what: string) => {
      const received = `shape ${shapeText(shape)} (Input 0 of layer "${this.name}" is incompatible with the layer)`;
      return new ValueError(expected(this.name, what, received, 'Check what the layer before it gives'));
    };
    if (shape.length < 2) throw refuse('an input with two or more axes (min_ndim=2)');
    const width = this.kernel?.shape[0];
    if (width !== undefined && shape.at(-1) !== width) throw refuse(`an input whose last axis is ${width}`);
  }
  protected override compute(x: Tensor): Tensor {
    const y = x.matmul(this.kernel!.value());
    return this.activation(this.bias === null ? y : y.add(this.bias.value()));
  }
}

/** All axes but the batch as one: (2, 3, 4) → (2, 12), (3,) → (3, 1). */
export class Flatten extends Layer {
  protected override compute(x: Tensor): Tensor {
    return x.reshape(x.shape[0] ?? 1, sizeOf(x.shape.slice(1)));
  }
}

/** An activation as a layer of its own. */
export class Activation extends Layer {
  readonly activation: (x: Tensor) => Tensor;
  constructor(activation: ActivationLike, options: LayerOptions = {}) {
    super(options);
    this.activation = activationOf(activation);
  }
  override clone(): Activation {
    return new Activation(this.activation, this.copiedOptions());
  }
  protected override compute(x: Tensor): Tensor {
    return this.activation(x);
  }
}

/** max(x, 0). */
export class ReLU extends Layer {
  protected override compute(x: Tensor): Tensor {
    return x.relu();
  }
}

/** The declared shape of an input, without the batch. First in a Sequential it builds everything at once. */
export class InputLayer extends Layer {
  readonly inputShape: Shape;
  constructor(shape: Shape, options: LayerOptions = {}) {
    super({ ...options, name: options.name ?? inputName() });
    if (!Array.isArray(shape)) {
      throw new ValueError(
        expected('Input', 'a shape without the batch', kindOf(shape), 'Pass a list such as [4]'),
      );
    }
    this.inputShape = shape;
  }
  override clone(): InputLayer {
    return new InputLayer(this.inputShape, this.copiedOptions());
  }
  protected override compute(x: Tensor): Tensor {
    return x;
  }
}

/** Declares the input of a Sequential: `Input([4])` takes batches of shape (None, 4). Throws ValueError for no list. */
export const Input = (shape: Shape, options: LayerOptions = {}): InputLayer => new InputLayer(shape, options);
