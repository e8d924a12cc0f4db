/** js-pytorch keeps nested lists. Its ReLU is a leaky one and Adam its only optimizer: no training step to compare. */
import { torch } from 'js-pytorch';
import { digest, spread } from '../inputs.mjs';

const matmul = (n) => {
  const square = (salt) => {
    const values = Array.from(spread(n * n, salt));
    return torch.tensor(Array.from({ length: n }, (_, i) => values.slice(i * n, (i + 1) * n)));
  };
  const [a, b] = [square(0), square(1)];
  return { run: () => torch.matmul(a, b), check: () => digest(torch.matmul(a, b).data.flat()) };
};
const binary = (count) => {
  const [a, b] = [torch.tensor(Array.from(spread(count))), torch.tensor(Array.from(spread(count, 1)))];
  return { run: () => torch.add(a, b), check: () => digest(torch.add(a, b).data) };
};

export const cases = {
  'add-1e3': () => binary(1e3),
  'add-1e6': () => binary(1e6),
  'matmul-64': () => matmul(64),
  'matmul-128': () => matmul(128),
  'matmul-256': () => matmul(256),
};
