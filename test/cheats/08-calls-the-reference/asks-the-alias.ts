// Imports a kata by its alias.
// not allowed, 0 points: #kata/
import { scale as theirs } from '#kata/GROUP/KATA/kata.ts';

export const scale = theirs;
