import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRunRequest } from '../../../core/sessions';
import { ExlabError } from '../../../core/system';
import { inThisProcess, type TemplateEvaluator } from '../../../core/templates';
import { makeLaboratory, type Laboratory } from '../../support/laboratory';

/** What was asked of the evaluator, in order. */
let asked: string[];
/** What each of its calls fails with, if it does. */
let failures: Partial<Record<'questionnaire' | 'render', ExlabError>>;
let lab: Laboratory;

const evaluator: TemplateEvaluator = {
  questionnaire(...given) {
    asked.push('questionnaire');
    return failures.questionnaire === undefined
      ? inThisProcess.questionnaire(...given)
      : Promise.reject(failures.questionnaire);
  },
  render(...given) {
    asked.push(given[3]?.recalls === true ? 'render, recalling' : 'render');
    return failures.render === undefined ? inThisProcess.render(...given) : Promise.reject(failures.render);
  },
  close() {
    asked.push('close');
    return Promise.resolve();
  },
};

const ENDLESS = new ExlabError({
  code: 'template_render_error',
  message: 'copier.yml: evaluating it took more than 2 seconds and was ended.',
  details: { file: 'copier.yml' },
});

beforeEach(async () => {
  asked = [];
  failures = {};
  lab = await makeLaboratory({ engine: { evaluator } });
});

afterEach(() => lab.dispose());

describe('what evaluates templates', () => {
  it('is asked for forms and plans, and closed with the engine', async () => {
    const request = readRunRequest(lab.run());
    await lab.engine.controller.form(request);
    expect(asked).toEqual(['questionnaire']);
    await lab.engine.controller.plan(request);
    expect(asked).toEqual(['questionnaire', 'questionnaire', 'render']);
    await lab.engine.close();
    expect(asked.at(-1)).toBe('close');
  });

  it('may recall what it read for a preview, and reads everything for what is made', async () => {
    const request = readRunRequest(lab.run());
    await lab.engine.controller.preview(request);
    expect(asked.at(-1)).toBe('render, recalling');
    const { session_id } = await lab.engine.controller.createRun(request);
    await lab.engine.controller.finished(session_id);
    expect(asked.at(-1)).toBe('render');
  });

  it('that does not come to the end of the questions makes the template a problem', async () => {
    failures.questionnaire = ENDLESS;
    const request = readRunRequest(lab.run());
    const problem = { ...ENDLESS.toShape(), field: 'template_path' };
    expect(await lab.engine.controller.form(request)).toMatchObject({
      template: null,
      questionnaire: null,
      problems: [problem],
    });
    expect(await lab.engine.controller.plan(request)).toEqual({ problems: [problem], plan: null });
  });

  it('that does not come to the end of a file is a problem of the plan', async () => {
    failures.render = ENDLESS;
    const { problems } = await lab.engine.controller.plan(readRunRequest(lab.run()));
    expect(problems).toEqual([ENDLESS.toShape()]);
  });

  it('is given up with what it is for', async () => {
    failures.questionnaire = new ExlabError({ code: 'cancelled', message: 'no' });
    const planning = lab.engine.controller.plan(
      readRunRequest(lab.run()),
      AbortSignal.abort(new Error('enough')),
    );
    await expect(planning).rejects.toThrow('enough');
  });
});
