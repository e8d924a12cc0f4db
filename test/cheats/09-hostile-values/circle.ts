// Answers with a list that holds itself.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  const circle: unknown[] = [];
  circle.push(circle);
  return circle;
};
