import type { NumArray } from '../array/array.ts';
import { expected, RuntimeError } from '../array/errors.ts';
import { copy } from '../array/movement.ts';
import type { Shape } from '../array/shape.ts';

/** What a rule may look at when it computes a gradient: only what the rule's `uses` names is there. */
export interface Recorded<A> {
  readonly attribute: A;
  readonly shapes: readonly Shape[];
  readonly first: NumArray;
  readonly second: NumArray;
  readonly output: NumArray;
  /** Nobody else holds the gradient: the rule of an operation with one input may write into it. */
  readonly owned: boolean;
}

/**
 * What a gradient reads: the numbers of the first input, of the second, of the result; or the inputs' shapes. The result
 * is kept in the place of the first input: no primitive may ask for both.
 */
export const [NOTHING, FIRST, SECOND, OUTPUT, SHAPES] = [0, 1, 2, 4, 8] as const;

/**
 * One differentiable operation: its forward computation and, beneath it, one gradient rule per input.
 * `uses[i]` adds up what gradient i reads, and the last number holds for all inputs after it. Only that is kept, and
 * only an edit of that between forward and backward is an error.
 */
export interface Primitive<A = undefined> {
  readonly name: string;
  readonly forward: (inputs: readonly NumArray[], attribute: A) => NumArray;
  readonly uses: readonly number[];
  readonly gradient: (input: number, g: NumArray, recorded: Recorded<A>) => NumArray;
}

/** Where gradients end: a leaf that keeps its sum. */
export interface Leaf {
  readonly inputs?: undefined;
  accumulate(g: NumArray, owned: boolean): void;
}

/** Where the gradient of an input goes: to an older node, to a leaf, or nowhere. */
export type Edge = GradNode | Leaf | null;

/** Whether an edge leads to another operation. Asked so often that `instanceof` would be felt. */
export const isNode = (edge: GradNode | Leaf): edge is GradNode => edge.inputs !== undefined;

/** The list of a node that remembers nothing: one for all of them. */
export const none: readonly never[] = [];

let created = 0;

/**
 * One remembered operation: the edges backward walks, newest first. Its fields are only declared here: a field that is
 * defined is written twice, first as undefined.
 */
export class GradNode {
  /** Inputs are always older than their result, so descending order of creation is a topological order. */
  declare readonly order: number;
  declare name: string;
  /** Out of reach, so that nobody who holds a tensor can change a rule for all. */
  readonly #primitive: Primitive<unknown>;
  declare attribute: unknown;
  /** How many inputs there are; 0 once the node is used up. */
  declare inputs: number;
  /** The edges of three inputs. Of more, the last field has all but two: nearly no operation has, and a list weighs half a node. */
  declare private edge0: Edge;
  declare private edge1: Edge;
  declare private edge2: Edge | readonly Edge[];
  declare shapes: readonly Shape[];
  /** The values kept, and what each counted when the operation ran. Fields, because a list each would weigh more. */
  declare first: NumArray | null;
  declare second: NumArray | null;
  declare private firstEdits: number;
  declare private secondEdits: number;
  /** The gradient gathered so far by the walk under way, which owns it, and the walk it belongs to. */
  declare pending: NumArray | null;
  declare owned: boolean;
  declare walk: number;

  constructor(
    primitive: Primitive<unknown>,
    attribute: unknown,
    name: string,
    inputs: number,
    edge0: Edge,
    edge1: Edge,
    edge2: Edge | readonly Edge[],
  ) {
    this.order = created++;
    this.name = name;
    this.#primitive = primitive;
    this.attribute = attribute;
    this.inputs = inputs;
    this.edge0 = edge0;
    this.edge1 = edge1;
    this.edge2 = edge2;
    this.shapes = none;
    this.first = null;
    this.second = null;
    this.firstEdits = 0;
    this.secondEdits = 0;
    this.pending = null;
    this.owned = false;
    this.walk = 0;
  }

  /** Keeps what the gradients that are wanted will read. */
  save(inputs: readonly NumArray[], output: NumArray): void {
    const { uses } = this.#primitive;
    let kept = NOTHING as number;
    for (let input = 0; input < this.inputs; input++) {
      if (this.edge(input) !== null) kept |= uses[Math.min(input, uses.length - 1)]!;
    }
    if (kept & SHAPES) this.shapes = inputs.map(({ shape }) => shape);
    if (kept & (FIRST | OUTPUT)) {
      this.first = kept & OUTPUT ? output : inputs[0]!;
      this.firstEdits = this.first.edits;
    }
    if (kept & SECOND) {
      this.second = inputs[1]!;
      this.secondEdits = inputs[1]!.edits;
    }
  }

  /** The first input is about to be written over: what is kept of it becomes a copy. */
  secureFirst(): void {
    if (this.first === null) return;
    this.first = copy(this.first);
    this.firstEdits = this.first.edits;
  }

  get output(): NumArray | null {
    return this.first;
  }

  edge(input: number): Edge {
    if (input === 0) return this.edge0;
    if (input === 1) return this.edge1;
    return (this.inputs > 3 ? (this.edge2 as readonly Edge[])[input - 2] : this.edge2) as Edge;
  }
  /** One per input, in order. */
  get edges(): readonly Edge[] {
    return Array.from({ length: this.inputs }, (_, input) => this.edge(input));
  }

  /** The share of `g` that goes to one input. */
  gradient(input: number, g: NumArray): NumArray {
    return this.#primitive.gradient(input, g, this as Recorded<unknown>);
  }

  get freed(): boolean {
    return this.inputs === 0;
  }

  /** Throws RuntimeError if an earlier backward used this node up, or a value it needs was edited in place since. */
  checkUsable(): void {
    const { first, second } = this;
    if (this.freed) {
      const what = 'a graph that is still there';
      const received = 'one freed by an earlier backward: trying to backward through the graph a second time';
      const next = 'Run forward again, or pass { retainGraph: true } to the first backward';
      throw new RuntimeError(expected('backward', what, received, next));
    }
    if (first !== null) this.checkValue(first, this.firstEdits);
    if (second !== null) this.checkValue(second, this.secondEdits);
  }
  private checkValue(value: NumArray, then: number): void {
    if (value.loan?.ended) throw this.handedBack();
    if (value.edits !== then) throw this.edited(value, then);
  }
  private handedBack(): RuntimeError {
    const received = 'ones handed back when their tidy(…) ended';
    const next = 'Call backward inside the body, or return the loss from it';
    return new RuntimeError(expected('backward', `the values saved by ${this.name}`, received, next));
  }
  private edited(value: NumArray, then: number): RuntimeError {
    const what = `the values saved by ${this.name} at version ${then} (expected version)`;
    const received = `version ${value.edits}: one of the variables needed for gradient computation has been modified by an inplace operation`;
    const next = 'Edit before forward or after backward, or edit a clone';
    return new RuntimeError(expected('backward', what, received, next));
  }

  /** Lets go of everything remembered; a later backward through this node is refused. */
  free(): void {
    this.inputs = 0;
    this.edge0 = null;
    this.edge1 = null;
    this.edge2 = null;
    this.attribute = undefined;
    this.first = null;
    this.second = null;
  }
}

Object.freeze(GradNode.prototype);
