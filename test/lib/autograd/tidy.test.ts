import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromValues } from '../../../lib/array/array.ts';
import { LARGE } from '../../../lib/array/kernels/resident.ts';
import { attachGrad, backward as gluonBackward, record } from '../../../lib/dialects/gluon/autograd.ts';
import {
  Adam,
  gradients,
  Linear,
  mseLoss,
  Parameter,
  ReLU,
  Sequential,
  SGD,
  Tensor,
  tidy,
  zeros,
} from '../../../lib/index.ts';

/** Large enough to be handed back. */
const N = LARGE + 16;
const numbers = (salt: number, count = N): Tensor =>
  new Tensor(
    fromValues(
      Float32Array.from({ length: count }, (_, i) => Math.sin(i + salt)),
      [count],
    ),
  );
const where = (t: Tensor): number => t.array.data.byteOffset;
const values = (t: Tensor): number[] => t.array.values();

describe('tidy', () => {
  it('hands what was computed in it back: the next run finds the same memory', () => {
    const x = numbers(0);
    const places = Array.from({ length: 4 }, () =>
      tidy(() => {
        const y = x.relu().mul(2);
        return [where(y), where(y.add(x))].join();
      }),
    );
    expect(new Set(places).size).toBe(1);
  });
  it('keeps what the body returns, in lists, maps and fields, and hands it to the tidy around it', () => {
    const x = numbers(1);
    const expected = values(x.mul(3));
    let inner: Tensor | undefined;
    const { list, map } = tidy(() => {
      inner = tidy(() => x.mul(3));
      return { list: [x.mul(3)], map: new Map([['y', new Set([x.mul(3)])]]) };
    });
    numbers(2).mul(5);
    expect(values(list[0]!)).toEqual(expected);
    expect(values([...map.get('y')!][0]!)).toEqual(expected);
    expect(() => inner!.array).toThrow('tensor: expected one that still holds its numbers');
  });
  it('refuses what was not returned, and every window on it', () => {
    const x = numbers(3);
    let lost: Tensor[] = [];
    tidy(() => {
      const y = x.mul(2);
      lost = [y, y.reshape(2, N / 2), y.detach(), y.data];
    });
    for (const each of lost) {
      expect(() => each.add(1)).toThrow(
        'tensor: expected one that still holds its numbers, received one whose tidy(…) has ended. Return it from the body.',
      );
      expect(() => each.tolist()).toThrow('whose tidy(…) has ended');
      expect(() => String(each)).toThrow('whose tidy(…) has ended');
    }
  });
  it('refuses what was taken out of them, also when their memory has been lent again', () => {
    const x = numbers(14);
    let [lost, array] = [x, x.array];
    tidy(() => {
      lost = x.mul(2);
      ({ array } = lost);
    });
    const again = x.mul(5);
    for (const read of [() => lost.data, () => array.values(), () => array.get(0), () => array.ndarray()]) {
      expect(read).toThrow('tensor: expected one that still holds its numbers');
    }
    expect(again.at(1).item()).toBe(Math.fround(Math.fround(Math.sin(15)) * 5));
  });
  it('returns what it cannot keep, and what it need not look into', () => {
    const x = numbers(15);
    let lost = x;
    tidy(() => {
      lost = x.mul(2);
    });
    const getter = {
      get broken(): never {
        throw new Error('asked');
      },
    };
    const given = [lost, Parameter.deferred([-1, 2]), getter, new Array(200_000).fill(0)] as const;
    const result = tidy(() => {
      x.mul(2);
      return given;
    });
    expect(result).toBe(given);
    expect(() => lost.array).toThrow('whose tidy(…) has ended');
  });
  it('refuses middling ones too, and leaves the small ones to the collector', () => {
    const x = numbers(3, 600);
    const lost: Tensor[] = [];
    tidy(() => {
      lost.push(x.mul(2), numbers(3, 100).mul(2));
    });
    const [middling, small] = lost;
    expect(() => middling!.add(1)).toThrow('whose tidy(…) has ended. Return it from the body.');
    expect(values(small!)).toEqual(values(numbers(3, 100).mul(2)));
  });
  it('keeps the gradients of leaves, and the storage given to them', () => {
    const w = numbers(4).requiresGrad_();
    const [other, given] = [zeros([N]), zeros([N])];
    tidy(() => {
      w.mul(w).sum().backward();
      other.data = w.detach().mul(7);
      given.grad = w.detach().mul(8);
    });
    tidy(() => numbers(5).mul(11).add(12).mul(13));
    expect(values(given.grad!)).toEqual(values(w.detach().mul(8)));
    expect(values(w.grad!)).toEqual(values(w.detach().mul(2)));
    expect(values(other)).toEqual(values(w.detach().mul(7)));
  });
  it('leaves alone what an optimizer keeps from step to step', () => {
    const rules = [
      (w: Tensor) => new SGD([w], { lr: 0.1, momentum: 0.9 }),
      (w: Tensor) => new Adam([w], { lr: 0.1 }),
    ];
    const trained = (rule: (w: Tensor) => SGD | Adam, around: (body: () => void) => void): number[] => {
      const w = numbers(12).requiresGrad_();
      const optimizer = rule(w);
      for (let i = 0; i < 3; i++) {
        around(() => {
          optimizer.zeroGrad();
          w.mul(w).sum().backward();
          optimizer.step();
        });
        tidy(() => void w.mul(7).add(3));
      }
      return values(w);
    };
    for (const rule of rules) expect(trained(rule, tidy)).toEqual(trained(rule, (body) => body()));
  });
  it('keeps the graph of a loss that it returns', () => {
    const w = numbers(6).requiresGrad_();
    const loss = tidy(() => w.mul(w).relu().sum());
    numbers(7).mul(11);
    loss.backward();
    expect(values(w.grad!)).toEqual(values(w.detach().mul(2)));
  });
  it('refuses backward through numbers that are gone', () => {
    const w = numbers(8).requiresGrad_();
    const total = zeros([]);
    tidy(() => {
      total.add_(w.mul(w).mul(w).sum());
    });
    expect(() => total.backward()).toThrow(
      'backward: expected the values saved by MulBackward0, received ones handed back when their tidy(…) ended. Call backward inside the body, or return the loss from it.',
    );
    expect(w.grad).toBeNull();
  });
  it('leaves alone what a live ndarray shows', () => {
    const view = tidy(() => numbers(9).mul(2)).ndarray();
    const shown = tidy(() => numbers(9).mul(2).ndarray());
    let aside = shown;
    tidy(() => {
      aside = numbers(9).mul(2).ndarray();
    });
    tidy(() => numbers(10).mul(3));
    expect([shown.get(17), aside.get(17)]).toEqual([view.get(17), view.get(17)]);
  });
  it('refuses an async body', async () => {
    let waiting: unknown;
    expect(() =>
      tidy(() => {
        waiting = Promise.resolve(1);
        return waiting;
      }),
    ).toThrow(
      'tidy: expected a body that is done when it returns, received a promise. Put the await outside.',
    );
    await waiting;
  });
  it('hands back when the body throws', () => {
    const x = numbers(11);
    const places = [1, 2, 3].map(() => {
      let place = 0;
      const fail = () => {
        place = where(x.mul(2));
        throw new Error('enough');
      };
      expect(() => tidy(fail)).toThrow('enough');
      return place;
    });
    expect(new Set(places).size).toBe(1);
  });
});

