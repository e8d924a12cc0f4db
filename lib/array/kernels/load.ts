import { BYTES } from './bytes.ts';

/** out = f(a, b) for `rows` rows of `n` elements; after each, `a` and `b` go back by so many bytes. */
export type Rows = (
  out: number,
  a: number,
  b: number,
  n: number,
  rows: number,
  aBack: number,
  bBack: number,
) => void;

/** What source/index.ts exports. Pointers are bytes into `memory`; counts are elements. */
export interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  add: Rows;
  subtract: Rows;
  multiply: Rows;
  divide: Rows;
  relu(out: number, a: number, n: number): void;
  gate: Rows;
  scale(out: number, a: number, factor: number, n: number): void;
  blend(out: number, a: number, factor: number, b: number, share: number, n: number): void;
  sum(a: number, n: number): number;
  sumRows(totals: number, a: number, rows: number, columns: number): void;
  pack(
    out: number,
    from: number,
    lines: number,
    depth: number,
    lineStride: number,
    depthStride: number,
    width: number,
  ): void;
  multiplyPanels(out: number, a: number, b: number, rows: number, inner: number, columns: number): void;
  refill(state: number): void;
  uniforms(out: number, words: number, n: number, unit: number, start: number): void;
  units(out: number, words: number, n: number): void;
  normals(out: number, blocks: number, std: number): void;
}

interface Host {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: object };
}

// Taken here, before anybody can take it off the global.
const host = (globalThis as { WebAssembly?: Host }).WebAssembly;

const PAGE = 65_536;
/** Bytes at most for the operands of one call, and beyond them for large results, in the kernels' standing memory. */
const SCRATCH = 64 * 2 ** 20;
const RESIDENT = 256 * 2 ** 20;
/** Bytes at most for one giant product, whose memory is not kept. */
const GIANT = 2 ** 30;

/** The kernels and their memory. Its beginning belongs to one call at a time: operands are copied in, results out. */
export class Kernels {
  readonly run: Exports;
  readonly #most: number;
  /** The whole memory as float32; another object after growth. */
  floats: Float32Array;
  #head: Float32Array;
  /** Whether the memory has its last size: numbers may lie in it between calls. */
  settled = false;

  constructor(run: Exports, most: number) {
    this.run = run;
    this.#most = most;
    this.floats = new Float32Array(run.memory.buffer);
    this.#head = this.floats;
  }

  /** The first `n` numbers of the memory. The last window is kept: passes over equal sizes follow one another. */
  head(n: number): Float32Array {
    if (this.#head.length !== n) this.#head = this.floats.subarray(0, n);
    return this.#head;
  }

  /** Makes room for `count` float32 of one call; false when there is none to be had. */
  reserve(count: number): boolean {
    if (count * 4 > this.#most) return false;
    return this.settled || this.#grow(count * 4);
  }

  /**
   * Gives the memory its last size, since growth takes the ground from under every array in it. The system hands out
   * its pages when they are first written. Where large results may lie; null when there is no such room.
   */
  settle(): { readonly buffer: ArrayBuffer; readonly start: number } | null {
    this.settled ||= this.#grow(SCRATCH + RESIDENT);
    return this.settled ? { buffer: this.run.memory.buffer, start: SCRATCH } : null;
  }

  #grow(bytes: number): boolean {
    const missing = bytes - this.floats.byteLength;
    if (missing <= 0) return true;
    try {
      this.run.memory.grow(Math.ceil(missing / PAGE));
    } catch {
      return false;
    }
    this.floats = new Float32Array(this.run.memory.buffer);
    this.#head = this.floats;
    return true;
  }
}

let module: object | null | undefined;
let kept: Kernels | null = null;
let giant: Kernels | null = null;
let plain = false;

function start(most: number): Kernels | null {
  module ??= compile();
  if (module === null || host === undefined) return null;
  return new Kernels(new host.Instance(module).exports as unknown as Exports, most);
}

/**
 * The kernels that stay, compiled when first wanted: a program that only meets small arrays never pays for them.
 * Null where there is no WebAssembly with SIMD; then plain loops do the work.
 */
export function standing(): Kernels | null {
  if (plain || module === null) return null;
  kept ??= start(SCRATCH);
  return kept;
}

/** The kernels with room for `count` float32; null where there is no such room either. */
export function kernels(count: number): Kernels | null {
  const usual = standing();
  if (usual === null || usual.reserve(count)) {
    giant = null;
    return usual;
  }
  giant ??= start(GIANT);
  return giant?.reserve(count) ? giant : null;
}

function compile(): object | null {
  if (host === undefined) return null;
  try {
    return new host.Module(Uint8Array.from(atob(BYTES), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Runs `work` on the plain loops alone: how the tests compare both ways. */
export function withoutKernels<T>(work: () => T): T {
  const before = plain;
  plain = true;
  try {
    return work();
  } finally {
    plain = before;
  }
}
