import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { GraderError } from '../../errors.ts';

/** What grading needs of a checkout. */
const NEEDED =
  /^(grader|lib|katas|solutions|test\/(kit|arbitraries|right|wrong))\/|^(package(-lock)?\.json|tsconfig\.json|LICENSE)$/;
const ROOT = ['setup.sh', 'run_autograder'];
const HOME = 'grader/hosts/gradescope';

/** Writes the zip that Gradescope asks for: two scripts at its root, and the course beside them. Returns its size. */
export async function packGradescope(checkout: string, to: string): Promise<number> {
  const zip = new ZipFile();
  // The same files give the same bytes, whenever they were checked out.
  const options = (mode: number) => ({ mtime: new Date(1980, 0, 1), mode });
  for (const name of ROOT) zip.addBuffer(readFileSync(join(checkout, HOME, name)), name, options(0o100755));
  for (const path of trackedFiles(checkout).filter((each) => NEEDED.test(each))) {
    zip.addBuffer(readFileSync(join(checkout, path)), `course/${path}`, options(0o100644));
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(to));
  return statSync(to).size;
}

/** Only what git knows: nothing private that lies about gets into the zip. */
function trackedFiles(checkout: string): string[] {
  try {
    const told = execFileSync('git', ['ls-files', '-z'], { cwd: checkout, encoding: 'utf8', stdio: 'pipe' });
    return told
      .split('\0')
      .filter((path) => path !== '')
      .sort();
  } catch {
    throw new GraderError(2, {
      en: 'gradescope: expected a git checkout of the course, received a folder without git. Clone the repository.',
      zh: 'gradescope：需要课程的 git 仓库，这里不是。请先克隆仓库。',
    });
  }
}
