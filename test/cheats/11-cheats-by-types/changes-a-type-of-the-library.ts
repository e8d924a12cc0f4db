// Changes a type of the library: in its own file only, and no value.
// broken, 9 points: expected types that fit | 类型检查没有通过
import type { Tensor } from '#lib';
declare module '#lib' {
  interface Tensor {
    mul(by: number): string;
  }
}
export const scale = (x: Tensor, by: number): string => x.mul(by);
