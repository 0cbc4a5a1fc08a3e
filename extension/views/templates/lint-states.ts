import { toExlabError, type Clock, type Timer } from '../../../core/system';
import type { LintProblem } from '../../../core/templates';
import type { LintState } from './nodes';

/** How long after the templates were listed the first is linted (ms): the editor has its own things to show first. */
const PAUSE_MS = 500;
/** Between two templates (ms): whoever types meanwhile is served. */
const BREATH_MS = 10;

/**
 * What lint says of templates: found out one after the other, for whoever looks at them. What was said before is shown
 * until something newer is known.
 */
export class LintStates {
  private readonly known = new Map<string, LintState>();
  private readonly fresh = new Set<string>();
  private waiting: readonly string[] = [];
  private timer: Timer | undefined;
  private isLinting = false;
  private isDisposed = false;

  constructor(
    private readonly clock: Pick<Clock, 'schedule'>,
    private readonly lint: (root: string) => Promise<readonly LintProblem[]>,
    /** Told when another thing is said of a template than before. */
    private readonly changed: (root: string) => void,
  ) {}

  get(root: string): LintState | undefined {
    return this.known.get(root);
  }

  /** Has these linted soon, in this order, as far as nothing new is known of them; all others are forgotten. */
  want(roots: readonly string[]): void {
    for (const root of this.known.keys()) if (!roots.includes(root)) this.forget(root);
    this.waiting = roots.filter((root) => !this.fresh.has(root));
    if (!this.isLinting) this.schedule(PAUSE_MS);
  }

  /** They may be others now: all are linted again when they are wanted. */
  stale(): void {
    this.fresh.clear();
  }

  dispose(): void {
    this.isDisposed = true;
    this.timer?.cancel();
  }

  private forget(root: string): void {
    this.known.delete(root);
    this.fresh.delete(root);
  }

  private schedule(delay: number): void {
    this.timer?.cancel();
    this.timer = undefined;
    if (this.waiting.length > 0 && !this.isDisposed) {
      this.timer = this.clock.schedule(delay, () => void this.lintNext());
    }
  }

  private async lintNext(): Promise<void> {
    const [root, ...rest] = this.waiting;
    if (root === undefined) return;
    this.waiting = rest;
    this.isLinting = true;
    this.fresh.add(root);
    const state = await this.stateOf(root);
    this.isLinting = false;
    if (this.isDisposed) return;
    const isOther = JSON.stringify(state) !== JSON.stringify(this.known.get(root));
    this.known.set(root, state);
    if (isOther) this.changed(root);
    this.schedule(BREATH_MS);
  }

  private async stateOf(root: string): Promise<LintState> {
    try {
      return { kind: 'linted', problems: await this.lint(root) };
    } catch (caught) {
      return { kind: 'failed', message: toExlabError(caught).message };
    }
  }
}
