import { AssertionError, expected } from '../../array/errors.ts';
import { type Shape, sizeOf } from '../../array/shape.ts';
import { linear } from '../../autograd/functions.ts';
import type { Tensor } from '../../autograd/tensor.ts';
import { isRecording } from './autograd.ts';
import { type BlockOptions, HybridBlock } from './block.ts';
import { MXNetError } from './errors.ts';
import type { InitializerLike } from './initializers.ts';
import type { Parameter } from './parameter.ts';
import { uniform } from './random.ts';
import { UNKNOWN } from './text.ts';

const functions = {
  relu: (x: Tensor) => x.relu(),
  sigmoid: (x: Tensor) => x.sigmoid(),
  tanh: (x: Tensor) => x.tanh(),
  softrelu: (x: Tensor) => x.relu().add(x.abs().neg().exp().add(1).log()),
  softsign: (x: Tensor) => x.div(x.abs().add(1)),
} as const;
export type ActivationType = keyof typeof functions;

/** One function on every element; an unnamed one is called after the function: `relu0`. Throws MXNetError for others. */
export class Activation extends HybridBlock {
  readonly type: ActivationType;
  constructor(type: ActivationType, options: BlockOptions = {}) {
    if (!Object.hasOwn(functions, type)) {
      const next = `Known: ${Object.keys(functions).join(', ')}`;
      throw new MXNetError(expected('Activation', 'a known function', `'${String(type)}'`, next));
    }
    super(options, type);
    this.type = type;
  }
  override forward(x: Tensor): Tensor {
    return functions[this.type](x);
  }
  override toString(): string {
    return `Activation(${this.type})`;
  }
}

export interface DenseOptions extends BlockOptions {
  readonly activation?: ActivationType;
  readonly useBias?: boolean;
  /** Whether all axes but the first count as one. */
  readonly flatten?: boolean;
  readonly dtype?: 'float32' | 'float64';
  readonly weightInitializer?: InitializerLike;
  readonly biasInitializer?: InitializerLike;
  /** 0: the first forward pass tells. */
  readonly inUnits?: number;
}

/**
 * y = activation(x · Wᵀ + b). Shapes: x (batch, …) → (batch, units), or (…, in) → (…, units) without `flatten`;
 * weight (units, in), bias (units). Throws AssertionError unless `units` is positive. Source: mxnet.gluon.nn.Dense.
 */
export class Dense extends HybridBlock {
  readonly units: number;
  readonly flatten: boolean;
  readonly weight: Parameter;
  readonly bias: Parameter | null;
  readonly act: Activation | null;

  constructor(units: number, options: DenseOptions = {}) {
    super(options);
    if (!Number.isInteger(units) || units < 1) {
      throw new AssertionError(
        expected('Dense', 'a whole number of units > 0', String(units), 'Pass the output width'),
      );
    }
    const { activation, useBias = true, flatten = true, dtype = 'float32', inUnits = 0 } = options;
    const common = { dtype, allowDeferredInit: true };
    this.units = units;
    this.flatten = flatten;
    [this.weight, this.bias, this.act] = this.nameScope(() => [
      this.params.get('weight', {
        shape: [units, inUnits],
        init: options.weightInitializer ?? null,
        ...common,
      }),
      useBias
        ? this.params.get('bias', { shape: [units], init: options.biasInitializer ?? 'zeros', ...common })
        : null,
      activation === undefined ? null : new Activation(activation, { prefix: `${activation}_` }),
    ]);
  }

  override forward(x: Tensor): Tensor {
    const input = this.flatten ? x.reshape(x.shape[0] ?? 1, sizeOf(x.shape.slice(1))) : x;
    this.#settle(input.shape);
    const y = linear(input, this.weight.data(), this.bias?.data() ?? null);
    return this.act === null ? y : this.act.call(y);
  }
  /** The last axis of the first input fixes the width of the weight. */
  #settle(shape: Shape): void {
    const width = shape.at(-1) ?? 0;
    const known = this.weight.shape?.[1];
    if (known !== undefined && known !== UNKNOWN && known !== width) {
      const received = `${width} (Shape inconsistent, Provided = [${this.units},${known}], inferred shape=[${this.units},${width}])`;
      throw new MXNetError(
        expected(this.name, `inputs of width ${known}`, received, 'Check the layer before'),
      );
    }
    if (this.weight.isDeferred) this.weight.shape = [this.units, width];
    this.weight.finishDeferredInit();
    this.bias?.finishDeferredInit();
  }
  override toString(): string {
    const width = this.weight.shape?.[1] ?? UNKNOWN;
    return `Dense(${width} -> ${this.units}, ${this.act ?? 'linear'})`;
  }
}

/** All axes but the first as one: (2, 3, 4) → (2, 12). */
export class Flatten extends HybridBlock {
  override forward(x: Tensor): Tensor {
    return x.reshape(x.shape[0] ?? 1, sizeOf(x.shape.slice(1)));
  }
  override toString(): string {
    return 'Flatten';
  }
}

/**
 * Inside `record`, elements become 0 with probability `rate` and the rest grow by 1 / (1 − rate). Throws MXNetError for
 * a rate outside [0, 1).
 */
export class Dropout extends HybridBlock {
  readonly rate: number;
  constructor(rate: number, options: BlockOptions = {}) {
    super(options);
    if (!(rate >= 0 && rate < 1)) {
      throw new MXNetError(expected('Dropout', 'a rate in [0, 1)', String(rate), 'Pass a share such as 0.5'));
    }
    this.rate = rate;
  }
  override forward(x: Tensor): Tensor {
    if (!isRecording() || this.rate === 0) return x;
    const kept = uniform(0, 1, x.shape).ge(this.rate).to(x.dtype);
    return x.mul(kept.div(1 - this.rate));
  }
  override toString(): string {
    return `Dropout(p = ${this.rate}, axes=())`;
  }
}
