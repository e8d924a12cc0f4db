import { BYTES } from './bytes.ts';

/** What source/index.ts exports. Pointers are bytes into `memory`; counts are elements. */
export interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  add(out: number, a: number, b: number, n: number): void;
  subtract(out: number, a: number, b: number, n: number): void;
  multiply(out: number, a: number, b: number, n: number): void;
  divide(out: number, a: number, b: number, n: number): void;
  relu(out: number, a: number, n: number): void;
  gate(out: number, g: number, x: number, n: number): void;
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
  normals(out: number, blocks: number, logs: number, arcs: number, mean: number, std: number): void;
}

interface Host {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: object };
}

// Taken here, before anybody can take it off the global.
const host = (globalThis as { WebAssembly?: Host }).WebAssembly;

const PAGE = 65_536;
/** What a giant product needed is given back to the system afterwards, by starting over with a fresh memory. */
const KEPT = 64 * 2 ** 20;
const MOST = 2 ** 30;

/** The kernels and their memory, which belongs to one call at a time: operands are copied in, results out. */
export class Kernels {
  readonly run: Exports;
  /** The whole memory as float32; another object after growth. */
  floats: Float32Array;
  #head: Float32Array;

  constructor(run: Exports) {
    this.run = run;
    this.floats = new Float32Array(run.memory.buffer);
    this.#head = this.floats;
  }

  /** The first `n` numbers of the memory. The last window is kept: passes over equal sizes follow one another. */
  head(n: number): Float32Array {
    if (this.#head.length !== n) this.#head = this.floats.subarray(0, n);
    return this.#head;
  }

  /** Makes room for `count` float32; false when there is none to be had. */
  reserve(count: number): boolean {
    const missing = count * 4 - this.floats.byteLength;
    if (missing <= 0) return true;
    if (count * 4 > MOST) return false;
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
let current: Kernels | null = null;
let plain = false;

/**
 * The kernels with room for `count` float32, compiled when first wanted: a program that only meets small arrays never
 * pays for them. Null where there is no WebAssembly with SIMD, or no such room; then plain loops do the work.
 */
export function kernels(count: number): Kernels | null {
  if (plain || module === null) return null;
  module ??= compile();
  if (module === null || host === undefined) return null;
  if (current === null || (current.floats.byteLength > KEPT && count * 4 < KEPT)) {
    current = new Kernels(new host.Instance(module).exports as unknown as Exports);
  }
  return current.reserve(count) ? current : null;
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
