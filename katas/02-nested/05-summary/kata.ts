import type { Module } from '#lib';

export interface Summary {
  /** One per direct child, in order: its name, its class, and how many numbers it and all below it hold. */
  rows: { name: string; type: string; count: number }[];
  /** Numbers in all parameters, and in those that require gradients; a shared parameter counts once. */
  total: number;
  trainable: number;
}

/** The table of a net: what each child holds, and what all hold together. */
export function summary(root: Module): Summary {
  throw new Error('Not started: 02-nested/05-summary');
}
