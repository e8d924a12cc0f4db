import { beforeEach, describe } from 'vitest';
import { fromValues } from '#lib';
import {
  arrayRepr,
  arrayStr,
  Dense,
  Initializer,
  init,
  type Parameter,
  resetNames,
  Sequential,
  seed,
  Tensor,
  uniform,
} from '#lib/gluon';
import { expectTwins, type Twin } from './twin.ts';

const X = new Tensor(fromValues([0.1, 0.4, 0.7, 0.2, 0.9, 0.3, 0.5, 0.8], [2, 4]));

/** The book's first net, after its first forward pass. */
function mlp(): Sequential {
  const net = new Sequential();
  net.add(new Dense(8, { activation: 'relu' }));
  net.add(new Dense(1));
  net.initialize();
  net.call(X);
  return net;
}
function block1(): Sequential {
  const net = new Sequential();
  net.add(new Dense(32, { activation: 'relu' }));
  net.add(new Dense(16, { activation: 'relu' }));
  return net;
}
function block2(): Sequential {
  const net = new Sequential();
  for (let i = 0; i < 4; i++) net.add(block1());
  return net;
}
/** The nested net, made in the session that made the first net: its layers start at dense2. */
function nested(): Sequential {
  mlp();
  const net = new Sequential();
  net.add(block2());
  net.add(new Dense(10));
  net.initialize();
  net.call(X);
  return net;
}
const weight = (net: Sequential, i: number): Parameter => net.at<Dense>(i).weight;
const bias = (net: Sequential, i: number): Parameter => net.at<Dense>(i).bias!;
/** What the shell shows of a bound method: the object it is bound to. */
const boundMethod = (method: string, owner: unknown) => `<bound method ${method} of ${owner}>`;

/** U(−10, 10) with everything inside (−5, 5) times 0: negative ones leave −0, as in the book. */
class MyInit extends Initializer {
  readonly print: (...values: unknown[]) => void;
  constructor(print: (...values: unknown[]) => void = () => {}) {
    super();
    this.print = print;
  }
  override _initWeight(name: string, data: Tensor): void {
    this.print('Init', name, `(${data.shape.join(', ')})`);
    data.copy_(uniform(-10, 10, data.shape));
    data.mul_(data.abs().ge(5).to('float32'));
  }
}
/** The row the book shows after its custom rule ran, which its next cell edits. */
class BookInit extends MyInit {
  override _initWeight(_name: string, data: Tensor): void {
    data.fill_(0);
    data.select(0, 0).copy_(new Tensor(fromValues([0, -0, -0, 8.522827], [4])));
  }
}

const layers = `Sequential(
  (0): Sequential(
    (0): Sequential(
      (0): Dense(4 -> 32, Activation(relu))
      (1): Dense(32 -> 16, Activation(relu))
    )
    (1): Sequential(
      (0): Dense(16 -> 32, Activation(relu))
      (1): Dense(32 -> 16, Activation(relu))
    )
    (2): Sequential(
      (0): Dense(16 -> 32, Activation(relu))
      (1): Dense(32 -> 16, Activation(relu))
    )
    (3): Sequential(
      (0): Dense(16 -> 32, Activation(relu))
      (1): Dense(32 -> 16, Activation(relu))
    )
  )
  (1): Dense(16 -> 10, linear)
)`;
const listing = `sequential1_ (
  Parameter dense2_weight (shape=(32, 4), dtype=float32)
  Parameter dense2_bias (shape=(32,), dtype=float32)
  Parameter dense3_weight (shape=(16, 32), dtype=float32)
  Parameter dense3_bias (shape=(16,), dtype=float32)
  Parameter dense4_weight (shape=(32, 16), dtype=float32)
  Parameter dense4_bias (shape=(32,), dtype=float32)
  Parameter dense5_weight (shape=(16, 32), dtype=float32)
  Parameter dense5_bias (shape=(16,), dtype=float32)
  Parameter dense6_weight (shape=(32, 16), dtype=float32)
  Parameter dense6_bias (shape=(32,), dtype=float32)
  Parameter dense7_weight (shape=(16, 32), dtype=float32)
  Parameter dense7_bias (shape=(16,), dtype=float32)
  Parameter dense8_weight (shape=(32, 16), dtype=float32)
  Parameter dense8_bias (shape=(32,), dtype=float32)
  Parameter dense9_weight (shape=(16, 32), dtype=float32)
  Parameter dense9_bias (shape=(16,), dtype=float32)
  Parameter dense10_weight (shape=(10, 16), dtype=float32)
  Parameter dense10_bias (shape=(10,), dtype=float32)
)`;

