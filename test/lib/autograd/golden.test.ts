import { describe, expect, it } from 'vitest';
import { fromValues } from '../../../lib/array/array.ts';
import {
  cat,
  crossEntropyLoss,
  linear,
  logSoftmax,
  mseLoss,
  softmax,
  stack,
  tensor,
} from '../../../lib/autograd/functions.ts';
import { Tensor } from '../../../lib/autograd/tensor.ts';
import { decode, type GoldenArray, type GradCase, loadGrads } from '../../golden/torch/load.ts';

const toTensor = (golden: GoldenArray): Tensor =>
  new Tensor(fromValues(decode(golden), golden.shape, golden.dtype));

/** PyTorch 1.13 still names some views as 2.x no longer does. */
function nameToday({ op, gradFn, inputs }: GradCase): string {
  const ranks = inputs.map(({ shape }) => shape.length);
  if (op === 'linear' && ranks.length === 3 && ranks[0] === 1) return 'ViewBackward0';
  // A matrix times a stack of them: the order of the factors is turned round there.
  if (op === 'matmul' && gradFn === 'CloneBackward0') return 'UnsafeViewBackward0';
  if (gradFn === 'SqueezeBackward3') return 'SqueezeBackward4';
  return gradFn === 'ReshapeAliasBackward0' ? 'ViewBackward0' : gradFn;
}

// biome-ignore lint/suspicious/noExplicitAny: the attributes of each operation differ.
type Run = (inputs: Tensor[], attributes: any) => Tensor;

/** Each golden operation in our words. */
const operations: Record<string, Run> = {
  add: ([a, b]) => a!.add(b!),
  sub: ([a, b]) => a!.sub(b!),
  mul: ([a, b]) => a!.mul(b!),
  div: ([a, b]) => a!.div(b!),
  addScalar: ([a], { value }) => a!.add(value),
  subScalar: ([a], { value }) => a!.sub(value),
  mulScalar: ([a], { value }) => a!.mul(value),
  divScalar: ([a], { value }) => a!.div(value),
  powScalar: ([a], { value }) => a!.pow(value),
  relu: ([a]) => a!.relu(),
  tanh: ([a]) => a!.tanh(),
  sigmoid: ([a]) => a!.sigmoid(),
  exp: ([a]) => a!.exp(),
  log: ([a]) => a!.log(),
  abs: ([a]) => a!.abs(),
  neg: ([a]) => a!.neg(),
  clone: ([a]) => a!.clone(),
  matmul: ([a, b]) => a!.matmul(b!),
  linear: ([x, w, b]) => linear(x!, w!, b ?? null),
  sum: ([a], { dims, keepdim }) => a!.sum(dims, keepdim),
  mean: ([a], { dims, keepdim }) => a!.mean(dims, keepdim),
  mseLoss: ([a, b], { reduction }) => mseLoss(a!, b!, reduction),
  crossEntropyLoss: ([a], { target, reduction }) =>
    crossEntropyLoss(a!, tensor(target, { dtype: 'int64' }), reduction),
  logSoftmax: ([a], { dim }) => logSoftmax(a!, dim),
  softmax: ([a], { dim }) => softmax(a!, dim),
  reshape: ([a], { shape }) => a!.reshape(...shape),
  flatten: ([a], { startDim, endDim }) => a!.flatten(startDim, endDim),
  transpose: ([a], { dims: [i, j] }) => a!.transpose(i, j),
  t: ([a]) => a!.t(),
  expand: ([a], { shape }) => a!.expand(...shape),
  slice: ([a], { dim, start, end, step }) => a!.slice(dim, start, end, step),
  select: ([a], { dim, index }) => a!.select(dim, index),
  cat: (all, { dim }) => cat(all, dim),
  stack: (all, { dim }) => stack(all, dim),
};

/** `pow` with a tensor exponent is no operation of ours. */
const outOfScope = new Set(['pow']);

function expectClose(received: Tensor, golden: GoldenArray, what: string): void {
  expect(received.shape, what).toEqual(golden.shape);
  const wanted = [...decode(golden)];
  received.array.values().forEach((value, i) => {
    const close =
      Object.is(value + 0, wanted[i]! + 0) ||
      Math.abs(value - wanted[i]!) <= 1e-12 * Math.max(1, Math.abs(wanted[i]!));
    expect(close, `${what}[${i}]: ${value} for ${wanted[i]}`).toBe(true);
  });
}

const check = (golden: GradCase): void => {
  const inputs = golden.inputs.map((input) => toTensor(input).requiresGrad_());
  const result = operations[golden.op]!(inputs, golden.attributes);
  expectClose(result, golden.output, 'output');
  expect(result.gradFn?.name).toBe(nameToday(golden));
  result.backward(toTensor(golden.upstream));
  golden.gradients.forEach((gradient, i) => {
    expectClose(inputs[i]!.grad!, gradient, `gradient of input ${i}`);
  });
};

describe('operations equal PyTorch’s: values, gradients and names', () => {
  const { cases } = loadGrads();
  const names = [...new Set(cases.map((golden) => golden.op))].filter((op) => !outOfScope.has(op));
  it('in every case there is', () => {
    expect(cases.length).toBeGreaterThan(200);
  });
  it.each(names)('%s', (op) => {
    for (const golden of cases) if (golden.op === op) check(golden);
  });
});
