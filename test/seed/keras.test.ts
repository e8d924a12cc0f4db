import { beforeEach, describe } from 'vitest';
import { fromValues, Generator } from '#lib';
import {
  Constant,
  clearSession,
  Dense,
  Flatten,
  GlorotUniform,
  Initializer,
  listText,
  RandomNormal,
  Sequential,
  Tensor,
  tensorRepr,
  tensorStr,
  type Variable,
  Zeros,
} from '#lib/keras';
import { numpyRepr } from '../../lib/array/print-numpy.ts';
import { expectTwins, type Twin } from './twin.ts';

const X = new Tensor(fromValues([0.1, 0.4, 0.7, 0.2, 0.9, 0.3, 0.5, 0.8], [2, 4]));
/** A notebook shows the last value of a cell: a tuple of variables goes one per line. */
const shown = (variables: readonly Variable[]) => `(${variables.join(',\n ')})`;
const seeded = (seed: number) => new GlorotUniform({ seed });

function mlp(options: { kernel?: Initializer; last?: Initializer } = {}): Sequential {
  const { kernel = seeded(1), last = seeded(2) } = options;
  const net = new Sequential([
    new Flatten(),
    new Dense(4, { activation: 'relu', kernelInitializer: kernel, biasInitializer: new Zeros() }),
    new Dense(1, { kernelInitializer: last }),
  ]);
  net.call(X);
  return net;
}
/** The cells share one session: `n` dense layers were made before this one. */
function after(dense: number, sequential = 1): void {
  for (let i = 0; i < dense; i++) new Dense(1);
  for (let i = 0; i < sequential; i++) new Sequential();
}
const block1 = (name: string) =>
  new Sequential([new Flatten(), new Dense(4, { activation: 'relu' })], { name });
function block2(): Sequential {
  const net = new Sequential();
  for (let i = 0; i < 4; i++) net.add(block1(`block-${i}`));
  return net;
}
function nested(): Sequential {
  const net = new Sequential();
  net.add(block2());
  net.add(new Dense(1));
  net.call(X);
  return net;
}

/** U(−10, 10) with everything inside (−5, 5) times 0: negative ones leave −0, as in the book. */
class MyInit extends Initializer {
  override call(shape: readonly number[]) {
    const rng = new Generator(3);
    const size = shape.reduce((product, n) => product * n, 1);
    const drawn = Array.from({ length: size }, () => Math.fround(rng.uniform() * 20 - 10));
    return fromValues(
      drawn.map((v) => v * Number(Math.abs(v) >= 5)),
      shape,
    );
  }
}

const matrix = (rows: readonly string[]) => rows.join(',\n');
const kernel44 = `array([${matrix(['[ 0.04884821, -0.12212986, 0.17967612, 0.8426593 ]', '[-0.47486034, -0.692518 , -0.02793729, -0.41562262]', '[ 0.47080034, -0.3337689 , -0.24027818, 0.7695928 ]', '[-0.22091502, 0.08709347, 0.34285015, -0.6351293 ]'])}],\ndtype=float32)`;
const kernel41 = `array([${matrix(['[-0.19092691]', '[-0.22298658]', '[-0.44325227]', '[ 0.8614863 ]'])}], dtype=float32)`;
const zeros4 = 'array([0., 0., 0., 0.], dtype=float32)';

