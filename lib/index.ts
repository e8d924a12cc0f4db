export {
  allocate,
  type Data,
  type DType,
  fromNested,
  fromValues,
  full,
  type Nested,
  NumArray,
} from './array/array.ts';
export {
  AssertionError,
  AttributeError,
  CheckpointError,
  IndexError,
  KeyError,
  NotImplementedError,
  RuntimeError,
  ValueError,
} from './array/errors.ts';
export { Generator } from './array/generator.ts';
export type { NdArray } from './array/ndarray.ts';
export { type Shape, sizeOf } from './array/shape.ts';
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
  type TensorOptions,
  tensor,
  zeros,
  zerosLike,
} from './autograd/functions.ts';
export { enableGrad, isGradEnabled, noGrad } from './autograd/mode.ts';
export { Tensor } from './autograd/tensor.ts';
export { tidy } from './autograd/tidy.ts';
export type { Checkpoint } from './checkpoint/format.ts';
export { loadModel, saveModel } from './checkpoint/model.ts';
export { loadTensors, saveTensors } from './checkpoint/safetensors.ts';
export { initialise_ } from './init/apply.ts';
export { defaultGenerator } from './init/default.ts';
export { type Fans, fans, gain, type Nonlinearity } from './init/fans.ts';
export type { InitRule, KaimingOptions } from './init/rules.ts';
export { Dropout, Flatten, Identity, ReLU, Sigmoid, Tanh } from './layers/activations.ts';
export { Linear, type LinearOptions } from './layers/linear.ts';
export { ModuleList } from './layers/module-list.ts';
export { Sequential } from './layers/sequential.ts';
export { deepCopy } from './nn/copy.ts';
export { Module } from './nn/module.ts';
export { Parameter } from './nn/parameter.ts';
export { type LoadOptions, type LoadResult, StateDict, type StateLike } from './nn/state.ts';
export { parametersToVector, vectorToParameters } from './nn/vector.ts';
export { countParameters, parameterPaths, type Slot, type Visit, walk, walkSlots } from './nn/walk.ts';
export { Adam, type AdamOptions } from './optim/adam.ts';
export { Optimizer } from './optim/optimizer.ts';
export { SGD, type SGDOptions } from './optim/sgd.ts';