const twins: Twin[] = [
  {
    id: 'M01',
    idea: 'build and forward',
    book: 'array([[0.0054572 ],\n[0.00488594]])',
    random: true,
    run(print) {
      const net = new Sequential();
      net.add(new Dense(8, { activation: 'relu' }));
      net.add(new Dense(1));
      net.initialize();
      print(arrayRepr(net.call(X)));
    },
  },
  {
    id: 'M02',
    idea: 'the parameters of a layer',
    book: 'dense1_ (\nParameter dense1_weight (shape=(1, 8), dtype=float32)\nParameter dense1_bias (shape=(1,), dtype=float32)\n)',
    run: (print) => print(mlp().at(1).params),
  },
  {
    id: 'M03',
    idea: 'one parameter: class, text, values',
    book: "<class 'mxnet.gluon.parameter.Parameter'>\nParameter dense1_bias (shape=(1,), dtype=float32)\n[0.]",
    run(print) {
      const parameter = bias(mlp(), 1);
      print(`<class 'mxnet.gluon.parameter.${parameter.constructor.name}'>`);
      print(parameter);
      print(arrayStr(parameter.data()));
    },
  },
  {
    id: 'M04',
    idea: 'the gradient before backward',
    book: 'array([[0., 0., 0., 0., 0., 0., 0., 0.]])',
    note: 'Q8: Gluon has a buffer of zeros from the start; in PyTorch the gradient is still None.',
    run: (print) => print(arrayRepr(weight(mlp(), 1).grad())),
  },
  {
    id: 'M05',
    idea: 'all parameters at once',
    book: `dense0_ (
      Parameter dense0_weight (shape=(8, 4), dtype=float32)
      Parameter dense0_bias (shape=(8,), dtype=float32)
    )
    sequential0_ (
      Parameter dense0_weight (shape=(8, 4), dtype=float32)
      Parameter dense0_bias (shape=(8,), dtype=float32)
      Parameter dense1_weight (shape=(1, 8), dtype=float32)
      Parameter dense1_bias (shape=(1,), dtype=float32)
    )`,
    run(print) {
      const net = mlp();
      print(net.at(0).collectParams());
      print(net.collectParams());
    },
  },
  {
    id: 'M06',
    idea: 'a parameter by its name',
    book: 'array([0.])',
    note: 'Q7: the name holds a counter that never starts again while the program runs.',
    run: (print) => print(arrayRepr(mlp().collectParams().item('dense1_bias').data())),
  },
  {
    id: 'M07',
    idea: 'a nested net',
    book: `array([[-6.3465846e-09, -1.1096752e-09,  6.4161787e-09,  6.6354140e-09,
      -1.1265507e-09,  1.3284951e-10,  9.3619388e-09,  3.2229084e-09,
       5.9429879e-09,  8.8181435e-09],
     [-8.6219423e-09, -7.5150686e-10,  8.3133251e-09,  8.9321128e-09,
      -1.6740003e-09,  3.2405989e-10,  1.2115976e-08,  4.4926449e-09,
       8.0741742e-09,  1.2075874e-08]])`,
    random: true,
    note: 'Q10: nine layers of U(±0.07) shrink the signal to 1e-8; the rule of the weights must fit the depth.',
    run: (print) => print(arrayRepr(nested().call(X))),
  },
  {
    id: 'M08',
    idea: 'the structure of a nested net',
    book: `<bound method Block.collect_params of ${layers}>\n${listing}`,
    note: 'Q9: the first print has no call parentheses, so that it shows the method and with it the net.',
    run(print) {
      const net = nested();
      print(boundMethod('Block.collect_params', net));
      print(net.collectParams());
    },
  },
  {
    id: 'M09',
    idea: 'deep access by position',
    book: `array([0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.,
       0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.])`,
    run(print) {
      const inner = nested().at<Sequential>(0).at<Sequential>(1);
      print(arrayRepr(bias(inner, 0).data()));
    },
  },
  {
    id: 'M10',
    idea: 'a built-in rule: Gaussian',
    book: 'array([-0.00324057, -0.00895028, -0.00698632,  0.01030831])',
    random: true,
    run(print) {
      const net = mlp();
      net.initialize(new init.Normal(0.01), { forceReinit: true });
      print(arrayRepr(weight(net, 0).data().select(0, 0)));
    },
  },
  {
    id: 'M11',
    idea: 'a built-in rule: constant',
    book: 'array([1., 1., 1., 1.])',
    note: 'Q14: the biases stay 0, because the layer gives them a rule of their own, which goes first.',
    run(print) {
      const net = mlp();
      net.initialize(new init.Constant(1), { forceReinit: true });
      print(arrayRepr(weight(net, 0).data().select(0, 0)));
    },
  },
  {
    id: 'M12',
    idea: 'another rule for each layer',
    book: '[-0.17594433  0.02314097 -0.1992535   0.09509248]\n[[42. 42. 42. 42. 42. 42. 42. 42.]]',
    random: true,
    run(print) {
      const net = mlp();
      weight(net, 0).initialize({ init: new init.Xavier(), forceReinit: true });
      net.at(1).initialize(new init.Constant(42), { forceReinit: true });
      print(arrayStr(weight(net, 0).data().select(0, 0)));
      print(arrayStr(weight(net, 1).data()));
    },
  },
  {
    id: 'M13',
    idea: 'a rule of your own',
    book: 'Init dense0_weight (8, 4)\nInit dense1_weight (1, 8)\narray([[ 0.       , -0.       , -0.       ,  8.522827 ],\n[ 0.       , -8.828651 , -0.       , -5.6012006]])',
    random: true,
    note: 'Q11: the mask is a product, so that small negative numbers become −0.',
    run(print) {
      const net = mlp();
      net.initialize(new MyInit(print), { forceReinit: true });
      print(arrayRepr(weight(net, 0).data().slice(0, 0, 2)));
    },
  },
  {
    id: 'M14',
    idea: 'edit the values themselves',
    book: 'array([42.      ,  1.      ,  1.      ,  9.522827])',
    run(print) {
      const net = mlp();
      weight(net, 0).initialize({ init: new BookInit(), forceReinit: true });
      weight(net, 0).data().add_(1);
      weight(net, 0).data().indexPut_([0, 0], 42);
      print(arrayRepr(weight(net, 0).data().select(0, 0)));
    },
  },
  {
    id: 'M15',
    idea: 'tied layers',
    book: '[ True True True True True True True True]\n[ True True True True True True True True]',
    note: 'Q13: that the gradients of both uses add up stands only in the text; a kata shows it.',
    run(print) {
      const net = new Sequential();
      const shared = new Dense(8, { activation: 'relu' });
      net.add(new Dense(8, { activation: 'relu' }), shared);
      net.add(new Dense(8, { activation: 'relu', params: shared.params }), new Dense(10));
      net.initialize();
      net.call(uniform(0, 1, [2, 20]));
      const row = (i: number) => weight(net, i).data().select(0, 0);
      print(arrayStr(row(1).eq(row(2))));
      weight(net, 1).data().indexPut_([0, 0], 100);
      print(arrayStr(row(1).eq(row(2))));
    },
  },
];

describe('the MXNet cells of the book', () => {
  beforeEach(() => {
    resetNames();
    // The columns of M07 depend on how many digits its numbers need.
    seed(2);
  });
  expectTwins(twins, 15);
});
