"""Write the golden files of this folder from the real PyTorch.

Usage: python3 test/golden/torch/make.py            (all files)
       python3 test/golden/torch/make.py nets print (only the named ones)

Needs PyTorch 1.13 (Debian: apt-get install python3-torch). Two runs on one machine give the same bytes.
"""
import sys

sys.dont_write_bytecode = True

import torch

import dtype_records
import error_records
import grad_records
import net_records
import print_records
import random_records
import tree_records
from encoding import write

MAKERS = {
    'nets': net_records.make,
    'random': random_records.make,
    'print': print_records.make,
    'grads': grad_records.make,
    'errors': error_records.make,
    'dtypes': dtype_records.make,
    'trees': tree_records.make,
}


def main(wanted):
    torch.set_num_threads(1)  # one thread: one order of summation
    for name in wanted or MAKERS:
        size, counts = write(name, MAKERS[name]())
        print(f'{name}.json  {size / 1024:7.1f} KiB  {counts}')


if __name__ == '__main__':
    main(sys.argv[1:])
