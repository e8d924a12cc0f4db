export type { DType, Nested } from '../../array/array.ts';
export {
  AttributeError,
  IndexError,
  KeyError,
  NotImplementedError,
  RuntimeError,
  ValueError,
} from '../../array/errors.ts';
export { Generator } from '../../array/generator.ts';
export {
  cat,
  crossEntropyLoss,
  gradients,
  linear,
  logSoftmax,
  mseLoss,
  ones,
  softmax,
  stack,
  tensor,
  zeros,
  zerosLike,
} from '../../autograd/functions.ts';
export { enableGrad, isGradEnabled, noGrad } from '../../autograd/mode.ts';
export { Tensor } from '../../autograd/tensor.ts';
export { defaultGenerator } from '../../init/default.ts';
export { fans as calculateFanInAndFanOut, gain as calculateGain } from '../../init/fans.ts';
export { Dropout, Flatten, Identity, ReLU, Sigmoid, Tanh } from '../../layers/activations.ts';
export { Linear } from '../../layers/linear.ts';
export { ModuleList } from '../../layers/module-list.ts';
export { Sequential } from '../../layers/sequential.ts';
export { deepCopy } from '../../nn/copy.ts';
export { Module } from '../../nn/module.ts';
export { Parameter } from '../../nn/parameter.ts';
export { StateDict } from '../../nn/state.ts';
export { parametersToVector, vectorToParameters } from '../../nn/vector.ts';
export { Adam } from '../../optim/adam.ts';
export { SGD } from '../../optim/sgd.ts';
export {
  constant_,
  dirac_,
  eye_,
  kaimingNormal_,
  kaimingUniform_,
  normal_,
  ones_,
  orthogonal_,
  sparse_,
  truncNormal_,
  uniform_,
  xavierNormal_,
  xavierUniform_,
  zeros_,
} from './init.ts';
export { arange, manualSeed, rand, randn } from './random.ts';
export { repr, sizeRepr } from './repr.ts';
