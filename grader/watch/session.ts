import { createInterface } from 'node:readline';
import { GraderError } from '../errors.ts';
import type { Person } from '../terminal.ts';
import type { Catalogue, GradedKata, Kata, Language, Text } from '../types.ts';
import type { Change, FileWatch, OpenWatch } from './files.ts';
import { tell } from './plain.ts';
import { reduce } from './reduce.ts';
import { render } from './render.ts';
import { Screen } from './screen.ts';
import { begin, type Effect, type Event, kataOf, type State } from './state.ts';

export type Action = Extract<Effect, { readonly type: 'reset' | 'undo' | 'readme' | 'diff' }>;

/** What the session asks of the rest of the grader. */
export type Means = {
  readonly course: string;
  readonly katasFolder: string;
  /** Reads the course from the disk. Throws a course error. */
  readonly catalogue: () => Catalogue;
  readonly judge: {
    readonly grade: (
      kata: Kata,
      urgent: boolean,
      early: (graded: GradedKata) => void,
    ) => Promise<GradedKata | undefined>;
    readonly prepare: (kata: Kata) => Promise<void>;
    readonly close: () => void;
  };
  /** Does what concerns files and snapshots, and says what the screen then shows. */
  readonly act: (action: Action, kata: Kata, language: Language) => Event;
  readonly openWatch: OpenWatch;
  /** Tests or library on the disk are others now. */
  readonly forget: () => void;
};

export type Manner = { readonly language: Language; readonly colours: boolean; readonly plain: boolean };

/** Runs watch mode until the person leaves or the terminal is gone. */
export async function runSession(means: Means, manner: Manner, person: Person): Promise<void> {
  const session = new Session(means, manner, person);
  await session.done;
}

class Session {
  readonly means: Means;
  readonly manner: Manner;
  readonly person: Person;
  readonly screen: Screen;
  readonly done: Promise<void>;
  private state: State;
  private prepared = '';
  private files: FileWatch | undefined;
  private over = false;
  private readonly undo: (() => void)[] = [];
  private finished: () => void = () => {};

  constructor(means: Means, manner: Manner, person: Person) {
    this.means = means;
    this.manner = manner;
    this.person = person;
    this.screen = new Screen(person);
    this.done = new Promise((resolve) => {
      this.finished = resolve;
    });
    const { state, effects } = begin(means.catalogue(), manner.language, this.screen.size);
    this.state = state;
    this.listen();
    if (manner.plain) this.readLines();
    else this.takeScreen();
    this.show(undefined);
    this.watch();
    for (const effect of effects) this.perform(effect);
  }

  /** Every event goes through here, one after another. */
  dispatch(event: Event): void {
    if (this.over) return;
    const before = this.state;
    const { state, effects } = reduce(before, event);
    this.state = state;
    this.show(before);
    for (const effect of effects) this.perform(effect);
    this.prepare();
  }

  private show(before: State | undefined): void {
    const { colours, plain } = this.manner;
    if (!plain) this.screen.draw(render(this.state, colours));
    const lines = plain ? tell(before, this.state, colours) : [];
    if (lines.length > 0) this.person.output.write(`${lines.join('\n')}\n`);
  }

  private perform(effect: Effect): void {
    if (effect.type === 'quit') this.end();
    else if (effect.type === 'stop') this.stop();
    else if (effect.type === 'grade') this.grade(effect);
    else this.act(effect);
  }

  private grade({ id, save, urgent }: Extract<Effect, { type: 'grade' }>): void {
    const tell = (graded: GradedKata, final: boolean): void =>
      this.dispatch({ type: 'verdict', id, save, graded, final });
    const early = (graded: GradedKata): void => tell(graded, false);
    this.means.judge.grade(kataOf(this.state, id), urgent, early).then(
      (graded) => graded && tell(graded, true),
      (error) => this.dispatch({ type: 'failed', id, save, text: textOf(error) }),
    );
  }

