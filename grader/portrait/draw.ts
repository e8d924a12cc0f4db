import type { Files } from '../bundle.ts';
import type { Limits } from '../limits.ts';
import { drawKata, inParallel } from '../run.ts';
import { readSubmission } from '../submission.ts';
import type { GradedKata, Kata, Language } from '../types.ts';
import type { Drawings } from './page.ts';
import { type PictureData, readPicture } from './picture.ts';

const AT_ONCE = 2;

export type DrawOptions = {
  readonly katasFolder: string;
  readonly language: Language;
  readonly limits: Limits;
};

/** SVG of each passed kata, drawn by the learner's own code in a contained child. What it does not draw is left out. */
export async function drawPassed(graded: readonly GradedKata[], options: DrawOptions): Promise<Drawings> {
  const { pictureSvg } = await import('#lib/picture/svg');
  const pictures = await picturesOf(graded, options);
  return new Map(pictures.map(([id, picture]) => [id, pictureSvg(picture as never)]));
}

/** The same for the terminal: lines of at most so many cells; none when the kata has not passed or draws nothing. */
export async function drawText(graded: GradedKata, options: DrawOptions, width: number): Promise<string[]> {
  const { pictureText } = await import('#lib/picture');
  const pictures = await picturesOf([graded], options);
  return pictures.flatMap(([, picture]) => pictureText(picture as never, width));
}

async function picturesOf(
  graded: readonly GradedKata[],
  { katasFolder, language, limits }: DrawOptions,
): Promise<(readonly [string, PictureData])[]> {
  const passed = graded.filter(({ verdict }) => verdict.name === 'passed').map(({ kata }) => kata);
  const files = (kata: Kata): Files => readSubmission(kata, katasFolder).files;
  const drawn = await inParallel(passed, AT_ONCE, async (kata) => {
    const picture = readPicture(await drawKata(kata, files(kata), language, limits));
    return picture === undefined ? [] : [[kata.id, picture] as const];
  });
  return drawn.flat();
}
