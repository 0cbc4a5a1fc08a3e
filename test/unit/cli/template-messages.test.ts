import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../cli/run';
import type { TemplateFiles } from '../../support/laboratory';
import { exlab, fakeTerminal, INSTALLATION } from './fake-terminal';
import { makeTemporaryLab, RUN_FLAGS, type TemporaryLab } from './temporary-lab';

const SPEAKING: TemplateFiles = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_message_before_copy: |
  Switch the lamp on.
  It warms up for \u001b[1m{{ minutes }} minutes.
_message_after_copy: "Scan {{ run_name }} now."
minutes: 20
`,
  'notes.txt': 'notes\n',
};
const BEFORE = 'Switch the lamp on.';
const AFTER = 'Scan Run_2026-11-20T13-00-00 now.';
const FLAGS = [...RUN_FLAGS, '--run-date', '2026-11-20T13:00:00Z'];

const labs: TemporaryLab[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function lab(template: TemplateFiles = SPEAKING): Promise<TemporaryLab> {
  const made = await makeTemporaryLab({ templates: { plain: template } });
  labs.push(made);
  return made;
}

describe('what a template says', () => {
  it('is shown before the question whether to create, and after it is made', async () => {
    const { environment } = await lab();
    const terminal = fakeTerminal({ isTTY: true, environment });
    const running = run(['new', 'run', ...FLAGS], terminal, INSTALLATION);
    // The one question, which has a default.
    let shown = await terminal.stdout.shows('minutes', 0);
    terminal.stdin.write('\r');
    shown = await terminal.stdout.shows('Create it?', shown);
    expect(terminal.stdout.text).toContain(BEFORE);
    expect(terminal.stdout.text).not.toContain(AFTER);
    terminal.stdin.write('\r');
    expect(await running).toBe(0);
    expect(terminal.stdout.text.slice(shown)).toContain(AFTER);
  });

  it('cannot steer the terminal', async () => {
    const { environment } = await lab();
    const { stdout } = await exlab(['new', 'run', ...FLAGS, '--dry-run'], { environment });
    expect(stdout).toContain('  It warms up for \\u001b[1m20 minutes.\n');
  });

  it('is all in a dry run and in a preview', async () => {
    const { environment, folder } = await lab();
    const dry = await exlab(['new', 'run', ...FLAGS, '--dry-run'], { environment });
    expect(dry.stdout).toMatch(/The template says\n {2}Switch the lamp on\./);
    expect(dry.stdout).toContain(`When all is made, the template says\n  ${AFTER}\n`);
    const preview = await exlab(['templates', 'preview', `${folder}/templates/plain`], { environment });
    expect(preview.stdout).toContain(BEFORE);
    expect(preview.stdout).toContain('When all is made, the template says\n  Scan ');
  });

  it('is in the objects for programs', async () => {
    const { environment, folder } = await lab();
    const dry = await exlab(['new', 'run', ...FLAGS, '--dry-run', '--json'], { environment });
    expect(JSON.parse(dry.stdout)).toMatchObject({ plan: { messages: { after: AFTER } } });
    const preview = await exlab(['templates', 'preview', `${folder}/templates/plain`, '--json'], {
      environment,
    });
    expect(JSON.parse(preview.stdout)).toMatchObject({
      messages: { before: expect.stringContaining(BEFORE) as string },
    });
    const made = await exlab(['new', 'run', ...FLAGS, '--json'], { environment });
    expect(JSON.parse(made.stdout)).toMatchObject({ state: 'done', result: { message: AFTER } });
  });

  it('is nothing where the template says nothing', async () => {
    const { environment } = await lab({
      ...SPEAKING,
      'copier.yml': '_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n',
    });
    const dry = await exlab(['new', 'run', ...FLAGS, '--dry-run'], { environment });
    expect(dry.stdout).not.toContain('template says');
    const made = await exlab(['new', 'run', ...FLAGS, '--json'], { environment });
    expect(JSON.parse(made.stdout)).not.toHaveProperty('result.message');
  });

  it('keeps a folder from being made where it fails, and names the message', async () => {
    const { environment } = await lab({
      ...SPEAKING,
      'copier.yml':
        '_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n_message_after_copy: "{{ 1 // 0 }}"\n',
    });
    const { stderr, code } = await exlab(['new', 'run', ...FLAGS], { environment });
    expect(stderr).toContain('copier.yml (_message_after_copy):1:');
    expect(code).toBe(2);
  });
});
