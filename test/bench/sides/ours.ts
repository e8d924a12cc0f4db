/** This library, with large results handed back by `tidy`, as the peers' guides ask for theirs. */
import {
  crossEntropyLoss,
  defaultGenerator,
  fromValues,
  Linear,
  mseLoss,
  noGrad,
  ReLU,
  Sequential,
  SGD,
  type Shape,
  Tensor,
  tidy,
  zeros,
} from '#lib';
import { normal_, Linear as TorchLinear, Sequential as TorchSequential, xavierUniform_ } from '#lib/torch';
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

const make = (values: ArrayLike<number>, shape: Shape): Tensor => new Tensor(fromValues(values, shape));
const numbers = (t: Tensor) => t.array.values();

/** Repeats one computation; the check is its result. */
const plain = (compute: () => Tensor) => ({
  run: () => tidy(() => void compute()),
  check: () => digest(numbers(compute())),
});

const binary = (count: number) => {
  const [a, b] = [make(spread(count), [count]), make(spread(count, 1), [count])];
  return plain(() => a.add(b));
};
const relu = (count: number) => {
  const x = make(spread(count), [count]);
  return plain(() => x.relu());
};
const row = (rows: number, columns: number) => {
  const a = make(spread(rows * columns), [rows, columns]);
  const b = make(spread(columns, 1), [columns]);
  return plain(() => a.add(b));
};

/** The second operand never cancels the first: at 0 the libraries differ in the gradient of relu. */
const gradient = (count: number) => {
  const [x, b] = [make(spread(count), [count]), make(weights(count, 1, 0.999), [count])];
  x.requiresGrad_();
  b.requiresGrad_();
  const run = () => {
    x.grad = null;
    b.grad = null;
    return tidy(() => {
      const loss = x.add(b).relu().mul(2).sum();
      loss.backward();
      return loss.item();
    });
  };
  const check = () => {
    const loss = run();
    return { ...digest(numbers(b.grad!)), loss };
  };
  return { run, check };
};

/** 'n' as it lies, 't' through a transposed view of the same product. */
const matmul = (n: number, left = 'n', right = 'n') => {
  const operand = (salt: number, kind: string) =>
    kind === 'n'
      ? make(spread(n * n, salt), [n, n])
      : make(numbers(make(spread(n * n, salt), [n, n]).transpose(0, 1)), [n, n]).transpose(0, 1);
  const [a, b] = [operand(0, left), operand(1, right)];
  return plain(() => a.matmul(b));
};

function mlp({ sizes, scale }: { sizes: readonly number[]; scale: number }): Sequential {
  const layers = sizes.slice(1).flatMap((out, i) => {
    const layer = new Linear(sizes[i]!, out);
    layer.weight.data = make(weights(out * sizes[i]!, i, scale), [out, sizes[i]!]);
    layer.bias!.data = make(weights(out, i + 10, scale), [out]);
    return i < sizes.length - 2 ? [layer, new ReLU()] : [layer];
  });
  return new Sequential(...layers);
}

type Net = { parameters(): Iterable<Tensor>; forward(x: Tensor): Tensor };

/** A training step, and the numbers of the first parameter after five of them. */
function training(build: () => Net, lossOf: (net: Net) => Tensor, lr: number) {
  const start = () => {
    const net = build();
    const optimizer = new SGD(net.parameters(), { lr });
    return {
      net,
      run: () => {
        optimizer.zeroGrad();
        tidy(() => lossOf(net).backward());
        optimizer.step();
      },
    };
  };
  const check = () => {
    const { net, run } = start();
    for (let i = 0; i < 5; i++) run();
    return digest(numbers([...net.parameters()][0]!));
  };
  return { run: start().run, check };
}

const tiny = () => {
  const [x, y] = [make(spread(8), [2, 4]), make(spread(2, 1), [2, 1])];
  return training(
    () => mlp(TINY),
    (net) => mseLoss(net.forward(x), y),
    TINY.lr,
  );
};
const medium = () => {
  const { batch, sizes } = MEDIUM;
  const x = make(spread(batch * sizes[0]!), [batch, sizes[0]!]);
  const y = make(classes(batch, 10), [batch]);
  return training(
    () => mlp(MEDIUM),
    (net) => crossEntropyLoss(net.forward(x), y),
    MEDIUM.lr,
  );
};

