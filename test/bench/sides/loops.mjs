/**
 * Loops that never change. One is the tiny training step written by hand, with every buffer fixed: what a library could
 * at best become. The other goes through as much memory as the parameters and gradients of the medium step take.
 */
import { digest, spread, TINY, weights } from '../inputs.mjs';

const { sizes, batch, scale, lr } = TINY;
const [width, hidden, out] = sizes;

function start() {
  const [x, y] = [spread(batch * width), spread(batch * out, 1)];
  const [w1, b1] = [weights(hidden * width, 0, scale), weights(hidden, 10, scale)];
  const [w2, b2] = [weights(out * hidden, 1, scale), weights(out, 11, scale)];
  const [h, p] = [new Float32Array(batch * hidden), new Float32Array(batch * out)];
  const [gh, gp] = [new Float32Array(batch * hidden), new Float32Array(batch * out)];
  const grads = [w1, b1, w2, b2].map((values) => new Float32Array(values.length));
  const [gw1, gb1, gw2, gb2] = grads;

  const layer = (input, w, b, output, inner, columns) => {
    for (let i = 0; i < batch; i++) {
      for (let j = 0; j < columns; j++) {
        let total = b[j];
        for (let k = 0; k < inner; k++) total += input[i * inner + k] * w[j * inner + k];
        output[i * columns + j] = total;
      }
    }
  };
  const back = (input, g, gw, gb, inner, columns) => {
    gw.fill(0);
    gb.fill(0);
    for (let i = 0; i < batch; i++) {
      for (let j = 0; j < columns; j++) {
        const of = g[i * columns + j];
        gb[j] += of;
        for (let k = 0; k < inner; k++) gw[j * inner + k] += of * input[i * inner + k];
      }
    }
  };
  const run = () => {
    layer(x, w1, b1, h, width, hidden);
    for (let i = 0; i < h.length; i++) h[i] = Math.max(h[i], 0);
    layer(h, w2, b2, p, hidden, out);
    for (let i = 0; i < p.length; i++) gp[i] = (2 * (p[i] - y[i])) / p.length;
    back(h, gp, gw2, gb2, hidden, out);
    for (let i = 0; i < batch; i++) {
      for (let k = 0; k < hidden; k++) {
        let total = 0;
        for (let j = 0; j < out; j++) total += gp[i * out + j] * w2[j * hidden + k];
        gh[i * hidden + k] = h[i * hidden + k] > 0 ? total : 0;
      }
    }
    back(x, gh, gw1, gb1, width, hidden);
    [w1, b1, w2, b2].forEach((values, which) => {
      const g = grads[which];
      for (let i = 0; i < values.length; i++) values[i] -= lr * g[i];
    });
  };
  return { w1, run };
}

function twoMegabytes() {
  const length = 2 ** 18;
  const [sums, added] = [new Float32Array(length), new Float32Array(length).fill(0.5)];
  const run = () => {
    for (let i = 0; i < length; i++) sums[i] = sums[i] * 0.5 + added[i];
  };
  return { run, check: () => digest(sums) };
}

export const cases = {
  'two-megabytes': twoMegabytes,
  'step-tiny': () => {
    const check = () => {
      const { w1, run } = start();
      for (let i = 0; i < 5; i++) run();
      return digest(w1);
    };
    return { run: start().run, check };
  },
};
