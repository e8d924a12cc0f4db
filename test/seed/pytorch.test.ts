import { describe } from 'vitest';
import {
  constant_,
  Linear,
  type Module,
  manualSeed,
  noGrad,
  normal_,
  ReLU,
  rand,
  repr,
  Sequential,
  sizeRepr,
  type Tensor,
  uniform_,
  xavierUniform_,
  zeros_,
} from '#lib/torch';
import { expectTwins, type Twin } from './twin.ts';

manualSeed(0);
const mlp = () => new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
const X = rand([2, 4]);
const isLinear = (m: Module): m is Linear => m.constructor === Linear;
const pair = ([name, parameter]: [string, Tensor]) => `('${name}', ${sizeRepr(parameter.shape)})`;

const block1 = () => new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 4), new ReLU());
function block2(): Module {
  const net = new Sequential();
  for (let i = 0; i < 4; i++) (net as Module).addModule(`block ${i}`, block1());
  return net;
}
const nested = () => new Sequential(block2(), new Linear(4, 1));
const bracket = (i: number) => `(block ${i}): Sequential(
(0): Linear(in_features=4, out_features=8, bias=True)
(1): ReLU()
(2): Linear(in_features=8, out_features=4, bias=True)
(3): ReLU()
)`;

/** U(−10, 10) with everything inside (−5, 5) turned to zero; as in the book, a negative one leaves −0. */
function myInit(print: (...values: unknown[]) => void): (m: Module) => void {
  return (m) => {
    if (!isLinear(m)) return;
    const [name, parameter] = m.namedParameters().next().value as [string, Tensor];
    print('Init', name, sizeRepr(parameter.shape));
    uniform_(m.weight, -10, 10);
    m.weight.data.mul_(m.weight.data.abs().ge(5).to('float32'));
  };
}

