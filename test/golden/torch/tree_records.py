"""trees.json: random programs that build and change trees, which steps are refused, and what the trees list in the end."""
import copy
import math
import random
from collections import OrderedDict

import torch
from torch import nn

COUNT = 32
LEAST = 4  # modules in a tree
NAMES = ['weight', 'bias', 'a', 'b', '0', '1', '2', 'block 0']
REFUSED = ['x.y', '', 'forward']
SHAPES = [[], [1], [2], [2, 3], [0]]
SEQUENTIAL = ['append', 'insert', 'pop', 'put', 'slice', 'extend']


class Program:
    """Modules and tensors under numbers, and the steps so far; a module holds only older ones, so that no cycle comes."""

    def __init__(self, rng):
        self.rng, self.modules, self.tensors = rng, [], []
        self.makes, self.values, self.steps = [], [], []

    def tensor(self):
        shape, parameter = self.rng.choice(SHAPES), self.rng.random() < 0.6
        start = 10 * len(self.tensors)
        value = torch.arange(start, start + math.prod(shape), dtype=torch.float32).reshape(shape)
        self.tensors.append(nn.Parameter(value) if parameter else value)
        self.values.append({'shape': shape, 'parameter': parameter})

    def module(self):
        kind = self.rng.choice(['Linear', 'Linear', 'ReLU', 'Identity', 'Sequential', 'Sequential', 'Named', 'Named'])
        older = range(len(self.modules))
        some = [self.rng.choice(older) for _ in range(self.rng.randint(1, 4))] if older else []
        if kind == 'Linear':
            args = [self.rng.randint(1, 3), self.rng.randint(1, 3), self.rng.random() < 0.7]
            made = nn.Linear(args[0], args[1], bias=args[2])
        elif kind == 'Sequential':
            args, made = some, nn.Sequential(*(self.modules[i] for i in some))
        elif kind == 'Named':
            args = list(zip(self.rng.sample(['a', 'b', '0', '1', 'block 0'], len(some)), some))
            made = nn.Sequential(OrderedDict((name, self.modules[i]) for name, i in args))
        else:
            args, made = [], getattr(nn, kind)()
        self.modules.append(made)
        self.makes.append([kind, args])

    def value(self, owner):
        """What a step gives, and how it is written down."""
        kind = self.rng.choice(['module', 'module', 'tensor', 'tensor', 'none', 'number'])
        if kind == 'module' and owner > 0:
            i = self.rng.randrange(owner)
            return self.modules[i], ['module', i]
        if kind == 'tensor':
            i = self.rng.randrange(len(self.tensors))
            return self.tensors[i], ['tensor', i]
        return (3, ['number', 3]) if kind == 'number' else (None, None)

    def take(self, action, owner, args, run):
        """Runs a step and notes the kind of its error."""
        try:
            run()
            error = None
        except Exception as caught:
            error = type(caught).__name__
        self.steps.append({'action': action, 'owner': owner, 'args': args, 'error': error})

    def register(self, action, owner, name, value, written):
        module = self.modules[owner]
        run = {'registerBuffer': lambda: module.register_buffer(name, value, persistent=name != 'b'),
               'registerParameter': lambda: module.register_parameter(name, value),
               'addModule': lambda: module.add_module(name, value)}[action]
        self.take(action, owner, [name, written], run)

    def step(self):
        owner = max(self.rng.choices(range(len(self.modules)), k=2))
        module = self.modules[owner]
        value, written = self.value(owner)
        action = self.rng.choice(['set', 'set', 'delete', 'registerBuffer', 'registerParameter', 'addModule',
                                  'flags', *SEQUENTIAL])
        name = self.rng.choice(NAMES)
        if action == 'set' and not (name in module._buffers and isinstance(value, nn.Parameter)):
            self.take(action, owner, [name, written], lambda: setattr(module, name, value))
        elif action == 'delete':
            held = [*module._parameters, *module._buffers, *module._modules]
            if held and not isinstance(module, nn.Linear):
                name = self.rng.choice(held)
                self.take(action, owner, [name], lambda: delattr(module, name))
        elif action == 'flags':
            flag = self.rng.random() < 0.5
            self.take(action, owner, [flag], lambda: module.train(flag).requires_grad_(flag))
        elif action in SEQUENTIAL:
            if isinstance(module, nn.Sequential) and not isinstance(value, torch.Tensor):
                self.sequence(action, owner, value, written)
        else:
            self.register(action, owner, self.rng.choice(NAMES + REFUSED), value, written)

    def sequence(self, action, owner, value, written):
        module, at = self.modules[owner], self.rng.randint(-3, 3)
        if action == 'slice':
            if len(module) > 0:
                self.take(action, owner, [at], lambda: self.modules.append(module[at:]))
            return
        older = [self.rng.randrange(owner) for _ in range(2)] if owner > 0 else []
        args, run = {
            'append': ([written], lambda: module.append(value)),
            'insert': ([at, written], lambda: module.insert(at, value)),
            'pop': ([at], lambda: module.pop(at)),
            'put': ([at, written], lambda: module.__setitem__(at, value)),
            'extend': ([older], lambda: module.extend([self.modules[i] for i in older])),
        }[action]
        self.take(action, owner, args, run)


