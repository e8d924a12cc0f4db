import { ndarray, nn, optim, random } from 'deepbox';
import {
  CHAIN,
  classes,
  digest,
  listed,
  MEDIUM,
  moments,
  SHARED,
  spread,
  TINY,
  weights,
} from '../inputs.mjs';

const { GradTensor, Tensor } = ndarray;
const make = (values, shape) =>
  Tensor.fromTypedArray({ data: Float32Array.from(values), shape, dtype: 'float32', device: 'cpu' });
const tracked = (values, shape) => GradTensor.fromTensor(make(values, shape), { requiresGrad: true });
const plain = (compute) => ({ run: compute, check: () => digest(compute().data) });

const binary = (count) => {
  const [a, b] = [make(spread(count), [count]), make(spread(count, 1), [count])];
  return plain(() => ndarray.add(a, b));
};
const relu = (count) => {
  const x = make(spread(count), [count]);
  return plain(() => ndarray.relu(x));
};
const row = (rows, columns) => {
  const a = make(spread(rows * columns), [rows, columns]);
  const b = make(spread(columns, 1), [columns]);
  return plain(() => ndarray.add(a, b));
};
const gradient = (count) => {
  const [x, b] = [tracked(spread(count), [count]), tracked(weights(count, 1, 0.999), [count])];
  const two = GradTensor.scalar(2, { dtype: 'float32' });
  const run = () => {
    x.zeroGrad();
    b.zeroGrad();
    const loss = x.add(b).relu().mul(two).sum();
    loss.backward();
    return loss;
  };
  const check = () => {
    const loss = run().tensor.item();
    return { ...digest(b.grad.data), loss };
  };
  return { run, check };
};
const matmul = (n) => {
  const [a, b] = [make(spread(n * n), [n, n]), make(spread(n * n, 1), [n, n])];
  return plain(() => ndarray.dot(a, b));
};

const set = (parameter, values) => parameter.tensor.data.set(values);
function filled(width, out, salt, scale, biasSalt) {
  const layer = new nn.Linear(width, out);
  const [weight, bias] = [...layer.parameters()];
  set(weight, weights(out * width, salt, scale));
  set(bias, weights(out, biasSalt, scale));
  return layer;
}
const mlp = ({ sizes, scale }) =>
  new nn.Sequential(
    ...sizes.slice(1).flatMap((out, i) => {
      const layer = filled(sizes[i], out, i, scale, i + 10);
      return i < sizes.length - 2 ? [layer, new nn.ReLU()] : [layer];
    }),
  );

function training(shape, lossOf) {
  const start = () => {
    const net = mlp(shape);
    const optimizer = new optim.SGD(net.parameters(), { lr: shape.lr });
    const run = () => {
      optimizer.zeroGrad();
      lossOf(net).backward();
      optimizer.step();
    };
    return { net, run };
  };
  const check = () => {
    const { net, run } = start();
    for (let i = 0; i < 5; i++) run();
    return digest([...net.parameters()][0].tensor.data);
  };
  return { run: start().run, check };
}
const input = (values, shape) => GradTensor.fromTensor(make(values, shape), { requiresGrad: false });
const tiny = () => {
  const [x, y] = [input(spread(8), [2, 4]), input(spread(2, 1), [2, 1])];
  return training(TINY, (net) => nn.mseLoss(net.forward(x), y));
};
const medium = () => {
  const { batch, sizes } = MEDIUM;
  const x = input(spread(batch * sizes[0]), [batch, sizes[0]]);
  const y = input(classes(batch, 10), [batch]);
  return training(MEDIUM, (net) => nn.crossEntropyLoss(net.forward(x), y));
};

function deep(depth, { width, rows, scale }, same) {
  const one = filled(width, width, 0, scale, 1);
  const layers = Array.from({ length: depth }, (_, i) =>
    same ? one : filled(width, width, i % 7, scale, (i % 7) + 1),
  );
  const relu = new nn.ReLU();
  const x = input(spread(rows * width), [rows, width]);
  const parameters = same ? [...one.parameters()] : layers.flatMap((layer) => [...layer.parameters()]);
  const run = () => {
    for (const parameter of parameters) parameter.zeroGrad();
    layers
      .reduce((h, layer) => relu.forward(layer.forward(h)), x)
      .sum()
      .backward();
  };
  const check = () => {
    run();
    return digest(parameters.at(-1).grad.data);
  };
  return { run, check };
}

const named = (count) => new nn.Sequential(...Array.from({ length: count / 2 }, () => new nn.Linear(1, 1)));
const names = (count) => {
  const net = named(count);
  const run = () => Array.from(net.namedParameters());
  return { run, check: () => listed(run()) };
};
const firstNames = (count) => {
  let net = named(count);
  const run = () => {
    let last;
    for (const pair of net.namedParameters()) last = pair;
    return last;
  };
  const prepare = () => {
    net = named(count);
  };
  return { run, check: () => listed([...net.namedParameters()]), prepare };
};
const drawn = (draw) => ({ run: draw, check: () => moments(draw().data, false) });

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
  'chain-1000': () => deep(1000, CHAIN, false),
  'chain-10000': () => deep(10_000, CHAIN, false),
  'shared-1000': () => deep(1000, SHARED, true),
  'shared-10000': () => deep(10_000, SHARED, true),
  'names-1e4': () => names(1e4),
  'names-1e5': () => names(1e5),
  'names-first-1e5': () => firstNames(1e5),
  'normal-4096': () => drawn(() => random.randn([4096, 4096], { dtype: 'float32' })),
  'xavier-4096': () => {
    const target = make(new Float32Array(4096 * 4096), [4096, 4096]);
    return drawn(() => nn.xavierUniform_(target));
  },
};
