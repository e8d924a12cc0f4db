import { requireFloat } from '../array/dtype.ts';
import { expected, RuntimeError, shapeText, shown, ValueError } from '../array/errors.ts';
import { type Generator, requireGenerator } from '../array/generator.ts';
import { requireOptions } from '../array/require.ts';
import { linear } from '../autograd/functions.ts';
import { requireTensor } from '../autograd/require.ts';
import type { Tensor } from '../autograd/tensor.ts';
import { defaultGenerator } from '../init/default.ts';
import { type Float, kaimingUniform, uniform } from '../init/rules.ts';
import { onlyReads } from '../nn/callee.ts';
import { Module } from '../nn/module.ts';
import { Parameter } from '../nn/parameter.ts';

export interface LinearOptions {
  readonly bias?: boolean;
  readonly dtype?: Float;
  /** Where the first values come from: weight first, row by row, then bias. */
  readonly generator?: Generator;
}

/**
 * y = x · Wᵀ + b. Shapes: x (…, in) → (…, out); weight (out, in), bias (out), both first drawn from U(±1/√in).
 * Throws ValueError for sizes that are no whole numbers ≥ 0, RuntimeError for an input of another width.
 * Source: torch.nn.Linear; Dense in Gluon and Keras, with other defaults.
 */
export class Linear extends Module {
  // Only declared: a field that is defined would pass the proxy of Module twice.
  declare readonly inFeatures: number;
  declare readonly outFeatures: number;
  declare weight: Parameter;
  declare bias: Parameter | null;

  constructor(inFeatures: number, outFeatures: number, options: LinearOptions = {}) {
    super();
    for (const size of [inFeatures, outFeatures]) {
      if (!Number.isInteger(size) || size < 0) {
        const next = 'Give the number of inputs, then of outputs';
        throw new ValueError(expected('Linear', 'whole numbers ≥ 0 as sizes', shown(size), next));
      }
    }
    requireOptions('Linear', options, ['bias', 'dtype', 'generator']);
    const { bias = true, dtype = 'float32', generator = defaultGenerator } = options;
    requireFloat('Linear', dtype);
    requireGenerator('Linear', generator);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    // PyTorch writes the bound of 1/√in this way; it can differ from 1 / √in in the last bit.
    const rule = kaimingUniform({ a: Math.sqrt(5) });
    this.weight = new Parameter(rule([outFeatures, inFeatures], generator, dtype));
    if (bias) {
      const bound = inFeatures > 0 ? 1 / Math.sqrt(inFeatures) : 0;
      this.bias = new Parameter(uniform(-bound, bound)([outFeatures], generator, dtype));
    } else this.registerParameter('bias', null);
  }

  override forward(x: Tensor): Tensor {
    const { weight, bias } = this;
    const shape = x?.shape;
    if (weight === null || shape?.[shape.length - 1] !== weight.shape[1]) {
      requireTensor(this.typeName, x);
      requireTensor(`the weight of ${this.typeName}`, weight);
      const what = `an input of shape (…, ${weight.shape[1]})`;
      const next = `mat1 and mat2 shapes cannot be multiplied: the weight is ${shapeText(weight.shape)}, (out, in)`;
      throw new RuntimeError(expected(this.typeName, what, shapeText(shape), next));
    }
    return linear(x, weight, bias);
  }
  override extraRepr(): string {
    const bias = this.bias === null ? 'False' : 'True';
    return `in_features=${this.inFeatures}, out_features=${this.outFeatures}, bias=${bias}`;
  }
}

onlyReads(Linear);
