"""PyTorch on one thread, in the protocol of worker.mjs: one command a line, replies start with '@'."""
import gc
import json
import math
import resource
import sys
import time

import torch

torch.set_num_threads(1)

TINY = dict(sizes=[4, 8, 1], batch=2, scale=0.5, lr=0.01)
MEDIUM = dict(sizes=[784, 256, 128, 10], batch=64, scale=0.1, lr=0.01)
CHAIN = dict(width=4, rows=2, scale=0.9)
SHARED = dict(width=32, rows=2, scale=0.1)


def spread(count, salt=0):
    i = torch.arange(count, dtype=torch.float64)
    return (torch.remainder(i * 1103 + salt * 577, 2003) / 1001 - 1).to(torch.float32)


def weights(count, salt, scale):
    return (spread(count, salt).double() * scale).float()


def digest(values):
    v = values.detach().double().flatten()
    size = v.numel()
    samples = [v[0].item(), v[size // 2].item(), v[size - 1].item()]
    return dict(size=size, sum=v.sum().item(), magnitude=v.abs().sum().item(), samples=samples)


def moments(values):
    v = values.detach().double().flatten()
    size = v.numel()
    mean = v.mean().item()
    deviation = math.sqrt((v * v).mean().item() - mean * mean)
    return dict(size=size, mean=mean, deviation=deviation, samples=[v[0].item(), v[size // 2].item(), v[size - 1].item()])


def plain(compute):
    return compute, lambda: digest(compute())


def binary(count):
    a, b = spread(count), spread(count, 1)
    return plain(lambda: a + b)


def relu(count):
    x = spread(count)
    return plain(lambda: torch.relu(x))


def row(rows, columns):
    a, b = spread(rows * columns).view(rows, columns), spread(columns, 1)
    return plain(lambda: a + b)


def gradient(count):
    x, b = spread(count).requires_grad_(), weights(count, 1, 0.999).requires_grad_()

    def run():
        x.grad = None
        b.grad = None
        loss = (torch.relu(x + b) * 2).sum()
        loss.backward()
        return loss

    def check():
        loss = run().item()
        return {**digest(b.grad), 'loss': loss}

    return run, check


def matmul(n, left='n', right='n'):
    def operand(salt, kind):
        m = spread(n * n, salt).view(n, n)
        return m if kind == 'n' else m.t().contiguous().t()

    a, b = operand(0, left), operand(1, right)
    return plain(lambda: a @ b)


def filled(width, out, salt, scale, bias_salt):
    layer = torch.nn.Linear(width, out)
    with torch.no_grad():
        layer.weight.copy_(weights(out * width, salt, scale).view(out, width))
        layer.bias.copy_(weights(out, bias_salt, scale))
    return layer


def mlp(sizes, scale, **_):
    layers = []
    for i, out in enumerate(sizes[1:]):
        layers.append(filled(sizes[i], out, i, scale, i + 10))
        if i < len(sizes) - 2:
            layers.append(torch.nn.ReLU())
    return torch.nn.Sequential(*layers)


def training(shape, loss_of):
    def start():
        net = mlp(**shape)
        optimizer = torch.optim.SGD(net.parameters(), lr=shape['lr'])

        def run():
            optimizer.zero_grad(set_to_none=True)
            loss_of(net).backward()
            optimizer.step()

        return net, run

    def check():
        net, run = start()
        for _ in range(5):
            run()
        return digest(next(net.parameters()))

    return start()[1], check


def tiny():
    x, y = spread(8).view(2, 4), spread(2, 1).view(2, 1)
    return training(TINY, lambda net: torch.nn.functional.mse_loss(net(x), y))


def medium():
    batch, width = MEDIUM['batch'], MEDIUM['sizes'][0]
    x = spread(batch * width).view(batch, width)
    y = torch.tensor([(row * 7) % 10 for row in range(batch)])
    return training(MEDIUM, lambda net: torch.nn.functional.cross_entropy(net(x), y))


def deep(depth, width, rows, scale, same):
    one = filled(width, width, 0, scale, 1)
    layers = []
    for i in range(depth):
        layers += [one if same else filled(width, width, i % 7, scale, i % 7 + 1), torch.nn.ReLU()]
    net = torch.nn.Sequential(*layers)
    x = spread(rows * width).view(rows, width)
    parameters = list(net.parameters())

    def run():
        for parameter in parameters:
            parameter.grad = None
        net(x).sum().backward()

    def check():
        run()
        return digest(parameters[-1].grad)

    return run, check


def error(uses):
    def gradient(dtype):
        one = filled(32, 32, 0, 0.1, 1).to(dtype)
        total = torch.zeros((), dtype=dtype)
        for i in range(uses):
            total = total + torch.relu(one(spread(64, i).view(2, 32).to(dtype))).sum()
        total.backward()
        return one.weight.grad.double()

    exact = gradient(torch.float64)
    return ((gradient(torch.float32) - exact).abs().max() / exact.abs().max()).item()


def named(count):
    return torch.nn.Sequential(*[torch.nn.Linear(1, 1) for _ in range(count // 2)])


def names(count):
    net = named(count)
    run = lambda: list(net.named_parameters())
    return run, lambda: {'size': len(run()), 'last': len(run()[-1][0])}


def first_names(count):
    net = named(count)

    def run():
        for pair in net.named_parameters():
            last = pair
        return last

    def prepare():
        nonlocal net
        net = named(count)

    def check():
        pairs = list(net.named_parameters())
        return {'size': len(pairs), 'last': len(pairs[-1][0])}

    return run, check, prepare


def drawn(fill):
    target = torch.empty(4096, 4096)

    def check():
        torch.manual_seed(0)
        fill(target)
        return moments(target)

    return lambda: fill(target), check


init = torch.nn.init
CASES = {
    'relu-1e3': lambda: relu(1000),
    'relu-1e5': lambda: relu(100_000),
    'relu-1e6': lambda: relu(1_000_000),
    'add-1e3': lambda: binary(1000),
    'add-1e5': lambda: binary(100_000),
    'add-1e6': lambda: binary(1_000_000),
    'row-1e6': lambda: row(1000, 1000),
    'gradient-1e3': lambda: gradient(1000),
    'gradient-1e6': lambda: gradient(1_000_000),
    'matmul-64': lambda: matmul(64),
    'matmul-128': lambda: matmul(128),
    'matmul-256': lambda: matmul(256),
    'matmul-512': lambda: matmul(512),
    'matmul-nt-256': lambda: matmul(256, 'n', 't'),
    'matmul-tn-256': lambda: matmul(256, 't', 'n'),
    'matmul-tt-256': lambda: matmul(256, 't', 't'),
    'step-tiny': tiny,
    'step-medium': medium,
    'chain-100': lambda: deep(100, same=False, **CHAIN),
    'chain-1000': lambda: deep(1000, same=False, **CHAIN),
    'chain-10000': lambda: deep(10_000, same=False, **CHAIN),
    'shared-1000': lambda: deep(1000, same=True, **SHARED),
    'shared-10000': lambda: deep(10_000, same=True, **SHARED),
    'error-shared-1000': lambda: (lambda: error(1000), None),
    'names-1e4': lambda: names(10_000),
    'names-1e5': lambda: names(100_000),
    'names-first-1e5': lambda: first_names(100_000),
    'normal-4096': lambda: drawn(lambda t: init.normal_(t)),
    'xavier-4096': lambda: drawn(lambda t: init.xavier_uniform_(t)),
}


def timed(run, calls):
    before = time.process_time_ns()
    for _ in range(calls):
        run()
    return time.process_time_ns() - before


def measure(run, calls, prepare):
    """What `prepare` does before each call does not count, nor collecting what it leaves behind."""
    if prepare is None:
        return timed(run, calls)
    spent = 0
    for _ in range(calls):
        prepare()
        gc.collect()
        spent += timed(run, 1)
    return spent


def calibrate(run, milliseconds, prepare):
    enough, spent, tries = milliseconds * 1e6, 0, 0
    while spent < 8 * enough and tries < 2000:
        spent += measure(run, 1, prepare)
        tries += 1
    calls = 1
    while True:
        spent = measure(run, calls, prepare)
        if spent >= enough or calls >= 1e7:
            return calls
        calls = calls * 8 if spent < enough / 10 else math.ceil(calls * enough * 1.1 / spent)


def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def reply(value):
    sys.stdout.write('@' + json.dumps(value) + '\n')
    sys.stdout.flush()


def main():
    run, check, *rest = CASES[sys.argv[1]]()
    prepare = rest[0] if rest else None
    calls = 1
    reply('ready')
    for line in sys.stdin:
        command = json.loads(line)
        try:
            if command['do'] == 'check':
                reply(check())
            elif command['do'] == 'calibrate':
                calls = calibrate(run, command['milliseconds'], prepare)
                reply(calls)
            elif command['do'] == 'round':
                reply(measure(run, calls, prepare) / calls)
            elif command['do'] == 'error':
                reply(run())
            else:
                before = most()
                run()
                reply(most() - before)
        except Exception as error:
            reply(dict(error=str(error)))


main()
