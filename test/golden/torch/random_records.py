"""random.json: the numbers that follow a seed, the gain table and the fans table."""
import torch
from torch import nn
from torch.nn import init

from encoding import array

SEEDS = [0, 1, 42, -1, 2**32 + 5, 1234567890123]
NORMAL_SIZES = [1, 2, 3, 5, 8, 15, 16, 17, 31, 32, 100]
TYPES = {'float32': torch.float32, 'float64': torch.float64}


def window(kind, shape, dtype):
    """Zeros of a shape that do not lie row by row: the transpose of a matrix, or all its columns but the first."""
    if kind == 'transpose':
        return torch.zeros(*reversed(shape), dtype=dtype).t()
    return torch.zeros(shape[0], shape[1] + 1, dtype=dtype)[:, 1:]


def call(op, shape, dtype='float32', into=None, **args):
    """One call by name; `args` keep the TypeScript spelling of the options. `into`: the kind of window that is filled."""
    kind = TYPES.get(dtype)
    if op in ('rand', 'randn'):
        result = getattr(torch, op)(*shape, dtype=kind)
    elif op == 'randperm':
        result = torch.randperm(shape[0])
    elif into:
        result = getattr(init, op)(window(into, shape, kind), **args)
    else:
        result = getattr(init, op)(torch.empty(*shape, dtype=kind), **args)
    return {'op': op, 'shape': list(shape), 'args': args, 'result': array(result), **({'into': into} if into else {})}


def stream(seed, *calls, note=None):
    """Everything drawn in one go after one manual_seed: what one call leaves behind shows in the next."""
    torch.manual_seed(seed)
    made = [entry() for entry in calls]
    return {'seed': seed, 'calls': made, **({'note': note} if note else {})}


def later(op, *shape, **args):
    return lambda: call(op, shape, **args)


def linear(inputs, outputs, bias=True, dtype='float32'):
    """Linear with its default initialization; result is the weight, `bias` the bias."""
    def made():
        layer = nn.Linear(inputs, outputs, bias=bias, dtype=TYPES[dtype])
        args = {'inFeatures': inputs, 'outFeatures': outputs, 'bias': bias}
        found = {'op': 'Linear', 'shape': [outputs, inputs], 'args': args, 'result': array(layer.weight)}
        return {**found, 'bias': array(layer.bias)} if bias else found
    return made


def plain_streams():
    for seed in SEEDS:
        yield stream(seed, *(later('rand', n) for n in (1, 2, 5, 7, 33)), later('rand', 2, 3))
        yield stream(seed, *(later('rand', n, dtype='float64') for n in (1, 2, 5)), later('rand', 3))
        yield stream(seed, later('uniform_', 5, a=-0.3, b=0.7), later('uniform_', 2, 3, a=-10.0, b=10.0),
                     later('uniform_', 4, dtype='float64', a=1.0, b=1.5))
        yield stream(seed, later('randn', 5), later('rand', 3), later('randn', 4), later('randn', 1, dtype='float64'))
    for n in NORMAL_SIZES:
        yield stream(n, later('randn', n), later('randn', n), later('randn', 3))
        yield stream(n, later('randn', n, dtype='float64'), later('randn', n, dtype='float64'))
    # 624 words is one refill of the generator: cross it
    yield stream(3, later('rand', 620), later('rand', 10), later('randn', 3), later('rand', 2))
    for n in (1, 2, 3, 5, 10, 30):
        yield stream(11, later('randperm', n), later('randperm', n), later('rand', 1))


