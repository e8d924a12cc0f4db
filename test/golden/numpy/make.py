"""Write print.json: random arrays as NumPy prints them, by `str` and by `repr`.

Usage: python3 test/golden/numpy/make.py

Needs NumPy 1.x (Debian: apt-get install python3-numpy), whose printing rules are those of the seed's time: 2.0 compares
with bounds of the array's own type, 2.3 moves a bound and names the shape of shortened arrays.
Two runs give the same bytes.
"""
import base64
import json
import math
import pathlib
import random

import numpy as np

INF, NAN = math.inf, math.nan
FLOATS = [np.float32, np.float64]


def record(a, period=None):
    """{dtype, shape, data, str, repr}; data is base64 of the row-major little-endian bytes, or of the first `period`
    elements where the rest repeats them."""
    little = a.reshape(-1)[:period].astype(a.dtype.newbyteorder('<'))
    return {'dtype': a.dtype.name, 'shape': list(a.shape), 'data': base64.b64encode(little.tobytes()).decode(),
            'str': str(a), 'repr': repr(a)}


def chosen_values():
    """Lists picked for one rule each: bounds of the exponent form, ties, neighbours of powers of two, blanks."""
    yield from ([0.0], [-0.0], [0.0, -0.0], [1.0], [-1.0], [NAN], [INF], [-INF], [NAN, INF, -INF, 1.0], [NAN, 0.0])
    yield from ([1e-4], [9.9999e-5], [1.0, 1000.0], [1.0, 1001.0], [0.5, 500.5], [0.001, 1.0], [0.003, 3.0])
    yield from ([99999992.0], [99999999.0], [1e8], [33554436.0, 33554432.0], [16777216.0, 1e5], [12345678.0, 99999.5])
    yield from ([8.522827, 0.0, -0.0], [42.0, 8.6638, 1.0, 1.0], [0.1, 0.25, 100.125], [1 / 3, 2 / 3, 100.0])
    yield from ([0.5, 0.123456785], [0.001953125, 0.0009765625, 0.00048828125, 1.0], [0.000244140625, 0.1234567])
    yield from ([2.0 ** -20, 2.0 ** -21, 3e-7], [2.0 ** 60, 1.0], [1e16], [1e15], [1e22, 1e23], [5e-324], [1.4e-45])
    yield from ([3.4028234663852886e38], [1.7976931348623157e308, 1e-300], [1e100, 1.0], [9.999999999, 0.1])
    yield from ([0.999999999999, 2.0], [9.9999999999e-6, 1.0], [1e-5, INF], [-1e-5, -INF, 3.0], [123456.789, NAN])
    yield from ([1.5, NAN], [1000000.0, -INF], [2.0, INF], [1e10, NAN], [-2.5, 3.25, -INF])


def chosen():
    for values in chosen_values():
        for kind in FLOATS:
            with np.errstate(over='ignore'):
                a = np.array(values, dtype=kind)
            yield a
            yield a[:1].reshape(())
    for values in ([0], [1, -20, 300], [2 ** 40, -1], list(range(60)), [[5]], 7, -3):
        yield np.array(values, dtype=np.int64)
    for values in ([True, False], [False] * 30, [[True]], True, False):
        yield np.array(values)
    for shape in ((0,), (0, 3), (3, 0), (2, 0, 4)):
        for kind in (*FLOATS, np.int64, np.bool_):
            yield np.empty(shape, dtype=kind)


def drawn_values(rng, count):
    kind = rng.randrange(8)
    if kind == 0:
        return [float(rng.randint(-20, 20)) for _ in range(count)]
    if kind == 1:
        return [rng.gauss(0, 1) * 10 ** rng.uniform(-6, 6) for _ in range(count)]
    if kind == 2:
        return [rng.choice([0.0, -0.0, NAN, INF, -INF, 1.0, 2.5, -3.0]) for _ in range(count)]
    if kind == 3:
        return [rng.uniform(-10, 10) * (rng.random() < 0.5) for _ in range(count)]
    if kind == 4:
        return [rng.choice([1.0, -1.0]) * 2.0 ** rng.randint(-30, 30) for _ in range(count)]
    if kind == 5:
        return [rng.randint(-800, 800) / 8 for _ in range(count)]
    if kind == 6:
        scale = 10 ** rng.uniform(-12, 12)
        return [rng.uniform(-scale, scale) for _ in range(count)]
    return [rng.gauss(0, rng.choice([0.01, 1, 30])) for _ in range(count)]


def drawn(rng, count):
    """Random shapes of rank 0 to 4, mostly float32; some wide enough to wrap."""
    sizes = {0: [1], 1: [1, 2, 5, 7, 8, 9, 20], 2: [1, 2, 3, 5, 12], 3: [1, 2, 3, 4], 4: [1, 2, 3]}
    for _ in range(count):
        shape = [rng.choice(sizes[rank]) for rank in [rng.choice([0, 1, 1, 2, 2, 2, 3, 4])] for _ in range(rank)]
        size = math.prod(shape)
        kind = rng.choice([np.float32] * 5 + [np.float64] * 2 + [np.int64, np.bool_])
        if kind == np.int64:
            values = [rng.randint(-10 ** rng.randint(0, 12), 10 ** rng.randint(0, 12)) for _ in range(size)]
        elif kind == np.bool_:
            values = [rng.random() < 0.5 for _ in range(size)]
        else:
            values = drawn_values(rng, size)
        yield np.array(values, dtype=kind).reshape(shape)


PERIOD = 13


def shortened(rng):
    """Around and above 1000 elements, 13 of them over and over."""
    for shape in ((1000,), (1001,), (7, 200), (6, 200), (200, 6), (2, 8, 70), (11, 10, 10), (3, 1, 350), (7, 7, 7, 3)):
        for kind in (np.float32, np.int64, np.bool_):
            some = [rng.choice([0.5, 1.0, -12.25, 3.0, 0.0, 1234.5]) for _ in range(PERIOD)]
            yield np.resize(np.array(some, dtype=kind), shape)


def main():
    rng = random.Random(11)
    records = [*map(record, (*chosen(), *drawn(rng, 400))), *(record(a, PERIOD) for a in shortened(rng))]
    body = ',\n'.join(json.dumps(r, separators=(',', ':')) for r in records)
    path = pathlib.Path(__file__).resolve().parent / 'print.json'
    path.write_text(f'{{"numpy":"{np.__version__}",\n"arrays":[\n{body}\n]}}\n', encoding='utf-8')
    print(f'{path.name}  {path.stat().st_size / 1024:.1f} KiB  {len(records)} arrays')


if __name__ == '__main__':
    main()
