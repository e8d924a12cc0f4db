"""nets.json: random nested nets with names, ties, forward, loss, gradients and three optimizers."""
import copy
import random

import torch
from torch import nn

import recipes
from encoding import array, packed

COUNT = 80
STEPS = 5
OPTIMIZERS = [
    ('SGD', {'lr': 0.1}),
    ('SGD', {'lr': 0.05, 'momentum': 0.9, 'weightDecay': 0.01, 'nesterov': True}),
    ('Adam', {'lr': 0.01}),
]
PYTHON_OPTION = {'weightDecay': 'weight_decay'}
LOSSES = {'mse': nn.functional.mse_loss, 'crossEntropy': nn.functional.cross_entropy}


def all_named_parameters(net):
    """What 2.x calls named_parameters(remove_duplicate=False); 1.13 has no such argument, so by its definition."""
    return [((path + '.' if path else '') + name, p)
            for path, module in net.named_modules(remove_duplicate=False)
            for name, p in module._parameters.items() if p is not None]


def tied_groups(net):
    groups = {}
    for name, p in all_named_parameters(net):
        groups.setdefault(id(p), []).append(name)
    return [names for names in groups.values() if len(names) > 1]


def train(net, x, target, loss_name, optimizer, options):
    """Five steps on a copy (deepcopy keeps ties); the losses before each step, and the parameters after the last."""
    net = copy.deepcopy(net)
    options = {PYTHON_OPTION.get(key, key): value for key, value in options.items()}
    rule = getattr(torch.optim, optimizer)(net.parameters(), **options)
    losses = []
    for _ in range(STEPS):
        rule.zero_grad()
        loss = LOSSES[loss_name](net(x), target)
        loss.backward()
        rule.step()
        losses.append(loss.detach())
    return torch.stack(losses), [p.detach() for p in net.parameters()]


def close(a, b):
    return bool(((a.double() - b).abs() <= 1e-5 * b.abs().clamp(min=1)).all())


def well_conditioned(net, x, target, loss_name):
    """float32 and float64 must agree: Adam turns a gradient that is only rounding noise into a full step."""
    wide = copy.deepcopy(net).double()
    y = target.double() if target.is_floating_point() else target
    for optimizer, options in OPTIMIZERS:
        losses, values = train(net, x, target, loss_name, optimizer, options)
        wide_losses, wide_values = train(wide, x.double(), y, loss_name, optimizer, options)
        if not all(map(close, [losses, *values], [wide_losses, *wide_values])):
            return False
    return True


def gradients(net, x, target, loss_name):
    net = copy.deepcopy(net)
    output = net(x)
    loss = LOSSES[loss_name](output, target)
    loss.backward()
    return output.detach(), loss.detach(), [p.grad for p in net.parameters()]


def lively(grads):
    """At least two parameters in three receive a gradient that is not all zero."""
    return sum(bool(g.abs().max() > 1e-4) for g in grads) * 3 >= 2 * len(grads) > 0


def candidate(rng, want_ties, loss_name):
    recipe, sample = recipes.draw(rng, want_ties, rng.randint(2, 5) if loss_name == 'crossEntropy' else None)
    seed = rng.randrange(2**31)
    torch.manual_seed(seed)
    net, made = recipes.build(recipe)
    batch = rng.randint(1, 4)
    x = torch.randn(batch, *sample)
    with torch.no_grad():
        shape = net(x).shape
    target = torch.randint(shape[1], (batch,)) if loss_name == 'crossEntropy' else torch.randn(shape)
    return recipe, seed, net, made, x, target


def acceptable(net, x, target, loss_name, want_ties):
    if not list(net.parameters()) or bool(tied_groups(net)) != want_ties:
        return False
    return lively(gradients(net, x, target, loss_name)[2]) and well_conditioned(net, x, target, loss_name)


def record(recipe, seed, net, made, x, target, loss_name):
    ids = {id(module): key for key, module in made.items()}
    order = []
    net.apply(lambda module: order.append(ids[id(module)]))
    output, loss, grads = gradients(net, x, target, loss_name)
    named = list(net.named_parameters())
    return {
        'seed': seed,
        **recipe,
        'repr': repr(net),
        'parameters': [{'name': name, 'shape': list(p.shape), 'value': packed(p), 'gradient': packed(g)}
                       for (name, p), g in zip(named, grads)],
        'allParameterNames': [name for name, _ in all_named_parameters(net)],
        'tied': tied_groups(net),
        'moduleNames': [name for name, _ in net.named_modules()],
        'allModuleNames': [name for name, _ in net.named_modules(remove_duplicate=False)],
        'stateKeys': list(net.state_dict()),
        'parameterCount': sum(p.numel() for p in net.parameters()),
        'applyOrder': order,
        'input': array(x),
        'output': array(output),
        'loss': {'kind': loss_name, 'target': array(target), 'value': packed(loss)},
        'runs': [run(net, x, target, loss_name, *choice) for choice in OPTIMIZERS],
    }


def run(net, x, target, loss_name, optimizer, options):
    losses, values = train(net, x, target, loss_name, optimizer, options)
    return {'optimizer': optimizer, 'options': options, 'losses': packed(losses),
            'parameters': [packed(value) for value in values]}


def make():
    rng = random.Random(20160531)
    records = []
    while len(records) < COUNT:
        want_ties = len(records) % 5 < 3
        loss_name = 'crossEntropy' if len(records) % 3 == 2 else 'mse'
        drawn = candidate(rng, want_ties, loss_name)
        if acceptable(drawn[2], drawn[4], drawn[5], loss_name, want_ties):
            records.append(record(*drawn, loss_name))
    return {'nets': records}
