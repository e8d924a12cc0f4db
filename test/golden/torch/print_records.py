"""print.json: tensors, parameters, state dictionaries, sizes and results of operations as PyTorch prints them."""
import math
import random
from collections import OrderedDict

import torch
from torch import nn

from encoding import array

INF, NAN = math.inf, math.nan


def tensor_record(t):
    assert repr(t) == str(t)
    return {'value': array(t), 'requiresGrad': t.requires_grad, 'parameter': isinstance(t, nn.Parameter),
            'text': repr(t)}


def chosen_values():
    """Value lists picked for one rule each: integer mode, scientific bounds, zeros, nan and inf, widths."""
    yield from ([], [0.0], [-0.0], [0.0, -0.0, 0.0], [-0.0, 2.0], [1.0], [-1.0], [3.5], [NAN], [INF], [-INF])
    yield from ([NAN, INF, -INF, 1.0], [NAN, 0.0], [NAN, -0.0, 1.5], [-INF, 2.25, 1000.0], [INF, 1e-6], [NAN, 1e9])
    yield from ([1e-5, 1.0], [1e-4, 1e-4], [9.9999e-5], [0.0001], [1e-3, 1.0])
    yield from ([1e-3, 1.0001], [1e-3, 1.1], [1e-3, 0.9])
    yield from ([1e8], [1.5e8], [1e8 + 8], [99999999.0], [1e10, 1e10], [0.5, 1e8], [1.0, 1000.0], [1.0, 1001.0])
    yield from ([0.5, 500.0], [0.5, 500.5], [0.5, 501.0], [0.0, 1e-5], [-0.0, 1e-5, -1e-5], [0.0, 0.25], [-0.0, 0.25])
    yield from ([42.0, 8.6638, 1.0, 1.0], [42.0, 42.0], [1e38, -1e38], [1e-38, 1e-40], [3.4028234663852886e38])
    yield from ([0.00005, 0.1], [0.99995, 9.99995], [0.12345, 0.12355], [100.0, -3.0, 20.0], [-0.00001, 1.0])
    yield from ([16777216.0, 1.0], [123456.789], [1e5, 0.25], [1e-1], [2.5e-45], [7.0, NAN, -12.0, INF])


def scalars():
    for values in chosen_values():
        for value in values[:1]:
            yield torch.tensor(value)
    yield from (torch.tensor(3), torch.tensor(-7), torch.tensor(True), torch.tensor(False))
    yield from (torch.tensor(3.5, dtype=torch.float64), torch.tensor(2.0, requires_grad=True))


def vectors():
    for values in chosen_values():
        yield torch.tensor(values)
        yield torch.tensor(values, dtype=torch.float64)
    for values in ([0], [1, -20, 300], [2**40, -1], list(range(60)), [True, False], [False] * 30, [True]):
        yield torch.tensor(values)


def empties():
    for shape in ((0,), (0, 3), (3, 0), (2, 0, 4), (0, 0)):
        yield from (torch.empty(shape), torch.empty(shape, requires_grad=True))
        yield from (torch.empty(shape, dtype=torch.float64), torch.empty(shape, dtype=torch.int64))


def drawn_values(rng, count):
    kind = rng.randrange(7)
    if kind == 0:
        return [float(rng.randint(-20, 20)) for _ in range(count)]
    if kind == 1:
        return [rng.gauss(0, 1) * 10 ** rng.uniform(-6, 6) for _ in range(count)]
    if kind == 2:
        return [rng.choice([0.0, -0.0, NAN, INF, -INF, 1.0, 2.5, -3.0]) for _ in range(count)]
    if kind == 3:
        return [rng.uniform(-10, 10) * (rng.random() < 0.5) for _ in range(count)]
    if kind == 4:
        return [rng.choice([0.0, -0.0, 1.0, -12.0, NAN, INF]) for _ in range(count)]
    return [rng.gauss(0, rng.choice([0.01, 1, 30])) for _ in range(count)]


def drawn(rng, count):
    """Random shapes of rank 1 to 4, mostly float32; some wide enough to wrap."""
    for _ in range(count):
        rank = rng.choice([1, 1, 2, 2, 2, 3, 3, 4])
        sizes = {1: [1, 2, 7, 8, 9, 20, 45], 2: [1, 2, 3, 5, 12, 17], 3: [1, 2, 3, 4], 4: [1, 2, 3]}[rank]
        shape = [rng.choice(sizes) for _ in range(rank)]
        size = math.prod(shape)
        dtype = rng.choice([torch.float32] * 5 + [torch.float64, torch.int64, torch.bool])
        if dtype == torch.int64:
            t = torch.tensor([rng.randint(-10 ** rng.randint(0, 5), 999) for _ in range(size)]).reshape(shape)
        elif dtype == torch.bool:
            t = torch.tensor([rng.random() < 0.5 for _ in range(size)]).reshape(shape)
        else:
            t = torch.tensor(drawn_values(rng, size), dtype=dtype).reshape(shape)
            t.requires_grad_(rng.random() < 0.4)
        yield t


def suffix_edge():
    """A suffix moves to its own line when it would pass column 80: last lines of every length around it."""
    for count in range(1, 9):
        for value in (1.25, 12.25, 123.25, -123.25, 1234.25):
            yield torch.full((count,), value, requires_grad=True)
            yield torch.full((count,), value, dtype=torch.float64)
            yield torch.full((1, count), value, dtype=torch.float64, requires_grad=True)


