// Doubles a text until it is too long.
// wrong, 0 points: Invalid string length
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  let text = 'x';
  for (;;) text += text;
};
