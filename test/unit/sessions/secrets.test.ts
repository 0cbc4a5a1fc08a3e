import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PLAIN_RUN, listTree, makeLaboratory, type Laboratory } from '../../support/laboratory';

const SECRET = 'hunter2-correct-horse';

const MANIFEST = `_exlab_type: run
_exlab_version: "1"
_exlab_run_scope: both
_subdirectory: template
token: {type: str, secret: true, default: ""}
`;

let lab: Laboratory | undefined;
afterEach(() => lab?.dispose());

/** Every file of the lab and its state that holds the secret. */
async function filesWithSecret({ folder }: Laboratory): Promise<string[]> {
  const files = (await listTree(folder)).filter((name) => !name.endsWith('/'));
  const found: string[] = [];
  for (const file of files) {
    if ((await readFile(path.join(folder, file))).includes(SECRET)) found.push(file);
  }
  return found;
}

describe('a secret answer', () => {
  it('appears in no file, no event and no plan of a run that uses it to decide', async () => {
    lab = await makeLaboratory({
      templates: {
        plain: {
          ...PLAIN_RUN,
          'copier.yml': MANIFEST,
          'template/notes.txt.jinja': '{% if token %}signed{% endif %}\n',
        },
      },
    });
    const request = lab.run({ variables: { token: SECRET } });
    const { session_id } = await lab.engine.controller.createRun(request);
    const handle = await lab.engine.controller.finished(session_id);

    expect(handle.state).toBe('done');
    expect(await readFile(path.join(lab.project, 'Run_2026-11-20T13-00-00/notes.txt'), 'utf8')).toBe(
      'signed\n',
    );
    const told: unknown[] = [];
    for await (const event of lab.engine.controller.subscribe(session_id)) told.push(event);
    expect(JSON.stringify([told, handle])).not.toContain(SECRET);
    expect(await filesWithSecret(lab)).toEqual([]);
  });

  it('appears in no file when the creation is cut off and kept', async () => {
    lab = await makeLaboratory({
      templates: { plain: { ...PLAIN_RUN, 'copier.yml': MANIFEST } },
      engine: {
        onStep: (step) => {
          if (step === 'validated') throw new Error('cut off');
        },
      },
    });
    const { session_id } = await lab.engine.controller.createRun(lab.run({ variables: { token: SECRET } }));
    expect((await lab.engine.controller.finished(session_id)).state).toBe('failed');
    expect(await lab.engine.unfinished()).toHaveLength(1);
    expect(await filesWithSecret(lab)).toEqual([]);
  });

  it('appears in no file when its question is hidden by another answer', async () => {
    const hidden = MANIFEST.replace('secret: true', 'secret: true, when: false');
    lab = await makeLaboratory({
      templates: { plain: { ...PLAIN_RUN, 'copier.yml': hidden } },
      engine: {
        onStep: (step) => {
          if (step === 'validated') throw new Error('cut off');
        },
      },
    });
    const { session_id } = await lab.engine.controller.createRun(lab.run({ variables: { token: SECRET } }));
    await lab.engine.controller.finished(session_id);
    expect(await filesWithSecret(lab)).toEqual([]);
  });

  it.each(['[1] | map(token) | list', '[1] | select(token) | list', '[1] | sum(attribute=token)'])(
    'is not quoted by a validator that fails on it: %s',
    async (expression) => {
      const manifest = MANIFEST.replace('default: ""', `default: "", validator: "{{ ${expression} }}"`);
      lab = await makeLaboratory({ templates: { plain: { ...PLAIN_RUN, 'copier.yml': manifest } } });
      const handle = await lab.engine.controller.createRun(lab.run({ variables: { token: SECRET } }));

      expect(handle.state).toBe('failed');
      expect(JSON.stringify(handle)).not.toContain(SECRET);
      expect(await filesWithSecret(lab)).toEqual([]);
    },
  );

  it('excuses no placeholder: what it holds is not told by what is exempt', async () => {
    const sheet = { 'template/sheet.txt.jinja': '<pass_phrase>\n' };
    lab = await makeLaboratory({ templates: { plain: { ...PLAIN_RUN, 'copier.yml': MANIFEST, ...sheet } } });
    const request = lab.run({ variables: { token: '<pass_phrase>' } });
    const { session_id } = await lab.engine.controller.createRun(request);
    const { result } = await lab.engine.controller.finished(session_id);
    expect(result).toMatchObject({ blocked: true, findings: [{ matched_token: '•••' }] });
  });

  it.each([
    ['a file', { 'template/leak.txt.jinja': '{{ token }}' }],
    ['a file, disguised', { 'template/leak.txt.jinja': '{{ token | upper | lower }}' }],
    ['a name', { 'template/{{ token }}.txt': 'x' }],
  ])('that a template would write into %s refuses the creation', async (_, leak) => {
    lab = await makeLaboratory({ templates: { plain: { ...PLAIN_RUN, 'copier.yml': MANIFEST, ...leak } } });
    const handle = await lab.engine.controller.createRun(lab.run({ variables: { token: SECRET } }));

    expect(handle.error?.code).toBe('template_render_error');
    expect(JSON.stringify(handle)).not.toContain(SECRET);
    expect(await filesWithSecret(lab)).toEqual([]);
  });
});
