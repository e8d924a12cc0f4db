export * from '../../../../solutions/01-access/07-boss-check-up/kata.ts';
