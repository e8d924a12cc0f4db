// The one entry that any Node can read: it checks the version before anything modern is loaded.
import { languageOf, refuseInstall, refuseNode } from './node-version.mjs';

const argv = process.argv.slice(2);
const language = languageOf(argv, process.env);
const refusal = refuseNode(process.version, language);

if (refusal) {
  console.error(refusal);
  process.exitCode = 2;
} else {
  // tsx is registered inside this process: `node --import tsx` would start a second Node first.
  import('tsx/esm/api')
    .then((tsx) => tsx.register())
    .then(() => Promise.all([import('./cli.ts'), import('./terminal.ts')]))
    .then(([{ main }, { terminal }]) => main(argv, terminal(process)))
    .then(end, fail);
}

function end(code) {
  process.exitCode = code;
}

function fail(error) {
  const missing = /Cannot find package '([^']+)'/.exec(String(error));
  console.error(missing ? refuseInstall(missing[1], language) : error);
  process.exitCode = missing ? 2 : 3;
}
