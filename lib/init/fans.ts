import { expected, kindOf, shapeText, ValueError } from '../array/errors.ts';
import { requireText } from '../array/require.ts';
import { checkShape, type Shape, sizeOf } from '../array/shape.ts';

export interface Fans {
  /** How many inputs feed one output. */
  readonly fanIn: number;
  /** How many outputs one input feeds. */
  readonly fanOut: number;
}

/**
 * Fans of a weight (out, in, …): axis 1 feeds, axis 0 is fed, and every further axis multiplies both.
 * (16, 3, 5, 5) → 75 and 400. Throws ValueError below two axes: nothing feeds a bias.
 * Source: torch.nn.init._calculate_fan_in_and_fan_out.
 */
export function fans(shape: Shape): Fans {
  checkShape('fans', shape);
  if (shape.length < 2) {
    const what =
      'two or more axes (fan in and fan out can not be computed for tensor with fewer than 2 dimensions)';
    throw new ValueError(
      expected('fans', what, `shape ${shapeText(shape)}`, 'Use such a rule on weights, not on biases'),
    );
  }
  const field = sizeOf(shape.slice(2));
  return { fanIn: shape[1]! * field, fanOut: shape[0]! * field };
}

export type Nonlinearity =
  | 'linear'
  | 'identity'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leaky_relu'
  | 'selu'
  | (string & {});

/**
 * How much a rule must widen its spread to make up for what the activation takes away: relu √2, tanh 5/3, selu 3/4,
 * leaky_relu √(2 / (1 + slope²)) with slope 0.01 unless given. Throws ValueError for an unknown activation or a
 * slope that is no number. Source: torch.nn.init.calculate_gain.
 */
export function gain(nonlinearity: Nonlinearity, slope: number = 0.01): number {
  requireText('gain', nonlinearity, 'the name of an activation', "Pass one such as 'relu'");
  if (/^(linear|identity|sigmoid|conv(_transpose)?[123]d)$/.test(nonlinearity)) return 1;
  if (nonlinearity === 'tanh') return 5 / 3;
  if (nonlinearity === 'relu') return Math.sqrt(2);
  if (nonlinearity === 'selu') return 3 / 4;
  if (nonlinearity !== 'leaky_relu') {
    const received = `'${nonlinearity}' (Unsupported nonlinearity)`;
    throw new ValueError(
      expected('gain', 'linear, sigmoid, tanh, relu, leaky_relu or selu', received, 'Choose one of them'),
    );
  }
  if (typeof slope !== 'number') {
    throw new ValueError(
      expected('gain', 'a number as negative slope', kindOf(slope), 'Pass a slope such as 0.01'),
    );
  }
  return Math.sqrt(2 / (1 + slope ** 2));
}