  private act(action: Action): void {
    try {
      this.dispatch(this.means.act(action, kataOf(this.state, action.id), this.state.language));
    } catch (error) {
      this.dispatch({ type: 'notice', notice: { kind: 'failed', text: textOf(error) } });
    }
  }

  /** What the next save will need is made ready while the person reads. */
  private prepare(): void {
    const { current, seeking, running } = this.state;
    if (this.over || seeking || running.size > 0 || this.prepared === current) return;
    this.prepared = current;
    // Whatever is wrong is told when the kata is judged.
    this.means.judge.prepare(kataOf(this.state)).catch(() => {});
  }

  private watch(): void {
    const { course, katasFolder, openWatch } = this.means;
    const polling = (): void => this.dispatch({ type: 'notice', notice: { kind: 'polling' } });
    const changed = (change: Change): void => this.changed(change);
    openWatch({ course, katasFolder, changed, polling }).then(
      (files) => {
        this.files = files;
        if (this.over) files.close();
      },
      (error) => this.dispatch({ type: 'notice', notice: { kind: 'failed', text: textOf(error) } }),
    );
  }

  private changed({ ids, course }: Change): void {
    if (course) this.reread();
    if (ids.length > 0) this.dispatch({ type: 'saved', ids });
  }

  private reread(): void {
    this.means.forget();
    this.prepared = '';
    try {
      this.dispatch({ type: 'course', catalogue: this.means.catalogue() });
    } catch (error) {
      this.dispatch({ type: 'notice', notice: { kind: 'failed', text: textOf(error) } });
    }
  }

  private takeScreen(): void {
    this.screen.enter();
    this.screen.onKey((key) => this.dispatch({ type: 'key', key }));
  }

  private readLines(): void {
    const lines = createInterface({ input: this.person.input, terminal: false });
    lines.on('line', (text) => this.dispatch({ type: 'line', text }));
    lines.on('close', () => this.end());
    this.undo.push(() => lines.close());
  }

  /** The ends of the terminal and of the process: each gives the screen back, none leaves a child behind. */
  private listen(): void {
    const { input, output, host } = this.person;
    const leave = (): void => this.screen.leave();
    const end = (): void => this.end();
    this.on(input, { end, close: end, error: end });
    this.on(output, { error: end, close: end, resize: () => this.resized() });
    this.on(host, { exit: leave, uncaughtExceptionMonitor: leave, SIGHUP: end });
    if (!this.manner.plain) this.on(host, { SIGTSTP: () => this.pause(), SIGCONT: () => this.resume() });
  }

  private on(source: NodeJS.EventEmitter, handlers: Readonly<Record<string, () => void>>): void {
    for (const [name, handler] of Object.entries(handlers)) {
      source.on(name, handler);
      this.undo.push(() => source.off(name, handler));
    }
  }

  private resized(): void {
    this.screen.forget();
    this.dispatch({ type: 'resize', size: this.screen.size });
  }

  /**
   * Ctrl-Z: the whole foreground group stops (npm too), else the shell would not come back. The terminal is given back
   * before: once the shell has it, touching it would stop this process half-way, and once more when it comes back.
   */
  private stop(): void {
    this.screen.leave();
    this.person.host.kill(0, 'SIGTSTP');
  }

  private pause(): void {
    this.screen.leave();
    this.person.host.kill(this.person.host.pid, 'SIGSTOP');
  }

  private resume(): void {
    this.screen.enter();
    this.resized();
  }

  private end(): void {
    if (this.over) return;
    this.over = true;
    this.screen.leave();
    for (const each of this.undo) each();
    // A terminal that is gone may still say so.
    this.person.output.on('error', () => {});
    this.person.input.on('error', () => {});
    this.person.input.pause();
    this.means.judge.close();
    this.files?.close();
    this.finished();
  }
}

function textOf(error: unknown): Text {
  if (error instanceof GraderError) return error.text;
  const told = error instanceof Error ? error.message : String(error);
  return { en: told, zh: told };
}
