"""Open files written by the library with the real software, and print what it says as JSON.

Usage: python3 test/golden/checkpoint/open.py FILE...

A `.npz` file is opened by numpy.load; a `.safetensors` file by the safetensors package where it is installed, else by
the dozen lines below, which follow its format. The values go into a PyTorch net by load_state_dict, and its output on
a fixed input is printed.
"""
import hashlib
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

CODES = {'F32': '<f4', 'F64': '<f8', 'I64': '<i8', 'BOOL': '|b1'}


def read_safetensors(path):
    try:
        from safetensors.torch import load_file

        return 'safetensors', load_file(path)
    except ImportError:
        pass
    data = Path(path).read_bytes()
    (length,) = struct.unpack('<Q', data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop('__metadata__', None)
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + length + at for at in entry['data_offsets'])
        values = np.frombuffer(data[start:end], dtype=CODES[entry['dtype']]).reshape(entry['shape'])
        tensors[name] = torch.from_numpy(values.copy())
    return 'by its format', tensors


def read(path):
    if path.endswith('.safetensors'):
        return read_safetensors(path)
    with np.load(path, allow_pickle=False) as file:
        return f'numpy {np.__version__}', {name: torch.from_numpy(file[name]) for name in file.files}


def net():
    shared = nn.Linear(8, 8)
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), shared, nn.Tanh(), shared, nn.ReLU(), nn.Linear(8, 1))


def look(path):
    reader, tensors = read(path)
    model = net()
    result = model.load_state_dict(tensors, strict=False)
    x = torch.arange(12, dtype=torch.float32).reshape(3, 4) / 8 - 0.5
    return {
        'sha256': hashlib.sha256(Path(path).read_bytes()).hexdigest(),
        'reader': reader,
        'names': sorted(tensors),
        'missing': sorted(result.missing_keys),
        'unexpected': sorted(result.unexpected_keys),
        'output': model(x).tolist(),
    }


torch.set_num_threads(1)
print(json.dumps({Path(path).name: look(path) for path in sys.argv[1:]}, indent=1))
