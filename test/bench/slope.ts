/** The p of y ≈ c · xᵖ that fits best: the slope of a straight line through the logarithms. 1 is linear growth. */
export function exponentOf(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (axis: 0 | 1) => logs.reduce((sum, point) => sum + point[axis], 0) / logs.length;
  const [middleX, middleY] = [mean(0), mean(1)];
  let [together, alone] = [0, 0];
  for (const [x, y] of logs) {
    together += (x - middleX) * (y - middleY);
    alone += (x - middleX) ** 2;
  }
  return together / alone;
}