def numbered(modules, root):
    order, numbers = [], {id(module): i for i, module in reversed(list(enumerate(modules)))}
    root.apply(lambda module: order.append(numbers[id(module)]))
    return order


def ties(net):
    """For each entry of the state, the first that is the same object."""
    first = {}
    return [first.setdefault(id(value), i) for i, value in enumerate(net.state_dict(keep_vars=True).values())]


def view(modules, number):
    root = modules[number]
    copied = copy.deepcopy(root)
    return {'root': number, 'repr': repr(root),
            'parameters': [[name, p.requires_grad] for name, p in root.named_parameters()],
            'own': [name for name, _ in root.named_parameters(prefix='q', recurse=False)],
            'buffers': [name for name, _ in root.named_buffers()],
            'modules': [[name, module.training] for name, module in root.named_modules()],
            'every': [name for name, _ in root.named_modules(remove_duplicate=False)],
            'children': [name for name, _ in root.named_children()],
            'state': list(root.state_dict(prefix='p.')), 'ties': ties(copied), 'applyOrder': numbered(modules, root)}


def load(rng, root):
    """A state with keys left out, added and of another shape; what becomes of it."""
    state = [(key, list(value.shape) if rng.random() < 0.85 else [4, 1])
             for key, value in root.state_dict().items() if rng.random() < 0.85]
    state += [(key, [1]) for key in ('zz', 'y.w') if rng.random() < 0.3]
    strict = rng.random() < 0.5
    try:
        result = str(root.load_state_dict({key: torch.full(shape, 7.0) for key, shape in state}, strict=strict))
    except RuntimeError as error:
        result = str(error)
    values = [value.reshape(-1).tolist() for value in root.state_dict().values()]
    return {'state': state, 'strict': strict, 'result': result, 'sevens': [all(v == 7 for v in vs) for vs in values]}


def program(rng):
    made = Program(rng)
    for _ in range(4):
        made.tensor()
    for _ in range(rng.randint(4, 7)):
        made.module()
    for _ in range(rng.randint(6, 20)):
        made.step()
    root = max(range(len(made.modules)), key=lambda i: (len(list(made.modules[i].modules())), i))
    return {'tensors': made.values, 'modules': made.makes, 'steps': made.steps, 'view': view(made.modules, root),
            'load': {'root': root, **load(rng, made.modules[root])}}


def make():
    rng = random.Random(23)
    programs = []
    while len(programs) < COUNT:
        made = program(rng)
        if len(made['view']['modules']) >= LEAST:
            programs.append(made)
    return {'programs': programs}
