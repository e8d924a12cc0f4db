import { TiedAutoencoder } from '#kata/04-tying/07-transposed-tie/kata.ts';
import { Generator, tensor } from '#lib';
import { type Picture, type Say, usesOf } from '#lib/picture';

/** One weight, used as it is and turned over: its gradient is the sum of both. */
export function picture(say: Say): Picture {
  const model = new TiedAutoencoder(3, 2, new Generator(8));
  const x = tensor([
    [1, 2, -1],
    [0.5, -1, 1],
  ]);
  const loss = model.forward(x).sub(x).pow(2).mean();
  return usesOf(loss, model.weight, {
    title: say('One weight, encoding and decoding: its gradients add up', '同一个权重，编码又解码：梯度相加'),
    use: (i) => (i === 0 ? say('encoding', '编码') : say('decoding', '解码')),
    sum: say('gradient', '梯度'),
  });
}
