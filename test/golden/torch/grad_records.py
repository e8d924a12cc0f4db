"""grads.json: one operation per record, in float64, with the gradient of every input."""
import random

import torch
from torch.nn import functional as F

from encoding import array

rng = random.Random(11)


def numbers(*shape, low=-2.0, high=2.0):
    """Random float64 values, kept away from the points where an operation has a kink."""
    count = torch.Size(shape).numel()
    return torch.tensor([rng.uniform(low, high) for _ in range(count)], dtype=torch.float64).reshape(shape)


def exact(*values):
    return torch.tensor(values, dtype=torch.float64)


def view(x, attributes):
    """x[start:stop:step] along `dim`."""
    index = [slice(None)] * x.dim()
    index[attributes['dim']] = slice(attributes['start'], attributes['end'], attributes['step'])
    return x[tuple(index)]


def reduced(name):
    def run(x, a):
        method = getattr(x, name)
        return method(a['dims'], keepdim=a['keepdim']) if 'dims' in a else method()
    return run


BINARY = {'add': torch.add, 'sub': torch.sub, 'mul': torch.mul, 'div': torch.div, 'pow': torch.pow}
UNARY = {'relu': torch.relu, 'tanh': torch.tanh, 'sigmoid': torch.sigmoid, 'exp': torch.exp, 'log': torch.log,
         'abs': torch.abs, 'neg': torch.neg}
RULES = {
    **{name: lambda x, y, a, f=f: f(x, y) for name, f in BINARY.items()},
    **{name: lambda x, a, f=f: f(x) for name, f in UNARY.items()},
    **{name + 'Scalar': lambda x, a, f=f: f(x, a['value']) for name, f in BINARY.items()},
    'matmul': lambda x, y, a: torch.matmul(x, y),
    'linear': lambda x, w, *rest: F.linear(x, w, *rest[:-1]),
    'sum': reduced('sum'),
    'mean': reduced('mean'),
    'mseLoss': lambda x, y, a: F.mse_loss(x, y, reduction=a['reduction']),
    'crossEntropyLoss': lambda x, a: F.cross_entropy(x, torch.tensor(a['target']), reduction=a['reduction']),
    'logSoftmax': lambda x, a: F.log_softmax(x, dim=a['dim']),
    'softmax': lambda x, a: F.softmax(x, dim=a['dim']),
    'reshape': lambda x, a: x.reshape(a['shape']),
    'flatten': lambda x, a: torch.flatten(x, a['startDim'], a['endDim']),
    'transpose': lambda x, a: x.transpose(*a['dims']),
    't': lambda x, a: x.t(),
    'expand': lambda x, a: x.expand(a['shape']),
    'clone': lambda x, a: x.clone(),
    'slice': view,
    'select': lambda x, a: x.select(a['dim'], a['index']),
    'cat': lambda *xs: torch.cat(xs[:-1], dim=xs[-1]['dim']),
    'stack': lambda *xs: torch.stack(xs[:-1], dim=xs[-1]['dim']),
}


NOTES = {'ReshapeAliasBackward0': '2.x: ViewBackward0',
         'SqueezeBackward3': 'the number at the end is not the same in every version'}


def record(op, *inputs, **attributes):
    leaves = [x.clone().requires_grad_() for x in inputs]
    output = RULES[op](*leaves, attributes)
    upstream = numbers(*output.shape)
    gradients = torch.autograd.grad(output, leaves, upstream)
    name = type(output.grad_fn).__name__
    given = {key: value for key, value in attributes.items() if value is not None}
    skew = {'note': NOTES[name]} if name in NOTES else {}
    return {'op': op, 'inputs': [array(x) for x in inputs], 'attributes': given, 'output': array(output),
            'upstream': array(upstream), 'gradients': [array(g) for g in gradients], 'gradFn': name, **skew}


def elementwise():
    pairs = [((), ()), ((3,), (3,)), ((2, 3), (3,)), ((2, 1), (1, 3)), ((2, 3), ()),
             ((4, 1, 2), (3, 1)), ((1,), (2, 2)), ((0, 3), (1, 3)), ((2, 3, 2), (2, 3, 2))]
    for op in BINARY:
        for a, b in pairs:
            x = numbers(*a, low=0.25) if op == 'pow' else numbers(*a)
            yield record(op, x, numbers(*b, low=0.5) if op == 'div' else numbers(*b))
    yield record('pow', exact(0.0, 0.0, 2.0, -2.0, 0.0), exact(2.0, 1.0, 0.0, 3.0, 0.0))
    yield record('div', exact(1.0, -1.0, 0.0), exact(0.0, 0.0, 0.0))
    for op in BINARY:
        for value in (2, -1.5, 0) if op != 'div' else (2, -1.5):
            yield record(op + 'Scalar', numbers(2, 3, low=0.25) if op == 'pow' else numbers(2, 3), value=value)
    yield from (record('powScalar', exact(-2.0, 0.0, 3.0), value=value) for value in (0, 1, 2, 3, 0.5, -1))


