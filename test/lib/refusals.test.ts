import { describe, expect, it } from 'vitest';
import {
  allocate,
  cat,
  countParameters,
  crossEntropyLoss,
  Dropout,
  Flatten,
  fans,
  full,
  Generator,
  gain,
  gradients,
  initialise_,
  Linear,
  linear,
  ModuleList,
  mseLoss,
  ones,
  Parameter,
  parametersToVector,
  ReLU,
  Sequential,
  SGD,
  saveModel,
  stack,
  Tensor,
  tensor,
  tidy,
  vectorToParameters,
  walkSlots,
  zeros,
} from '#lib';
import {
  chooseNames,
  loadCheckpoint,
  loadCheckpointInto,
  loadJson,
  loadNpz,
  saveCheckpoint,
  saveTensors,
} from '#lib/checkpoint';
import { GlorotUniform, Identity, Orthogonal, RandomNormal, RandomUniform } from '#lib/keras';
import { always, gridOf, histogramOf, mixture, pictureText, treeOf, usesOf } from '#lib/picture';
import { pictureSvg } from '#lib/picture/svg';
import { arange, normal_, rand, sizeRepr, uniform_ } from '#lib/torch';

/** Whatever the caller has: TypeScript would refuse most of it, JavaScript does not. */
// biome-ignore lint/suspicious/noExplicitAny: that is the point.
type Anything = any;
const wrong = (value: unknown): Anything => value;

const x = ones([2, 3]);
const net = () => new Sequential(new Linear(3, 2), new ReLU());
const bounds = (received: string) =>
  `slice: expected whole numbers as bounds (slice indices must be integers), received ${received}. Leave a bound out to go to the end.`;
const aTensor = (where: string, received: string) =>
  `${where}: expected a Tensor, received ${received}. Wrap numbers with tensor([...]).`;
const aModule = (where: string, received: string) =>
  `${where}: expected a Module, received ${received}. Pass an instance, such as new Linear(2, 1).`;

type Case = [what: string, run: () => unknown, name: string, message: string];

const refuses = (cases: Case[]) =>
  it.each(cases)('%s', async (_, run, name, message) => {
    let thrown: unknown;
    try {
      await run();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name, message });
  });

