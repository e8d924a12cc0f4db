import { grade } from '../grade.ts';
import { cleanLine } from '../report/paper.ts';
import type { ExitCode } from '../terminal.ts';
import { shortName } from '../types.ts';
import { answer, command, nameOf, oneKata, tell } from './command.ts';
import { memoryOf } from './memory.ts';

export const pictureCommand = command({
  name: 'picture',
  usage: { en: 'kata', zh: '练习' },
  summary: { en: 'a solved kata, drawn by your own code', zh: '解出的练习，由你的代码画出图' },
  most: Number.POSITIVE_INFINITY,
  options: {},
  run: async (words, _values, context): Promise<ExitCode> => {
    const kata = oneKata(context, words);
    const { katasFolder, limits, paper } = context;
    const [graded] = await grade([kata], { katasFolder, limits, replay: {}, ...memoryOf(context) });
    const name = nameOf(context, kata);
    const { drawText } = await import('../portrait/draw.ts');
    const options = { katasFolder, limits, language: paper.language };
    const lines = (await drawText(graded!, options, paper.columns)).map((line) => cleanLine(line).trimEnd());
    const data = { id: kata.id, verdict: graded!.verdict.name, picture: lines };
    if (lines.length > 0) {
      answer(context, `${paper.bold(name)}\n\n${lines.join('\n')}\n`, data);
      return 0;
    }
    const passed = graded!.verdict.name === 'passed';
    const why = passed
      ? tell(context, `${name} has no picture.`, `${name} 没有图。`)
      : tell(
          context,
          `${name} has not passed yet. The picture is drawn by your own code.`,
          `${name} 还没有通过。图由你自己的代码来画。`,
        );
    const next = passed ? 'npm start -- list' : `npm start -- grade ${shortName(kata.id)}`;
    answer(context, `${why}\n\n${paper.bold(paper.messages.nextSee(next))}\n`, data);
    return 1;
  },
});
