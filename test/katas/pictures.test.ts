import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Picture, pictureText, type Say } from '#lib/picture';
import { pictureSvg } from '#lib/picture/svg';
import { katas, root } from './tree.ts';

const languages = [
  { readme: 'README.md', file: 'picture.svg', say: (en: string) => en },
  { readme: 'README.zh-CN.md', file: 'picture.zh-CN.svg', say: (_: string, zh: string) => zh },
];

/**
 * Each kata's picture is what the reference solution draws. `npm run pictures` draws them all again.
 */
describe('the picture of', () => {
  it.each(katas)('%s is fresh, in both languages', async (kata) => {
    const folder = join(root, 'katas', kata);
    const { picture } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'picture.ts')).href)) as {
      picture: (say: Say) => Picture;
    };
    for (const { readme, file, say } of languages) {
      const drawn = picture(say);
      await expect(pictureSvg(drawn)).toMatchFileSnapshot(join(folder, file));
      expect(readFileSync(join(folder, readme), 'utf8')).toContain(`![${drawn.title}](${file})`);
      expect(pictureText(drawn).length).toBeGreaterThan(1);
    }
  });
});