describe('arrays and tensors refuse', () => {
  refuses([
    [
      'a dtype that does not exist',
      () => tensor([1], { dtype: wrong('float16') }),
      'ValueError',
      "dtype: expected 'float32', 'float64', 'int64' or 'bool', received the string 'float16'. Choose one of them.",
    ],
    [
      'more than fits into memory',
      () => allocate('float32', 2 ** 50),
      'RuntimeError',
      'array: expected a size that fits into memory, received 1125899906842624 (not enough memory). Choose smaller shapes.',
    ],
    [
      'a size that is none',
      () => allocate('float32', Number.NaN),
      'ValueError',
      'allocate: expected a whole number ≥ 0, received NaN. Pass a number of elements.',
    ],
    [
      'a list that holds itself',
      () => {
        const list: unknown[] = [];
        list.push(list);
        return tensor(wrong(list));
      },
      'ValueError',
      "tensor: expected lists in lists, received more than 64 (too many dimensions 'list'). A list may not hold itself.",
    ],
    [
      'whole numbers that are none',
      () => tensor([Number.NaN], { dtype: 'int64' }),
      'ValueError',
      "tensor: expected numbers below 2^53 for int64, received NaN. Choose dtype: 'float32' or 'float64'.",
    ],
    [
      'to be filled with text',
      () => full([2], wrong('5')),
      'TypeError',
      "full: expected a number, received the string '5'. Pass a plain number such as 0.5.",
    ],
    [
      'a shape that is none',
      () => zeros(wrong(3)),
      'ValueError',
      'zeros: expected a shape of whole numbers ≥ 0, received 3. Pass a list such as [2, 3].',
    ],
    [
      'an index that is no list',
      () => x.array.at(wrong(0)),
      'IndexError',
      'index: expected one index per axis, received the number 0. Give 2 of them: the shape is (2, 3).',
    ],
    ['a slice from a fraction', () => x.slice(0, 0.5), 'TypeError', bounds('0.5')],
    [
      'more indices than axes',
      () => x.at(0, 0, 0),
      'IndexError',
      'at: expected at most 2 indices, received 3 (too many indices for tensor of dimension 2). Give one per axis.',
    ],
    [
      'to grow by a fraction',
      () => ones([1]).expand(1.5),
      'RuntimeError',
      'expand: expected a shape that grows to (1.5,), received (1,). Only axes of length 1 can be repeated.',
    ],
    [
      'an option that does not exist',
      () => tensor([1], wrong({ requires_grad: true })),
      'TypeError',
      "tensor: expected options such as { dtype: … }, received an option 'requires_grad' (unexpected keyword argument). It knows dtype, requiresGrad.",
    ],
    [
      'an option by its place',
      () => x.sum().requiresGrad_().backward(undefined, wrong(true)),
      'TypeError',
      'backward: expected options such as { retainGraph: … }, received the boolean true. Pass them by name, in an object.',
    ],
    [
      'to be made from a list',
      () => new Tensor(wrong([1, 2])),
      'TypeError',
      'Tensor: expected a NumArray, received an Array. Make one from numbers with tensor([...]).',
    ],
    [
      'a flag that is no truth value',
      () => x.requiresGrad_(wrong('no')),
      'TypeError',
      "requiresGrad: expected true or false, received the string 'no'. Choose one of the two.",
    ],
    ['a product with a number', () => x.matmul(wrong(2)), 'TypeError', aTensor('matmul', 'the number 2')],
    ['to copy a list', () => x.copy_(wrong([1])), 'TypeError', aTensor('copy_', 'an Array')],
    [
      'an exponent that is no number',
      () => x.pow(wrong('2')),
      'TypeError',
      "pow: expected a number as exponent, received the string '2'. Pass a plain number such as 0.5.",
    ],
    ['to join what is no tensor', () => cat(wrong([x, 1])), 'TypeError', aTensor('cat', 'the number 1')],
    [
      'to stack what is no list',
      () => stack(wrong(5)),
      'TypeError',
      'stack: expected a list of tensors, received the number 5. Put them in a list: [a, b].',
    ],
    ['a layer of numbers', () => linear(wrong([1]), x), 'TypeError', aTensor('linear', 'an Array')],
    [
      'an array where a tensor stands',
      () => linear(wrong(x.array), ones([2, 3])),
      'TypeError',
      'operation: expected a Tensor, received a NumArray. Wrap it: new Tensor(array).',
    ],
    ['a layer without weight', () => linear(x, wrong(null)), 'TypeError', aTensor('linear', 'null')],
    ['a loss of numbers', () => mseLoss(x, wrong(1)), 'TypeError', aTensor('mseLoss', 'the number 1')],
    [
      'a reduction that does not exist',
      () => crossEntropyLoss(x, tensor([0, 1], { dtype: 'int64' }), wrong('avg')),
      'ValueError',
      "crossEntropyLoss: expected 'mean', 'sum' or 'none', received the string 'avg' (not a valid value for reduction). Choose one of them.",
    ],
    [
      'a gradient that is no tensor',
      () =>
        ones([1])
          .requiresGrad_()
          .backward(wrong([1])),
      'TypeError',
      'backward: expected a Tensor as gradient, received an Array. Wrap numbers with tensor([...]).',
    ],
    [
      'gradients of no tensors',
      () => gradients(x, wrong([1])),
      'TypeError',
      aTensor('gradients', 'the number 1'),
    ],
  ]);
});

