import { expected, kindOf } from '../../array/errors.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { initialise_ } from '../../init/apply.ts';
import { defaultGenerator } from '../../init/default.ts';
import * as rules from '../../init/rules.ts';

/**
 * PyTorch's `torch.nn.init`: each fills a tensor in place, without recording, and returns it. The generator is the
 * default one unless given. Shapes, formulas and errors: the rule of the same name in `lib/init/rules.ts`.
 */
type Filled<Args extends unknown[]> = <T extends Tensor>(tensor: T, ...args: Args) => T;

const fillBy = (where: string, rule: rules.InitRule, tensor: unknown, generator = defaultGenerator) => {
  if (!(tensor instanceof Tensor)) {
    const next = 'Pass a parameter such as layer.weight; a layer without bias has null there';
    throw new TypeError(expected(where, 'a Tensor', kindOf(tensor), next));
  }
  return initialise_(tensor, rule, generator) as never;
};

type Rng = typeof defaultGenerator;

/** U(a, b). */
export const uniform_: Filled<[a?: number, b?: number, generator?: Rng]> = (
  tensor,
  a = 0,
  b = 1,
  generator,
) => fillBy('uniform_', rules.uniform(a, b), tensor, generator);

/** N(mean, std²). */
export const normal_: Filled<[mean?: number, std?: number, generator?: Rng]> = (
  tensor,
  mean = 0,
  std = 1,
  generator,
) => fillBy('normal_', rules.normal(mean, std), tensor, generator);

/** Every element `value`. */
export const constant_: Filled<[value: number]> = (tensor, value) =>
  fillBy('constant_', rules.constant(value), tensor);

/** Every element 1. */
export const ones_: Filled<[]> = (tensor) => fillBy('ones_', rules.ones, tensor);
/** Every element 0. */
export const zeros_: Filled<[]> = (tensor) => fillBy('zeros_', rules.zeros, tensor);

/** Ones on the diagonal of a matrix, zeros elsewhere. */
export const eye_: Filled<[]> = (tensor) => fillBy('eye_', rules.eye, tensor);

/** A convolution that passes its channels on unchanged. */
export const dirac_: Filled<[groups?: number]> = (tensor, groups = 1) =>
  fillBy('dirac_', rules.dirac(groups), tensor);

/** U(±gain·√(6 / (fan_in + fan_out))). Source: Glorot & Bengio 2010. */
export const xavierUniform_: Filled<[gain?: number, generator?: Rng]> = (tensor, gain = 1, generator) =>
  fillBy('xavierUniform_', rules.xavierUniform(gain), tensor, generator);

/** N(0, gain²·2 / (fan_in + fan_out)). Source: Glorot & Bengio 2010. */
export const xavierNormal_: Filled<[gain?: number, generator?: Rng]> = (tensor, gain = 1, generator) =>
  fillBy('xavierNormal_', rules.xavierNormal(gain), tensor, generator);

/** U(±gain·√(3 / fan)). Source: He et al. 2015. */
export const kaimingUniform_: Filled<[options?: rules.KaimingOptions, generator?: Rng]> = (
  tensor,
  options,
  generator,
) => fillBy('kaimingUniform_', rules.kaimingUniform(options), tensor, generator);

/** N(0, gain² / fan). Source: He et al. 2015. */
export const kaimingNormal_: Filled<[options?: rules.KaimingOptions, generator?: Rng]> = (
  tensor,
  options,
  generator,
) => fillBy('kaimingNormal_', rules.kaimingNormal(options), tensor, generator);

/** N(mean, std²) restricted to [a, b], which are absolute. */
export const truncNormal_: Filled<[mean?: number, std?: number, a?: number, b?: number, generator?: Rng]> = (
  tensor,
  mean = 0,
  std = 1,
  a = -2,
  b = 2,
  generator = undefined,
) => fillBy('truncNormal_', rules.truncNormal(mean, std, a, b), tensor, generator);

/** A (semi-)orthogonal matrix times `gain`. Source: Saxe et al. 2013. */
export const orthogonal_: Filled<[gain?: number, generator?: Rng]> = (tensor, gain = 1, generator) =>
  fillBy('orthogonal_', rules.orthogonal(gain), tensor, generator);

/** N(0, std²) with ⌈sparsity · rows⌉ zeros in each column. */
export const sparse_: Filled<[sparsity: number, std?: number, generator?: Rng]> = (
  tensor,
  sparsity,
  std = 0.01,
  generator = undefined,
) => fillBy('sparse_', rules.sparse(sparsity, std), tensor, generator);
