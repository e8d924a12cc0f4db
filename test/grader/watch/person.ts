import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';

/** A made-up terminal: what is written to it can be waited for, and keys can be pressed. */
export class Glass extends Writable {
  readonly isTTY = true;
  columns = 80;
  rows = 24;
  /** Everything written so far. */
  all = '';
  private readonly waiting = new Set<() => void>();

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.all += chunk.toString();
    for (const look of this.waiting) look();
    done();
  }

  /** Resolves when a text is written from now on, with all that was written since. */
  async see(text: string): Promise<string> {
    const from = this.all.length;
    return new Promise((resolve) => {
      const look = (): void => {
        const fresh = this.all.slice(from);
        if (!fresh.includes(text)) return;
        this.waiting.delete(look);
        resolve(fresh);
      };
      this.waiting.add(look);
    });
  }
}

export class Keyboard extends PassThrough {
  readonly isTTY = true;
  readonly modes: boolean[] = [];
  setRawMode(raw: boolean): void {
    this.modes.push(raw);
  }
}

export class Host extends EventEmitter {
  readonly pid = 4711;
  readonly sent: (readonly [number, string])[] = [];
  kill = (pid: number, signal?: string | number): true => {
    this.sent.push([pid, String(signal)]);
    return true;
  };
}

export function makePerson() {
  return { input: new Keyboard(), output: new Glass(), host: new Host() };
}
