import { expected, kindOf } from '../../array/errors.ts';

const counters = new Map<string, number>();

/**
 * A class name as Keras writes it: `Dense` → `dense`, `ReLU` → `re_lu`, `HTTPLayer` → `http_layer`; a leading
 * underscore becomes `private`. Source: keras generic_utils.to_snake_case.
 */
export function snakeCase(name: string): string {
  const parted = name.replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2');
  const snake = parted.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return snake.startsWith('_') ? `private${snake}` : snake;
}

/** The next automatic name of the session: `dense`, `dense_1`, `dense_2`, … One counter per snake name. */
function automaticName(className: string): string {
  const base = snakeCase(className);
  const count = counters.get(base) ?? 0;
  counters.set(base, count + 1);
  return count === 0 ? base : `${base}_${count}`;
}

/** Inputs count by themselves, from one: `input_1`. Source: keras InputLayer. */
export function inputName(): string {
  const count = (counters.get('input') ?? 0) + 1;
  counters.set('input', count);
  return `input_${count}`;
}

/** An explicit name as given, neither reading nor moving a counter. Throws TypeError unless it is a string. */
export function layerName(className: string, name: string | undefined): string {
  if (name === undefined) return automaticName(className);
  if (typeof name !== 'string') {
    throw new TypeError(
      expected('name', 'a string', kindOf(name), "Pass { name: 'block-0' }, or leave it out"),
    );
  }
  return name;
}

/** Forgets all counters, so that the next layer is `dense` again. Source: tf.keras.backend.clear_session. */
export function clearSession(): void {
  counters.clear();
}

let scope = '';

/** A name behind those of the layers that are computing: `sub/dense`. */
export const scopedName = (name: string): string => scope + name;

/** Runs `body`, in which variables are named inside `name`; null names them as if nothing was around. */
export function inNameScope<T>(name: string | null, body: () => T): T {
  const before = scope;
  scope = name === null ? '' : `${scope}${name}/`;
  try {
    return body();
  } finally {
    scope = before;
  }
}
