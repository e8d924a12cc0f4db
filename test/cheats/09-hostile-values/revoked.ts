// Answers with a proxy that is gone.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
