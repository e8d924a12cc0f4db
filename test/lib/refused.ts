import { expect } from 'vitest';

/** Expects an error of this class whose message has this text in it. */
export function refused(act: () => unknown, kind: string, text: string): void {
  expect(act).toThrow(expect.objectContaining({ name: kind }));
  expect(act).toThrow(text);
}
