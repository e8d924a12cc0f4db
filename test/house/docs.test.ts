import { it } from 'vitest';
import { commands } from '../../grader/commands/table.ts';
import { read, report } from './files.ts';

it('the page of commands names every command and no other, in both languages', () => {
  const offences = ['docs/commands.md', 'docs/commands.zh-CN.md'].flatMap((page) => {
    const rows = [...read(page).matchAll(/^\| `(?:npm )?([a-z]+)/gm)].map(([, name]) => name!);
    const names = commands.map(({ name }) => name);
    const lacking = names.filter((name) => !rows.includes(name)).map((name) => `${page} lacks ${name}`);
    return [...lacking, ...rows.filter((name) => !names.includes(name)).map((name) => `${page} has ${name}`)];
  });
  report('A command nobody finds is not there.', offences);
});
