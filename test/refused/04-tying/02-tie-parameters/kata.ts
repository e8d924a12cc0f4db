export * from '../../../../solutions/04-tying/02-tie-parameters/kata.ts';
