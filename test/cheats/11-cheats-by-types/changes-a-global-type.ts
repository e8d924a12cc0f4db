// Changes a type of the language.
// not allowed, 0 points: received global | 不能使用 global
import type { Tensor } from '#lib';
declare global {
  interface Array<T> {
    length: string;
  }
}
export const scale = (x: Tensor, by: number): Tensor => x.mul(by);
