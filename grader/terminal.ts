import type { Readable, Writable } from 'node:stream';
import { endAll } from './child-process.ts';
import { messagesOf } from './messages.ts';
import { languageOf } from './node-version.mjs';

/** What the command line may touch of the outside. */
export type Terminal = {
  readonly env: NodeJS.ProcessEnv;
  readonly columns: number;
  readonly isTerminal: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Somebody at a keyboard, for what goes on for longer than one answer. */
  readonly person?: Person;
};

/** Both directions of a terminal, and the process whose signals concern it. */
export type Person = {
  readonly input: Readable & { readonly isTTY?: boolean; readonly setRawMode?: (raw: boolean) => unknown };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  readonly host: NodeJS.EventEmitter & Pick<NodeJS.Process, 'pid' | 'kill'>;
};

/** 0 all passed or done, 1 not yet, 2 asked wrongly, 3 the grader itself failed. */
export type ExitCode = 0 | 1 | 2 | 3;

const PLAIN_COLUMNS = 80;

/** A terminal gets colours unless it asks for none (https://no-color.org); a file or pipe only with FORCE_COLOR. */
export function wantsColours({ env, isTerminal }: Pick<Terminal, 'env' | 'isTerminal'>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

/** The real terminal. A person who stops the grader stops its children too. */
export function terminal(host: NodeJS.Process): Terminal {
  for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
    host.once(signal, () => {
      endAll();
      host.exit(code);
    });
  }
  // Whoever reads may have read enough (`| head`): nothing is wrong then.
  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    endAll();
    if (error.code === 'EPIPE') host.exit();
    const language = languageOf(host.argv.slice(2), host.env);
    host.stderr.write(`${messagesOf(language).crashed(error.message)}\n`);
    host.exit(3);
  });
  return {
    env: host.env,
    columns: host.stdout.columns || PLAIN_COLUMNS,
    isTerminal: host.stdout.isTTY === true,
    out: (text) => void host.stdout.write(text),
    err: (text) => void host.stderr.write(text),
    person: { input: host.stdin, output: host.stdout, host },
  };
}