def unary():
    for op in UNARY:
        for shape in ((), (3,), (2, 3), (2, 2, 2), (0,)):
            yield record(op, numbers(*shape, low=0.25) if op == 'log' else numbers(*shape))
    for op in ('relu', 'abs', 'tanh', 'sigmoid', 'exp'):
        yield record(op, exact(0.0, -0.0, 1e-9, -1e-9, 30.0, -30.0, 800.0, -800.0))
    yield record('log', exact(0.0, 1.0, 1e-300))


def products():
    shapes = [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((1, 1), (1, 1)),
              ((5, 2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((2, 3), (5, 3, 4)), ((2, 1, 2, 3), (3, 3, 2)),
              ((5, 2, 3), (3,)), ((3,), (5, 3, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3))]
    for a, b in shapes:
        yield record('matmul', numbers(*a), numbers(*b))
    for batch in ((2,), (), (2, 3), (0,)):
        yield record('linear', numbers(*batch, 4), numbers(3, 4), numbers(3))
        yield record('linear', numbers(*batch, 4), numbers(3, 4))


def reductions():
    for op in ('sum', 'mean'):
        for shape in ((), (3,), (2, 3), (2, 3, 4)):
            yield record(op, numbers(*shape))
        for dims in ([0], [1], [-1], [0, 2], [0, 1, 2], [-1, 0]):
            for keepdim in (False, True):
                yield record(op, numbers(2, 3, 4), dims=dims, keepdim=keepdim)
    yield record('sum', numbers(0, 3), dims=[0], keepdim=False)


def losses():
    for reduction in ('mean', 'sum', 'none'):
        for shape in ((3,), (2, 3), (), (2, 2, 2)):
            yield record('mseLoss', numbers(*shape), numbers(*shape), reduction=reduction)
        for rows, classes in ((1, 2), (3, 4), (2, 1)):
            target = [rng.randrange(classes) for _ in range(rows)]
            yield record('crossEntropyLoss', numbers(rows, classes), target=target, reduction=reduction)
    yield record('crossEntropyLoss', exact([1000.0, -1000.0], [0.0, 1000.0]), target=[1, 1], reduction='mean')
    for op in ('logSoftmax', 'softmax'):
        for shape, dim in (((3,), 0), ((2, 3), 1), ((2, 3), 0), ((2, 3, 2), -1), ((2, 3, 2), 1)):
            yield record(op, numbers(*shape), dim=dim)
        yield record(op, exact(1000.0, 0.0, -1000.0), dim=0)


def movements():
    shapes = (((2, 3), [3, 2]), ((2, 3), [-1]), ((6,), [2, -1]), ((2, 3, 4), [6, 4]), ((), [1]), ((1,), []))
    for before, after in shapes:
        yield record('reshape', numbers(*before), shape=after)
    for shape, start, end in (((2, 3, 4), 1, -1), ((2, 3, 4), 0, 1), ((), 0, -1)):
        yield record('flatten', numbers(*shape), startDim=start, endDim=end)
    for shape, dims in (((2, 3), [0, 1]), ((2, 3, 4), [0, 2]), ((2, 3, 4), [-1, -2]), ((3,), [0, 0])):
        yield record('transpose', numbers(*shape), dims=dims)
    yield from (record('t', numbers(*shape)) for shape in ((2, 3), (3,), ()))
    for before, after in (((3,), [2, 3]), ((2, 1), [2, 4]), ((), [2, 2]), ((1, 3), [-1, -1]), ((1, 3), [2, 2, -1])):
        yield record('expand', numbers(*before), shape=after)
    yield record('clone', numbers(2, 2))


def pieces():
    slices = ((0, 0, 2, 1), (0, 1, None, 1), (1, -2, None, 1), (1, 0, 4, 2), (2, 1, -1, 1), (0, 2, 1, 1),
              (-1, None, None, 3), (0, 0, 99, 1))
    for dim, start, end, step in slices:
        yield record('slice', numbers(3, 4, 5), dim=dim, start=start, end=end, step=step)
    for shape, dim, index in (((3,), 0, 1), ((2, 3), 0, -1), ((2, 3), 1, 2), ((2, 3, 4), -1, 0), ((2, 3, 4), 1, -3)):
        yield record('select', numbers(*shape), dim=dim, index=index)
    joins = ((0, [(2, 3), (1, 3)]), (1, [(2, 1), (2, 3), (2, 2)]), (-1, [(2,), (3,)]), (0, [(0, 2), (2, 2)]))
    for dim, shapes in joins:
        yield record('cat', *(numbers(*shape) for shape in shapes), dim=dim)
    for dim, shape, count in ((0, (), 3), (0, (2,), 2), (1, (2, 3), 2), (-1, (2, 3), 3)):
        yield record('stack', *(numbers(*shape) for _ in range(count)), dim=dim)


def make():
    rng.seed(11)
    groups = [elementwise, unary, products, reductions, losses, movements, pieces]
    return {'cases': [entry for group in groups for entry in group()]}