function layer(width: number, salt: number, scale: number): Linear {
  const made = new Linear(width, width);
  made.weight.data = make(weights(width * width, salt, scale), [width, width]);
  made.bias!.data = make(weights(width, salt + 1, scale), [width]);
  return made;
}

/** Forward and backward through `depth` layers, different ones or one and the same; the check is a gradient. */
function deep(depth: number, shape: typeof CHAIN, same: boolean) {
  const { width, rows, scale } = shape;
  const one = layer(width, 0, scale);
  const layers = Array.from({ length: depth }, (_, i) => (same ? one : layer(width, i % 7, scale)));
  const net = new Sequential(...layers.flatMap((each) => [each, new ReLU()]));
  const x = make(spread(rows * width), [rows, width]);
  const parameters = [...net.parameters()];
  const run = () => {
    for (const parameter of parameters) parameter.grad = null;
    net.forward(x).sum().backward();
  };
  const check = () => {
    run();
    return digest(numbers(parameters.at(-1)!.grad!));
  };
  return { run, check };
}

/** How far the gradient of a layer used `uses` times is from what doubles give, as a share of its largest element. */
const error = (uses: number) => {
  const gradient = (dtype: 'float32' | 'float64') => {
    const one = layer(32, 0, 0.1).to(dtype);
    let total = zeros([], { dtype });
    for (let i = 0; i < uses; i++) {
      total = total.add(
        one
          .forward(make(spread(64, i), [2, 32]).to(dtype))
          .relu()
          .sum(),
      );
    }
    total.backward();
    return numbers(one.weight.grad!);
  };
  const run = () => {
    const exact = gradient('float64');
    const off = gradient('float32').map((value, i) => Math.abs(value - exact[i]!));
    return Math.max(...off) / Math.max(...exact.map(Math.abs));
  };
  return { run, check: run };
};

const named = (count: number) =>
  new TorchSequential(...Array.from({ length: count / 2 }, () => new TorchLinear(1, 1)));

/** Every call walks the tree, as after a registration. */
const names = (count: number) => {
  const net = named(count);
  const elsewhere = new TorchLinear(1, 1);
  const run = () => {
    elsewhere.registerParameter('bias', elsewhere.bias);
    return Array.from(net.namedParameters());
  };
  return { run, check: () => listed(run()) };
};

/** Goes through the names and keeps the last one, as programs do: of a net never listed before, or of one and the same. */
const goThrough = (count: number, again: boolean) => {
  let net = named(count);
  const run = () => {
    let last: unknown;
    for (const pair of net.namedParameters()) last = pair;
    return last;
  };
  const prepare = () => {
    net = named(count);
  };
  return { run, check: () => listed([...net.namedParameters()]), ...(again ? {} : { prepare }) };
};

const drawn = (fill: (t: Tensor) => unknown) => {
  const target = make(new Float32Array(4096 * 4096), [4096, 4096]);
  const run = () => noGrad(() => fill(target));
  const check = () => {
    defaultGenerator.manualSeed(0);
    run();
    return moments(target.array.data, true);
  };
  return { run, check };
};

interface Work {
  run: () => unknown;
  check: () => unknown;
  prepare?: () => void;
}

export const cases: Record<string, () => Work> = {
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
  'matmul-nt-256': () => matmul(256, 'n', 't'),
  'matmul-tn-256': () => matmul(256, 't', 'n'),
  'matmul-tt-256': () => matmul(256, 't', 't'),
  'step-tiny': tiny,
  'step-medium': medium,
  'chain-100': () => deep(100, CHAIN, false),
  'chain-1000': () => deep(1000, CHAIN, false),
  'chain-10000': () => deep(10_000, CHAIN, false),
  'shared-1000': () => deep(1000, SHARED, true),
  'shared-10000': () => deep(10_000, SHARED, true),
  'error-shared-1000': () => error(1000),
  'names-1e4': () => names(1e4),
  'names-1e5': () => names(1e5),
  'names-first-1e5': () => goThrough(1e5, false),
  'names-again-1e5': () => goThrough(1e5, true),
  'normal-4096': () => drawn((t) => normal_(t, 0, 1)),
  'xavier-4096': () => drawn((t) => xavierUniform_(t)),
};
