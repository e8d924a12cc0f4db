// Gives every operation another gradient.
// broken, 0 points: read only
import { type Tensor, tensor } from '#lib';

const made = tensor([1], { requiresGrad: true }).mul(2).gradFn!;
Object.getPrototypeOf(made).gradient = () => tensor([0]).array;
export const scale = (x: Tensor, by: number): Tensor => x;
