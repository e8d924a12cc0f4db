// The golden files as typed records. Tests read only this: no PyTorch is needed to run them.
import { readFileSync } from 'node:fs';

/** Row-major values as little-endian bytes in base64. */
export type GoldenArray = {
  dtype: 'float32' | 'float64' | 'int64' | 'bool';
  shape: number[];
  data: string;
};

/** Decoded values; int64 is held in a Float64Array, bool as 0 and 1. */
export type Decoded = Float32Array | Float64Array | Uint8Array;

type Versions = { torch: string; python: string };

// nets.json

/** How to build a module; `id` counts up in construction order, children before their container. */
export type NetNode =
  | { type: 'Linear'; id: number; args: { inFeatures: number; outFeatures: number; bias: boolean } }
  | { type: 'ReLU' | 'Tanh' | 'Sigmoid' | 'Flatten'; id: number }
  | { type: 'Sequential'; id: number; how: 'positional' | 'orderedDict' | 'addModule'; children: NetChild[] };

/** A child is a new module, or (`ref`) the module that was built before under that id. */
export type NetChild = { name: string } & ({ module: NetNode } | { ref: number });

/** After construction: `modules[to][slot] = modules[from][slot]`, in order. */
export type NetTie = { from: number; to: number; slot: 'weight' | 'bias' };

/** `value`, `gradient`: float32 base64 of `shape`. */
export type NetParameter = { name: string; shape: number[]; value: string; gradient: string };

/** Five training steps from the first values; `losses` before each step, `parameters` after the last. */
export type NetRun = {
  optimizer: 'SGD' | 'Adam';
  options: { lr: number; momentum?: number; weightDecay?: number; nesterov?: boolean };
  losses: string;
  parameters: string[];
};

export type NetRecord = {
  seed: number;
  root: NetNode;
  ties: NetTie[];
  repr: string;
  parameters: NetParameter[];
  allParameterNames: string[];
  tied: string[][];
  moduleNames: string[];
  allModuleNames: string[];
  stateKeys: string[];
  parameterCount: number;
  applyOrder: number[];
  input: GoldenArray;
  output: GoldenArray;
  loss: { kind: 'mse' | 'crossEntropy'; target: GoldenArray; value: string };
  runs: NetRun[];
};

export type NetsFile = Versions & { nets: NetRecord[] };

// random.json

/** `op` is the PyTorch name; a Linear carries its bias beside its weight (`result`). `into`: what window was filled. */
export type RandomCall = {
  op: string;
  shape: number[];
  args: Record<string, number | string | boolean>;
  result: GoldenArray;
  bias?: GoldenArray;
  into?: 'transpose' | 'columns';
};

/** One manual_seed, then the calls in order on the same generator. */
export type RandomStream = { seed: number; calls: RandomCall[]; note?: string };
export type GainRecord = { nonlinearity: string; param: number | null; gain: number };
export type FansRecord = { shape: number[]; fanIn: number; fanOut: number };
export type RandomFile = Versions & { streams: RandomStream[]; gains: GainRecord[]; fans: FansRecord[] };

// print.json

export type PrintedTensor = { value: GoldenArray; requiresGrad: boolean; parameter: boolean; text: string };
export type PrintedState = {
  keepVars: boolean;
  entries: { name: string; value: GoldenArray; parameter: boolean }[];
  text: string;
};
export type PrintedSize = { shape: number[]; text: string };

/** The printed result of `code`; `gradFn` null for results without history. */
export type PrintedResult = {
  code: string;
  value: GoldenArray;
  gradFn: string | null;
  text: string;
  note?: string;
};
export type PrintFile = Versions & {
  tensors: PrintedTensor[];
  states: PrintedState[];
  sizes: PrintedSize[];
  results: PrintedResult[];
};

// grads.json

