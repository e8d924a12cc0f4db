import { standing } from './load.ts';

/** Elements from which float32 numbers live in the kernels' own memory: there, no operation has to copy them. */
export const LARGE = 16_384;
/** Results inside a scope do from here on: it hands them back. Elsewhere, a collector that tells us costs more. */
export const MIDDLING = 512;
/** Bytes at most for those that are not large: blocks of their sizes are of no use to the large ones. */
const SHARE = 64 * 2 ** 20;

/**
 * Blocks are whole pages, so that results of nearly one size can follow one another, and a little more: when a sum is
 * written a whole number of pages behind its summands, a processor takes each load for one of the last stores.
 */
const PAGE = 4096;
const SKEW = 256;

/** One loan of a block. Windows on the numbers share it, so all of them know when it has ended. */
export interface Loan {
  ended: boolean;
  /** Somebody outside the scope that took the loan still needs the numbers. */
  kept: boolean;
  /** Somebody outside the library may hold the numbers. */
  seen: boolean;
}

interface Block {
  readonly pointer: number;
  readonly bytes: number;
  loan: Loan;
  /** The free block's last view, to be lent again; null while the numbers are out, so that the collector can see. */
  view: Float32Array | null;
}

const blocks = new WeakMap<ArrayBufferView, Block>();

/** A region of the memory of the kernels, lent out block by block. */
class Pool {
  readonly #buffer: ArrayBuffer;
  readonly #start: number;
  readonly #free = new Map<number, Block[]>();
  /** A block whose numbers nobody can reach any more is free again. */
  readonly #lost = new FinalizationRegistry<Block>((block) => {
    block.loan.ended = true;
    this.#put(block);
  });
  #next: number;
  #out = 0;
  #small = 0;

  constructor(buffer: ArrayBuffer, start: number) {
    this.#buffer = buffer;
    this.#start = start;
    this.#next = start;
  }

  /** Room for `size` numbers, whatever they are now; null when there is none. */
  lend(size: number): Float32Array | null {
    const bytes = Math.ceil((4 * size) / PAGE) * PAGE + SKEW;
    const block = this.#free.get(bytes)?.pop() ?? this.#cut(bytes);
    if (block === null) return null;
    const view = block.view?.length === size ? block.view : this.#viewOf(block, size);
    block.view = null;
    block.loan = { ended: false, kept: false, seen: false };
    this.#out++;
    return view;
  }

  #cut(bytes: number): Block | null {
    if (this.#next + bytes > this.#buffer.byteLength && this.#out === 0) {
      for (const list of this.#free.values()) for (const { view } of list) this.#forget(view);
      this.#free.clear();
      this.#next = this.#start;
      this.#small = 0;
    }
    if (this.#next + bytes > this.#buffer.byteLength) return null;
    if (bytes < 4 * LARGE) {
      if (this.#small + bytes > SHARE) return null;
      this.#small += bytes;
    }
    const pointer = this.#next;
    this.#next += bytes;
    return { pointer, bytes, view: null, loan: { ended: true, kept: false, seen: false } };
  }

  #viewOf(block: Block, size: number): Float32Array {
    this.#forget(block.view);
    const view = new Float32Array(this.#buffer, block.pointer, size);
    blocks.set(view, block);
    this.#lost.register(view, block, view);
    return view;
  }

  #forget(view: Float32Array | null): void {
    if (view === null) return;
    this.#lost.unregister(view);
    blocks.delete(view);
  }

  #put(block: Block): void {
    const list = this.#free.get(block.bytes);
    if (list === undefined) this.#free.set(block.bytes, [block]);
    else list.push(block);
    this.#out--;
  }

  handBack(view: Float32Array, block: Block): void {
    block.loan.ended = true;
    block.view = view;
    this.#put(block);
  }
}

let pool: Pool | null | undefined;
/** Views lent since each open scope began, the innermost at `depth` − 1; what lies beyond is empty, for the next one. */
const scopes: Float32Array[][] = [];
let depth = 0;

/** Room for `size` numbers in the kernels' memory, not set to zero; null where that does not pay or there is none. */
export function lend(size: number): Float32Array | null {
  return size >= LARGE && pool !== null ? lendFrom(size) : null;
}

/** The same for the result of an operation: inside a scope for middling ones, too. */
export function lendResult(size: number): Float32Array | null {
  if (size < MIDDLING || pool === null) return null;
  return size < LARGE && depth === 0 ? null : lendFrom(size);
}

function lendFrom(size: number): Float32Array | null {
  if (pool === undefined) {
    const room = standing()?.settle();
    if (room === undefined) return null;
    pool = room === null ? null : new Pool(room.buffer, room.start);
    if (pool === null) return null;
  }
  const view = pool?.lend(size) ?? null;
  if (view !== null && depth > 0) scopes[depth - 1]!.push(view);
  return view;
}

/** The loan of these numbers; null for those that live elsewhere. */
export const loanOf = (data: ArrayBufferView & { readonly length: number }): Loan | null =>
  data.length < MIDDLING ? null : (blocks.get(data)?.loan ?? null);

/** Where in the kernels' memory these numbers lie, in bytes; −1 when they were never lent. */
export const pointerOf = (data: ArrayBufferView): number => blocks.get(data)?.pointer ?? -1;

/** Gives numbers back at once. Only for who knows that nobody else holds them; those that live elsewhere stay. */
export function handBack(data: ArrayBufferView): void {
  const block = blocks.get(data);
  if (block !== undefined && !block.loan.ended) pool?.handBack(data as Float32Array, block);
}

/** Opens a scope: what is lent from now on goes back when it closes. */
export function openScope(): void {
  if (depth === scopes.length) scopes.push([]);
  depth++;
}

/** Hands back what the innermost scope was lent, but for what is kept, and for what is reachable from the result: that is the outer scope's. */
export function closeScope(reachable: () => ReadonlySet<unknown>): void {
  const lent = scopes[--depth]!;
  if (lent.length === 0) return;
  scopes[depth] = [];
  const returned = reachable();
  // The last lent goes back first, and so is lent last: the next run of the same work finds each result where it was.
  for (const view of lent.reverse()) {
    const block = blocks.get(view);
    if (block === undefined || block.loan.ended || block.loan.kept) continue;
    if (!returned.has(view)) pool?.handBack(view, block);
    else if (depth > 0) scopes[depth - 1]!.push(view);
  }
}
