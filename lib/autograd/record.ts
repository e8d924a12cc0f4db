import type { NumArray } from '../array/array.ts';
import { isGradEnabled } from './mode.ts';
import { GradNode, type Leaf, none, type Primitive, type Version } from './node.ts';

/** What the graph needs to know of a tensor: its numbers, their version, and where its gradient goes. */
export interface Operand extends Leaf {
  readonly array: NumArray;
  readonly edits: Version;
  readonly requiresGrad: boolean;
  readonly gradFn: GradNode | null;
}

// This file runs once per operation, so it counts its allocations: plain loops, no list that would stay empty, and
// lists made in their final size, since one that grows by `push` starts with room for 17.

function wantsGradient(operands: readonly Operand[]): boolean {
  for (let input = 0; input < operands.length; input++) if (operands[input]!.requiresGrad) return true;
  return false;
}

/**
 * The node that remembers `output = primitive(operands)`, or null when nobody will ask for its gradient. `inputs` are
 * the operands' numbers.
 */
export function remember<A>(
  primitive: Primitive<A>,
  operands: readonly Operand[],
  inputs: readonly NumArray[],
  attribute: A,
  output: Operand,
  name: string,
): GradNode | null {
  if (!isGradEnabled() || !wantsGradient(operands)) return null;
  const count = operands.length;
  const edges = new Array<GradNode | Leaf | null>(count);
  const shapes = new Array<readonly number[]>(count);
  let saved: Saved | null = null;
  for (let input = 0; input < count; input++) {
    const operand = operands[input]!;
    shapes[input] = inputs[input]!.shape;
    edges[input] = operand.requiresGrad ? (operand.gradFn ?? operand) : null;
    if (edges[input] === null) continue;
    const slots = primitive.uses(input);
    if (slots.length === 0) continue;
    saved ??= new Saved(count + 1);
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      saved.put(slot, slot === count ? output : operands[slot]!);
    }
  }
  const { values, versions, seen } = saved ?? nothingSaved;
  const rule = primitive as Primitive<unknown>;
  return new GradNode(rule, attribute, edges, shapes, values, versions, seen, name);
}

/** The numbers a rule will read, with the versions they had. */
class Saved {
  readonly values: (NumArray | undefined)[];
  readonly versions: (Version | undefined)[];
  readonly seen: number[];

  constructor(slots: number) {
    this.values = new Array(slots);
    this.versions = new Array(slots);
    this.seen = new Array(slots);
  }
  put(slot: number, { array, edits }: Operand): void {
    this.values[slot] = array;
    this.versions[slot] = edits;
    this.seen[slot] = edits.count;
  }
}

const nothingSaved = { values: none, versions: none, seen: none };
