import { AssertionError, expected, kindOf, ValueError } from '../../array/errors.ts';
import { sizeOf } from '../../array/shape.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { orthogonal } from '../../init/rules.ts';
import { type Arguments, asTensor, Initializer, type Values } from './initializer.ts';
import { normal, stream, uniform } from './random.ts';

/** All 0. */
export class Zero extends Initializer {
  override _initWeight(_name: string, data: Tensor): void {
    data.fill_(0);
  }
}
/** All 1. */
export class One extends Initializer {
  override _initWeight(_name: string, data: Tensor): void {
    data.fill_(1);
  }
}
/** One number everywhere, or the numbers of an array of the same shape. */
export class Constant extends Initializer {
  readonly value: number | Values;
  constructor(value: number | Values) {
    super({ value: typeof value === 'number' ? value : asTensor(value).tolist() });
    this.value = value;
  }
  override _initWeight(_name: string, data: Tensor): void {
    if (typeof this.value === 'number') data.fill_(this.value);
    else data.copy_(asTensor(this.value));
  }
}
/** U(−scale, scale). */
export class Uniform extends Initializer {
  readonly scale: number;
  constructor(scale = 0.07) {
    super({ scale });
    this.scale = scale;
  }
  override _initWeight(_name: string, data: Tensor): void {
    data.copy_(uniform(-this.scale, this.scale, data.shape));
  }
}
/** N(0, sigma²). */
export class Normal extends Initializer {
  readonly sigma: number;
  constructor(sigma = 0.01) {
    super({ sigma });
    this.sigma = sigma;
  }
  override _initWeight(_name: string, data: Tensor): void {
    data.copy_(normal(0, this.sigma, data.shape));
  }
}

export interface XavierOptions {
  readonly rndType?: 'uniform' | 'gaussian';
  readonly factorType?: 'avg' | 'in' | 'out';
  readonly magnitude?: number;
}

