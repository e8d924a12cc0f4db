import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { parseSource } from './source.ts';

export const here = dirname(fileURLToPath(import.meta.url));
export const checkout = dirname(here);

/** What tests and submissions import by name: modules of the course and of npm, the same for every kata. */
const modules = ['#kit', '#lib', '#lib/torch', '#lib/gluon', '#lib/keras', 'fast-check'];
const commonJs = ['ndarray', 'ndarray-ops'];

/** Harness, kit, library and their packages as one script that leaves its parts in the variable `name`. */
export type Base = { readonly name: string; readonly code: string; readonly lines: number };

let built: Promise<Base> | undefined;

/**
 * Built once per process: it is most of every script a child runs. The name cannot be guessed, so that no submission
 * reaches the harness through it.
 */
export function base(): Promise<Base> {
  built ??= buildBase(`base_${randomBytes(12).toString('hex')}`);
  return built;
}

async function buildBase(name: string): Promise<Base> {
  const imports = modules.map((door, i) => `import * as module${i} from ${JSON.stringify(door)};`);
  const entries = [
    ...modules.map((door, i) => `${JSON.stringify(door)}: module${i}`),
    ...commonJs.map((door) => `${JSON.stringify(door)}: require(${JSON.stringify(door)})`),
  ];
  const contents = `import * as child from './child.ts';
import { setCandidates } from '#candidates';
${imports.join('\n')}
export { child, setCandidates };
export const doors = { ${entries.join(', ')} };`;
  const made = await build({
    ...commonOptions,
    stdin: { contents, resolveDir: here, sourcefile: 'base.ts', loader: 'ts' },
    plugins: [lateCandidates],
    format: 'iife',
    globalName: 'parts',
    // Inside a function the modules of Node are asked for by `require`; nothing outside it can.
    banner: { js: `const ${name} = ((require) => {` },
    footer: { js: 'return parts; })(process.getBuiltinModule);' },
  });
  const code = made.outputFiles[0]!.text;
  return { name, code, lines: code.split('\n').length - 1 };
}

export const commonOptions = {
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  logLevel: 'silent',
  absWorkingDir: checkout,
} as const;

/** The kit's `#candidates` differ from kata to kata: the base only holds the place, and a kata's script fills it. */
const lateCandidates: Plugin = {
  name: 'late candidates',
  setup(plan) {
    plan.onResolve({ filter: /^#candidates$/ }, ({ path }) => ({ path, namespace: 'late' }));
    plan.onLoad({ filter: /.*/, namespace: 'late' }, () => ({
      contents: `let load;
export const setCandidates = (given) => { load = given; };
export const candidates = () => load();`,
    }));
  },
};

/** Whatever the base holds is taken from it, wherever the importing file stands: nothing is bundled twice. */
export function doorsOf({ name }: Base): Plugin {
  return {
    name: 'doors',
    setup(plan) {
      const known = new Set([...modules, ...commonJs]);
      plan.onResolve({ filter: /^[#a-z]/ }, async ({ path, pluginData, kind }) => {
        if (!known.has(path) || pluginData === checkout) return undefined;
        const real = await plan.resolve(path, { resolveDir: checkout, pluginData: checkout, kind });
        return { path, namespace: 'door', pluginData: real.path };
      });
      plan.onLoad({ filter: /.*/, namespace: 'door' }, ({ path, pluginData }) => {
        const door = `${name}.doors[${JSON.stringify(path)}]`;
        if (commonJs.includes(path)) return { contents: `module.exports = ${door};` };
        return { contents: reexport(door, namesOf(String(pluginData))) };
      });
    },
  };
}

function reexport(door: string, names: readonly string[]): string {
  const parts = names.map((name, i) => `${JSON.stringify(name)}: name${i}`);
  const again = names.map((name, i) => `name${i} as ${JSON.stringify(name)}`);
  return `const { ${parts.join(', ')} } = ${door};\nexport { ${again.join(', ')} };`;
}

const exported = new Map<string, readonly string[]>();

/** The names a module exports, types left out. No door exports a star. */
function namesOf(file: string): readonly string[] {
  const known = exported.get(file);
  if (known) return known;
  const { module } = parseSource(file, readFileSync(file, 'utf8'));
  const entries = module.staticExports.flatMap((statement) => statement.entries);
  const names = entries
    .filter((entry) => !entry.isType)
    .map(({ exportName }) => (exportName.kind === 'Default' ? 'default' : (exportName.name ?? '')))
    .filter((name) => name !== '');
  exported.set(file, names);
  return names;
}
