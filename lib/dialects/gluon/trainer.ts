import { allocateKept, type Data } from '../../array/array.ts';
import { copyInto } from '../../array/elementwise.ts';
import { AssertionError, expected, kindOf, ValueError } from '../../array/errors.ts';
import { contiguous } from '../../array/movement.ts';
import { UserWarning } from './errors.ts';
import { Parameter } from './parameter.ts';
import { ParameterDict } from './parameter-dict.ts';

export interface TrainerOptions {
  readonly learningRate?: number;
  readonly wd?: number;
  readonly momentum?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}
type Settings = Required<TrainerOptions>;

/** What one parameter's update may read and write; `state` holds two buffers of its size. */
interface Update {
  readonly values: Data;
  readonly grad: Data;
  readonly state: readonly [Data, Data];
  readonly lr: number;
  readonly wd: number;
  readonly rescale: number;
  readonly step: number;
}
type Rule = (update: Update, settings: Settings) => void;

/** m ← momentum · m − lr · (g + wd · w), w ← w + m. Source: mxnet.optimizer.SGD. */
const sgd: Rule = ({ values, grad, state: [velocity], lr, wd, rescale }, { momentum }) => {
  for (let i = 0; i < values.length; i++) {
    const g = rescale * grad[i]! + wd * values[i]!;
    velocity[i] = momentum * velocity[i]! - lr * g;
    values[i] = values[i]! + velocity[i]!;
  }
};
/** The averages m and v of g and g², corrected through the learning rate. Source: mxnet.optimizer.Adam. */
const adam: Rule = (
  { values, grad, state: [mean, square], lr, wd, rescale, step },
  { beta1, beta2, epsilon },
) => {
  const rate = (lr * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
  for (let i = 0; i < values.length; i++) {
    const g = rescale * grad[i]! + wd * values[i]!;
    mean[i] = beta1 * mean[i]! + (1 - beta1) * g;
    square[i] = beta2 * square[i]! + (1 - beta2) * g * g;
    values[i] = values[i]! - (rate * mean[i]!) / (Math.sqrt(square[i]!) + epsilon);
  }
};
const rules: Readonly<Record<string, { rule: Rule; learningRate: number }>> = {
  sgd: { rule: sgd, learningRate: 0.01 },
  adam: { rule: adam, learningRate: 0.001 },
};

/**
 * Steps a set of parameters, each once, in the order of their names as text. Throws ValueError for anything but
 * parameters, RuntimeError for one that was never initialized, AssertionError for an unknown optimizer. Source:
 * mxnet.gluon.Trainer 1.x.
 */
export class Trainer {
  readonly parameters: readonly Parameter[];
  learningRate: number;
  readonly #rule: Rule;
  readonly #settings: Settings;
  readonly #states = new Map<Parameter, { buffers: readonly [Data, Data]; steps: number }>();

  constructor(
    parameters: ParameterDict | readonly Parameter[],
    optimizer: string,
    options: TrainerOptions = {},
  ) {
    this.parameters = listed(parameters);
    for (const parameter of this.parameters) if (!parameter.isDeferred) parameter.requireReady();
    const known = Object.hasOwn(rules, optimizer) ? rules[optimizer] : undefined;
    if (known === undefined) {
      const next = `Known: ${Object.keys(rules).join(', ')}`;
      throw new AssertionError(
        expected('Trainer', 'the name of an optimizer', `'${optimizer}' (Cannot find optimizer)`, next),
      );
    }
    const defaults = { learningRate: known.learningRate, wd: 0, momentum: 0 };
    this.#settings = { ...defaults, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
    this.#rule = known.rule;
    this.learningRate = this.#settings.learningRate;
  }

  /**
   * One update with gradients divided by `batchSize`. A gradient that no backward has filled since the last step is
   * a UserWarning that is thrown before anything changes; with `ignoreStaleGrad` its parameter is left out. Throws
   * ValueError unless `batchSize` is positive.
   */
  step(batchSize: number, { ignoreStaleGrad = false }: { ignoreStaleGrad?: boolean } = {}): void {
    if (!(batchSize > 0 && Number.isFinite(batchSize))) {
      const next = 'Pass how many rows the loss was summed over';
      throw new ValueError(expected('Trainer.step', 'a batch size > 0', kindOf(batchSize), next));
    }
    const trained = this.parameters.filter(({ gradReq }) => gradReq !== 'null');
    for (const parameter of trained) {
      parameter.requireReady();
      if (!parameter.freshGrad && !ignoreStaleGrad) throw stale(parameter);
    }
    for (const parameter of trained) {
      if (parameter.freshGrad) this.#update(parameter, 1 / batchSize);
      parameter.freshGrad = false;
    }
  }

  #update(parameter: Parameter, rescale: number): void {
    const { array } = parameter.core;
    const state = this.#stateOf(parameter);
    const dense = contiguous(array);
    this.#rule(
      {
        values: dense.data.subarray(dense.offset, dense.offset + dense.size) as Data,
        grad: contiguous(parameter.grad().array).data,
        state: state.buffers,
        lr: this.learningRate * parameter.lrMult,
        wd: this.#settings.wd * parameter.wdMult,
        rescale,
        step: ++state.steps,
      },
      this.#settings,
    );
    if (dense !== array) copyInto(array, dense);
  }
  #stateOf(parameter: Parameter) {
    const { dtype, size } = parameter.core;
    const known = this.#states.get(parameter);
    if (known !== undefined) return known;
    const made = { buffers: [allocateKept(dtype, size), allocateKept(dtype, size)] as const, steps: 0 };
    this.#states.set(parameter, made);
    return made;
  }
}

function listed(parameters: ParameterDict | readonly Parameter[]): Parameter[] {
  const isDict = parameters instanceof ParameterDict;
  const given = isDict ? [...parameters.values()] : [parameters].flat();
  const wrong = given.findIndex((parameter) => !(parameter instanceof Parameter));
  if (wrong !== -1) {
    const received = `${kindOf(given[wrong])} (First argument must be a list or dict of Parameters)`;
    throw new ValueError(expected('Trainer', 'parameters', received, 'Pass net.collectParams()'));
  }
  if (!isDict) return [...parameters];
  return given.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const stale = ({ name }: Parameter): UserWarning =>
  new UserWarning(
    expected(
      'Trainer.step',
      'a fresh gradient for every parameter',
      `one of ${name} that has not been updated by backward since last step`,
      'Call backward first, or pass ignoreStaleGrad: true',
    ),
  );