def summarised():
    """More than 1000 values: only edges are shown, and only they decide the format."""
    yield from (torch.arange(1001.0), torch.arange(1000.0).reshape(10, 100), torch.arange(1002).reshape(2, 501))
    yield from (torch.arange(1200.0).reshape(6, 200) / 7, torch.arange(1210.0).reshape(11, 110).requires_grad_())
    yield from (torch.zeros(2, 3, 200), torch.ones(8, 8, 17, requires_grad=True))
    yield torch.arange(1029.0).reshape(7, 7, 21)
    yield torch.ones(1001, dtype=torch.bool)
    hidden = torch.ones(1500)
    hidden[700] = 1e-7
    yield hidden


def parameters(rng):
    for shape in ((1,), (3,), (2, 2), (8, 4), (1, 8), (2, 2, 2), (0, 3), (16, 5)):
        t = torch.tensor([rng.gauss(0, 1) for _ in range(math.prod(shape))]).reshape(shape)
        yield from (nn.Parameter(t), nn.Parameter(t, requires_grad=False), nn.Parameter(t.double()))
    yield from (nn.Parameter(torch.tensor(1.5)), nn.Parameter(torch.zeros(3)), nn.Parameter(torch.arange(3), False))


def state_record(net, keep_vars):
    state = net.state_dict(keep_vars=keep_vars)
    text = repr(OrderedDict(state))
    entries = [{'name': name, 'value': array(value), 'parameter': isinstance(value, nn.Parameter)}
               for name, value in state.items()]
    return {'keepVars': keep_vars, 'entries': entries, 'text': text}


def states():
    torch.manual_seed(5)
    tied = nn.Linear(2, 2)
    nets = [nn.Linear(8, 1), nn.Linear(4, 8), nn.Linear(3, 2, bias=False), nn.Sequential(),
            nn.Sequential(tied, nn.ReLU(), tied),
            nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1)), nn.Linear(2, 1).double(),
            nn.Sequential(OrderedDict([("it's", nn.Linear(1, 1)), ('block 0', nn.Linear(20, 1))]))]
    return [state_record(net, keep) for net in nets for keep in (False, True)]


def sizes():
    shapes = [(), (0,), (1,), (8, 4), (2, 3, 4), (1, 1, 1, 1)]
    return [{'shape': list(shape), 'text': repr(torch.Size(shape))} for shape in shapes]


def grad_fn_codes():
    """Operations on w (2,2), b (2), s () and x (2,2): the printed result ends in the name of the operation."""
    return ['w + 1', 'w - b', '2 * w', 'w / b', 'w ** 2', 'w ** w', '-w', 'w @ w', 'x @ w.t()', 'F.linear(x, w, b)',
            'F.linear(x, w)', 'torch.relu(w)', 'torch.tanh(w)', 'torch.sigmoid(w)', 'torch.exp(w)', 'torch.log(w)',
            'torch.abs(w)', 'w.sum()', 'w.sum(0)', 'w.mean()', 'w.mean(1, keepdim=True)', 'w.t()',
            'w.transpose(0, 1)', 'w.T', 'w.reshape(4)', 'w.view(4)', 'w.flatten()', 'w.t().reshape(4)', 'w[0]',
            'w[0, 1]', 'w[:1]', 'w[:, 1:]', 'w[0:2, 0]', 'w.clone()', 'w.expand(3, 2, 2)', 'torch.cat([w, w])', 'torch.stack([b, b])', 'F.mse_loss(w, x)',
            'F.cross_entropy(w, torch.tensor([0, 1]))', 'F.log_softmax(w, dim=1)', 'F.softmax(w, dim=1)',
            's * 2', 's + w', 'w.double()', 'w.detach()', 'w.data', 'w > 1', 'w == w',
            'b.repeat(12)', 'b.repeat(9) * 1.5',
            'torch.where(w > 1, w, x)', 'w.unsqueeze(0)', 'w[:, None]', 'b.dot(b)', 'w.mv(b)', 'nn.Parameter(w)[0]']


def grad_fns():
    base = {'w': [[1.5, 2.0], [0.25, 3.0]], 'b': [0.5, -1.0], 's': 3.0, 'x': [[1.0, 2.0], [-3.0, 4.0]]}
    for code in grad_fn_codes():
        names = {name: torch.tensor(value, requires_grad=name != 'x') for name, value in base.items()}
        result = eval(code, {'torch': torch, 'nn': nn, 'F': nn.functional, **names})
        name = type(result.grad_fn).__name__ if result.grad_fn is not None else None
        skew = {'note': '2.x: ViewBackward0'} if name == 'ReshapeAliasBackward0' else {}
        yield {'code': code, 'value': array(result), 'gradFn': name, 'text': repr(result), **skew}


def make():
    rng = random.Random(7)
    tensors = [*scalars(), *vectors(), *empties(), *drawn(rng, 200), *suffix_edge(), *summarised(), *parameters(rng)]
    return {'tensors': [tensor_record(t) for t in tensors], 'states': states(), 'sizes': sizes(),
            'results': list(grad_fns())}
