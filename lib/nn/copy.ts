import { type Data, NumArray } from '../array/array.ts';
import { expected, RuntimeError } from '../array/errors.ts';
import { Tensor } from '../autograd/tensor.ts';
import { blankLike, Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { slotsOf } from './slots.ts';

type Memo = Map<unknown, unknown>;

/**
 * A copy that shares nothing with the original and ties what the original ties: whoever was one object, or one
 * storage, is one again. A parameter's copy starts without a gradient; a plain leaf keeps a copy of its own. Fields
 * that are lists, plain objects, maps or sets are copied too; other objects, such as a generator, stay shared.
 * Throws RuntimeError for a computed tensor. Source: copy.deepcopy.
 */
export function deepCopy<T>(value: T, memo: Memo = new Map()): T {
  if (memo.has(value)) return memo.get(value) as T;
  if (value instanceof Tensor) return copyTensor(value, memo) as T;
  if (value instanceof Module) return copyModule(value, memo) as T;
  if (Array.isArray(value)) return fillList([], value, memo) as T;
  if (value instanceof Map && isPlain(value, Map)) return fillMap(value, memo) as T;
  if (value instanceof Set && isPlain(value, Set)) return fillSet(value, memo) as T;
  if (isPlain(value, Object)) return copyFields(value as object, {}, memo) as T;
  return value;
}

const isPlain = (value: unknown, type: { prototype: object }): boolean =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === type.prototype;

function copyBuffer(array: NumArray, memo: Memo): NumArray {
  const buffer = (memo.get(array.data) as Data | undefined) ?? (array.data.slice() as Data);
  memo.set(array.data, buffer);
  return new NumArray(buffer, array.shape, array.dtype, array.stride, array.offset);
}

function copyTensor(tensor: Tensor, memo: Memo): Tensor {
  if (!tensor.isLeaf) {
    const next = 'Copy a detached tensor, or the leaves it came from';
    const what = 'a leaf (only Tensors created explicitly by the user support the deepcopy protocol)';
    throw new RuntimeError(expected('deepCopy', what, `the result of ${tensor.gradFn!.name}`, next));
  }
  const array = copyBuffer(tensor.array, memo);
  const options = { requiresGrad: tensor.requiresGrad };
  const copied = tensor instanceof Parameter ? new Parameter(array, options) : new Tensor(array);
  memo.set(tensor, copied);
  copied.requiresGrad = tensor.requiresGrad;
  if (!(tensor instanceof Parameter) && tensor.grad !== null) copied.grad = deepCopy(tensor.grad, memo);
  return copied;
}

function copyModule(module: Module, memo: Memo): Module {
  const copied = blankLike(module);
  memo.set(module, copied);
  const from = slotsOf(module);
  const to = slotsOf(copied);
  for (const { name, value } of from.parameters.list) to.parameters.set(name, deepCopy(value, memo));
  for (const { name, value, persistent } of from.buffers.list) {
    to.buffers.set(name, deepCopy(value, memo));
    to.buffers.find(name)!.persistent = persistent;
  }
  for (const { name, value } of from.children.list) to.children.set(name, deepCopy(value, memo));
  return copyFields(module, copied, memo);
}

function copyFields<T extends object>(from: object, to: T, memo: Memo): T {
  memo.set(from, to);
  for (const key of Reflect.ownKeys(from)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(from, key)!;
    if (!('value' in descriptor) || !descriptor.enumerable) continue;
    Reflect.defineProperty(to, key, { ...descriptor, value: deepCopy(descriptor.value, memo) });
  }
  return to;
}

function fillList(to: unknown[], from: readonly unknown[], memo: Memo): unknown[] {
  memo.set(from, to);
  for (const item of from) to.push(deepCopy(item, memo));
  return to;
}

function fillMap(from: ReadonlyMap<unknown, unknown>, memo: Memo): Map<unknown, unknown> {
  const to = new Map();
  memo.set(from, to);
  for (const [key, item] of from) to.set(deepCopy(key, memo), deepCopy(item, memo));
  return to;
}

function fillSet(from: ReadonlySet<unknown>, memo: Memo): Set<unknown> {
  const to = new Set();
  memo.set(from, to);
  for (const item of from) to.add(deepCopy(item, memo));
  return to;
}
