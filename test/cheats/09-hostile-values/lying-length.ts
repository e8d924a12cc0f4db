// Answers with a list that has no length.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  return new Proxy([], { get: (list, key) => (key === 'length' ? Number.NaN : Reflect.get(list, key)) });
};