const twins: Twin[] = [
  {
    id: 'P01',
    idea: 'build and forward',
    book: 'tensor([[0.2044],\n[0.2064]], grad_fn=<AddmmBackward0>)',
    random: true,
    run: (print) => print(repr(mlp().forward(X))),
  },
  {
    id: 'P02',
    idea: 'the parameters of one layer',
    book: "OrderedDict([('weight', tensor([[ 0.0251, -0.2952, -0.1204, 0.3436, -0.3450, -0.0372, 0.0462, 0.2307]])), ('bias', tensor([0.2871]))])",
    random: true,
    run: (print) => print(repr(mlp()[2].stateDict())),
  },
  {
    id: 'P03',
    idea: 'one parameter: its type, itself, its value',
    book: "<class 'torch.nn.parameter.Parameter'>\nParameter containing:\ntensor([0.2871], requires_grad=True)\ntensor([0.2871])",
    random: true,
    run: (print) => {
      const { bias } = mlp()[2];
      print(`<class 'torch.nn.parameter.${bias!.constructor.name}'>`);
      print(repr(bias));
      print(repr(bias!.data));
    },
  },
  {
    id: 'P04',
    idea: 'no gradient before backward',
    book: 'True',
    run: (print) => print(repr(mlp()[2].weight.grad === null)),
  },
  {
    id: 'P05',
    idea: 'all parameters at once',
    book: `('weight', torch.Size([8, 4])) ('bias', torch.Size([8]))
('0.weight', torch.Size([8, 4])) ('0.bias', torch.Size([8])) ('2.weight', torch.Size([1, 8])) ('2.bias', torch.Size([1]))`,
    run: (print) => {
      const net = mlp();
      print(...[...net[0].namedParameters()].map(pair));
      print(...[...net.namedParameters()].map(pair));
    },
  },
  {
    id: 'P06',
    idea: 'one parameter by name',
    book: 'tensor([0.2871])',
    random: true,
    run: (print) => print(repr(mlp().stateDict().get('2.bias')!.data)),
  },
  {
    id: 'P07',
    idea: 'blocks from a factory',
    book: 'tensor([[0.1713],\n[0.1713]], grad_fn=<AddmmBackward0>)',
    random: true,
    note: 'The two rows look equal because deep default ReLU nets forget their input; it is no property of nesting.',
    run: (print) => print(repr(nested().forward(X))),
  },
  {
    id: 'P08',
    idea: 'the tree, printed',
    book: `Sequential(
(0): Sequential(
${[0, 1, 2, 3].map(bracket).join('\n')}
)
(1): Linear(in_features=4, out_features=1, bias=True)
)`,
    run: (print) => print(repr(nested())),
  },
  {
    id: 'P09',
    idea: 'nested positions',
    book: 'tensor([-0.0444, -0.4451, -0.4149, 0.0549, -0.0969, 0.2053, -0.2514, 0.0220])',
    random: true,
    run: (print) => {
      const blocks = nested().at(0) as Sequential;
      const first = (blocks.at(1) as Sequential).at(0) as Linear;
      print(repr(first.bias!.data));
    },
  },
  {
    id: 'P10',
    idea: 'normal weights, zero biases',
    book: '(tensor([-0.0145, 0.0053, 0.0055, -0.0044]), tensor(0.))',
    random: true,
    run: (print) => {
      const net = mlp().apply((m) => {
        if (!isLinear(m)) return;
        normal_(m.weight, 0, 0.01);
        zeros_(m.bias!);
      });
      print(repr([net[0].weight.data.at(0), net[0].bias!.data.at(0)]));
    },
  },
  {
    id: 'P11',
    idea: 'constant weights',
    book: '(tensor([1., 1., 1., 1.]), tensor(0.))',
    run: (print) => {
      const net = mlp().apply((m) => {
        if (!isLinear(m)) return;
        constant_(m.weight, 1);
        zeros_(m.bias!);
      });
      print(repr([net[0].weight.data.at(0), net[0].bias!.data.at(0)]));
    },
  },
  {
    id: 'P12',
    idea: 'one rule per layer',
    book: 'tensor([-0.4792, 0.4968, 0.6094, 0.3063])\ntensor([[42., 42., 42., 42., 42., 42., 42., 42.]])',
    random: true,
    run: (print) => {
      const net = mlp();
      net[0].apply((m) => void (isLinear(m) && xavierUniform_(m.weight)));
      net[2].apply((m) => void (isLinear(m) && constant_(m.weight, 42)));
      print(repr(net[0].weight.data.at(0)));
      print(repr(net[2].weight.data));
    },
  },
  {
    id: 'P13',
    idea: 'a rule of one’s own',
    book: `Init weight torch.Size([8, 4])
Init weight torch.Size([1, 8])
tensor([[-6.9027, 7.6638, -0.0000, -0.0000],
[-0.0000, 5.5632, -6.1899, 0.0000]], grad_fn=<SliceBackward0>)`,
    random: true,
    note: 'Upstream the distribution is U(5, 10) with probability ¼, 0 with ½, U(−10, −5) with ¼; the formula is missing from the page.',
    run: (print) => {
      const net = mlp();
      net.apply(myInit(print));
      print(repr(net[0].weight.slice(0, 0, 2)));
    },
  },
  {
    id: 'P14',
    idea: 'values set directly',
    book: 'tensor([42.0000, 8.6638, 1.0000, 1.0000])',
    run: (print) => {
      const net = mlp();
      noGrad(() => {
        [-6.9027, 7.6638, -0, -0].forEach((value, i) => {
          net[0].weight.indexPut_([0, i], value);
        });
      });
      net[0].weight.data.add_(1);
      net[0].weight.data.indexPut_([0, 0], 42);
      print(repr(net[0].weight.data.at(0)));
    },
  },
  {
    id: 'P15',
    idea: 'one layer in two places',
    book: 'tensor([True, True, True, True, True, True, True, True])\ntensor([True, True, True, True, True, True, True, True])',
    run: (print) => {
      const shared = new Linear(8, 8);
      const relu = () => new ReLU();
      const net = new Sequential(new Linear(4, 8), relu(), shared, relu(), shared, relu(), new Linear(8, 1));
      net.forward(X);
      print(repr(net[2].weight.data.at(0).eq(net[4].weight.data.at(0))));
      net[2].weight.data.indexPut_([0, 0], 100);
      print(repr(net[2].weight.data.at(0).eq(net[4].weight.data.at(0))));
    },
  },
];

describe('the PyTorch cells of the book', () => {
  expectTwins(twins, 15);
});
