import { noGrad, type Tensor, zeros } from '#lib';

export const constant_ = (p: Tensor, value: number): void => {
  noGrad(() => p.copy_(zeros(p.shape).add(value)));
};

export const zeros_ = (p: Tensor): void => {
  noGrad(() => p.copy_(zeros(p.shape)));
};
