import { expected, RuntimeError } from '../../array/errors.ts';
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

  /** Runs `body` and remembers the operations on variables and watched tensors in it; returns its result. */
  record<T>(body: () => T): T {
    open++;
    try {
      return enableGrad(body);
    } finally {
      open--;
    }
  }
  /** Makes a plain tensor one whose gradient can be asked for. */
  watch(tensor: Tensor): void {
    tensor.requiresGrad = true;
  }
  /**
   * d(Σ target) / d(source) for each source; null where there is no connection. Throws RuntimeError the second time,
   * unless the tape is persistent.
   */
  gradient(target: Tensor, sources: readonly (Variable | Tensor)[]): (Tensor | null)[] {
    if (this.#used && !this.persistent) {
      const received =
        'a second call (A non-persistent GradientTape can only be used to compute one set of gradients)';
      throw new RuntimeError(expected('gradient', 'one call', received, 'Make it with { persistent: true }'));
    }
    this.#used = true;
    const tensors = sources.map((source) => (source instanceof Tensor ? source : source.core));
    return gradients(target, tensors, { retainGraph: this.persistent });
  }
}
