// Does not parse.
// broken, 0 points: kata.ts:3
export const scale = (x => ;
