import { afterEach, describe, expect, it } from 'vitest';
import { readProjectRequest, readRunRequest, type CreationPreview } from '../../../core/sessions';
import { disposeLaboratories, finish, laboratory } from '../../support/creations';
import { PLAIN_RUN, type Laboratory } from '../../support/laboratory';

afterEach(disposeLaboratories);

function previewOf(lab: Laboratory, changes: object = {}, signal?: AbortSignal): Promise<CreationPreview> {
  return lab.engine.controller.preview(readRunRequest(lab.run(changes)), signal);
}

const fieldsOf = ({ problems }: CreationPreview): unknown[] => problems.map(({ field }) => field);

describe('the preview of a creation', () => {
  it('is the plan, where nothing is missing', async () => {
    const lab = await laboratory();
    const request = readRunRequest(lab.run());
    const preview = await lab.engine.controller.preview(request);
    expect(preview.problems).toEqual([]);
    expect(preview.plan).toEqual((await lab.engine.controller.plan(request)).plan);
    expect(preview.fields).toEqual((await lab.engine.controller.form(request)).fields);
  });

  it('shows what would be made while answers are missing, and says which', async () => {
    const lab = await laboratory();
    const preview = await previewOf(lab, { label: '', objective: '' });
    expect(fieldsOf(preview)).toEqual(['label', 'objective']);
    expect(preview.plan?.destination.path).toContain('PROJ-0042');
    expect(preview.plan?.files.map((file) => file.path)).toContain('README.md');
  });

  it('is none without a template, and says so at its field', async () => {
    const lab = await laboratory();
    const preview = await previewOf(lab, { template_path: '' });
    expect(preview).toMatchObject({ plan: null, planProblem: null, template: null });
    expect(fieldsOf(preview)).toContain('template_path');
  });

  it('says why a template cannot be rendered with these answers', async () => {
    const lab = await laboratory({
      templates: {
        plain: {
          ...PLAIN_RUN,
          'template/notes.txt.jinja': '{{ label }}\n{{ (1 / 0) if objective == "" }}\n',
        },
      },
    });
    const preview = await previewOf(lab, { objective: '' });
    expect(preview.plan).toBeNull();
    expect(preview.planProblem?.code).toBe('template_render_error');
    expect(preview.planProblem?.message).toContain('notes.txt');
    expect(fieldsOf(preview)).toEqual(['objective']);
  });

  it('puts an empty text in the place of an answer that is missing', async () => {
    const lab = await laboratory({
      templates: {
        plain: {
          'copier.yml':
            '_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n_subdirectory: template\nwells:\n  type: str\ncount:\n  type: int\n',
          'template/wells.txt.jinja': '{{ wells.split(",") | length }} of {{ count + 1 }}\n',
        },
      },
    });
    const preview = await previewOf(lab);
    expect(fieldsOf(preview)).toEqual(['wells', 'count']);
    const file = preview.plan?.files.find((each) => each.path === 'wells.txt');
    expect(file?.kind === 'rendered' && Buffer.from(file.bytes).toString()).toBe('1 of 1\n');
    expect(preview.plan?.notes).toEqual([]);
  });

  it('tells that the place is taken before all answers are given', async () => {
    const lab = await laboratory();
    const at = { run_date: '2026-11-01T08:00:00Z' };
    await finish(lab.engine, lab.engine.controller.createRun(lab.run(at)));
    const preview = await previewOf(lab, { ...at, label: '' });
    expect(preview.problems.map(({ code, field }) => [code, field])).toEqual([
      ['validation_failed', 'label'],
      ['destination_exists', 'run_date'],
    ]);
  });

  it('judges names when nothing is missing any more', async () => {
    const lab = await laboratory({
      templates: {
        plain: {
          ...PLAIN_RUN,
          'template/{{ sample }}.txt': '',
        },
      },
    });
    expect(fieldsOf(await previewOf(lab, { variables: { sample: 'a:b' }, label: '' }))).toEqual(['label']);
    expect(fieldsOf(await previewOf(lab, { variables: { sample: 'a:b' } }))).toEqual(['sample']);
  });

  it('is one of projects, too', async () => {
    const lab = await laboratory();
    const preview = await lab.engine.controller.preview(readProjectRequest(lab.newProject({ label: '' })));
    expect(fieldsOf(preview)).toEqual(['label']);
    expect(preview.plan?.level).toBe('project');
  });

  it('ends where it is given up', async () => {
    const lab = await laboratory();
    const reason = new Error('a newer one is wanted');
    await expect(previewOf(lab, {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
