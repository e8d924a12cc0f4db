import type { Module } from '#lib';
import { repr } from '#lib/torch';

export const render = (root: Module): string => repr(root);
