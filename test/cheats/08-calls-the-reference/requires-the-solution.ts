// Imports the solution TypeScript's own way.
// not allowed, 0 points: import
import theirs = require('../../../solutions/GROUP/KATA/kata.ts');

export const scale = (theirs as any).scale;
