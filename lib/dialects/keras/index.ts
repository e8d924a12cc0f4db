export { Tensor } from '../../autograd/tensor.ts';
export {
  getInitializer,
  type InitializerConfig,
  type InitializerFunction,
  type InitializerLike,
  serializeInitializer,
} from './identifiers.ts';
export {
  Constant,
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  Identity,
  Initializer,
  kernelFans,
  LecunNormal,
  LecunUniform,
  Ones,
  Orthogonal,
  RandomNormal,
  RandomUniform,
  setRandomSeed,
  TruncatedNormal,
  VarianceScaling,
  Zeros,
} from './initializers.ts';
export { Layer, type LooseShape } from './layer.ts';
export { Activation, type ActivationLike, Dense, type DenseOptions, Flatten, Input, ReLU } from './layers.ts';
export { clearSession, snakeCase } from './names.ts';
export type { LoadableWeights, LoadWeightsOptions, SavedWeights } from './saving.ts';
export { cloneModel, Sequential, type SequentialOptions } from './sequential.ts';
export type { SummaryOptions } from './summary.ts';
export { GradientTape } from './tape.ts';
export { listText, tensorRepr, tensorStr } from './text.ts';
export { type Assignable, type Unread, Variable } from './variable.ts';
