import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { tensor } from '../../../lib/autograd/functions.ts';
import type { Tensor } from '../../../lib/autograd/tensor.ts';
import { SGD } from '../../../lib/optim/sgd.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes alive, buffers included. What tests before this one left behind may take several collections. */
async function alive(): Promise<number> {
  for (let least = Infinity; ; ) {
    collectGarbage();
    await setImmediate();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const now = heapUsed + arrayBuffers;
    if (now > 0.999 * least) return least;
    least = now;
  }
}

describe('live memory', () => {
  it('after backward through 100,000 operations returns to where it was', async () => {
    const w = tensor([[0.5, 0.25]], { requiresGrad: true });
    const chain = (length: number): Tensor => {
      let y: Tensor = w;
      for (let i = 0; i < length; i++) y = y.tanh();
      return y.sum();
    };
    chain(1000).backward();
    const before = await alive();
    const loss = chain(100_000);
    const during = (await alive()) - before;
    loss.backward();
    const after = (await alive()) - before;
    expect(during).toBeGreaterThan(20e6);
    // The loss is still held, and with it one node without its edges.
    expect(after).toBeLessThan(during / 20);
    expect(loss.gradFn?.freed).toBe(true);
  });

  it('does not grow with training steps', async () => {
    const w = tensor([[1, 2, 3]], { requiresGrad: true });
    const optimizer = new SGD([w], { lr: 1e-3, momentum: 0.9 });
    const train = (steps: number) => {
      for (let step = 0; step < steps; step++) {
        optimizer.zeroGrad();
        w.mul(w).tanh().sum().backward();
        optimizer.step();
      }
    };
    train(500);
    const before = await alive();
    train(5000);
    expect((await alive()) - before).toBeLessThan(1e6);
  });
});