describe('memory that comes back by itself', () => {
  /** A net whose activations and gradients are large. */
  const train = (steps: number, around: <T>(body: () => T) => T): number[] => {
    const net = new Sequential(new Linear(96, 180), new ReLU(), new Linear(180, 100));
    for (const [i, parameter] of [...net.parameters()].entries())
      parameter.data = numbers(i, parameter.size)
        .mul(0.1)
        .reshape(...parameter.shape);
    const optimizer = new SGD(net.parameters(), { lr: 0.1, momentum: 0.9 });
    const x = numbers(40, 200 * 96).reshape(200, 96);
    const y = numbers(41, 200 * 100).reshape(200, 100);
    for (let i = 0; i < steps; i++) {
      optimizer.zeroGrad();
      around(() => mseLoss(net.forward(x), y).backward());
      optimizer.step();
    }
    return [...net.parameters()].flatMap(values);
  };
  it('changes no number of a training', () => {
    expect(train(4, tidy)).toEqual(train(4, (body) => body()));
  });
  it('spares a gradient that somebody looked at', () => {
    const w = numbers(20).requiresGrad_();
    w.mul(3).sum().backward();
    const looked = w.grad!;
    const before = values(looked);
    w.grad = null;
    w.mul(w).sum().backward();
    expect(values(looked)).toEqual(before);
  });
  it('reuses a gradient that nobody looked at', () => {
    const w = numbers(21).requiresGrad_();
    const places = [1, 2, 3, 4, 5, 6].map(() => {
      w.grad = null;
      tidy(() => w.mul(w).sum().backward());
      return w.gradArray!.data.byteOffset;
    });
    expect(new Set(places).size).toBeLessThanOrEqual(2);
  });
  it('gives every use of a tensor its own share, in each way of asking', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.boolean(), (uses, last) => {
        const loss = (a: Tensor, b: Tensor): Tensor => {
          let y = a.add(b);
          for (let i = 1; i < uses; i++) y = y.add(a).relu().add(b);
          return (last ? y.sub(a) : y).mul(2).sum();
        };
        const [a, b] = [numbers(30).requiresGrad_(), numbers(31).requiresGrad_()];
        const small = [a, b].map((t) => new Tensor(fromValues(values(t).slice(0, 50), [50])).requiresGrad_());
        loss(small[0]!, small[1]!).backward();
        const wanted = small.map((t) => values(t.grad!));
        const first50 = (t: Tensor | null) => values(t!).slice(0, 50);
        expect(gradients(loss(a, b), [a, b]).map(first50)).toEqual(wanted);
        loss(a, b).backward();
        expect([a.grad, b.grad].map(first50)).toEqual(wanted);
        loss(a, b).backward();
        expect(first50(a.grad)).toEqual(wanted[0]!.map((v) => 2 * v));
        for (const t of [a, b]) attachGrad(t);
        gluonBackward(record(() => loss(a, b)));
        expect([a.grad, b.grad].map(first50)).toEqual(wanted);
      }),
      { numRuns: 8 },
    );
  });
});
