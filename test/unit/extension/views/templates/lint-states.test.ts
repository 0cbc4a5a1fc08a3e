import { describe, expect, it } from 'vitest';
import type { LintProblem } from '../../../../../core/templates';
import { LintStates } from '../../../../../extension/views/templates/lint-states';
import { ManualClock } from '../../../../support/manual-clock';

const PROBLEM: LintProblem = {
  code: 'question-type',
  severity: 'error',
  file: '/t/copier.yml',
  line: 1,
  column: 1,
  message: 'wrong',
};

function linting(problemsOf: (root: string) => readonly LintProblem[] = () => []) {
  const clock = new ManualClock();
  const linted: string[] = [];
  const changed: string[] = [];
  const states = new LintStates(
    clock,
    async (root) => {
      linted.push(root);
      return Promise.resolve(problemsOf(root));
    },
    (root) => changed.push(root),
  );
  return {
    ...{ clock, states, linted, changed },
    /** Lets everything come to its end that is due. */
    run: async (): Promise<void> => {
      while (clock.waiting > 0) {
        clock.advance(1000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

describe('what lint says of templates', () => {
  it('is found out after they are listed, one after the other', async () => {
    const { states, linted, changed, run } = linting(() => [PROBLEM]);
    states.want(['/a', '/b']);
    expect(linted).toEqual([]);
    expect(states.get('/a')).toBeUndefined();
    await run();
    expect(linted).toEqual(['/a', '/b']);
    expect(changed).toEqual(['/a', '/b']);
    expect(states.get('/b')).toEqual({ kind: 'linted', problems: [PROBLEM] });
  });

  it('is found out once, and again when it may be another', async () => {
    const { states, linted, changed, run } = linting();
    states.want(['/a']);
    await run();
    states.want(['/a']);
    await run();
    expect(linted).toEqual(['/a']);
    states.stale();
    states.want(['/a']);
    expect(states.get('/a')).toEqual({ kind: 'linted', problems: [] });
    await run();
    expect(linted).toEqual(['/a', '/a']);
    // It says the same: nothing is drawn anew.
    expect(changed).toEqual(['/a']);
  });

  it('is forgotten of templates that are gone', async () => {
    const { states, run } = linting();
    states.want(['/a', '/b']);
    await run();
    states.want(['/b']);
    expect(states.get('/a')).toBeUndefined();
  });

  it('says why a template cannot be checked, and goes on with the next', async () => {
    const { states, run } = linting((root) => {
      if (root === '/a') throw new Error('unreadable');
      return [];
    });
    states.want(['/a', '/b']);
    await run();
    expect(states.get('/a')).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('') as unknown,
    });
    expect(states.get('/b')).toEqual({ kind: 'linted', problems: [] });
  });

  it('is found out no more once nobody can look at it', () => {
    const { states, clock, linted } = linting();
    states.want(['/a']);
    states.dispose();
    clock.advance(10_000);
    expect(linted).toEqual([]);
  });
});
