import type { Limits } from '../limits.ts';
import type { Seen } from '../process.ts';
import type { Diagnosis, Kata, Verdict } from '../types.ts';
import { knownWrongs } from './known.ts';
import { recognise } from './recognise.ts';

export { knownWrongs } from './known.ts';

/** What a wrong submission looks like, if it does just what a known wrong solution does. Nothing else is ever named. */
export async function diagnose(
  kata: Kata,
  { name, problems }: Pick<Verdict, 'name' | 'problems'>,
  { behaviours }: Pick<Seen, 'behaviours'>,
  limits: Limits,
): Promise<Diagnosis | undefined> {
  const [seen] = behaviours;
  const wrong = name === 'wrong' || name === 'out of time';
  if (!wrong || problems.length > 0 || seen === undefined) return undefined;
  return recognise(seen, await knownWrongs(kata, limits));
}
