/** CPU time of a whole process that loads one library, and for 'start' also trains the tiny net for 10,000 steps. */
const [side, what, ours] = process.argv.slice(2);

const packages = {
  'jax-js': ['@jax-js/jax'],
  deepbox: ['deepbox'],
  'js-pytorch': ['js-pytorch'],
  'numpy-ts': ['numpy-ts'],
  'tfjs-wasm': ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm'],
};

if (what === 'start') {
  const { cases } = await import(side === 'ours' ? ours : `./${side}.mjs`);
  const { run } = cases['step-tiny']();
  for (let i = 0; i < 10_000; i++) run();
} else if (side === 'ours') {
  await import(ours);
} else {
  for (const name of packages[side] ?? []) await import(name);
}
const { user, system } = process.cpuUsage();
process.stdout.write(`@${(user + system) * 1000}\n`);
process.exit(0);
