// Exports a type only.
// broken, 0 points: scale
export type scale = number;