describe('modules and rules refuse', () => {
  refuses([
    [
      'to count a class',
      () => countParameters(wrong(Linear)),
      'TypeError',
      aModule('walk', 'the class Linear'),
    ],
    [
      'an option of a walk by its place',
      () => [...net().namedParameters(wrong('encoder'))],
      'TypeError',
      "walk: expected options such as { prefix: … }, received the string 'encoder'. Pass them by name, in an object.",
    ],
    [
      'slots of a kind that does not exist',
      () => walkSlots(net(), wrong('weights')),
      'TypeError',
      "walkSlots: expected 'parameters' or 'buffers', received the string 'weights'. Choose one of the two.",
    ],
    [
      'a path that is no text',
      () => net().getParameter(wrong(0)),
      'TypeError',
      "getParameter: expected a dotted path, received the number 0. Pass a path such as '0.weight'.",
    ],
    [
      'to apply nothing',
      () => net().apply(wrong(undefined)),
      'TypeError',
      'apply: expected a function, received undefined. Write apply((module) => …).',
    ],
    [
      'to become whole numbers',
      () => net().to(wrong('int64')),
      'TypeError',
      "to: expected 'float32' or 'float64', received 'int64' (only accepts floating point or complex dtypes). Choose one of the two.",
    ],
    [
      'to be strict by its place',
      () => net().loadStateDict(net().stateDict(), wrong(false)),
      'TypeError',
      'loadStateDict: expected options such as { strict: … }, received the boolean false. Pass them by name, in an object.',
    ],
    ['a layer of numbers', () => new ReLU().forward(wrong([1])), 'TypeError', aTensor('ReLU', 'an Array')],
    [
      'a Linear of numbers',
      () => new Linear(1, 1).forward(wrong([1])),
      'TypeError',
      aTensor('Linear', 'an Array'),
    ],
    [
      'a Linear without weight',
      () => Object.assign(new Linear(1, 1), wrong({ weight: null })).forward(ones([1, 1])),
      'TypeError',
      aTensor('the weight of Linear', 'null'),
    ],
    [
      'a probability in quotes',
      () => new Dropout(wrong('0.5')),
      'ValueError',
      "Dropout: expected a probability between 0 and 1, received the string '0.5' (dropout probability has to be between 0 and 1). Choose p in that range.",
    ],
    [
      'a seed for a generator',
      () => new Linear(1, 1, { generator: wrong(42) }),
      'TypeError',
      'Linear: expected a Generator, received the number 42. Make one: new Generator(42).',
    ],
    [
      'axes that are no numbers',
      () => new Flatten(wrong('1')),
      'TypeError',
      "Flatten: expected whole numbers as axes, received the string '1'. Pass axes such as 1 and -1.",
    ],
    ['a part from a fraction', () => net().slice(0.5), 'TypeError', bounds('0.5')],
    [
      'a value for a parameter that is no array',
      () => Parameter.deferred([-1]).materialise(wrong([1])),
      'TypeError',
      'materialise: expected a NumArray, received an Array. Pass tensor.array.',
    ],
    [
      'a deferred shape with a fraction',
      () => Parameter.deferred([-1, 0.5]),
      'ValueError',
      'Parameter: expected a shape of whole numbers ≥ 0, received [0, 0.5]. Pass a list such as [2, 3].',
    ],
    [
      'a vector of numbers',
      () => parametersToVector(wrong([1])),
      'TypeError',
      aTensor('parametersToVector', 'the number 1'),
    ],
    [
      'a rule without values',
      () =>
        initialise_(
          ones([1]),
          wrong(() => 0.5),
          new Generator(0),
        ),
      'TypeError',
      'initialise_: expected a rule that returns a NumArray, received the number 0.5. Return an array, such as full(shape, 0.5).',
    ],
    [
      'bounds in quotes',
      () => uniform_(ones([1]), wrong('0')),
      'TypeError',
      "uniform: expected numbers as bounds, received the string '0'. Pass a plain number such as 0.5.",
    ],
    [
      'a seed where a generator stands',
      () => normal_(ones([1]), 0, 1, wrong(42)),
      'TypeError',
      'initialise_: expected a Generator, received the number 42. Make one: new Generator(42).',
    ],
    ...[GlorotUniform, RandomNormal, RandomUniform, Orthogonal, Identity].map(
      (rule): Case => [
        `${rule.name} of no shape`,
        () => new rule().call(wrong(undefined)),
        'ValueError',
        `${{ GlorotUniform: 'kernelFans', Orthogonal: 'Orthogonal', Identity: 'Identity' }[rule.name] ?? 'call'}: expected a shape of whole numbers ≥ 0, received undefined. Pass a list such as [2, 3].`,
      ],
    ),
    [
      'fans of no shape',
      () => fans(wrong(3)),
      'ValueError',
      'fans: expected a shape of whole numbers ≥ 0, received 3. Pass a list such as [2, 3].',
    ],
    [
      'the gain of no name',
      () => gain(wrong(2)),
      'TypeError',
      "gain: expected the name of an activation, received the number 2. Pass one such as 'relu'.",
    ],
    [
      'whole random numbers',
      () => rand([1], { dtype: wrong('int64') }),
      'TypeError',
      "rand: expected 'float32' or 'float64', received 'int64' (only accepts floating point or complex dtypes). Choose one of the two.",
    ],
    [
      'a range in the wrong direction',
      () => arange(3, 0),
      'RuntimeError',
      'arange: expected steps that lead from start to end (upper bound and larger bound inconsistent with step sign), received 3, 0 and step 1. Choose finite numbers, and a step of that direction.',
    ],
    [
      'the size of no shape',
      () => sizeRepr(wrong('a')),
      'ValueError',
      "sizeRepr: expected a shape of whole numbers ≥ 0, received the string 'a'. Pass a list such as [2, 3].",
    ],
  ]);

  it('to optimize a net, text, or with a rate that is no number, at once and later', () => {
    expect(() => new SGD(wrong('ab'), { lr: 1 })).toThrow(
      "optimizer: expected a list of tensors, received the string 'ab'. Pass net.parameters().",
    );
    expect(() => new SGD([x.clone()], wrong(undefined))).toThrow(
      'SGD: expected options such as { lr: … }, received undefined. Pass them by name, in an object.',
    );
    const optimizer = new SGD([x.clone()], { lr: 1 });
    expect(() => Object.assign(optimizer, { lr: '0.1' })).toThrow(
      "lr: expected a number ≥ 0, received the string '0.1' (Invalid lr value). Choose lr in that range.",
    );
    expect(optimizer.lr).toBe(1);
  });
});

