import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionHandle } from '../../core/sessions';
import { loneSurrogates, naughtyStrings } from '../fixtures/naughty-strings';
import { makeLaboratory, type Laboratory } from '../support/laboratory';
import { YAML_READERS } from '../unit/readme/yaml-readers';

/** Every naughty string as label, operator, objective and answer of a real creation. */

let lab: Laboratory;

const MANIFEST = `_exlab_type: run
_exlab_version: "1"
_exlab_run_scope: both
_subdirectory: template
answer: {type: str, default: ""}
`;

beforeAll(async () => {
  lab = await makeLaboratory({
    templates: {
      plain: {
        'copier.yml': MANIFEST,
        'template/answer.txt.jinja': '[{{ answer }}] {{ label }} {{ operator }}\n',
      },
    },
  });
});
afterAll(() => lab.dispose());

interface Made {
  readonly text: string;
  readonly handle: SessionHandle;
  readonly readme: string;
  readonly answers: string;
  readonly rendered: string;
  readonly record: Record<string, unknown>;
}

async function create(text: string): Promise<Made> {
  const { controller } = lab.engine;
  const request = lab.run({ label: text, operator: text, objective: text, variables: { answer: text } });
  const { session_id } = await controller.createRun(request);
  const handle = await controller.finished(session_id);
  const folder = handle.result && 'findings' in handle.result ? handle.result.path : undefined;
  const read = (file: string): Promise<string> =>
    folder === undefined ? Promise.resolve('') : readFile(path.join(folder, file), 'utf8');
  return {
    text,
    handle,
    readme: await read('README.md'),
    answers: await read('.exlab-answers.yml'),
    rendered: await read('answer.txt'),
    record: JSON.parse((await read('.exlab-wizard/creation.json')) || '{}') as Record<string, unknown>,
  };
}

function isAcceptable(text: string): boolean {
  return text.trim() !== '' && Array.from(text.trim()).length <= 100;
}

describe('a creation with a string that has broken software before', () => {
  it('keeps it identical in README, records, answers and files, and never calls it a placeholder', async () => {
    const acceptable = naughtyStrings.filter(({ text }) => isAcceptable(text));
    expect(acceptable.length).toBeGreaterThan(400);
    const made: Made[] = [];
    for (const { text } of acceptable) made.push(await create(text));

    for (const { text, handle, rendered, record } of made) {
      expect(handle.state, JSON.stringify([text, handle.error])).toBe('done');
      expect(handle.result, text).toMatchObject({ sync_status: 'pending', findings: [] });
      expect(rendered).toBe(`[${text}] ${text} ${text}\n`);
      expect(record).toMatchObject({ created_by: text, variables: { answer: text } });
    }
    const frontMatter = made.map(({ readme }) => readme.slice(4, readme.indexOf('\n---\n') + 1));
    for (const reader of YAML_READERS) {
      expect(reader.read(frontMatter).map((read) => pick(read, 'label', 'operator', 'objective'))).toEqual(
        made.map(({ text }) => ({ label: text, operator: text, objective: text })),
      );
      expect(reader.read(made.map(({ answers }) => answers)).map((read) => pick(read, 'answer'))).toEqual(
        made.map(({ text }) => ({ answer: text })),
      );
    }
  });

  it('refuses what is blank, too long or no text, at its field', async () => {
    const refused = naughtyStrings.filter(({ text }) => !isAcceptable(text));
    expect(refused.length).toBeGreaterThan(5);
    for (const { text } of [...refused, ...loneSurrogates]) {
      const { handle } = await create(text);
      expect(handle.state, JSON.stringify(text)).toBe('failed');
      expect(['validation_failed', 'field_too_long']).toContain(handle.error?.code);
      expect(handle.error?.field).toBe('label');
    }
  });
});

function pick(read: unknown, ...keys: string[]): Record<string, unknown> {
  const object = read as Record<string, unknown>;
  return Object.fromEntries(keys.map((key) => [key, object[key]]));
}
