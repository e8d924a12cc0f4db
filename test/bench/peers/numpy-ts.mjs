/** numpy-ts, with results handed back by `dispose`. */
import * as np from 'numpy-ts';
import { digest, moments, spread } from '../inputs.mjs';

const make = (values, shape) => np.asarray(values).reshape(...shape);
const plain = (compute) => ({
  run: () => compute().dispose(),
  check: () => digest(compute().data),
});

const binary = (count) => {
  const [a, b] = [make(spread(count), [count]), make(spread(count, 1), [count])];
  return plain(() => np.add(a, b));
};
const relu = (count) => {
  const x = make(spread(count), [count]);
  return plain(() => np.maximum(x, 0));
};
const row = (rows, columns) => {
  const a = make(spread(rows * columns), [rows, columns]);
  const b = make(spread(columns, 1), [columns]);
  return plain(() => np.add(a, b));
};
const matmul = (n, left = 'n', right = 'n') => {
  const operand = (salt, kind) => {
    const plainly = make(spread(n * n, salt), [n, n]);
    return kind === 'n' ? plainly : np.copy(plainly.transpose()).transpose();
  };
  const [a, b] = [operand(0, left), operand(1, right)];
  return plain(() => np.matmul(a, b));
};
const drawn = (draw) => ({
  run: () => draw().dispose(),
  check: () => moments(draw().data, false),
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
  'matmul-64': () => matmul(64),
  'matmul-128': () => matmul(128),
  'matmul-256': () => matmul(256),
  'matmul-512': () => matmul(512),
  'matmul-nt-256': () => matmul(256, 'n', 't'),
  'matmul-tn-256': () => matmul(256, 't', 'n'),
  'matmul-tt-256': () => matmul(256, 't', 't'),
  'normal-4096': () => drawn(() => np.random.normal(0, 1, [4096, 4096])),
  'xavier-4096': () => drawn(() => np.random.uniform(-bound, bound, [4096, 4096])),
};
