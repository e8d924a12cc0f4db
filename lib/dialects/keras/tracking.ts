import { Module } from '../../nn/module.ts';
import { Variable } from './variable.ts';

/** What the tracker needs to know of a layer inside another. */
interface Part {
  readonly core: Module;
  readonly trainableWeights: readonly Variable[];
}
const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && 'trainableWeights' in value;

/**
 * The variables and layers that a layer has as attributes, by themselves or in lists. A variable that takes another's
 * place as an attribute takes it here too, as the last one; so two layers can share one. Source: Layer.__setattr__.
 */
export class Tracker {
  /** Whether the layer's weights are listed as trainable. */
  trainable = true;
  readonly #core: Module;
  readonly #variables: Variable[] = [];
  readonly #attributes = new Map<string, unknown>();

  constructor(core: Module) {
    this.#core = core;
  }

  /** The layer's own variables, trainable ones first. */
  get variables(): Variable[] {
    const listed = this.#tracked().filter((value) => value instanceof Variable);
    const own = [...new Set([...this.#variables, ...listed])];
    return [...own.filter(({ trainable }) => trainable), ...own.filter(({ trainable }) => !trainable)];
  }
  get parts(): Part[] {
    return [...new Set(this.#tracked().filter(isPart))];
  }
  #tracked(): unknown[] {
    return [...this.#attributes.values()].flat();
  }

  /** One more own variable, under a name in the core tree. */
  add(name: string, variable: Variable): void {
    if (this.#variables.includes(variable)) return;
    this.#variables.push(variable);
    this.#core.registerParameter(name, variable.core);
  }
  /** An attribute got a value; one that is no business of the tracker only frees the place. */
  note(key: string, value: unknown): void {
    const old = this.#attributes.get(key);
    if (old === value) return;
    this.#attributes.delete(key);
    const name = this.#release(key, old);
    if (value instanceof Variable) this.add(name, value);
    else if (isPart(value)) this.#core.addModule(key, value.core);
    else if (!Array.isArray(value)) return;
    this.#attributes.set(key, value);
    this.noteLists();
  }
  /** Puts what lists hold by now into the core tree: they are filled after they were assigned. */
  noteLists(): void {
    for (const [key, list] of this.#attributes) {
      if (!Array.isArray(list) || !list.some((item) => isPart(item) || item instanceof Variable)) continue;
      const node = new Module();
      for (const [i, item] of list.entries()) {
        if (isPart(item)) node.addModule(String(i), item.core);
        else if (item instanceof Variable) node.registerParameter(String(i), item.core);
      }
      this.#core.addModule(key, node);
    }
  }

  /** Forgets what an attribute held, unless another one holds it too; gives the name in the core tree to use next. */
  #release(key: string, old: unknown): string {
    if (!(old instanceof Variable)) {
      if (old !== undefined) Reflect.deleteProperty(this.#core, key);
      return key;
    }
    if (this.#tracked().includes(old)) return key;
    const name = this.#core.parameterSlots().find(([, parameter]) => parameter === old.core)?.[0] ?? key;
    Reflect.deleteProperty(this.#core, name);
    this.#variables.splice(this.#variables.indexOf(old), 1);
    return name;
  }
}

/** Attribute assignment tracks, whether by `this.a = …` or by a class field. */
export const trackingTraps: ProxyHandler<{ readonly tracker: Tracker }> = {
  defineProperty(target, key, descriptor) {
    if (typeof key === 'string' && 'value' in descriptor) target.tracker.note(key, descriptor.value);
    return Reflect.defineProperty(target, key, descriptor);
  },
  deleteProperty(target, key) {
    if (typeof key === 'string') target.tracker.note(key, undefined);
    return Reflect.deleteProperty(target, key);
  },
};
