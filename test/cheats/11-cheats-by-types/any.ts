// Has no types at all.
// passed, 10 points
export const scale = (x: any, by: any): any => x.mul(by);
