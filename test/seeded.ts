import fc from 'fast-check';

/** Properties that name no seed run on this one. `PROPERTY_SEED=7 npx vitest run --project lib` looks elsewhere. */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 13) });
