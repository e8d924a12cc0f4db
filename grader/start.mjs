// The one entry that any Node can read: it checks the version before anything modern is loaded.
import { languageOf, refuseInstall, refuseNode } from './node-version.mjs';

var argv = process.argv.slice(2);
var language = languageOf(argv, process.env);
var refusal = refuseNode(process.version, language);

if (refusal) {
  console.error(refusal);
  process.exitCode = 2;
} else {
  // tsx is registered inside this process: `node --import tsx` would start a second Node (60 ms more on Linux, 150 on Windows).
  import('tsx/esm/api')
    .then(function (tsx) {
      tsx.register();
      return import('./cli.ts');
    })
    .then(function (cli) {
      return cli.main(argv, cli.terminal(process));
    })
    .then(
      function (code) {
        process.exitCode = code;
      },
      function (error) {
        var missing = /Cannot find package '([^']+)'/.exec(String(error && error.message));
        console.error(missing ? refuseInstall(missing[1], language) : error);
        process.exitCode = missing ? 2 : 3;
      },
    );
}
