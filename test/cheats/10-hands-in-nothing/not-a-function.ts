// Exports a number.
// wrong, 0 points: not a function
export const scale = 3;
