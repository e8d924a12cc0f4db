export * from '../../../../solutions/04-tying/01-one-layer-two-places/kata.ts';
