import type { Nested } from '../../array/array.ts';
import { NumArray } from '../../array/array.ts';
import { expected, NotImplementedError, ValueError } from '../../array/errors.ts';
import type { NdArray } from '../../array/ndarray.ts';
import { tensor } from '../../autograd/functions.ts';
import { Tensor } from '../../autograd/tensor.ts';

/** Numbers in any of the forms the library takes. */
export type Values = Tensor | NumArray | NdArray | Nested;
export type Arguments = Readonly<Record<string, unknown>>;

const python = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, inner]) => `"${key}": ${python(inner)}`);
  return `{${pairs.join(', ')}}`;
};

/**
 * Fills an array that is handed to it, in place. For a rule of your own, subclass it and write `_initWeight(name,
 * data)`. Source: mxnet.init.Initializer.
 */
export class Initializer {
  /** The arguments it was made with, under Gluon's names, for `dumps`. */
  readonly kwargs: Arguments;
  constructor(kwargs: Arguments = {}) {
    this.kwargs = kwargs;
  }

  /** Fills the values of a parameter. Throws NotImplementedError until a subclass writes it. */
  _initWeight(_name: string, _data: Tensor): void {
    const where = this.constructor.name;
    throw new NotImplementedError(
      expected(
        where,
        'an _initWeight(name, data) method',
        'none (Must override it)',
        'Write it in your subclass',
      ),
    );
  }

  /**
   * Fills `data` by the ending of its name: weight → the rule; bias, beta, min → 0; gamma, max → 1. Parameters do
   * not come this way: they call the rule whatever their name. Throws ValueError for any other ending.
   */
  call(name: string, data: Tensor): void {
    if (name.endsWith('weight')) this._initWeight(name, data);
    else if (/(bias|beta|min)$/.test(name)) data.fill_(0);
    else if (/(gamma|max)$/.test(name)) data.fill_(1);
    else {
      const what = 'a name ending in weight, bias, gamma, beta, min or max';
      const received = `'${name}' (Unknown initialization pattern)`;
      throw new ValueError(expected('initializer', what, received, 'Use a name that tells its role'));
    }
  }

  toString(): string {
    return this.dumps();
  }
  /** `["xavier", {"rnd_type": "uniform", …}]`. */
  dumps(): string {
    return `["${this.constructor.name.toLowerCase()}", ${python(this.kwargs)}]`;
  }
  /** Same class, same arguments. */
  equals(other: unknown): boolean {
    return (
      other instanceof Initializer && other.constructor === this.constructor && other.dumps() === this.dumps()
    );
  }
}

/** Whether two answers to "which rule?" mean one rule. */
export const sameInitializer = (a: unknown, b: unknown): boolean => a instanceof Initializer && a.equals(b);

/** The numbers as a tensor; its storage is the given one where there is one. */
export function asTensor(values: Values): Tensor {
  if (values instanceof Tensor) return values;
  return values instanceof NumArray ? new Tensor(values) : tensor(values, { dtype: 'float32' });
}