/** U(±s) or N(0, s²) with s = √(magnitude / factor), the factor a fan or the mean of both. Source: mxnet.init.Xavier. */
export class Xavier extends Initializer {
  readonly options: Required<XavierOptions>;
  constructor(
    { rndType = 'uniform', factorType = 'avg', magnitude = 3 }: XavierOptions = {},
    kwargs?: Arguments,
  ) {
    super(kwargs ?? { rnd_type: rndType, factor_type: factorType, magnitude });
    this.options = { rndType, factorType, magnitude };
  }
  /** Throws ValueError for fewer than two axes, an unknown factor or an unknown distribution. */
  override _initWeight(name: string, data: Tensor): void {
    const { rndType, factorType, magnitude } = this.options;
    const { shape } = data;
    if (shape.length < 2) {
      const received = `${shape.length} (Xavier initializer cannot be applied to vector ${name})`;
      throw new ValueError(expected('Xavier', 'at least two axes', received, 'Choose another rule for it'));
    }
    const field = sizeOf(shape.slice(2));
    const [fanIn, fanOut] = [shape[1]! * field, shape[0]! * field];
    const factor = { avg: (fanIn + fanOut) / 2, in: fanIn, out: fanOut }[factorType];
    if (factor === undefined) {
      const received = `'${String(factorType)}' (Incorrect factor type)`;
      throw new ValueError(expected('Xavier', "'avg', 'in' or 'out'", received, 'Choose one of the three'));
    }
    const scale = Math.sqrt(magnitude / factor);
    if (rndType === 'uniform') data.copy_(uniform(-scale, scale, shape));
    else if (rndType === 'gaussian') data.copy_(normal(0, scale, shape));
    else {
      const received = `'${String(rndType)}' (Unknown random type)`;
      throw new ValueError(expected('Xavier', "'uniform' or 'gaussian'", received, 'Choose one of the two'));
    }
  }
}
/** Xavier gaussian with magnitude 2 / (1 + slope²), for layers before a (leaky) relu. Source: He et al. 2015. */
export class MSRAPrelu extends Xavier {
  constructor({
    factorType = 'avg',
    slope = 0.25,
  }: { factorType?: 'avg' | 'in' | 'out'; slope?: number } = {}) {
    const magnitude = 2 / (1 + slope ** 2);
    super({ rndType: 'gaussian', factorType, magnitude }, { factor_type: factorType, slope });
  }
}
/** Orthonormal rows or columns, times `scale`. Source: Saxe et al. 2013. */
export class Orthogonal extends Initializer {
  readonly scale: number;
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: Gluon's default is 1.414, not √2.
  constructor(scale = 1.414) {
    super({ scale, rand_type: 'uniform' });
    this.scale = scale;
  }
  override _initWeight(_name: string, data: Tensor): void {
    data.copy_(new Tensor(orthogonal(this.scale)(data.shape, stream)));
  }
}
/** The kernel that enlarges an image smoothly: (1 − |x|)(1 − |y|) around the middle, the same for every channel. */
export class Bilinear extends Initializer {
  /** Throws ValueError for fewer than four axes. */
  override _initWeight(_name: string, data: Tensor): void {
    const { shape, size } = data;
    if (shape.length !== 4) {
      const received = `${shape.length}`;
      throw new ValueError(
        expected('Bilinear', 'a weight with four axes', received, 'It is for convolutions'),
      );
    }
    const width = shape[3]!;
    const height = shape[2]!;
    const factor = Math.ceil(width / 2);
    const middle = (2 * factor - 1 - (factor % 2)) / (2 * factor);
    const at = (i: number) => 1 - Math.abs(i / factor - middle);
    const values = Array.from({ length: size }, (_, i) => at(i % width) * at(Math.floor(i / width) % height));
    data.copy_(asTensor(values).reshape(...shape));
  }
}
/** The bias of an LSTM: 0, and `forgetBias` in the second quarter, so that it remembers at first. */
export class LSTMBias extends Initializer {
  readonly forgetBias: number;
  constructor(forgetBias = 1) {
    super({ forget_bias: forgetBias });
    this.forgetBias = forgetBias;
  }
  override _initWeight(_name: string, data: Tensor): void {
    const quarter = Math.trunc(data.shape[0]! / 4);
    data.fill_(0);
    data.slice(0, quarter, 2 * quarter).fill_(this.forgetBias);
  }
}
/** The first pattern that matches at the start of the name decides. Throws ValueError when none does. */
export class Mixed extends Initializer {
  readonly rules: readonly (readonly [RegExp, Initializer])[];
  constructor(patterns: readonly string[], initializers: readonly Initializer[]) {
    super({});
    if (patterns.length !== initializers.length) {
      const received = `${patterns.length} patterns and ${initializers.length} initializers`;
      throw new AssertionError(expected('Mixed', 'one initializer per pattern', received, 'Pair them up'));
    }
    this.rules = patterns.map((pattern, i) => [new RegExp(`^(?:${pattern})`), initializers[i]!]);
  }
  override _initWeight(name: string, data: Tensor): void {
    const rule = this.rules.find(([pattern]) => pattern.test(name));
    if (rule === undefined) {
      const received = `'${name}' (did not match any pattern)`;
      throw new ValueError(
        expected('Mixed', 'a name some pattern matches', received, "Add '.*' as the last one"),
      );
    }
    rule[1]._initWeight(name, data);
  }
}
/** Copies by name, `arg:` and `aux:` before a name ignored; names it does not know go to `defaultInit`. */
export class Load extends Initializer {
  readonly values: ReadonlyMap<string, Values>;
  readonly defaultInit: Initializer | null;
  constructor(values: Readonly<Record<string, Values>>, defaultInit: Initializer | null = null) {
    super({});
    this.values = new Map(
      Object.entries(values).map(([key, value]) => [key.replace(/^(arg|aux):/, ''), value]),
    );
    this.defaultInit = defaultInit;
  }
  /** Throws AssertionError for another shape, or an unknown name without a default. */
  override _initWeight(name: string, data: Tensor): void {
    const known = this.values.get(name);
    if (known === undefined) {
      if (this.defaultInit !== null) {
        this.defaultInit._initWeight(name, data);
        return;
      }
      const received = `'${name}' (Cannot Initialize: not found in loaded param and no default is provided)`;
      throw new AssertionError(expected('Load', 'a name it knows', received, 'Pass a default initializer'));
    }
    const given = asTensor(known);
    if (given.shape.join() !== data.shape.join()) {
      const received = `(${given.shape.join(', ')}) (Parameter ${name} cannot be initialized from loading)`;
      throw new AssertionError(
        expected('Load', `shape (${data.shape.join(', ')})`, received, 'Check the values'),
      );
    }
    data.copy_(given);
  }
}

const registry: Readonly<Record<string, () => Initializer>> = {
  zero: () => new Zero(),
  zeros: () => new Zero(),
  one: () => new One(),
  ones: () => new One(),
  uniform: () => new Uniform(),
  normal: () => new Normal(),
  xavier: () => new Xavier(),
  msraprelu: () => new MSRAPrelu(),
  orthogonal: () => new Orthogonal(),
  bilinear: () => new Bilinear(),
  lstmbias: () => new LSTMBias(),
};

/** What stands for an initializer: an instance or a registered name such as 'xavier'. */
export type InitializerLike = Initializer | string;

/** The initializer meant. Throws AssertionError for an unknown name, a class or a number. Source: init.create. */
export function createInitializer(given: InitializerLike): Initializer {
  if (given instanceof Initializer) return given;
  const known = typeof given === 'string' && Object.hasOwn(registry, given.toLowerCase());
  if (known) return registry[given.toLowerCase()]!();
  const received = typeof given === 'string' ? `'${given}', which is not registered` : kindOf(given);
  const next = `Pass new Xavier(), or one of: ${Object.keys(registry).join(', ')}`;
  throw new AssertionError(expected('initialize', 'an Initializer or its name', received, next));
}
