import type { Module } from '#lib';

/**
 * The tree as text. A module without children is one line, `Name(its own text)`. A module with children is a line
 * `Name(`, a line or more per child that starts with `(key): `, two blanks further in, and a line `)`.
 */
export function render(root: Module): string {
  throw new Error('Not started: 02-nested/04-print-the-tree');
}
