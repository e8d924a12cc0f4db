"""Random construction recipes for nested nets, and the builder that turns a recipe into real modules.

A recipe is plain data: {'root': node, 'ties': [{'from', 'to', 'slot'}]}. A node is {'type', 'id', ...}; ids count up
in construction order (children before their container). A child {'name', 'ref': id} is a module built before.
"""
import math
from collections import OrderedDict

from torch import nn

NAMES = ['block 0', 'block 1', 'fc', 'hidden layer', 'act', ' leading', 'trailing ', '7', '1', '0',
         '层 1', 'out-put', 'weight', 'A', 'b_2', 'the last one']
ACTIVATIONS = ['ReLU', 'Tanh', 'Sigmoid']


class Draft:
    """Draws one recipe; `shape` is always the shape of one sample, without the batch."""

    def __init__(self, rng, reuse):
        self.rng, self.reuse = rng, reuse
        self.ids, self.pool, self.linears = 0, [], []
        self.width = rng.randint(2, 4)  # a favourite width makes equal shapes, hence ties, likely

    def finish(self, node, before, after):
        node['id'] = self.ids
        self.ids += 1
        self.pool.append((node, before, after))
        if node['type'] == 'Linear':
            self.linears.append(node)
        return node, after

    def linear(self, shape, out=None):
        out = out or self.rng.choice([self.width, self.width, self.rng.randint(1, 6)])
        node = {'type': 'Linear', 'args': {'inFeatures': shape[-1], 'outFeatures': out,
                                           'bias': self.rng.random() < 0.75}}
        return self.finish(node, shape, (*shape[:-1], out))

    def leaf(self, shape):
        kind = self.rng.random()
        if kind < 0.55:
            return self.linear(shape)
        if kind < 0.65 and (len(shape) > 1 or self.rng.random() < 0.3):
            return self.finish({'type': 'Flatten'}, shape, (math.prod(shape),))
        return self.finish({'type': self.rng.choice(ACTIVATIONS)}, shape, shape)

    def child(self, shape, depth):
        fitting = [entry for entry in self.pool if entry[1] == shape]
        if fitting and self.rng.random() < self.reuse:
            node, _, after = self.rng.choice(fitting)
            return {'ref': node['id']}, after
        if depth > 1 and self.rng.random() < 0.5:
            node, after = self.container(shape, depth - 1, self.rng.choice([0, 1, 2, 2, 3, 3]))
        else:
            node, after = self.leaf(shape)
        return {'module': node}, after

    def container(self, shape, depth, length, classes=None):
        before, children = shape, []
        for _ in range(length):
            entry, shape = self.child(shape, depth)
            children.append(entry)
        if classes and len(shape) > 1:
            node, shape = self.finish({'type': 'Flatten'}, shape, (math.prod(shape),))
            children.append({'module': node})
        if classes:
            node, shape = self.linear(shape, classes)
            children.append({'module': node})
        how = self.rng.choice(['positional', 'orderedDict', 'addModule'])
        names = self.rng.sample(NAMES, len(children)) if how != 'positional' else map(str, range(len(children)))
        children = [{'name': name, **entry} for name, entry in zip(names, children)]
        return self.finish({'type': 'Sequential', 'how': how, 'children': children}, before, shape)

    def ties(self, count):
        """Parameter ties between different Linears whose slots have equal shapes."""
        found = []
        for _ in range(20 * count):
            if len(self.linears) < 2 or len(found) >= count:
                break
            a, b = sorted(self.rng.sample(self.linears, 2), key=lambda node: node['id'])
            slot = self.rng.choice(['weight', 'weight', 'bias'])
            x, y = a['args'], b['args']
            equal = x['outFeatures'] == y['outFeatures'] and (slot == 'bias' or x['inFeatures'] == y['inFeatures'])
            tie = {'from': a['id'], 'to': b['id'], 'slot': slot}
            if equal and tie not in found and (slot == 'weight' or (x['bias'] and y['bias'])):
                found.append(tie)
        return found


def draw(rng, want_ties, classes):
    """One recipe with the shape of one input sample."""
    draft = Draft(rng, reuse=0.3 if want_ties else 0)
    flat = (rng.choice([draft.width, rng.randint(1, 6)]),)
    sample = (rng.randint(1, 3), draft.width) if rng.random() < 0.3 else flat
    root, _ = draft.container(sample, rng.choice([1, 2, 3, 4, 4, 4]), rng.randint(2, 5), classes)
    return {'root': root, 'ties': draft.ties(rng.randint(0, 3)) if want_ties else []}, sample


def construct(node, made):
    """Build a node; every module enters `made` under its id, in construction order."""
    kind = node['type']
    if kind == 'Linear':
        args = node['args']
        module = nn.Linear(args['inFeatures'], args['outFeatures'], bias=args['bias'])
    elif kind == 'Sequential':
        pairs = [(child['name'], made[child['ref']] if 'ref' in child else construct(child['module'], made))
                 for child in node['children']]
        module = assemble(node['how'], pairs)
    else:
        module = getattr(nn, kind)()
    made[node['id']] = module
    return module


def assemble(how, pairs):
    if how == 'positional':
        return nn.Sequential(*(module for _, module in pairs))
    if how == 'orderedDict':
        return nn.Sequential(OrderedDict(pairs))
    module = nn.Sequential()
    for name, child in pairs:
        module.add_module(name, child)
    return module


def build(recipe):
    """The net of a recipe and its modules by id; ties are assignments made after construction."""
    made = {}
    net = construct(recipe['root'], made)
    for tie in recipe['ties']:
        setattr(made[tie['to']], tie['slot'], getattr(made[tie['from']], tie['slot']))
    return net, made
