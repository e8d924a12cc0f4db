"""dtypes.json: what becomes of operands of different dtypes and ranks, as printed text."""
import torch

VALUES = {
    'bool': ([True, False, True], True),
    'int64': ([3, -2, 1], 2),
    'float32': ([0.5, -1.5, 2.0], 0.1),
    'float64': ([1.25, 0.5, -3.0], 0.7),
}
BINARY = ['add', 'sub', 'mul', 'div', 'add_', 'sub_', 'mul_', 'div_', 'copy_']
WITH_NUMBER = ['add', 'sub', 'mul', 'div', 'pow', 'add_', 'mul_', 'div_', 'fill_']
ALONE = ['sum', 'mean', 'exp']


def operand(dtype, rank):
    return torch.tensor(VALUES[dtype][0 if rank == 1 else 1], dtype=getattr(torch, dtype))


def text(op, left, *rest):
    """The printed result, or the kind of error."""
    try:
        return repr(getattr(operand(*left), op)(*rest))
    except RuntimeError:
        return 'RuntimeError'


def records():
    operands = [(dtype, rank) for dtype in VALUES for rank in (1, 0)]
    for left in operands:
        for op in ALONE:
            yield {'op': op, 'left': left, 'text': text(op, left)}
        for op in WITH_NUMBER:
            for number in (2, 1.5, -1):
                yield {'op': op, 'left': left, 'number': number, 'text': text(op, left, number)}
        for right in operands:
            for op in BINARY:
                yield {'op': op, 'left': left, 'right': right, 'text': text(op, left, operand(*right))}


def make():
    return {'values': [{'dtype': dtype, 'vector': vector, 'scalar': scalar}
                       for dtype, (vector, scalar) in VALUES.items()],
            'cases': list(records())}
