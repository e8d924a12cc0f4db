import { describe, expect, it } from 'vitest';
import {
  Dropout,
  Flatten,
  Identity,
  Linear,
  Module,
  ones,
  Parameter,
  ReLU,
  Sequential,
  Sigmoid,
  Tanh,
  Tensor,
  zeros,
} from '#lib';

const x = () => ones([2, 3]);

describe('a ready-made layer', () => {
  const layers = [
    new Linear(3, 2),
    new ReLU(),
    new Tanh(),
    new Sigmoid(),
    new Identity(),
    new Flatten(),
    new Dropout(),
    new Sequential(new Linear(3, 3), new ReLU()),
  ];

  it.each(layers.map((layer) => [layer.typeName, layer] as const))('only reads itself: %s', (_, layer) => {
    const refuse = () => {
      throw new Error('written');
    };
    const guarded = new Proxy(layer, { set: refuse, defineProperty: refuse, deleteProperty: refuse });
    expect(layer.forward.call(guarded, x())).toBeInstanceOf(Tensor);
  });
});

describe('inside a Sequential, everybody else is called through the proxy', () => {
  /** Registers a parameter at the first call, as a lazy layer does. */
  const lazily = (module: Module, y: Tensor): Tensor => {
    (module as Module & { late: Parameter }).late = new Parameter(zeros([1]));
    return y;
  };
  const late = (layer: Module) => {
    new Sequential(layer).forward(x());
    return [...layer.namedParameters()].map(([name]) => name).includes('late');
  };

  it('a module of the learner', () => {
    class Lazy extends Module {
      override forward(y: Tensor): Tensor {
        return lazily(this, y);
      }
    }
    expect(late(new Lazy())).toBe(true);
  });
  it('a subclass with a forward of its own', () => {
    class Lazy extends Linear {
      override forward(y: Tensor): Tensor {
        return super.forward(lazily(this, y));
      }
    }
    expect(late(new Lazy(3, 3))).toBe(true);
  });
  it('a layer whose forward was replaced', () => {
    const layer = new ReLU();
    layer.forward = function (this: ReLU, y: Tensor) {
      return lazily(this, y);
    };
    expect(late(layer)).toBe(true);
  });
  it('a layer in a proxy of the learner, which hears of the call', () => {
    const heard: unknown[] = [];
    const spied = new Proxy(new ReLU(), {
      get(target, key, receiver) {
        heard.push(key);
        return Reflect.get(target, key, receiver);
      },
    });
    new Sequential(spied).forward(x());
    expect(heard).toContain('forward');
  });
});
