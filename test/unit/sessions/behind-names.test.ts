import { afterEach, describe, expect, it } from 'vitest';
import { readRunRequest, type RunRequestInput } from '../../../core/sessions';
import { PLAIN_RUN } from '../../support/laboratory';
import { disposeLaboratories, laboratory } from '../../support/creations';

afterEach(disposeLaboratories);

const MANIFEST = `_exlab_type: run
_exlab_version: "1"
_exlab_run_scope: experimental
_subdirectory: template
sample: {type: str, default: s1}
file_stem: {type: str, default: "{{ sample }}_scan", when: false}
own: {type: str, default: x}
`;

/** The fields that the plan's problems stand at, for a template with this file and these answers. */
async function fieldsOf(
  file: string,
  variables: Record<string, unknown>,
  more: Partial<RunRequestInput> = {},
): Promise<{ code: string; field: string | undefined }[]> {
  const template = { ...PLAIN_RUN, 'copier.yml': MANIFEST, [`template/${file}`]: 'x' };
  const lab = await laboratory({ templates: { plain: template } });
  const request = readRunRequest(lab.run({ variables, ...more }));
  const { problems } = await lab.engine.controller.plan(request);
  return problems.map(({ code, field }) => ({ code, field }));
}

const NAME = 'validation_failed';

describe('a name that is refused stands at the answer that it came from', () => {
  it.each([
    ['a question', '{{ sample }}.txt', { sample: 'CON' }, 'sample'],
    ['a question that a hidden one is made of', '{{ file_stem }}.txt', { sample: 'a:b' }, 'sample'],
    ['a question in the name of a folder', '{{ sample }}/notes.txt', { sample: 'a:b' }, 'sample'],
    ['the nearest name, where two are wrong', '{{ own }}/{{ sample }}.txt', { sample: 'a:b' }, 'sample'],
  ])('%s', async (_, file, answers, field) => {
    expect(await fieldsOf(file, answers)).toContainEqual({ code: NAME, field });
  });

  it('a core field', async () => {
    const problems = await fieldsOf('{{ label }}.txt', {}, { label: 'what?' });
    expect(problems).toEqual([{ code: NAME, field: 'label' }]);
  });

  it('a name that leads elsewhere, so that there is no plan', async () => {
    const problems = await fieldsOf('{{ sample }}/x.txt', { sample: '..' });
    expect(problems).toEqual([{ code: 'template_render_error', field: 'sample' }]);
  });

  it('two names that become one', async () => {
    const problems = await fieldsOf('{{ sample }}.txt', { sample: 'notes' });
    expect(problems).toEqual([{ code: 'template_render_error', field: 'sample' }]);
  });

  it('the template, where no answer is in the name', async () => {
    expect(await fieldsOf('AUX.txt', {})).toEqual([{ code: NAME, field: 'template_path' }]);
    expect(await fieldsOf('{{ run_name }}?.txt', {})).toEqual([{ code: NAME, field: 'template_path' }]);
  });
});
