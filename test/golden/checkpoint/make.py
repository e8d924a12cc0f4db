"""Write what NumPy and PyTorch make, to be opened by the library's tests.

Usage: python3 test/golden/checkpoint/make.py

Needs NumPy and PyTorch (Debian: apt-get install python3-torch).
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

HERE = Path(__file__).parent


def arrays():
    """Every dtype, order, rank and value that could go wrong."""
    return {
        'floats': np.array([[0.1, -0.0, np.nan], [np.inf, -np.inf, 1e-45]], dtype='<f4'),
        'doubles': np.array([0.1, 5e-324, -0.0], dtype='<f8'),
        'whole': np.array(-(2**53 - 1), dtype='<i8'),
        'truth': np.array([[True, False], [False, True]]),
        'empty': np.zeros((0, 3), dtype='<f4'),
        'turned': np.arange(24, dtype='<f4').reshape(2, 3, 4).T,
        'block 0.weight': np.array([1.5], dtype='<f4'),
        '10': np.array([10], dtype='<i8'),
        '2': np.array([2], dtype='<i8'),
        '__proto__': np.array([3], dtype='<i8'),
        'β.权重': np.array([4], dtype='<i8'),
    }


def text(value):
    """A number as text that tells -0, NaN and the infinities apart."""
    return 'NaN' if value != value else repr(float(value)).replace('inf', 'Infinity')


def net():
    """A middle layer used twice."""
    shared = nn.Linear(8, 8)
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), shared, nn.Tanh(), shared, nn.ReLU(), nn.Linear(8, 1))


def main():
    torch.set_num_threads(1)
    made = arrays()
    np.savez(HERE / 'numpy.npz', **made)
    np.savez_compressed(HERE / 'numpy-compressed.npz', **made)
    torch.manual_seed(20)
    model = net()
    x = torch.rand(3, 4)
    state = {name: value.numpy() for name, value in model.state_dict().items()}
    np.savez(HERE / 'torch.npz', **state)
    record = {
        'numpy': np.__version__,
        'torch': torch.__version__,
        'python': sys.version.split()[0],
        'arrays': {
            name: {
                'dtype': str(value.dtype),
                'shape': list(value.shape),
                'values': [text(v) for v in value.ravel().tolist()],
            }
            for name, value in made.items()
        },
        'input': x.tolist(),
        'output': model(x).tolist(),
        'names': list(state),
    }
    (HERE / 'made.json').write_text(json.dumps(record, ensure_ascii=False, indent=1) + '\n')


main()
