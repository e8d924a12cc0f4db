import { expected, kindOf, RuntimeError } from '../../array/errors.ts';
import { resultOf } from '../../autograd/body.ts';
import { gradients } from '../../autograd/functions.ts';
import { enableGrad, noGrad } from '../../autograd/mode.ts';
import { Tensor } from '../../autograd/tensor.ts';
import type { Variable } from './variable.ts';

let open = 0;

/** Whether some tape is recording. Outside of one nothing is remembered, not even for variables. */
export const isTaping = (): boolean => open > 0;

/** Runs `body` as a layer would: remembered inside a tape, forgotten outside. */
export const onTape = <T>(body: () => T): T => (isTaping() ? body() : noGrad(body));

/**
 * Records what is computed in `record`, and gives gradients once — or as often as asked, if persistent.
 * Source: tf.GradientTape.
 */
export class GradientTape {
  readonly persistent: boolean;
  #used = false;
  constructor({ persistent = false }: { persistent?: boolean } = {}) {
    this.persistent = persistent;
  }

  /**
   * Runs `body` and remembers the operations on variables and watched tensors in it; returns its result. Throws
   * TypeError for what is no function, or an async one.
   */
  record<T>(body: () => T): T {
    open++;
    try {
      return enableGrad(() => resultOf('record', body));
    } finally {
      open--;
    }
  }
  /** Makes a plain tensor, or a variable that is not trainable, one whose gradient can be asked for. */
  watch(source: Source): void {
    tensorOf('watch', source).requiresGrad = true;
  }
  /**
   * d(Σ target) / d(source) for one source or each of a list; null where there is no connection. Throws RuntimeError
   * the second time, unless the tape is persistent, TypeError for anything but variables and tensors.
   */
  gradient(target: Source, source: Source): Tensor | null;
  gradient(target: Source, sources: readonly Source[]): (Tensor | null)[];
  gradient(target: Source, sources: Source | readonly Source[]): Tensor | null | (Tensor | null)[] {
    const root = tensorOf('gradient', target);
    const tensors = [sources].flat().map((source) => tensorOf('gradient', source));
    if (this.#used && !this.persistent) {
      const received =
        'a second call (A non-persistent GradientTape can only be used to compute one set of gradients)';
      throw new RuntimeError(expected('gradient', 'one call', received, 'Make it with { persistent: true }'));
    }
    this.#used = true;
    const found = gradients(root, tensors, { retainGraph: this.persistent });
    return Array.isArray(sources) ? found : found[0]!;
  }
}

type Source = Variable | Tensor;

function tensorOf(where: string, source: unknown): Tensor {
  if (source instanceof Tensor) return source;
  const core = (source as Partial<Variable> | null)?.core;
  if (core instanceof Tensor) return core;
  const next = 'Pass what the tape recorded, such as net.trainableWeights';
  throw new TypeError(expected(where, 'variables or tensors', kindOf(source), next));
}
