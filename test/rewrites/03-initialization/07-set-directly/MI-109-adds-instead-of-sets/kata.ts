import { noGrad, type Tensor } from '#lib';

export const addScalar_ = (p: Tensor, amount: number): void => {
  p.detach().add_(amount);
};

export function setAt_(p: Tensor, index: readonly number[], value: number): void {
  if (index.length !== p.shape.length) throw new Error(`an element has ${p.shape.length} indices`);
  noGrad(() => {
    let cell: Tensor = p;
    for (const i of index) cell = cell.select(0, i);
    cell.copy_(cell.add(value));
  });
}
