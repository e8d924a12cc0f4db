import { tensor } from '#lib';
import type { Layer } from '#lib/keras';

export const X = tensor([
  [1, 2, 3, 4],
  [4, 3, 2, 1],
]);

export const values = (layer: Layer): number[][] => layer.getWeights().map((array) => array.values());