const twins: Twin[] = [
  {
    id: 'T01',
    idea: 'build and forward',
    book: '<tf.Tensor: shape=(2, 1), dtype=float32, numpy=\narray([[ 0.1183592 ],\n[-0.08783399]], dtype=float32)>',
    random: true,
    run: (print) => print(tensorRepr(mlp().call(X))),
  },
  {
    id: 'T02',
    idea: 'the parameters of one layer',
    book: `[<tf.Variable 'dense_1/kernel:0' shape=(4, 1) dtype=float32, numpy=\n${kernel41}>, <tf.Variable 'dense_1/bias:0' shape=(1,) dtype=float32, numpy=array([0.], dtype=float32)>]`,
    random: true,
    run: (print) => print(listText(mlp().layers[2]!.weights)),
  },
  {
    id: 'T03',
    idea: 'one variable: its type, itself, its value',
    book: `<class 'tensorflow.python.ops.resource_variable_ops.ResourceVariable'>
<tf.Variable 'dense_1/bias:0' shape=(1,) dtype=float32, numpy=array([0.], dtype=float32)>
tf.Tensor([0.], shape=(1,), dtype=float32)`,
    run: (print) => {
      const bias = mlp().layers[2]!.weights[1]!;
      print(`<class 'tensorflow.python.ops.resource_variable_ops.Resource${bias.constructor.name}'>`);
      print(bias);
      print(tensorStr(bias.value()));
    },
  },
  {
    id: 'T05',
    idea: 'all weights at once',
    book: `[<tf.Variable 'dense/kernel:0' shape=(4, 4) dtype=float32, numpy=\n${kernel44}>, <tf.Variable 'dense/bias:0' shape=(4,) dtype=float32, numpy=${zeros4}>]
[${kernel44}, ${zeros4}, ${kernel41}, array([0.], dtype=float32)]`,
    random: true,
    run: (print) => {
      const net = mlp();
      print(listText(net.layers[1]!.weights));
      print(
        `[${net
          .getWeights()
          .map((array) => numpyRepr(array))
          .join(', ')}]`,
      );
    },
  },
  {
    id: 'T06',
    idea: 'one array by position',
    book: zeros4,
    note: 'Position 1 is the bias of the first layer; what the other tabs read is position 3.',
    run: (print) => print(numpyRepr(mlp().getWeights()[1]!)),
  },
  {
    id: 'T07',
    idea: 'blocks from a factory',
    book: '<tf.Tensor: shape=(2, 1), dtype=float32, numpy=\narray([[0.],\n[0.]], dtype=float32)>',
    random: true,
    note: 'The book prints exact zeros: its ReLU blocks died at initialisation. Other seeds give other numbers.',
    run: (print) => print(tensorRepr(nested().call(X))),
  },
  {
    id: 'T08',
    idea: 'the summary table',
    book: `Model: "sequential_1"
_________________________________________________________________
Layer (type) Output Shape Param #
=================================================================
sequential_2 (Sequential) (2, 4) 80
dense_6 (Dense) (2, 1) 5
=================================================================
Total params: 85
Trainable params: 85
Non-trainable params: 0
_________________________________________________________________
None`,
    run: (print) => {
      after(2);
      const done = nested().summary(print);
      print(done === null ? 'None' : done);
    },
  },
  {
    id: 'T09',
    idea: 'nested positions',
    book: `<tf.Variable 'dense_3/bias:0' shape=(4,) dtype=float32, numpy=${zeros4}>`,
    run: (print) => {
      after(2);
      const blocks = nested().layers[0] as Sequential;
      print((blocks.layers[1] as Sequential).layers[1]!.weights[1]);
    },
  },
  {
    id: 'T10',
    idea: 'normal weights, zero biases',
    book: `(<tf.Variable 'dense_7/kernel:0' shape=(4, 4) dtype=float32, numpy=
array([[-0.00764427, -0.01491504, 0.02123502, -0.01183884],
[-0.01530181, 0.0057418 , 0.01970442, -0.01491413],
[-0.00298659, -0.00248913, -0.01135771, 0.00176211],
[ 0.00707112, -0.00540615, 0.01777551, -0.01658371]],
dtype=float32)>,
<tf.Variable 'dense_7/bias:0' shape=(4,) dtype=float32, numpy=${zeros4}>)`,
    random: true,
    run: (print) => {
      after(7);
      const net = mlp({ kernel: new RandomNormal({ mean: 0, stddev: 0.01, seed: 2 }) });
      print(shown(net.weights.slice(0, 2)));
    },
  },
  {
    id: 'T11',
    idea: 'constant weights',
    book: `(<tf.Variable 'dense_9/kernel:0' shape=(4, 4) dtype=float32, numpy=
array([[1., 1., 1., 1.],\n[1., 1., 1., 1.],\n[1., 1., 1., 1.],\n[1., 1., 1., 1.]], dtype=float32)>,
<tf.Variable 'dense_9/bias:0' shape=(4,) dtype=float32, numpy=${zeros4}>)`,
    run: (print) => {
      after(9);
      print(shown(mlp({ kernel: new Constant(1) }).weights.slice(0, 2)));
    },
  },
  {
    id: 'T12',
    idea: 'one rule per layer',
    book: `<tf.Variable 'dense_11/kernel:0' shape=(4, 4) dtype=float32, numpy=
array([[-0.15249592, -0.45365334, 0.19597739, 0.08899736],
[-0.5520797 , -0.80073583, -0.1432361 , 0.7838574 ],
[ 0.75183564, 0.34780604, -0.81749165, 0.47691864],
[-0.18926156, 0.48772222, -0.14659381, -0.3295405 ]],
dtype=float32)>
<tf.Variable 'dense_12/kernel:0' shape=(4, 1) dtype=float32, numpy=
array([[1.],\n[1.],\n[1.],\n[1.]], dtype=float32)>`,
    random: true,
    note: 'The text of the page says 42, the code sets 1; the English edition has 42.',
    run: (print) => {
      after(11);
      const net = mlp({ last: new Constant(1) });
      print(net.layers[1]!.weights[0]);
      print(net.layers[2]!.weights[0]);
    },
  },
  {
    id: 'T13',
    idea: 'a rule of one’s own',
    book: `<tf.Variable 'dense_13/kernel:0' shape=(4, 4) dtype=float32, numpy=
array([[ 7.6361885, -0. , 7.353874 , -0. ],
[-0. , 0. , -6.198833 , 0. ],
[ 0. , -6.118648 , -6.1053705, -6.3741374],
[-0. , 0. , -9.840965 , 9.492428 ]], dtype=float32)>`,
    random: true,
    run: (print) => {
      after(13);
      print(mlp({ kernel: new MyInit() }).layers[1]!.weights[0]);
    },
  },
  {
    id: 'T14',
    idea: 'values assigned directly',
    book: `<tf.Variable 'dense_13/kernel:0' shape=(4, 4) dtype=float32, numpy=
array([[42. , 1. , 8.353874 , 1. ],
[ 1. , 1. , -5.198833 , 1. ],
[ 1. , -5.118648 , -5.1053705, -5.3741374],
[ 1. , 1. , -8.840965 , 10.492428 ]], dtype=float32)>`,
    run: (print) => {
      after(13);
      const kernel = mlp({ kernel: new MyInit() }).layers[1]!.weights[0]!;
      kernel.assign(
        fromValues(
          [
            7.6361885, -0, 7.353874, -0, -0, 0, -6.198833, 0, 0, -6.118648, -6.1053705, -6.3741374, -0, 0,
            -9.840965, 9.492428,
          ],
          [4, 4],
        ),
      );
      kernel.at().assign(kernel.value().add(1));
      kernel.at(0, 0).assign(42);
      print(kernel);
    },
  },
  {
    id: 'T15',
    idea: 'a layer added twice',
    book: 'True',
    note: 'Keras 2 without a declared input lists the layer once and applies it once; Keras 3 keeps four layers.',
    run: (print) => {
      const shared = new Dense(4, { activation: 'relu' });
      const net = new Sequential([new Flatten(), shared, shared, new Dense(1)]);
      net.call(X);
      print(net.layers.length === 3 ? 'True' : 'False');
    },
  },
];

describe('the Keras cells of the book', () => {
  beforeEach(clearSession);
  expectTwins(twins, 14);
});
