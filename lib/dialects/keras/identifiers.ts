import type { DType, NumArray } from '../../array/array.ts';
import { expected, kindOf, ValueError } from '../../array/errors.ts';
import type { Shape } from '../../array/shape.ts';
import {
  type Config,
  Constant,
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  Identity,
  Initializer,
  LecunNormal,
  LecunUniform,
  Ones,
  Orthogonal,
  RandomNormal,
  RandomUniform,
  TruncatedNormal,
  VarianceScaling,
  Zeros,
} from './initializers.ts';
import { snakeCase } from './names.ts';

export type InitializerFunction = (shape: Shape, dtype: DType) => NumArray;
/** An initializer as plain data: `{ className: 'RandomNormal', config: { stddev: 0.01 } }`. */
export interface InitializerConfig {
  readonly className: string;
  readonly config?: Config;
}
/** What a layer accepts for its initializers: an instance, a class, a name, a function, or plain data. */
export type InitializerLike =
  | Initializer
  | (new () => Initializer)
  | InitializerFunction
  | string
  | InitializerConfig;

type Factory = new (config: Config) => Initializer;

const classes: Readonly<Record<string, Factory>> = {
  Zeros,
  Ones,
  Constant,
  RandomUniform,
  RandomNormal,
  TruncatedNormal,
  VarianceScaling,
  GlorotUniform,
  GlorotNormal,
  HeUniform,
  HeNormal,
  LecunUniform,
  LecunNormal,
  Orthogonal,
  Identity,
};
const aliases = new Map([
  ...Object.keys(classes).map((name): [string, string] => [snakeCase(name), name]),
  ['zero', 'Zeros'],
  ['one', 'Ones'],
  ['uniform', 'RandomUniform'],
  ['normal', 'RandomNormal'],
]);

function named(name: string, config: Config = {}): Initializer {
  const known = aliases.get(name) ?? name;
  if (Object.hasOwn(classes, known)) return new classes[known]!(config);
  const next = `Known names: ${[...aliases.keys()].join(', ')}`;
  throw new ValueError(expected('initializer', 'a known name', `'${name}' (Unknown initializer)`, next));
}

/** The function that makes first values. Throws ValueError for an unknown name, and for anything that is no initializer. */
export function getInitializer(like: InitializerLike): InitializerFunction {
  if (like instanceof Initializer) return (shape, dtype) => like.call(shape, dtype);
  if (typeof like === 'string') return getInitializer(named(like));
  if (typeof like === 'function') {
    const isClass = like.prototype instanceof Initializer;
    return isClass ? getInitializer(new (like as new () => Initializer)()) : (like as InitializerFunction);
  }
  if (typeof like?.className === 'string') return getInitializer(named(like.className, like.config));
  const received = `${kindOf(like)} (Could not interpret initializer identifier)`;
  throw new ValueError(
    expected('initializer', 'an initializer, its name or a function', received, 'Pass Constant(1), say'),
  );
}

/** An initializer as plain data, from which `getInitializer` makes an equal one. Source: tf.keras.initializers.serialize. */
export const serializeInitializer = (initializer: Initializer): InitializerConfig => ({
  className: initializer.constructor.name,
  config: initializer.getConfig(),
});
