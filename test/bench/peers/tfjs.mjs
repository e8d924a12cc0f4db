/** TensorFlow.js, with results handed back by `dispose` as its guide asks. */

import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { CHAIN, classes, digest, MEDIUM, moments, SHARED, spread, TINY, weights } from '../inputs.mjs';

const make = (values, shape) => tf.tensor(values, shape, 'float32');

const plain = (compute) => ({
  run: () => compute().dispose(),
  check: () => digest(compute().dataSync()),
});

const binary = (count) => {
  const [a, b] = [make(spread(count), [count]), make(spread(count, 1), [count])];
  return plain(() => tf.add(a, b));
};
const relu = (count) => {
  const x = make(spread(count), [count]);
  return plain(() => tf.relu(x));
};
const row = (rows, columns) => {
  const a = make(spread(rows * columns), [rows, columns]);
  const b = make(spread(columns, 1), [columns]);
  return plain(() => tf.add(a, b));
};
const gradient = (count) => {
  const [x, b] = [make(spread(count), [count]), make(weights(count, 1, 0.999), [count])];
  const of = tf.valueAndGrads((p, q) => tf.sum(tf.mul(tf.relu(tf.add(p, q)), 2)));
  const run = () => tf.dispose(of([x, b]));
  const check = () => {
    const { value, grads } = of([x, b]);
    return { ...digest(grads[1].dataSync()), loss: value.dataSync()[0] };
  };
  return { run, check };
};
const matmul = (n, transposeA = false, transposeB = false) => {
  const a = transposeA ? tf.transpose(make(spread(n * n), [n, n])) : make(spread(n * n), [n, n]);
  const b = transposeB ? tf.transpose(make(spread(n * n, 1), [n, n])) : make(spread(n * n, 1), [n, n]);
  return plain(() => tf.matMul(a, b, transposeA, transposeB));
};

const variable = (values, shape) => tf.variable(make(values, shape));
const makeLayers = ({ sizes, scale }) =>
  sizes.slice(1).map((out, i) => ({
    // A kernel here is (in, out): the same weights, laid out the other way.
    kernel: tf.variable(tf.transpose(make(weights(out * sizes[i], i, scale), [out, sizes[i]]))),
    bias: variable(weights(out, i + 10, scale), [out]),
  }));
const forward = (net, x) =>
  net.reduce((h, { kernel, bias }, i) => {
    const y = tf.add(tf.matMul(h, kernel), bias);
    return i < net.length - 1 ? tf.relu(y) : y;
  }, x);

function training(shape, lossOf) {
  const start = () => {
    const net = makeLayers(shape);
    const optimizer = tf.train.sgd(shape.lr);
    const variables = net.flatMap(({ kernel, bias }) => [kernel, bias]);
    return { net, run: () => optimizer.minimize(() => lossOf(net), false, variables) };
  };
  const check = () => {
    const { net, run } = start();
    for (let i = 0; i < 5; i++) run();
    return digest(tf.transpose(net[0].kernel).dataSync());
  };
  return { run: start().run, check };
}
const tiny = () => {
  const [x, y] = [make(spread(8), [2, 4]), make(spread(2, 1), [2, 1])];
  return training(TINY, (net) => tf.mean(tf.squaredDifference(forward(net, x), y)));
};
const medium = () => {
  const { batch, sizes } = MEDIUM;
  const x = make(spread(batch * sizes[0]), [batch, sizes[0]]);
  const y = tf.oneHot(tf.tensor1d(classes(batch, 10), 'int32'), 10);
  return training(MEDIUM, (net) => tf.losses.softmaxCrossEntropy(y, forward(net, x)));
};

function deep(depth, { width, rows, scale }, same) {
  const layer = (salt) => ({
    kernel: tf.variable(tf.transpose(make(weights(width * width, salt, scale), [width, width]))),
    bias: variable(weights(width, salt + 1, scale), [width]),
  });
  const one = layer(0);
  const net = Array.from({ length: depth }, (_, i) => (same ? one : layer(i % 7)));
  const x = make(spread(rows * width), [rows, width]);
  const variables = same ? [one.kernel, one.bias] : net.flatMap(({ kernel, bias }) => [kernel, bias]);
  const loss = () =>
    tf.sum(net.reduce((h, { kernel, bias }) => tf.relu(tf.add(tf.matMul(h, kernel), bias)), x));
  const gradients = () => tf.variableGrads(loss, variables);
  const run = () => tf.dispose(gradients());
  const check = () => digest(gradients().grads[variables.at(-1).name].dataSync());
  return { run, check };
}

const names = (count) => {
  const net = layers.sequential();
  for (let i = 0; i < count / 2; i++)
    net.add(layers.layers.dense({ units: 1, inputShape: i ? undefined : [1] }));
  const run = () => net.weights.map((weight) => weight.name);
  return { run, check: () => ({ size: run().length }) };
};

const drawn = (draw) => ({
  run: () => draw().dispose(),
  check: () => moments(draw().dataSync(), false),
});

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
  'matmul-nt-256': () => matmul(256, false, true),
  'matmul-tn-256': () => matmul(256, true, false),
  'matmul-tt-256': () => matmul(256, true, true),
  'step-tiny': tiny,
  'step-medium': medium,
  'chain-1000': () => deep(1000, CHAIN, false),
  'shared-1000': () => deep(1000, SHARED, true),
  'names-1e4': () => names(1e4),
  'normal-4096': () => drawn(() => tf.randomNormal([4096, 4096], 0, 1, 'float32', 1)),
  'xavier-4096': () => drawn(() => layers.initializers.glorotUniform({ seed: 1 }).apply([4096, 4096])),
};
