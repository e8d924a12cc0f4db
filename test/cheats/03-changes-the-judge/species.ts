// Answers with a list of a class of its own.
// wrong, 3 points
import type { Tensor } from '#lib';
class Mine extends Array<number> {
  static override get [Symbol.species](): any {
    return Object;
  }
}
export const scale = (x: Tensor, by: number): any => {
  return Mine.from([2, 4]);
};
