// Points the compiler at a file of the machine.
// broken, 9 points: expected types that fit | 类型检查没有通过
/// <reference path="/etc/passwd" />
export const scale = (x: any, by: number): any => x.mul(by);
