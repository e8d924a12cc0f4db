export interface Shape {
  readonly width: number;
  readonly rows: number;
  readonly scale: number;
}
export interface Training {
  readonly sizes: readonly number[];
  readonly batch: number;
  readonly scale: number;
  readonly lr: number;
}
export type Digest = Readonly<Record<string, number | readonly number[]>>;

export function spread(count: number, salt?: number): Float32Array;
export function weights(count: number, salt: number, scale: number): Float32Array;
export function digest(values: Iterable<number> & ArrayLike<number>): Digest;
export function listed(pairs: readonly (readonly [string, unknown])[]): Digest;
export function moments(values: Iterable<number> & ArrayLike<number>, sameGenerator: boolean): Digest;
export function classes(rows: number, columns: number): number[];
export const TINY: Training;
export const MEDIUM: Training;
export const CHAIN: Shape;
export const SHARED: Shape;