describe('files and pictures refuse', () => {
  const shown = histogramOf([1, 2], { title: '' });
  refuses([
    [
      'to save a class',
      () => saveModel(wrong(Linear)),
      'TypeError',
      aModule('saveModel', 'the class Linear'),
    ],
    [
      'to save what has no names',
      () => saveTensors(wrong([x])),
      'TypeError',
      "saveTensors: expected pairs of name and value, received a Tensor. Pass a Map, a state dict, or a list such as [['weight', value]].",
    ],
    [
      'names that are numbers',
      () => saveTensors(wrong([[1, x]])),
      'TypeError',
      'saveTensors: expected names that are text, received the number 1. Write the name in quotes.',
    ],
    [
      'names for no map',
      () => chooseNames(wrong([]), 'all'),
      'TypeError',
      'chooseNames: expected a Map of tensors, received an Array. Pass what stateDict() gave.',
    ],
    [
      'a convention that does not exist',
      () => chooseNames(new Map(), wrong('none')),
      'ValueError',
      "ties: expected 'first', 'last' or 'all', received the string 'none'. 'first' is safetensors' way, 'last' is Gluon's, 'all' is PyTorch's.",
    ],
    [
      'text that is bytes',
      () => loadJson(wrong(new Uint8Array(1))),
      'TypeError',
      'loadJson: expected text, received a Uint8Array. Decode bytes first: new TextDecoder().decode(bytes).',
    ],
    [
      'a path that is none',
      () => saveCheckpoint(wrong(7), net()),
      'TypeError',
      "saveCheckpoint: expected a path, received the number 7. Pass one such as 'net.safetensors'.",
    ],
    [
      'a format that does not exist',
      () => loadCheckpoint('net.npz', { format: wrong('zip') }),
      'ValueError',
      "loadCheckpoint: expected a file ending in .safetensors, .npz, .json, received the string 'zip'. Name the file so, or pass format.",
    ],
    [
      'a limit that lets everything through',
      () => loadNpz(new Uint8Array(1), { maxUnpackedBytes: Number.NaN }),
      'ValueError',
      'loadNpz: expected maxUnpackedBytes ≥ 0, received NaN. Pass a number such as 2 ** 28.',
    ],
    [
      'a theory without an end',
      () => always(Number.POSITIVE_INFINITY),
      'ValueError',
      'always: expected finite numbers, received Infinity. Choose bounds that can be drawn.',
    ],
    [
      'a mixture of nothing',
      () => mixture(wrong(1)),
      'TypeError',
      'mixture: expected pairs of weight and theory, received the number 1. Write [[0.5, always(0)], …].',
    ],
    [
      'a theory that is none',
      () => histogramOf([1], { title: '', theory: wrong('normal') }),
      'TypeError',
      "histogramOf: expected a theory, received the string 'normal'. Make one, such as normal(0, 1).",
    ],
    [
      'a histogram without bins',
      () => histogramOf([1], { title: '', bins: 0 }),
      'ValueError',
      'histogramOf: expected one bin or more, received 0. Pass a whole number.',
    ],
    [
      'a tree without a title',
      () => treeOf(net(), wrong(undefined)),
      'TypeError',
      'treeOf: expected options such as { title: … }, received undefined. Pass them by name, in an object.',
    ],
    [
      'uses without names',
      () => usesOf(x, x, wrong({ title: '', sum: '' })),
      'TypeError',
      'usesOf: expected a function, received undefined. Write use: (i) => ….',
    ],
    [
      'a grid of a tensor',
      () => gridOf(wrong(x), ''),
      'TypeError',
      'gridOf: expected a NumArray, received a Tensor. Pass tensor.array.',
    ],
    ...[pictureText, pictureSvg].map(
      (draw): Case => [
        `${draw.name} of another kind`,
        () => draw(wrong({ ...shown, kind: 'pie' })),
        'TypeError',
        `${draw.name}: expected a picture, received the string 'pie'. Make one, such as treeOf(net, { title }).`,
      ],
    ),
  ]);
});

