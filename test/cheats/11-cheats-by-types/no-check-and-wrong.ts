// Turns the type check off and is wrong.
// wrong, 0 points: every number | 每个数
// @ts-nocheck
export const scale = (x: string, by: number): number => x.add(by);
