// Exports a number.
// wrong, 0 points: scale, which is no function | scale，它不是函数
export const scale = 3;
