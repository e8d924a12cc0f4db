import { full, type NumArray, zeros } from '../../array/array.ts';
import { add, addInto, copyInto } from '../../array/elementwise.ts';
import { expected, kindOf, RuntimeError } from '../../array/errors.ts';
import { backward as walkBack } from '../../autograd/backward.ts';
import { resultOf } from '../../autograd/body.ts';
import { enableGrad, noGrad, refusingEdits } from '../../autograd/mode.ts';
import type { Leaf } from '../../autograd/node.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { MXNetError } from './errors.ts';

/** What a backward does with the buffer of a leaf: overwrite it, add to it, or leave the leaf alone. */
export type GradReq = 'write' | 'add' | 'null';

let open = 0;
const requests = new WeakMap<Leaf, { req: GradReq; onGradient: () => void }>();

/** Whether `record` is running. Outside of it nothing is remembered, not even for parameters. Source: autograd.is_recording. */
export const isRecording = (): boolean => open > 0;

/**
 * Runs `body` and remembers what it computes; returns its result. Throws MXNetError when `body` writes into an array
 * that gradients are recorded for, or writes a recorded result into any array, TypeError for what is no function, or an
 * async one. Source: autograd.record.
 */
export function record<T>(body: () => T): T {
  open++;
  try {
    return refusingEdits(() => enableGrad(() => resultOf('record', body)));
  } catch (error) {
    throw inPlace(error) ? refusedWrite() : error;
  } finally {
    open--;
  }
}

const inPlace = (error: unknown): boolean =>
  error instanceof RuntimeError && error.message.startsWith('in-place edit');
const refusedWrite = (): MXNetError => {
  const received =
    'one (Inplace operations (+=, -=, x[:]=, etc) are not supported, nor Assigning to NDArrays that are already in a computational graph)';
  return new MXNetError(
    expected('record', 'no write in place of recorded values', received, 'Write outside record'),
  );
};

/** Runs `body` remembering nothing, even inside `record`. Source: autograd.pause. */
export function pause<T>(body: () => T): T {
  const before = open;
  open = 0;
  try {
    return noGrad(() => resultOf('pause', body));
  } finally {
    open = before;
  }
}
/** Runs `body` as a block would: remembered inside `record`, forgotten outside. */
export const recorded = <T>(body: () => T): T => (isRecording() ? body() : noGrad(body));

/** Gives a leaf a zero buffer and a policy; 'null' takes both away. Source: NDArray.attach_grad. */
export function attachGrad(leaf: Tensor, req: GradReq = 'write', onGradient: () => void = () => {}): void {
  leaf.requiresGrad = req !== 'null';
  leaf.grad = req === 'null' ? null : new Tensor(zeros(leaf.shape, leaf.dtype));
  requests.set(leaf, { req, onGradient });
}

/**
 * Fills the buffers below `head`, whose own gradient is all ones whatever its shape. Uses within one graph are
 * summed first; then 'write' overwrites the buffer and 'add' adds to it. Throws MXNetError when `head` is no array, was
 * not recorded, or its graph was used up. Source: NDArray.backward.
 */
export function backward(head: Tensor, { retainGraph = false }: { retainGraph?: boolean } = {}): void {
  if (!(head instanceof Tensor) || head.gradFn === null || head.gradFn.freed) {
    const received = head instanceof Tensor ? 'one not in a computational graph' : kindOf(head);
    const next = 'Compute it inside record(() => …), once for each backward';
    throw new MXNetError(expected('backward', 'a recorded array', received, next));
  }
  const sums = new Map<Leaf, NumArray>();
  walkBack(head.gradFn, full(head.shape, 1, head.dtype), retainGraph, (leaf, g) => {
    const sum = sums.get(leaf);
    sums.set(leaf, sum === undefined ? g : add(sum, g));
  });
  for (const [leaf, sum] of sums) deliver(leaf, sum);
}

function deliver(leaf: Leaf, sum: NumArray): void {
  const request = requests.get(leaf);
  const buffer = leaf instanceof Tensor ? leaf.grad : null;
  if (request === undefined || buffer === null) {
    leaf.accumulate(sum, false);
    return;
  }
  if (request.req === 'add') addInto(buffer.array, sum);
  else copyInto(buffer.array, sum);
  request.onGradient();
}

/** Throws MXNetError inside `record`, where nothing may be written: before a part of it is. */
export function refuseWriteInRecord(where: string, call: string): void {
  if (!isRecording()) return;
  const received = 'one inside record (Assigning to NDArrays that are already in a computational graph)';
  throw new MXNetError(expected(where, 'a write outside record', received, `Call ${call} outside`));
}
