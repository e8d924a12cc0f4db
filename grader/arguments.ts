import { parseArgs } from 'node:util';
import type { Command } from './commands/command.ts';
import type { Options, Values } from './commands/option.ts';
import { shared } from './commands/shared.ts';
import { commands } from './commands/table.ts';
import { usage } from './errors.ts';
import { nearest } from './nearest.ts';

export type Asked = {
  readonly command: Command;
  /** False when the command line names none and the first command stands in. */
  readonly named: boolean;
  readonly words: readonly string[];
  readonly values: Values<Options>;
  readonly shared: Values<typeof shared>;
};

/** Reads the words after `npm start --`. Throws with exit code 2. */
export function readArguments(argv: readonly string[]): Asked {
  const every: Options = Object.assign({}, shared, ...commands.map((command) => command.options));
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(Object.entries(every).map(([name, option]) => [name, syntaxOf(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === 'option');
  for (const option of given) checkOption(option, 'npm start', every);
  const asksHelp = positionals[0] === 'help';
  const [first, ...words] = asksHelp ? positionals.slice(1) : positionals;
  const command = commandOf(first);
  for (const option of given) checkOption(option, command.name, { ...shared, ...command.options });
  if (words.length > command.most) {
    throw usage((messages) => messages.tooManyWords(command.name, command.most, words.length));
  }
  return {
    command,
    named: first !== undefined,
    words,
    values: readValues(command.options, values),
    shared: { ...readValues(shared, values), ...(asksHelp ? { help: true } : {}) },
  };
}

function syntaxOf({ type, short }: Options[string]): { type: 'boolean' | 'string'; short?: string } {
  return short === undefined ? { type } : { type, short };
}

function commandOf(word: string | undefined): Command {
  if (word === undefined) return commands[0];
  const command = commands.find(({ name }) => name === word);
  if (command) return command;
  const names = commands.map(({ name }) => name);
  const guess = /\d/.test(word) ? `grade ${word}` : nearest(word, names);
  throw usage((messages) => messages.unknownCommand(names, word, guess));
}

type Given = { readonly name: string; readonly rawName: string; readonly value: string | undefined };

function checkOption({ name, rawName, value }: Given, where: string, options: Options): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const shown = Object.keys(options).filter((each) => options[each]?.help);
    const guess = nearest(name, shown);
    throw usage((messages) => messages.unknownOption(where, rawName, guess && `--${guess}`));
  }
  if (option.type === 'string' && value === undefined)
    throw usage((messages) => messages.needsValue(rawName));
  if (option.type === 'boolean' && value !== undefined) {
    throw usage((messages) => messages.badValue(rawName, rawName, `${rawName}=${value}`));
  }
}

function readValues<Own extends Options>(
  options: Own,
  given: { readonly [name: string]: unknown },
): Values<Own> {
  const read = Object.entries(options).map(([name, option]) => {
    const value = given[name];
    return [name, value === undefined ? option.fallback : option.read(String(value), `--${name}`)];
  });
  return Object.fromEntries(read) as Values<Own>;
}
