/**
 * `npm run bench:soak` trains for 100,000 steps and fails unless the memory of the process stays flat: what the last
 * tenth of the steps needs at most may exceed the most of the second tenth by a tenth.
 */
import { fromValues, Linear, mseLoss, ReLU, Sequential, SGD, Tensor } from '#lib';
import { spread } from './inputs.mjs';

const STEPS = 100_000;
const net = new Sequential(new Linear(64, 64), new ReLU(), new Linear(64, 32));
const optimizer = new SGD(net.parameters(), { lr: 1e-3 });
const x = new Tensor(fromValues(spread(16 * 64), [16, 64]));
const y = new Tensor(fromValues(spread(16 * 32, 1), [16, 32]));

const peaks: number[] = [];
for (let tenth = 0; tenth < 10; tenth++) {
  let peak = 0;
  for (let i = 0; i < STEPS / 10; i++) {
    optimizer.zeroGrad();
    mseLoss(net.forward(x), y).backward();
    optimizer.step();
    if (i % 500 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  peaks.push(peak / 2 ** 20);
}
console.log(
  `Resident memory per tenth of ${STEPS} steps, in MB: ${peaks.map((p) => p.toFixed(0)).join(' ')}`,
);
if (peaks.at(-1)! > 1.1 * peaks[1]!) {
  console.error('soak: expected flat memory, received growth. Something keeps what a step no longer needs.');
  process.exitCode = 1;
}
