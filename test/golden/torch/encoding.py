"""How values are written: tensors as base64 of little-endian bytes, files with one record per line."""
import base64
import json
import pathlib
import struct
import sys

import torch

FOLDER = pathlib.Path(__file__).resolve().parent
DTYPES = {torch.float32: ('float32', 'f'), torch.float64: ('float64', 'd'),
          torch.int64: ('int64', 'q'), torch.bool: ('bool', '?')}


def packed(t):
    """base64 of the row-major little-endian bytes of a tensor."""
    _, code = DTYPES[t.dtype]
    values = t.detach().reshape(-1).tolist()
    return base64.b64encode(struct.pack(f'<{len(values)}{code}', *values)).decode()


def array(t):
    """A tensor as {dtype, shape, data}."""
    return {'dtype': DTYPES[t.dtype][0], 'shape': list(t.shape), 'data': packed(t)}


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(',', ':'), allow_nan=False)


def write(name, lists):
    """Write `<name>.json`: the versions, then each list with one record per line."""
    parts = [f'"torch":{compact(torch.__version__)}', f'"python":{compact(sys.version.split()[0])}']
    for key, records in lists.items():
        body = ',\n'.join(compact(record) for record in records)
        parts.append(f'{compact(key)}:[\n{body}\n]')
    text = '{' + ',\n'.join(parts) + '}\n'
    path = FOLDER / f'{name}.json'
    path.write_text(text, encoding='utf-8')
    return path.stat().st_size, {key: len(records) for key, records in lists.items()}
