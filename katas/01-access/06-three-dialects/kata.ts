import type { Parameter, Sequential } from '#lib';

export type Dialect = 'torch' | 'mxnet' | 'keras';

/**
 * The parameter that a key means in a dialect: 'torch' by path ('2.bias'), 'mxnet' by a counter over the layers that
 * have parameters ('dense1_bias'), 'keras' by its position in the flat list of arrays ('3'). An unknown key is an Error
 * whose message has the key and every key there is.
 */
export function lookup(net: Sequential, key: string, dialect: Dialect): Parameter {
  throw new Error('Not started: 01-access/06-three-dialects');
}
