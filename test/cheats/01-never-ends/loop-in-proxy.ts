// Answers with a proxy whose every trap loops.
// out of time, 0 points: within | 毫秒
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  const loop = () => {
    for (;;) {}
  };
  return new Proxy({}, new Proxy({}, { get: loop }));
};
