import { emitKeypressEvents, type Interface } from 'node:readline';
import type { Person } from '../terminal.ts';
import type { Key, Size } from './state.ts';

const ENTER = '\u001b[?1049h\u001b[?25l\u001b[2J';
const LEAVE = '\u001b[?25h\u001b[?1049l';
/** How long a lone Escape waits for the rest of an arrow key. */
const ESCAPE_MS = 50;

/** The person's terminal as a place to draw on. Whatever ends the process, `leave` gives it back as it was. */
export class Screen {
  private readonly person: Person;
  private drawn: readonly string[] = [];
  private entered = false;

  constructor(person: Person) {
    this.person = person;
  }

  get size(): Size {
    const { columns, rows } = this.person.output;
    // A terminal that does not know its size says 0.
    return { columns: Math.max(10, columns || 80), rows: Math.max(2, rows || 24) };
  }

  /** Takes the terminal: keys one by one, a screen of its own, no cursor. */
  enter(): void {
    if (this.entered) return;
    this.entered = true;
    this.person.input.setRawMode?.(true);
    this.person.input.resume();
    this.write(ENTER);
    this.drawn = [];
  }

  leave(): void {
    if (!this.entered) return;
    this.entered = false;
    try {
      this.person.input.setRawMode?.(false);
    } catch {
      // The terminal is gone.
    }
    this.person.input.pause();
    this.write(LEAVE);
  }

  /** Writes the lines that differ from those on the screen; after `forget` all of them. */
  draw(lines: readonly string[]): void {
    if (!this.entered) return;
    const cleared = lines.length < this.drawn.length ? `\u001b[${lines.length + 1};1H\u001b[J` : '';
    const changed = lines.flatMap((line, i) =>
      line === this.drawn[i] ? [] : [`\u001b[${i + 1};1H${line}\u001b[0m\u001b[K`],
    );
    this.drawn = lines;
    if (cleared !== '' || changed.length > 0) this.write(changed.join('') + cleared);
  }

  /** The terminal may show anything now: the next frame is drawn whole. */
  forget(): void {
    this.drawn = [];
    if (this.entered) this.write('\u001b[2J');
  }

  onKey(press: (key: Key) => void): void {
    const { input } = this.person;
    emitKeypressEvents(input, { escapeCodeTimeout: ESCAPE_MS } as unknown as Interface);
    input.on('keypress', (text: string | undefined, key: Press) => {
      for (const each of keysOf(text, key)) press(each);
    });
  }

  private write(text: string): void {
    this.person.output.write(text);
  }
}

type Press = { readonly name?: string; readonly ctrl?: boolean; readonly meta?: boolean };

/** An Escape and a letter that arrive together, on a busy machine, look like Alt and the letter. */
function keysOf(text: string | undefined, key: Press): readonly Key[] {
  const both = key.meta && !key.ctrl && key.name?.length === 1;
  if (!both) return [keyOf(text, key)];
  return [keyOf(undefined, { name: 'escape' }), keyOf(text?.slice(1), { name: key.name! })];
}

/** A key by its name: `q`, `?`, `up`, `ctrl+c`; letters in either case, since Shift or Caps Lock changes nothing here. */
function keyOf(text: string | undefined, { name, ctrl, meta }: Press): Key {
  // Node tells of a lone Escape as of Meta and nothing.
  if (name === 'escape') return { name, text: '' };
  if (ctrl || meta) return { name: `${ctrl ? 'ctrl' : 'meta'}+${name ?? ''}`, text: '' };
  const printable = text !== undefined && /^\P{C}+$/u.test(text) ? text : '';
  if (name === 'enter') return { name: 'return', text: '' };
  if (name !== undefined && name.length > 1) return { name, text: printable };
  return { name: (name ?? printable).toLowerCase(), text: printable };
}
