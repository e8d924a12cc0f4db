import type { NumArray } from '../array/array.ts';
import { expected, RuntimeError } from '../array/errors.ts';
import type { Shape } from '../array/shape.ts';

/** Counts the in-place edits of one storage; shared by its views and by `detach`, not by `.data`. */
export interface Version {
  count: number;
}

/** What a rule may look at when it computes a gradient. `values[i]` is there only if the rule's `uses` names it. */
export interface Recorded<A> {
  readonly attribute: A;
  readonly shapes: readonly Shape[];
  readonly values: readonly (NumArray | undefined)[];
}

/**
 * One differentiable operation: its forward computation and, beneath it, one gradient rule per input.
 * `uses[i]` lists the values gradient i reads: input positions, or the number of inputs for the output. Only those
 * are kept, and only an edit of those between forward and backward is an error.
 */
export interface Primitive<A = undefined> {
  readonly name: string;
  readonly forward: (inputs: readonly NumArray[], attribute: A) => NumArray;
  readonly uses: (input: number) => readonly number[];
  readonly gradient: (input: number, g: NumArray, recorded: Recorded<A>) => NumArray;
}

/** Where gradients end: a leaf that keeps its sum. */
export interface Leaf {
  accumulate(g: NumArray, owned: boolean): void;
}

/** The list of a node that remembers nothing: one for all of them. */
export const none: readonly never[] = [];

let created = 0;

/** One remembered operation: the edges backward walks, newest first. */
export class GradNode {
  /** Inputs are always older than their result, so descending order of creation is a topological order. */
  readonly order = created++;
  name: string;
  primitive: Primitive<unknown>;
  attribute: unknown;
  /** One per input: an older node, a leaf, or null where no gradient is wanted. */
  edges: readonly (GradNode | Leaf | null)[];
  shapes: readonly Shape[];
  values: readonly (NumArray | undefined)[];
  versions: readonly (Version | undefined)[];
  /** What each version counted when the operation ran. */
  readonly seen: readonly number[];
  freed = false;
  /** The gradient gathered so far by the walk under way, which owns it, and the walk it belongs to. */
  pending: NumArray | null = null;
  pendingOwned = false;
  walk = 0;

  constructor(
    primitive: Primitive<unknown>,
    attribute: unknown,
    edges: readonly (GradNode | Leaf | null)[],
    shapes: readonly Shape[],
    values: readonly (NumArray | undefined)[],
    versions: readonly (Version | undefined)[],
    seen: readonly number[],
    name: string,
  ) {
    this.name = name;
    this.primitive = primitive;
    this.attribute = attribute;
    this.edges = edges;
    this.shapes = shapes;
    this.values = values;
    this.versions = versions;
    this.seen = seen;
  }

  /** Throws RuntimeError if an earlier backward used this node up, or a value it needs was edited in place since. */
  checkUsable(): void {
    if (this.freed) {
      const what = 'a graph that is still there';
      const received = 'one freed by an earlier backward: trying to backward through the graph a second time';
      const next = 'Run forward again, or pass { retainGraph: true } to the first backward';
      throw new RuntimeError(expected('backward', what, received, next));
    }
    for (let slot = 0; slot < this.versions.length; slot++) {
      if (this.values[slot]?.loan?.ended) throw this.#handedBack();
      const version = this.versions[slot];
      if (version === undefined || version.count === this.seen[slot]) continue;
      const what = `the values saved by ${this.name} at version ${this.seen[slot]} (expected version)`;
      const received = `version ${version.count}: one of the variables needed for gradient computation has been modified by an inplace operation`;
      const next = 'Edit before forward or after backward, or edit a clone';
      throw new RuntimeError(expected('backward', what, received, next));
    }
  }

  #handedBack(): RuntimeError {
    const received = 'ones handed back when their tidy(…) ended';
    const next = 'Call backward inside the body, or return the loss from it';
    return new RuntimeError(expected('backward', `the values saved by ${this.name}`, received, next));
  }

  /** Lets go of everything remembered; a later backward through this node is refused. */
  free(): void {
    this.freed = true;
    this.edges = none;
    this.values = none;
    this.versions = none;
  }
}
