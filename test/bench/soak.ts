/**
 * `npm run bench:soak` trains for 100,000 steps and fails unless memory stays flat: what lives after a collection at
 * the end may exceed what lived after a fifth of the steps by a tenth. Resident memory is shown beside it: it settles
 * as the young generation and the C library's reserve reach their sizes.
 */
import { fromValues, Linear, mseLoss, ReLU, Sequential, SGD, Tensor } from '#lib';
import { spread } from './inputs.mjs';

const STEPS = 100_000;
const net = new Sequential(new Linear(64, 64), new ReLU(), new Linear(64, 32));
const optimizer = new SGD(net.parameters(), { lr: 1e-3 });
const x = new Tensor(fromValues(spread(16 * 64), [16, 64]));
const y = new Tensor(fromValues(spread(16 * 32, 1), [16, 32]));

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined)
  throw new Error('soak: expected node --expose-gc, received none. Run npm run bench:soak.');

const alive: number[] = [];
for (let tenth = 0; tenth < 10; tenth++) {
  for (let i = 0; i < STEPS / 10; i++) {
    optimizer.zeroGrad();
    mseLoss(net.forward(x), y).backward();
    optimizer.step();
  }
  // Twice: buffers are given back by the collection after the one that found them dead.
  collect();
  collect();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  alive.push(heapUsed + arrayBuffers);
  console.log(
    `${(tenth + 1) * 10} %: ${megabytes(heapUsed + arrayBuffers)} MB alive, ${megabytes(rss)} MB resident`,
  );
}
if (alive[9]! > 1.1 * alive[1]!) {
  console.error('soak: expected flat memory, received growth. Something keeps what a step no longer needs.');
  process.exitCode = 1;
}
