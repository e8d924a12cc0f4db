/**
 * jax-js on its WASM device, every computation compiled by `jit`; the owner's counts are kept as its guide asks. A loss
 * is a result like the gradients: what nobody asks for, `jit` never computes, and the other sides always have it.
 */
import { defaultDevice, init, jit, nn, numpy as np, random, tree, valueAndGrad } from '@jax-js/jax';
import { classes, digest, MEDIUM, moments, spread, TINY, weights } from '../inputs.mjs';

await init('wasm');
defaultDevice('wasm');

const make = (values, shape) => np.array(Float32Array.from(values), { shape });

/** `compute` takes ownership of what it is given, so each operand is counted up first. */
const plain = (compute, ...operands) => {
  const compiled = jit(compute);
  const call = () => compiled(...operands.map((operand) => operand.ref));
  return {
    async: true,
    run: async () => (await call().blockUntilReady()).dispose(),
    check: async () => digest(await call().data()),
  };
};
const binary = (count) =>
  plain((a, b) => a.add(b), make(spread(count), [count]), make(spread(count, 1), [count]));
const relu = (count) => plain((x) => nn.relu(x), make(spread(count), [count]));
const row = (rows, columns) =>
  plain(
    (a, b) => a.add(b),
    make(spread(rows * columns), [rows, columns]),
    make(spread(columns, 1), [columns]),
  );

const gradient = (count) => {
  const [x, b] = [make(spread(count), [count]), make(weights(count, 1, 0.999), [count])];
  const of = jit(valueAndGrad((p, q) => np.sum(nn.relu(p.add(q)).mul(2)), { argnums: [0, 1] }));
  const call = () => of(x.ref, b.ref);
  const run = async () => {
    for (const each of call().flat()) (await each.blockUntilReady()).dispose();
  };
  const check = async () => {
    const [loss, gradients] = call();
    gradients[0].dispose();
    return { ...digest(await gradients[1].data()), loss: await loss.item() };
  };
  return { async: true, run, check };
};

const matmul = (n) =>
  plain((a, b) => np.matmul(a, b), make(spread(n * n), [n, n]), make(spread(n * n, 1), [n, n]));

const mlp = ({ sizes, scale }) =>
  sizes.slice(1).map((out, i) => ({
    weight: make(weights(out * sizes[i], i, scale), [out, sizes[i]]),
    bias: make(weights(out, i + 10, scale), [out]),
  }));
const linear = (x, { weight, bias }) => np.matmul(x, np.transpose(weight)).add(bias);
const forward = (net, x) =>
  net.reduce((h, each, i) => (i < net.length - 1 ? nn.relu(linear(h, each)) : linear(h, each)), x);

/** One compiled function from the parameters to the loss and the stepped ones. */
function training(shape, lossOf, ...inputs) {
  const step = jit((net, ...data) => {
    const [loss, gradients] = valueAndGrad((p) => lossOf(p, ...data))(tree.ref(net));
    return [loss, tree.map((p, g) => p.sub(g.mul(shape.lr)), net, gradients)];
  });
  const start = () => {
    const state = { net: mlp(shape) };
    const run = async () => {
      const [loss, net] = step(state.net, ...inputs.map((input) => input.ref));
      state.net = net;
      (await loss.blockUntilReady()).dispose();
      await net[0].weight.blockUntilReady();
    };
    return { state, run };
  };
  const check = async () => {
    const { state, run } = start();
    for (let i = 0; i < 5; i++) await run();
    return digest(await state.net[0].weight.data());
  };
  return { async: true, run: start().run, check };
}
const tiny = () =>
  training(
    TINY,
    (net, x, y) => np.mean(np.square(forward(net, x).sub(y))),
    make(spread(8), [2, 4]),
    make(spread(2, 1), [2, 1]),
  );
const medium = () => {
  const { batch, sizes } = MEDIUM;
  const chosen = new Float32Array(batch * 10);
  classes(batch, 10).forEach((label, i) => {
    chosen[i * 10 + label] = 1;
  });
  const lossOf = (net, x, y) => np.mean(np.sum(nn.logSoftmax(forward(net, x), 1).mul(y), 1)).mul(-1);
  const x = make(spread(batch * sizes[0]), [batch, sizes[0]]);
  return training(MEDIUM, lossOf, x, make(chosen, [batch, 10]));
};

const drawn = (draw) => ({
  async: true,
  run: async () => (await draw().blockUntilReady()).dispose(),
  check: async () => moments(await draw().data(), false),
});
const bound = Math.sqrt(6 / 8192);

export const cases = {
  'relu-1e3': () => relu(1e3),
  'relu-1e5': () => relu(1e5),
  'relu-1e6': () => relu(1e6),
  'add-1e3': () => binary(1e3),
  'add-1e5': () => binary(1e5),
  'add-1e6': () => binary(1e6),
  'row-1e6': () => row(1000, 1000),
  'gradient-1e3': () => gradient(1e3),
  'gradient-1e6': () => gradient(1e6),
  'matmul-64': () => matmul(64),
  'matmul-128': () => matmul(128),
  'matmul-256': () => matmul(256),
  'matmul-512': () => matmul(512),
  'step-tiny': tiny,
  'step-medium': medium,
  'normal-4096': () => drawn(() => random.normal(random.key(1), [4096, 4096])),
  'xavier-4096': () =>
    drawn(() => random.uniform(random.key(1), [4096, 4096], { minval: -bound, maxval: bound })),
};
