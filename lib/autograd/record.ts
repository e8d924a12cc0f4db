import type { NumArray } from '../array/array.ts';
import type { Shape } from '../array/shape.ts';
import { isGradEnabled } from './mode.ts';
import {
  type Edge,
  FIRST,
  GradNode,
  type Leaf,
  NOTHING,
  none,
  OUTPUT,
  type Primitive,
  SECOND,
  SHAPES,
} from './node.ts';

/** What the graph needs to know of a tensor: its numbers, and where its gradient goes. */
export interface Operand extends Leaf {
  readonly array: NumArray;
  readonly requiresGrad: boolean;
  readonly gradFn: GradNode | null;
}

// This file runs once per operation, so it counts its allocations: plain loops, no list that would stay empty, and
// lists made in their final size, since one that grows by `push` starts with room for 17.

function wantsGradient(operands: readonly Operand[]): boolean {
  for (let input = 0; input < operands.length; input++) if (operands[input]!.requiresGrad) return true;
  return false;
}

function shapesOf(arrays: readonly NumArray[]): readonly Shape[] {
  const shapes = new Array<Shape>(arrays.length);
  for (let input = 0; input < arrays.length; input++) shapes[input] = arrays[input]!.shape;
  return shapes;
}

/**
 * The node that remembers `output = primitive(operands)`, or null when nobody will ask for its gradient. `inputs` are
 * the operands' numbers. The list of operands is used up.
 */
export function remember<A>(
  primitive: Primitive<A>,
  operands: Operand[],
  inputs: readonly NumArray[],
  attribute: A,
  output: NumArray,
  name: string,
): GradNode | null {
  if (!isGradEnabled() || !wantsGradient(operands)) return null;
  const { uses } = primitive;
  const edges: Edge[] = operands;
  let kept = NOTHING as number;
  for (let input = 0; input < edges.length; input++) {
    const operand = operands[input]!;
    edges[input] = operand.requiresGrad ? (operand.gradFn ?? operand) : null;
    if (edges[input] !== null) kept |= uses[Math.min(input, uses.length - 1)]!;
  }
  return new GradNode(
    primitive as Primitive<unknown>,
    attribute,
    edges,
    kept & SHAPES ? shapesOf(inputs) : none,
    kept & FIRST ? inputs[0]! : null,
    kept & SECOND ? inputs[1]! : null,
    kept & OUTPUT ? output : null,
    name,
  );
}
