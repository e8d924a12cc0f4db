import {
  Bilinear,
  Constant,
  Load,
  LSTMBias,
  Mixed,
  MSRAPrelu,
  Normal,
  One,
  Orthogonal,
  Uniform,
  Xavier,
  Zero,
} from './initializers.ts';

/** The rules under the names programs write: `new init.Xavier()`. Source: mxnet.init. */
export const init = {
  Bilinear,
  Constant,
  Load,
  LSTMBias,
  Mixed,
  MSRAPrelu,
  Normal,
  One,
  Orthogonal,
  Uniform,
  Xavier,
  Zero,
} as const;
