/**
 * How time and memory grow with the size of a net: chains of layers, one layer used many times, many parameters.
 * Every row is the middle one of five processes; a million of something is done once. `npm run bench:deep` prints the table; `--write` also writes docs/benchmarks/deep.md.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromValues, Linear, ModuleList, type Parameter, Tensor } from '#lib';
import { CHAIN, SHARED, spread } from './inputs.mjs';
import { exponentOf } from './slope.ts';
import { median } from './verdict.ts';

interface Row {
  readonly milliseconds: number;
  /** Mebibytes: kept after the work beyond before it, and at most during it. */
  readonly kept: number;
  readonly peak: number;
}
type Work = { run: () => unknown; forget: () => void };

const MIB = 2 ** 20;
/** From here on nothing is repeated. It is there to be survived. */
const HUGE = 1_000_000;

/** Forward and backward through `depth` layers with ReLU, different ones or one and the same. */
function chain(depth: number, { width, rows }: typeof CHAIN, same: boolean): Work {
  const one = new Linear(width, width);
  const layers = Array.from({ length: depth }, () => (same ? one : new Linear(width, width)));
  const parameters = new Set(layers.flatMap(({ weight, bias }) => [weight, bias as Parameter]));
  const x = new Tensor(fromValues(spread(rows * width), [rows, width]));
  const forget = () => {
    for (const parameter of parameters) parameter.grad = null;
  };
  const run = () => {
    forget();
    let y: Tensor = x;
    for (const layer of layers) y = layer.forward(y).relu();
    y.sum().backward();
  };
  return { run, forget };
}

/** The names of `count` parameters, listed after a registration. */
function names(count: number): Work {
  const net = new ModuleList(Array.from({ length: count / 2 }, () => new Linear(1, 1)));
  const elsewhere = new Linear(1, 1);
  const run = () => {
    elsewhere.registerParameter('bias', elsewhere.bias);
    return Array.from(net.namedParameters()).length;
  };
  return { run, forget: () => elsewhere.registerParameter('bias', elsewhere.bias) };
}

const works: Record<string, { title: string; sizes: readonly number[]; start: (size: number) => Work }> = {
  chain: {
    title: 'chain of Linear(4, 4) + ReLU, layers',
    sizes: [100, 1000, 10_000, 100_000, HUGE],
    start: (n) => chain(n, CHAIN, false),
  },
  shared: {
    title: 'one Linear(32, 32) + ReLU, uses',
    sizes: [100, 1000, 10_000, 100_000],
    start: (n) => chain(n, SHARED, true),
  },
  names: { title: 'names of parameters', sizes: [1000, 10_000, 100_000], start: names },
};

function measure({ run, forget }: Work, size: number): Row {
  const used = () => {
    // Twice: the first only marks buffers that the second frees.
    globalThis.gc!();
    globalThis.gc!();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const timeOf = () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const isHuge = size >= HUGE;
  // Warm, so that the engine has compiled its code and made what it keeps for good.
  for (let done = 0; done < 30_000 && !isHuge; done += size) run();
  forget();
  const before = used();
  const resident = process.memoryUsage.rss();
  const count = isHuge ? 1 : Math.max(5, Math.min(200, 100_000 / size));
  const rounds = Array.from({ length: count }, timeOf);
  const peak = (process.resourceUsage().maxRSS * 1024 - resident) / MIB;
  forget();
  return { milliseconds: median(rounds), kept: (used() - before) / MIB, peak: Math.max(0, peak) };
}

const LIVES = 5;

/** The process with the middle time: each by itself has its luck with the compiler and the collector. */
function row(name: string, size: number): Row {
  const lives = Array.from({ length: size >= HUGE ? 1 : LIVES }, () => child(name, size));
  return lives.sort((a, b) => a.milliseconds - b.milliseconds)[lives.length >> 1]!;
}

function child(name: string, size: number): Row {
  const args = ['--expose-gc', '--import', 'tsx', fileURLToPath(import.meta.url), name, String(size)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`bench: expected ${name} of ${size} to end well, received exit ${status}. ${stderr}`);
  return JSON.parse(stdout);
}

const short = (value: number): string =>
  value < 1000 ? value.toPrecision(3) : Math.round(value).toLocaleString('en');

function table(): string {
  const lines = [
    '| work | size | CPU time | per 1,000 | kept afterwards | most during it |',
    '|---|---:|---:|---:|---:|---:|',
  ];
  const fits: string[] = [];
  for (const [name, { title, sizes }] of Object.entries(works)) {
    const rows = sizes.map((size) => ({ size, ...row(name, size) }));
    for (const { size, milliseconds, kept, peak } of rows) {
      const each = short((milliseconds / size) * 1000);
      lines.push(
        `| ${title} | ${size.toLocaleString('en')} | ${short(milliseconds)} ms | ${each} ms | ${kept.toFixed(2)} MiB | ${peak.toFixed(0)} MiB |`,
      );
    }
    const exponent = exponentOf(
      rows.filter(({ size }) => size < HUGE).map(({ size, milliseconds }) => [size, milliseconds]),
    );
    const step = (at: number) => (rows.find(({ size }) => size === at)?.milliseconds ?? Number.NaN) / at;
    const growth = step(10_000) / step(100);
    const outcome = growth > 2.5 ? '**missed**' : growth > 1.5 ? 'floor met' : 'goal met';
    const against = `one of 10,000 costs ${growth.toFixed(2)} times one of 100 (floor 2.5, goal 1.5): ${outcome}`;
    const cost = name === 'names' ? '' : `; ${against}`;
    fits.push(`- ${title}: time grows as size to the power of ${exponent.toFixed(2)}${cost}`);
  }
  return [...lines, '', ...fits, ''].join('\n');
}

const [name, size] = process.argv.slice(2);
if (size !== undefined) {
  console.log(JSON.stringify(measure(works[name!]!.start(Number(size)), Number(size))));
} else {
  const page = table();
  console.log(page);
  if (name === '--write') {
    const circumstances = `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
    const intro = `Forward and backward, warm; median of the rounds of the middle one of ${LIVES} processes, CPU time, memory after a full collection. A million layers run once, cold, and do not count for the exponent. ${circumstances}.`;
    const path = join(import.meta.dirname, '..', '..', 'docs', 'benchmarks', 'deep.md');
    writeFileSync(path, `# Deep nets and many parameters\n\n${intro}\n\n${page}`);
  }
}
