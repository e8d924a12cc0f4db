import type { NumArray } from '../array/array.ts';
import { expected, RuntimeError } from '../array/errors.ts';
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

/** What a gradient reads: the numbers of the first input, of the second, of the result; or the inputs' shapes. */
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
  readonly edges?: undefined;
  accumulate(g: NumArray, owned: boolean): void;
}

/** Whether an edge leads to another operation. Asked so often that `instanceof` would be felt. */
export const isNode = (edge: GradNode | Leaf): edge is GradNode => edge.edges !== undefined;

/** The list of a node that remembers nothing: one for all of them. */
export const none: readonly never[] = [];

let created = 0;

/** One remembered operation: the edges backward walks, newest first. */
export class GradNode {
  /** Inputs are always older than their result, so descending order of creation is a topological order. */
  readonly order: number;
  name: string;
  /** Out of reach, so that nobody who holds a tensor can change a rule for all. */
  readonly #primitive: Primitive<unknown>;
  attribute: unknown;
  /** One per input: an older node, a leaf, or null where no gradient is wanted. */
  edges: readonly (GradNode | Leaf | null)[];
  readonly shapes: readonly Shape[];
  /** The values kept, and what each counted when the operation ran. Fields, because a list each would weigh more. */
  first: NumArray | null;
  second: NumArray | null;
  output: NumArray | null;
  private readonly firstEdits: number;
  private readonly secondEdits: number;
  private readonly outputEdits: number;
  /** The gradient gathered so far by the walk under way, which owns it, and the walk it belongs to. */
  pending: NumArray | null;
  owned: boolean;
  walk: number;

  constructor(
    primitive: Primitive<unknown>,
    attribute: unknown,
    edges: readonly (GradNode | Leaf | null)[],
    shapes: readonly Shape[],
    first: NumArray | null,
    second: NumArray | null,
    output: NumArray | null,
    name: string,
  ) {
    this.order = created++;
    this.name = name;
    this.#primitive = primitive;
    this.attribute = attribute;
    this.edges = edges;
    this.shapes = shapes;
    this.first = first;
    this.second = second;
    this.output = output;
    this.firstEdits = first === null ? 0 : first.edits;
    this.secondEdits = second === null ? 0 : second.edits;
    this.outputEdits = output === null ? 0 : output.edits;
    this.pending = null;
    this.owned = false;
    this.walk = 0;
  }

  /** The share of `g` that goes to one input. */
  gradient(input: number, g: NumArray): NumArray {
    return this.#primitive.gradient(input, g, this as Recorded<unknown>);
  }

  get freed(): boolean {
    return this.edges === none;
  }

  /** Throws RuntimeError if an earlier backward used this node up, or a value it needs was edited in place since. */
  checkUsable(): void {
    const { first, second, output } = this;
    if (this.freed) {
      const what = 'a graph that is still there';
      const received = 'one freed by an earlier backward: trying to backward through the graph a second time';
      const next = 'Run forward again, or pass { retainGraph: true } to the first backward';
      throw new RuntimeError(expected('backward', what, received, next));
    }
    if (first !== null) this.checkValue(first, this.firstEdits);
    if (second !== null) this.checkValue(second, this.secondEdits);
    if (output !== null) this.checkValue(output, this.outputEdits);
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
    this.edges = none;
    this.attribute = undefined;
    this.first = null;
    this.second = null;
    this.output = null;
  }
}

Object.freeze(GradNode.prototype);
