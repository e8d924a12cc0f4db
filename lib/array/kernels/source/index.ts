/**
 * The kernels behind lib/array: SIMD loops over one linear memory, which the caller lays out. Written in
 * AssemblyScript, the dialect of TypeScript that compiles to WebAssembly; `npm run kernels` builds it. Loops with
 * constants ask at their end: an engine takes the constants out of such a loop, but makes them again in every turn of
 * one that asks first.
 */
export { add, blend, divide, gate, multiply, relu, scale, subtract, sum, sumRows } from './elementwise';
export { multiplyPanels, pack } from './matmul';
export { refill, uniforms, units } from './mersenne';
export { normals } from './normal';