/** One operation; `gradients` answer `output.backward(upstream)`, one for each input. */
export type GradCase = {
  op: string;
  inputs: GoldenArray[];
  attributes: Record<string, number | string | boolean | number[]>;
  output: GoldenArray;
  upstream: GoldenArray;
  gradients: GoldenArray[];
  gradFn: string;
  note?: string;
};
export type GradsFile = Versions & { cases: GradCase[] };

// errors.json

/** What 1.13 did with `code`, what `spec` (2.x) asks for, and a note where the two differ. */
export type ErrorCase = {
  id: string;
  item: string;
  code: string;
  type: string | null;
  message: string | null;
  result: string | null;
  warnings: { type: string; message: string }[];
  spec: { type: string | null; fragment: string | null };
  agrees: boolean;
  note: string | null;
};
export type ErrorsFile = Versions & { cases: ErrorCase[] };

// dtypes.json

/** The numbers of the operands of a dtype: of one axis, and as a scalar. */
export type DTypeValues = {
  dtype: GoldenArray['dtype'];
  vector: (number | boolean)[];
  scalar: number | boolean;
};

/** An operand is a dtype and a rank, 1 or 0; `text` is the printed result, or the kind of error. */
export type DTypeCase = {
  op: string;
  left: [GoldenArray['dtype'], number];
  right?: [GoldenArray['dtype'], number];
  number?: number;
  text: string;
};
export type DTypesFile = Versions & { values: DTypeValues[]; cases: DTypeCase[] };

// trees.json

/** How a module is made; numbers in a container are those of older modules. */
export type TreeMade =
  | ['ReLU' | 'Identity', []]
  | ['Linear', [inFeatures: number, outFeatures: number, bias: boolean]]
  | ['Sequential', number[]]
  | ['Named', [string, number][]];

/** What a step gives: a module or a tensor by its number, a plain number, or nothing. */
export type TreeValue = ['module' | 'tensor' | 'number', number] | null;

export type TreeStep = {
  action: string;
  owner: number;
  args: (string | number | boolean | number[] | TreeValue)[];
  error: string | null;
};

export type TreeProgram = {
  tensors: { shape: number[]; parameter: boolean }[];
  modules: TreeMade[];
  steps: TreeStep[];
  view: {
    root: number;
    repr: string;
    parameters: [string, boolean][];
    own: string[];
    buffers: string[];
    modules: [string, boolean][];
    every: string[];
    children: string[];
    state: string[];
    ties: number[];
    applyOrder: number[];
  };
  load: { root: number; state: [string, number[]][]; strict: boolean; result: string; sevens: boolean[] };
};
export type TreesFile = Versions & { programs: TreeProgram[] };

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
}

export const loadNets = (): NetsFile => read('nets') as NetsFile;
export const loadRandom = (): RandomFile => read('random') as RandomFile;
export const loadPrint = (): PrintFile => read('print') as PrintFile;
export const loadGrads = (): GradsFile => read('grads') as GradsFile;
export const loadDTypes = (): DTypesFile => read('dtypes') as DTypesFile;
export const loadTrees = (): TreesFile => read('trees') as TreesFile;
export const loadErrors = (): ErrorsFile => read('errors') as ErrorsFile;

function bytesOf(base64: string): DataView {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return new DataView(bytes.buffer);
}

/** base64 → Float32Array, exact; for the bare strings of nets.json. */
export function decodeFloat32(base64: string): Float32Array {
  const view = bytesOf(base64);
  return Float32Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/** base64 → values, exact for every dtype (the int64 values of these files are below 2^53). */
export function decode({ dtype, data }: GoldenArray): Decoded {
  if (dtype === 'float32') return decodeFloat32(data);
  const view = bytesOf(data);
  if (dtype === 'bool') return new Uint8Array(view.buffer);
  const length = view.byteLength / 8;
  if (dtype === 'float64') return Float64Array.from({ length }, (_, i) => view.getFloat64(8 * i, true));
  return Float64Array.from({ length }, (_, i) => Number(view.getBigInt64(8 * i, true)));
}
