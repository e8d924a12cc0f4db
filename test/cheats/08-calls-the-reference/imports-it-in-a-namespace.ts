// Imports it inside a namespace.
// not allowed, 0 points: import
namespace Deep {
  export import theirs = globalThis.Reflect;
}
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): Tensor => x;
