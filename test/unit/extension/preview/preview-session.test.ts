import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inThisProcess, type TemplateEvaluator } from '../../../../core/templates';
import { PreviewSession } from '../../../../extension/preview/preview-session';
import { setOf, type PreviewState, type SetName } from '../../../../extension/preview/preview-state';
import { ManualClock } from '../../../support/manual-clock';
import { templateFolder } from '../../templates/template-folder';

const MANIFEST = [
  'site: {type: str, default: north}',
  'count: {type: int, default: 3}',
  'key: {type: str, secret: true, default: opensesame}',
  '',
].join('\n');

/** A preview of a template with one file, and what is typed into that. */
function previewing(evaluator: TemplateEvaluator = inThisProcess) {
  const root = templateFolder(MANIFEST, { 'a.txt.jinja': '{{ site }} {{ count }}' });
  const clock = new ManualClock();
  const unsaved = new Map<string, string>();
  const told: PreviewState[] = [];
  const session = new PreviewSession({
    root,
    clock,
    evaluator,
    unsaved: () => Promise.resolve(new Map(unsaved)),
    changed: (state) => told.push(state),
  });
  return {
    ...{ root, clock, session, told },
    type: (file: string, text: string) => {
      unsaved.set(path.join(root, file), text);
      session.edited();
    },
    text: (set: SetName = 'A') => setOf(session.state, set)?.preview?.files[0]?.text,
    problems: (set: SetName = 'A') => setOf(session.state, set)?.problems ?? [],
  };
}

describe('a preview', () => {
  it('is of the template as it is saved, with samples, until something is typed', async () => {
    const { session, text, problems } = previewing();
    await session.render();
    expect(text()).toBe('north 3');
    expect(problems()).toEqual([]);
    expect(session.state).toMatchObject({ version: '1.0.0', sets: [{ name: 'A', isCurrent: true }] });
  });

  it('follows what is typed a moment after the last edit, all edits at once', async () => {
    const { session, clock, type, text, told } = previewing();
    await session.render();
    type('a.txt.jinja', 'one');
    clock.advance(100);
    type('a.txt.jinja', 'two');
    clock.advance(100);
    expect(told).toHaveLength(1);
    clock.advance(50);
    await session.settled();
    expect(text()).toBe('two');
    expect(told).toHaveLength(2);
  });

  it('follows the questions that are typed into the manifest', async () => {
    const { session, type, text } = previewing();
    type(
      'copier.yml',
      "_exlab_type: run\n_exlab_version: '2.0.0'\n_exlab_run_scope: both\nsite: {type: str}\ncount: {type: int}\n",
    );
    await session.settled();
    expect(text()).toBe('site 1');
    expect(session.state.version).toBe('2.0.0');
  });

  it('keeps what was there while the template is broken, and says where it is', async () => {
    const { session, type, text, problems, root } = previewing();
    await session.render();
    type('a.txt.jinja', 'x\n{{ site.');
    await session.settled();
    expect(text()).toBe('north 3');
    expect(setOf(session.state, 'A')?.isCurrent).toBe(false);
    expect(problems()).toMatchObject([
      { severity: 'error', place: { file: path.join(root, 'a.txt.jinja'), line: 2 } },
    ]);
    type('a.txt.jinja', 'whole again');
    await session.settled();
    expect(text()).toBe('whole again');
    expect(problems()).toEqual([]);
  });

  it('says what is wrong with a manifest at its place', async () => {
    const { session, type, problems, root } = previewing();
    type('copier.yml', 'site: {type: nothing}\n');
    await session.settled();
    expect(problems().length).toBeGreaterThan(0);
    expect(problems()[0]).toMatchObject({
      severity: 'error',
      place: { file: path.join(root, 'copier.yml') },
    });
  });

  it('sees what is saved', async () => {
    const { session, root, text } = previewing();
    await session.render();
    writeFileSync(path.join(root, 'a.txt.jinja'), 'saved');
    session.edited();
    await session.settled();
    expect(text()).toBe('saved');
  });

  it('tells nothing more once it is closed', async () => {
    const { session, clock, type, told } = previewing();
    await session.render();
    type('a.txt.jinja', 'late');
    session.dispose();
    clock.advance(1000);
    await session.settled();
    expect(told).toHaveLength(1);
  });
});

describe('answers of a preview', () => {
  it('are those of their sheet, for each set', async () => {
    const { session, text } = previewing();
    session.setSheet('A', 'site: east\n');
    session.setSheet('B', 'site: west\ncount: 5\n');
    await session.settled();
    expect([text('A'), text('B')]).toEqual(['east 3', 'west 5']);
  });

  it('that cannot be read keep the preview as it was, and are told of at their line', async () => {
    const { session, text, problems } = previewing();
    await session.render();
    session.setSheet('A', 'site: east\nsite: west\n');
    await session.settled();
    expect(text()).toBe('north 3');
    expect(problems()).toMatchObject([{ severity: 'error', answersLine: 2 }]);
  });

  it('that are wrong are told of at their line; the default stands in for them', async () => {
    const { session, text, problems } = previewing();
    session.setSheet('A', '# first\nsite: east\ncount: many\n');
    await session.settled();
    expect(text()).toBe('east 3');
    expect(problems()).toMatchObject([{ severity: 'error', answersLine: 3 }]);
  });

  it('are never secret ones: a sample stands in for them', async () => {
    const { session, problems } = previewing();
    session.setSheet('A', 'key: my-own-secret\n');
    await session.settled();
    expect(problems()).toMatchObject([{ severity: 'warning', answersLine: 1 }]);
    const { preview } = setOf(session.state, 'A') ?? {};
    expect(JSON.stringify([...(preview?.answers.keys() ?? [])])).not.toContain('key');
    expect(JSON.stringify(problems())).not.toContain('my-own-secret');
  });
});

describe('the latest edit', () => {
  it('wins: a rendering that takes longer is given up', async () => {
    const begun: AbortSignal[] = [];
    const slow: TemplateEvaluator = {
      ...inThisProcess,
      render: (template, context, secrets, options = {}) => {
        const { signal } = options;
        if (begun.length > 0 || signal === undefined)
          return inThisProcess.render(template, context, secrets, options);
        begun.push(signal);
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('given up'));
          });
        });
      },
    };
    const { session, clock, type, text, told } = previewing(slow);
    const first = session.render();
    await expect.poll(() => begun.length).toBe(1);
    type('a.txt.jinja', 'newer');
    clock.advance(150);
    clock.advance(600);
    await first;
    await session.settled();
    expect(begun[0]?.aborted).toBe(true);
    expect(text()).toBe('newer');
    expect(told).toHaveLength(1);
  });
});
