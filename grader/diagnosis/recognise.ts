import { alike, isRight } from '../../test/kit/behaviour.ts';
import type { Behaviour, Diagnosis } from '../types.ts';

/** A wrong solution of the catalogue, and what its kata's tests see of it. */
export type Known = { readonly wrong: Diagnosis; readonly behaviour: Behaviour };

/**
 * The one wrong solution that does just what was seen, in every test that is begun. Silence when nothing wrong was
 * seen, when nothing known fits, and when several do: a wrong guess costs more than none.
 */
export function recognise(seen: Behaviour, known: readonly Known[]): Diagnosis | undefined {
  const begun = Object.entries(seen).filter(([, trace]) => trace !== 'not started');
  if (begun.every(([, trace]) => isRight(trace))) return undefined;
  const fitting = known.filter(({ behaviour }) =>
    begun.every(([title, trace]) => alike(trace, behaviour[title] ?? 'not started')),
  );
  return fitting.length === 1 ? fitting[0]!.wrong : undefined;
}
