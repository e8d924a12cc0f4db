import { candidates as all } from '../kit/candidates.ts';

type Candidates = Awaited<ReturnType<typeof all>>;

/** Without the reference: it is what Stryker changes, and no boss's own property may have a say in that. */
export async function candidates(kata: string): Promise<Candidates> {
  const { right, wrong } = await all(kata);
  return { right: right.filter(({ name }) => name.en !== 'reference'), wrong };
}
