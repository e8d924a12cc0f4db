import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allKatas } from '../catalogue.ts';
import { GraderError } from '../errors.ts';
import { grade, reportOf } from '../grade.ts';
import type { ExitCode } from '../terminal.ts';
import { answer, command } from './command.ts';
import { memoryOf } from './memory.ts';
import { text } from './option.ts';

export const reportCommand = command({
  name: 'report',
  usage: { en: '', zh: '' },
  summary: {
    en: 'a page to look at: progress, pictures',
    zh: '生成可以看的网页：进度与图',
  },
  most: 0,
  options: {
    output: text('FILE', {
      en: 'where to write it (default: .katas/report.html)',
      zh: '写到哪里（默认 .katas/report.html）',
    }),
  },
  run: async (_words, { output }, context): Promise<ExitCode> => {
    const { course, katasFolder, limits, paper } = context;
    const target = output === undefined ? join(course, '.katas', 'report.html') : resolve(output);
    const catalogue = context.catalogue();
    const options = { katasFolder, limits, replay: {}, ...memoryOf(context) };
    const graded = await grade(allKatas(catalogue), options);
    const report = reportOf(catalogue, graded);
    const { drawPassed } = await import('../portrait/draw.ts');
    const { learnerPage } = await import('../portrait/page.ts');
    const drawings = await drawPassed(graded, { katasFolder, limits, language: paper.language });
    writePage(target, learnerPage(report, drawings, paper));
    const shown = relative(process.cwd(), target) || target;
    answer(context, `${paper.messages.nextSee(pathToFileURL(target).href)}\n`, {
      file: shown,
      pictures: drawings.size,
    });
    return 0;
  },
});

function writePage(target: string, page: string): void {
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, page);
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new GraderError(2, {
      en: `report: expected a file that can be written, received ${what} for ${target}. Choose another with --output.`,
      zh: `report：需要一个可以写入的文件，${target} 却是 ${what}。请用 --output 另选一个。`,
    });
  }
}
