// Gives the library another prototype.
// broken, 0 points: not extensible
import type { Tensor } from '#lib';
import { Tensor as Base } from '#lib';

Object.setPrototypeOf(Base.prototype, { add: () => 0 });
export const scale = (x: Tensor, by: number): Tensor => x;
