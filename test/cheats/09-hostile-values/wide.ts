// Answers with the same object a million times over.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  let many: unknown = 1;
  for (let i = 0; i < 40; i++) many = { a: many, b: many };
  return many;
};
