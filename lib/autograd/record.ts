import type { NumArray } from '../array/array.ts';
import { expected, RuntimeError } from '../array/errors.ts';
import { isGradEnabled } from './mode.ts';
import { type Edge, GradNode, type Leaf, type Primitive } from './node.ts';

/** What the graph needs to know of a tensor: its numbers, and where its gradient goes. */
export interface Operand extends Leaf {
  readonly numbers: NumArray;
  readonly requiresGrad: boolean;
  readonly gradFn: GradNode | null;
  /** The tensor it is a window on, if it is one. */
  readonly base: Operand | null;
}

const edgeOf = (operand: Operand): Edge => (operand.requiresGrad ? (historyOf(operand) ?? operand) : null);

/**
 * How a tensor was made. Throws RuntimeError for a window on a tensor that was edited in place afterwards, while gradients
 * were recorded: its numbers changed and its history did not. PyTorch rewrites the history.
 */
export function historyOf({ gradFn, base }: Operand): GradNode | null {
  const origin = base?.gradFn;
  if (gradFn === null || !origin || origin.order <= gradFn.order) return gradFn;
  const received = `one of a tensor that ${origin.name} edited in place since`;
  throw new RuntimeError(expected('operation', 'a window on numbers as they are', received, 'Take it anew'));
}

function wantsGradient(operands: readonly Operand[]): boolean {
  for (let input = 0; input < operands.length; input++) if (operands[input]!.requiresGrad) return true;
  return false;
}

/** A node for `primitive(operands)` that has its edges but no values yet, or null when nobody will ask for its gradient. */
export function remember<A>(
  primitive: Primitive<A>,
  operands: readonly Operand[],
  attribute: A,
  name: string,
): GradNode | null {
  if (!isGradEnabled() || !wantsGradient(operands)) return null;
  const count = operands.length;
  return new GradNode(
    primitive as Primitive<unknown>,
    attribute,
    name,
    count,
    edgeOf(operands[0]!),
    count > 1 ? edgeOf(operands[1]!) : null,
    count > 3 ? operands.slice(2).map(edgeOf) : count > 2 ? edgeOf(operands[2]!) : null,
  );
}
