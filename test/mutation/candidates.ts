import { candidates as all } from '../kit/candidates.ts';

type Candidates = Awaited<ReturnType<typeof all>>;

/** Without the reference: it is what Stryker changes, and a changed one is judged by the kata's tests alone. */
export async function candidates(kata: string): Promise<Candidates> {
  const { right, wrong } = await all(kata);
  return { right: right.filter(({ name }) => name.en !== 'reference'), wrong };
}