describe('nothing is half-done', () => {
  it('a list with something else in it adds no layer', () => {
    for (const list of [net(), new ModuleList([new ReLU()])]) {
      const before = list.length;
      expect(() => list.extend(wrong([new ReLU(), ReLU]))).toThrow(aModule('extend', 'the class ReLU'));
      expect(list.length).toBe(before);
    }
  });
  it('a checkpoint with something else in it, or with numbers that are gone, is not loaded in part', () => {
    const layer = new Linear(200, 200);
    const before = layer.bias?.tolist();
    let lost = x;
    tidy(() => {
      lost = ones([200, 200]).mul(2);
    });
    for (const weight of [lost, 5]) {
      const tensors = new Map([
        ['bias', ones([200])],
        ['weight', wrong(weight)],
      ]);
      expect(() => loadCheckpointInto(layer, { tensors })).toThrow();
      expect(layer.bias?.tolist()).toEqual(before);
    }
  });
  it('a list with something else in it gets no values', () => {
    const p = zeros([2]);
    expect(() => vectorToParameters(ones([3]), wrong([p, 1]))).toThrow(
      aTensor('vectorToParameters', 'the number 1'),
    );
    expect(() => vectorToParameters(ones([2, 1]), [p])).toThrow('received shape (2, 1)');
    expect(p.tolist()).toEqual([0, 0]);
  });
  it('a step moves no parameter when one has a gradient of another shape, or another size than before', () => {
    const [a, b] = [ones([2]), ones([2])];
    for (const p of [a, b]) p.grad = ones([2]);
    const optimizer = new SGD([a, b], { lr: 1, momentum: 0.5 });
    optimizer.step();
    b.data = ones([3]);
    expect(() => optimizer.step()).toThrow(
      'step: expected a gradient of shape (3,), received shape (2,). The parameter has other data since: forget the gradient, and make a new optimizer.',
    );
    expect(a.tolist()).toEqual([0, 0]);
    [a.grad, b.grad] = [null, ones([3])];
    expect(() => optimizer.step()).toThrow(
      'step: expected 2 elements as before, received 3. The parameter has other data since: make a new optimizer.',
    );
    expect(b.tolist()).toEqual([1, 1, 1]);
  });
});
