import { expected, IndexError, kindOf } from '../../array/errors.ts';
import { warn } from '../../array/warn.ts';
import type { Tensor } from '../../autograd/tensor.ts';
import { Block, type BlockOptions, HybridBlock } from './block.ts';

type BlockClass = new (options?: BlockOptions, hint?: string) => Block;

/** What both containers add to their kind of block. */
const stackOf = <B extends BlockClass>(Base: B) =>
  class Stack extends (Base as BlockClass) implements Iterable<Block> {
    readonly [position: number]: Block;

    add(...blocks: readonly Block[]): void {
      for (const block of blocks) this.registerChild(block);
    }
    override forward(x: Tensor): Tensor {
      let y = x;
      for (const child of this) y = child.call(y);
      return y;
    }
    get length(): number {
      return this.children.size;
    }
    [Symbol.iterator](): Iterator<Block> {
      return this.children.values();
    }
    /** The child at a position, negatives from the end, as the class you say it is. Throws IndexError outside. */
    at<C extends Block = Block>(position: number): C {
      if (!Number.isInteger(position)) {
        throw new TypeError(
          expected(this.name, 'a whole number as position', kindOf(position), 'Use net[0] or net.at(0)'),
        );
      }
      const found = [...this].at(position);
      if (found !== undefined) return found as C;
      const n = this.length;
      const next = n === 0 ? 'It is empty' : `Positions go from ${-n} to ${n - 1}`;
      const received = `${position} (list index out of range)`;
      throw new IndexError(expected(this.name, 'a position it has', received, next));
    }
    /** A new container of the same prefix with the same children, counted from '0' again. */
    slice(start?: number, end?: number): this {
      const part = new (this.constructor as new (options: BlockOptions) => this)({ prefix: this.prefix });
      part.add(...[...this].slice(start, end));
      return part;
    }
  };

/**
 * Blocks one after another. `add` appends; a block added twice is two children with one set of parameters. `net[1]`
 * and `net.at(1)` are the second child. There is no insert and no pop. Source: mxnet.gluon.nn.Sequential 1.x.
 */
export class Sequential extends stackOf(Block) {
  override hybridize(active = true): void {
    if (this.length > 0 && [...this].every((block) => block instanceof HybridBlock)) {
      warn(
        `All children of this Sequential layer '${this.prefix}' are HybridBlocks. Consider using HybridSequential`,
      );
    }
    super.hybridize(active);
  }
}

/** The same for hybrid blocks only. Source: mxnet.gluon.nn.HybridSequential 1.x. */
export class HybridSequential extends stackOf(HybridBlock) {}
