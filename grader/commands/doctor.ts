import { allKatas, readCatalogue } from '../catalogue.ts';
import type { Finding } from '../doctor/finding.ts';
import { checkKataTypes, checkLineEnds } from '../doctor/learner.ts';
import {
  checkCourse,
  checkGit,
  checkInstall,
  checkNode,
  checkPermissions,
  checkWatcher,
} from '../doctor/machine.ts';
import { clean, padEnd, read, width } from '../report/paper.ts';
import { answer, type Context, command, tell } from './command.ts';

export const doctorCommand = command({
  name: 'doctor',
  usage: { en: '', zh: '' },
  summary: { en: 'is everything set up? what to do if not', zh: '检查环境，并说明如何解决问题' },
  most: 0,
  options: {},
  run: async (_words, _values, context) => {
    const findings = await examine(context);
    const sick = findings.some(({ state }) => state === 'bad');
    answer(context, page(findings, context), { healthy: !sick, findings });
    return sick ? 1 : 0;
  },
});

async function examine({ course, katasFolder }: Context): Promise<readonly Finding[]> {
  const machine = [checkNode(process.version), checkInstall(course), checkCourse(course, readCatalogue)];
  const files = [checkGit(course), checkPermissions(course, katasFolder), await checkWatcher(course)];
  if (machine.at(-1)!.state === 'bad') return [...machine, ...files];
  const katas = allKatas(readCatalogue(course));
  const learner = [checkLineEnds(katas, katasFolder), await checkKataTypes(katas, katasFolder)];
  return [...machine, ...files, ...learner];
}

function page(findings: readonly Finding[], context: Context): string {
  const { paper } = context;
  const wide = Math.max(...findings.map(({ what }) => width(read(what, paper))));
  const lines = findings.flatMap(({ state, what, found, next }) => {
    const mark = state === 'good' ? paper.good('✓') : state === 'bad' ? paper.bad('✗') : paper.dim('·');
    const line = `  ${mark} ${padEnd(read(what, paper), wide)}  ${read(found, paper)}`;
    return next ? [line, `    ${' '.repeat(wide)}  ${paper.dim(`→ ${clean(read(next, paper))}`)}`] : [line];
  });
  const bad = findings.find(({ state }) => state === 'bad');
  const next = bad?.next
    ? tell(context, `Next: ${read(bad.next, paper)}`, `下一步：${read(bad.next, paper)}`)
    : tell(context, 'Next: all is well; npm start', '下一步：一切正常，npm start');
  return `${lines.join('\n')}\n\n${paper.bold(next)}\n`;
}
