"""errors.json: what PyTorch says in the error situations of the reference semantics.

Each case is Python code that is run as it stands. `spec` is what the reference semantics (2.x) asks for; where 1.13
does something else a note is required, and where it does the same a note about a difference is refused.
"""
import copy
import warnings
from collections import OrderedDict

import torch
from torch import nn

from error_cases_modules import CASES as MODULE_CASES
from error_cases_tensors import CASES as TENSOR_CASES

NAMES = {'torch': torch, 'nn': nn, 'F': nn.functional, 'init': nn.init, 'copy': copy, 'OrderedDict': OrderedDict,
         'Linear': nn.Linear, 'ReLU': nn.ReLU, 'Sequential': nn.Sequential, 'Parameter': nn.Parameter}


class Own(nn.Module):
    """The module `m` of the cases: a parameter, a child, a buffer, an ordinary attribute."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(2))
        self.child = nn.ReLU()
        self.register_buffer('count', torch.zeros(1))
        self.plain = 3


def fresh():
    """What every case starts from."""
    torch.manual_seed(0)
    w = torch.tensor([[1.0, -1.0], [2.0, 1.0]], requires_grad=True)
    x = torch.tensor([[1.0, 2.0], [3.0, -1.0]])
    s = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    return {**NAMES, 'm': Own(), 's': s, 'l': nn.Linear(2, 2), 'w': w, 'x': x}


def text_of(error):
    """The message alone: str(KeyError('a')) would be quoted."""
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)


def outcome(code):
    """{type, message} of the exception, or {result} of the code; and the warnings on the way."""
    scope = fresh()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            exec(code, scope)
            found = {'type': None, 'message': None, 'result': str(scope['result']) if 'result' in scope else None}
        except Exception as error:
            found = {'type': type(error).__name__, 'message': text_of(error), 'result': None}
    found['warnings'] = [{'type': w.category.__name__, 'message': str(w.message)} for w in caught]
    return found


def agrees(found, kind, fragment):
    if kind is None:
        return found['type'] is None and (fragment is None or found['result'] == fragment)
    if kind.endswith('Warning'):
        return any(w['type'] == kind and (fragment or '') in w['message'] for w in found['warnings'])
    return found['type'] == kind and (fragment or '') in found['message']


def record(item, name, code, kind, fragment=None, note=None):
    found = outcome(code)
    same = agrees(found, kind, fragment)
    if same == bool(note):
        raise SystemExit(f'{item} {name}: agrees={same}, note={note!r}\n{code}\n{found}')
    spec = {'type': kind, 'fragment': fragment}
    return {'id': f'{item}-{name}', 'item': item, 'code': code, **found, 'spec': spec, 'agrees': same, 'note': note}


def make():
    records = [record(*case) for case in [*MODULE_CASES, *TENSOR_CASES]]
    ids = [entry['id'] for entry in records]
    assert len(set(ids)) == len(ids), 'two cases with one id'
    return {'cases': records}
