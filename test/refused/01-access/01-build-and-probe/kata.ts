export * from '../../../../solutions/01-access/01-build-and-probe/kata.ts';
