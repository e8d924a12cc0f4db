import { shortName, type VerdictName } from '../types.ts';
import type { Fate, KataFate } from '../update/plan.ts';
import { type Context, tell } from './command.ts';

/** A kata that passed before, and what it is after. */
export type Tick = { readonly id: string; readonly verdict: VerdictName | 'removed' };

export type Updated = {
  readonly source: string;
  readonly katas: readonly KataFate[];
  /** How many files of the course itself are new. */
  readonly course: number;
  /** Undefined when packages have to be installed before anything can be judged. */
  readonly ticks: readonly Tick[] | undefined;
  readonly dry: boolean;
  /** True when git shows the new version as its own. */
  readonly moved: boolean;
};

/** What an update did or would do, and one next action on the last line. */
export function updatePage(updated: Updated, context: Context): string {
  const parts = [
    head(updated, context),
    fates(updated, context),
    ticks(updated, context),
    next(updated, context),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function head({ source, katas, course, dry, moved }: Updated, context: Context): string {
  const { bold } = context.paper;
  if (course === 0 && katas.every(({ fate, was }) => fate === 'kept' && was === undefined)) {
    return bold(tell(context, `Nothing newer in ${source}.`, `${source} 没有更新的版本。`));
  }
  const files = tell(
    context,
    `${course} ${course === 1 ? 'file' : 'files'} of the course`,
    `课程文件 ${course} 个`,
  );
  const would = tell(context, `Would update from ${source}: ${files}.`, `将从 ${source} 更新：${files}。`);
  const did = tell(context, `Updated from ${source}: ${files}.`, `已从 ${source} 更新：${files}。`);
  const branch = moved ? ` ${tell(context, 'Your branch is up to date.', '分支已同步。')}` : '';
  return bold(dry ? would : did) + branch;
}

function fates({ katas }: Updated, context: Context): string {
  const changed = katas.filter(({ fate, was }) => fate !== 'kept' || was !== undefined);
  const lines = changed.map(({ id, fate, was }) => {
    const moved = was === undefined ? '' : tell(context, `was ${shortName(was)}`, `原为 ${shortName(was)}`);
    const words = [moved, fateText(fate, context)].filter((word) => word !== '').join(' · ');
    return `  ${id}  ${fate === 'conflict' ? context.paper.bad(words) : words}`;
  });
  return lines.join('\n');
}

function ticks({ ticks }: Updated, context: Context): string {
  if (ticks === undefined || ticks.length === 0) return '';
  const { paper } = context;
  const kept = ticks.filter(({ verdict }) => verdict === 'passed').length;
  const count = tell(
    context,
    `${kept} of ${ticks.length} passed katas still pass.`,
    `原先通过的 ${ticks.length} 个练习中，${kept} 个仍然通过。`,
  );
  const lines = ticks.map(({ id, verdict }) => {
    if (verdict === 'passed') return `  ${paper.good('✓')} ${id}`;
    const name = verdict === 'removed' ? tell(context, 'removed', '已移除') : paper.messages.verdict[verdict];
    return `  ${paper.bad('✗')} ${id}  ${name}`;
  });
  return [count, ...lines].join('\n');
}

function next({ katas, ticks, dry }: Updated, context: Context): string {
  const { bold, messages } = context.paper;
  if (dry)
    return bold(tell(context, 'Next: the same without --dry-run', '下一步：去掉 --dry-run 再运行一次'));
  if (ticks === undefined) return bold(messages.nextSee('npm ci && npm start'));
  const conflict = katas.find(({ fate }) => fate === 'conflict');
  if (conflict) return bold(tellConflict(shortName(conflict.id), context));
  const lost = ticks.find(({ verdict }) => verdict !== 'passed' && verdict !== 'removed');
  if (lost) return bold(messages.nextSee(`npm start -- grade ${shortName(lost.id)}`));
  return bold(
    tell(context, 'Next: npm start (undo takes an update back)', '下一步：npm start（undo 可撤销更新）'),
  );
}

function tellConflict(name: string, context: Context): string {
  return tell(
    context,
    `Next: npm start -- reset ${name}, update again, then take your lines from npm start -- undo ${name} --list`,
    `下一步：npm start -- reset ${name}，再次更新，再用 npm start -- undo ${name} --list 找回你写的内容`,
  );
}

/** A fate in words; `kept` needs none. */
function fateText(fate: Fate, context: Context): string {
  const texts: { readonly [fate in Fate]: string } = {
    new: tell(context, 'new', '新增'),
    kept: '',
    taken: tell(context, 'new stub', '新的原始文件'),
    merged: tell(context, 'merged with yours', '已与你的合并'),
    conflict: tell(context, 'left as it was: both changed the same lines', '保持原样：双方改了同一处'),
    removed: tell(context, 'removed; undo brings it back', '已移除，可用 undo 取回'),
  };
  return texts[fate];
}