def rule_streams():
    for mean, std in ((0.0, 0.01), (2.0, 0.5), (-1.0, 3.0), (1.0, 0.0)):
        yield stream(7, later('normal_', 5, mean=mean, std=std), later('normal_', 4, 5, mean=mean, std=std))
    yield stream(7, later('constant_', 2, 2, val=42.0), later('ones_', 3), later('zeros_', 1, 2), later('rand', 1),
                 note='constants draw nothing')
    shapes = [(4, 3), (3, 4), (1, 5), (2, 3, 4), (4, 2, 3, 3)]
    for shape in shapes:
        for gain in (1.0, 5 / 3):
            yield stream(21, later('xavier_uniform_', *shape, gain=gain), later('xavier_normal_', *shape, gain=gain))
        for mode in ('fan_in', 'fan_out'):
            for how in ({}, {'nonlinearity': 'relu'}, {'nonlinearity': 'tanh'}, {'a': 5**0.5}):
                yield stream(22, later('kaiming_uniform_', *shape, mode=mode, **how),
                             later('kaiming_normal_', *shape, mode=mode, **how))
    yield stream(23, later('xavier_uniform_', 3, 4, dtype='float64'), later('kaiming_normal_', 3, 4, dtype='float64'))


def special_streams():
    note = '1.13 samples by the inverse of the normal distribution; 2.13 by rejection: other values for one seed'
    for args in ({}, {'mean': 1.0, 'std': 2.0, 'a': 0.0, 'b': 1.5}, {'std': 0.02}):
        yield stream(31, later('trunc_normal_', 6, **args), later('trunc_normal_', 4, 5, **args), note=note)
    note = 'through a QR decomposition: compare with tolerance'
    for shape in ((5, 3), (3, 5), (4, 4), (1, 3), (3, 1), (2, 3, 2)):
        yield stream(32, later('orthogonal_', *shape), later('orthogonal_', *shape, gain=2.0), note=note)
    for sparsity in (0.0, 0.1, 0.5, 1.0):
        yield stream(33, later('sparse_', 5, 4, sparsity=sparsity),
                     later('sparse_', 3, 2, sparsity=sparsity, std=1.0))
    yield stream(34, later('dirac_', 3, 2, 3), later('dirac_', 4, 2, 3, 2, groups=2), later('dirac_', 2, 3, 1, 2, 3),
                 later('dirac_', 4, 4, 4), later('rand', 1))
    yield stream(34, later('eye_', 3, 3), later('eye_', 2, 4), later('eye_', 4, 2), later('rand', 1))


def window_streams():
    """What does not lie row by row is filled in the order of its memory, normal numbers in pairs whatever the size."""
    for into in ('transpose', 'columns'):
        for shape in ((2, 3), (5, 4)):
            for dtype in TYPES:
                kind = {'into': into, 'dtype': dtype}
                yield stream(35, later('uniform_', *shape, **kind), later('normal_', *shape, **kind),
                             later('kaiming_normal_', *shape, mode='fan_out', **kind), later('rand', 1))
        yield stream(36, later('trunc_normal_', 5, 4, into=into), later('xavier_uniform_', 5, 4, into=into),
                     later('sparse_', 5, 4, into=into, sparsity=0.5), later('eye_', 3, 3, into=into), later('rand', 1))


def layer_streams():
    for seed in (0, 42, -1):
        yield stream(seed, linear(4, 8), linear(8, 1))
        yield stream(seed, linear(3, 2, bias=False), linear(1, 1), linear(7, 5))
        yield stream(seed, linear(3, 2, dtype='float64'), linear(20, 3))


def gains():
    names = ['linear', 'conv1d', 'conv2d', 'conv3d', 'conv_transpose1d', 'conv_transpose2d', 'conv_transpose3d',
             'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu']
    table = [(name, None) for name in names] + [('leaky_relu', s) for s in (0, 0.01, 0.2, 1, 10, -0.5, 5**0.5)]
    return [{'nonlinearity': name, 'param': param, 'gain': init.calculate_gain(name, param)} for name, param in table]


def fans():
    shapes = [(8, 4), (1, 8), (2, 3, 4), (16, 3, 5, 5), (2, 3, 1, 2, 2), (6, 1, 3), (0, 3), (3, 0)]
    found = [(shape, init._calculate_fan_in_and_fan_out(torch.empty(shape))) for shape in shapes]
    return [{'shape': list(shape), 'fanIn': fan_in, 'fanOut': fan_out} for shape, (fan_in, fan_out) in found]


def make():
    streams = [*plain_streams(), *rule_streams(), *special_streams(), *window_streams(), *layer_streams()]
    return {'streams': streams, 'gains': gains(), 'fans': fans()}
