// NumPy's texts as typed records. Tests read only this: no NumPy is needed to run them.
import { readFileSync } from 'node:fs';
import { decode, type GoldenArray } from '../torch/load.ts';

/** `data` may hold fewer elements than `shape` has: then they come over and over. */
export type PrintedArray = GoldenArray & { str: string; repr: string };
type PrintFile = { numpy: string; arrays: PrintedArray[] };

export const loadPrint = (): PrintFile =>
  JSON.parse(readFileSync(new URL('./print.json', import.meta.url), 'utf8')) as PrintFile;

/** All elements in row-major order. */
export function valuesOf(array: PrintedArray): number[] {
  const given = decode(array);
  const size = array.shape.reduce((a, b) => a * b, 1);
  return Array.from({ length: size }, (_, i) => given[i % given.length]!);
}
