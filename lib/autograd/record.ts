import type { NumArray } from '../array/array.ts';
import { isGradEnabled } from './mode.ts';
import { GradNode, type Leaf, type Primitive, type Version } from './node.ts';

/** What the graph needs to know of a tensor: its numbers, their version, and where its gradient goes. */
export interface Operand extends Leaf {
  readonly array: NumArray;
  readonly edits: Version;
  readonly requiresGrad: boolean;
  readonly gradFn: GradNode | null;
}

/** The node that remembers `output = primitive(operands)`, or null when nobody will ask for its gradient. */
export function remember<A>(
  primitive: Primitive<A>,
  operands: readonly Operand[],
  attribute: A,
  output: NumArray,
  outputEdits: Version,
): GradNode | null {
  if (!isGradEnabled() || !operands.some((operand) => operand.requiresGrad)) return null;
  const count = operands.length;
  const edges = new Array<GradNode | Leaf | null>(count);
  const shapes = new Array<readonly number[]>(count);
  const values = new Array<NumArray | undefined>(count + 1).fill(undefined);
  const edits = new Array<Version | undefined>(count + 1).fill(undefined);
  for (let input = 0; input < count; input++) {
    const operand = operands[input]!;
    shapes[input] = operand.array.shape;
    edges[input] = operand.requiresGrad ? (operand.gradFn ?? operand) : null;
    if (!operand.requiresGrad) continue;
    for (const slot of primitive.uses(input)) {
      values[slot] = slot === count ? output : operands[slot]?.array;
      edits[slot] = slot === count ? outputEdits : operands[slot]?.edits;
    }
  }
  return new GradNode(primitive as Primitive<unknown>, attribute, edges, shapes, values, edits);
}
