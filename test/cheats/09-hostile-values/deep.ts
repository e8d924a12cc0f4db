// Answers with a list in a list in a list.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  let list: unknown[] = [];
  for (let i = 0; i < 1e5; i++) list = [list];
  return list;
};
