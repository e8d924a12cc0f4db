import { expected, IndexError, kindOf } from '../array/errors.ts';
import { Module } from '../nn/module.ts';
import { requireModules, slotsOf } from '../nn/slots.ts';

/**
 * A list of modules that the tree knows about, which a plain array would not be. It has no forward of its own: walk it
 * in the forward of the module that holds it. `list[2]`, negative positions, iteration. Source: torch.nn.ModuleList.
 */
export class ModuleList extends Module implements Iterable<Module> {
  readonly [position: number]: Module;

  constructor(modules: Iterable<Module> = []) {
    super();
    this.extend(modules);
  }

  get length(): number {
    return slotsOf(this).children.size;
  }
  *[Symbol.iterator](): Iterator<Module> {
    for (const { value } of slotsOf(this).children.list) yield value as Module;
  }
  /** The module at a position; negatives count from the end. Throws IndexError outside, TypeError unless a whole number. */
  at(position: number): Module {
    if (!Number.isInteger(position)) {
      throw new TypeError(
        expected('ModuleList', 'a whole number as position', kindOf(position), 'Use list[0] or list.at(0)'),
      );
    }
    const child = slotsOf(this).children.list.at(position);
    if (child !== undefined) return child.value as Module;
    const received = `${position} (index ${position} is out of range)`;
    throw new IndexError(
      expected('ModuleList', `a position among ${this.length} modules`, received, 'Check the length'),
    );
  }
  append(module: Module): this {
    this.addModule(String(this.length), module);
    return this;
  }
  extend(modules: Iterable<Module>): this {
    for (const module of requireModules('extend', modules)) this.append(module);
    return this;
  }
}
