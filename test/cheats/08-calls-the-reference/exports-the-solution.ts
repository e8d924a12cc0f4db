// Passes the solution on.
// not allowed, 0 points: solutions/
export { scale } from '../../../solutions/GROUP/KATA/kata.ts';
