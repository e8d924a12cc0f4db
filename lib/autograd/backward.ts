import { type NumArray, release } from '../array/array.ts';
import { add, addInto } from '../array/elementwise.ts';
import { type GradNode, isNode, type Leaf } from './node.ts';

let walks = 0;

/** What to do with a gradient that reached a leaf, once per use. `owned`: nobody else holds `g`, else copy it to add to it. */
export type Deliver = (leaf: Leaf, g: NumArray, owned: boolean) => void;

/**
 * Pushes `seed` from `root` to the leaves. Every node is visited once, after all its uses: the reachable nodes are
 * taken newest first. A loop, never recursion, so depth costs memory and not stack. Gradients of interior nodes
 * live on the nodes only while the walk needs them, and `pass` may look at them; `deliver` decides what a leaf does
 * with its own. Unless `retainGraph`, each node forgets what it remembered. Throws RuntimeError, before any gradient changes, when a
 * reachable node was used up or its values were edited.
 */
export function backward(
  root: GradNode | Leaf,
  seed: NumArray,
  retainGraph = false,
  deliver: Deliver = accumulate,
  pass: ((node: GradNode, g: NumArray) => void) | null = null,
): void {
  if (!isNode(root)) {
    deliver(root, seed, false);
    return;
  }
  const walk = ++walks;
  const nodes = reachable(root, walk);
  receive(root, seed, false);
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    // A node that is done may die young: in a deep net that halves what the collector has to carry along.
    nodes[i] = root;
    const g = node.pending;
    node.pending = null;
    if (g === null) continue;
    if (pass !== null) pass(node, g);
    if (!handOn(node, g, deliver) && node.owned) release(g);
    if (!retainGraph) node.free();
  }
}

/** Gives every input its share of `g`; whether somebody may hold `g` itself now, or a window on it. */
function handOn(node: GradNode, g: NumArray, deliver: Deliver): boolean {
  let last = node.inputs - 1;
  while (node.edge(last) === null) last--;
  let shared = false;
  let held = !node.owned;
  for (let input = 0; input <= last; input++) {
    const edge = node.edge(input);
    if (edge === null) continue;
    const part = node.gradient(input, g);
    // A rule may hand on the gradient it was given: only the last to get it may add to it in place.
    const isSame = part.sharesWith(g);
    const owned = part.contiguous && (!isSame || (!held && input === last && part.size === g.size));
    shared ||= isSame;
    if (isNode(edge)) {
      receive(edge, part, owned);
      held ||= isSame;
    } else deliver(edge, part, owned);
  }
  return shared;
}

const accumulate: Deliver = (leaf, g, owned) => leaf.accumulate(g, owned);

function reachable(root: GradNode, walk: number): GradNode[] {
  const nodes: GradNode[] = [root];
  let sorted = true;
  root.walk = walk;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    node.checkUsable();
    node.pending = null;
    for (let input = 0; input < node.inputs; input++) {
      const edge = node.edge(input);
      if (edge === null || !isNode(edge) || edge.walk === walk) continue;
      edge.walk = walk;
      sorted &&= edge.order < nodes[nodes.length - 1]!.order;
      nodes.push(edge);
    }
  }
  // A chain of layers is met newest first already.
  return sorted ? nodes : nodes.sort((a, b) => b.order - a.order);
}

function receive(node: GradNode, g: NumArray, owned: boolean): void {
  if (node.pending === null) {
    node.pending = g;
    node.owned = owned;
  } else if (node.owned) {
    addInto(node.pending, g);
    if (owned) release(g);
  } else {
    node.pending = add(node.pending, g);
    node.owned = true;
  }
}
