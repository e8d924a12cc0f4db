export * from '../../../../solutions/03-initialization/08-boss-init-audit/kata.ts';
