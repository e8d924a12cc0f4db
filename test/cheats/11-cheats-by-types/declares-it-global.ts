// Declares the answer to be there already.
// not allowed, 0 points: received global | 不能使用 global
declare global {
  const scale: (x: any, by: number) => any;
}
export type { scale };
