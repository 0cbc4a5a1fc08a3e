import { afterEach, describe, expect, it } from 'vitest';
import { AnswersRefused, chooseCorrection } from '../../../cli/prompts/corrections';
import type { Questioner } from '../../../cli/prompts/questioner';
import { beginInterview, requestOf, type Draft, type Interview } from '../../../core/sessions';
import { disposeLaboratories, laboratory } from '../../support/creations';

afterEach(disposeLaboratories);

const COMPLETE: Draft = {
  wanted: { kind: 'run', runKind: 'experimental' },
  ...{ equipment: 'CONFOCAL_01', project: 'PROJ-0042', template: 'plain' },
  ...{ label: 'L', operator: 'alice', objective: 'O' },
  lims: {},
  answers: new Map([['sample', 's2']]),
  readme: new Map(),
  custom: [],
};

/** Takes what is offered first, or leaves it; says by its label what that was. */
function whoever(leaves: boolean): { questioner: Questioner; offered: string[] } {
  const offered: string[] = [];
  const unasked = (): never => {
    throw new Error('not asked for');
  };
  return {
    offered,
    questioner: {
      text: unasked,
      longText: unasked,
      secret: unasked,
      confirm: unasked,
      say: unasked,
      chooseSeveral: unasked,
      choose: ({ choices, initial }) => {
        const chosen = leaves ? choices.at(-1) : choices.find(({ value }) => value === initial);
        if (chosen === undefined) return unasked();
        offered.push(chosen.label);
        return Promise.resolve(chosen.value);
      },
    },
  };
}

async function corrected(field: string | undefined, leaves = false) {
  const lab = await laboratory();
  const form = await lab.engine.controller.form(requestOf(COMPLETE));
  const { questioner, offered } = whoever(leaves);
  const problem = {
    code: 'validation_failed',
    message: 'No.',
    ...(field === undefined ? {} : { field }),
  } as const;
  const interview = beginInterview(COMPLETE);
  const chosen: Promise<Interview> = chooseCorrection(questioner, interview, form, [problem]);
  return { interview, chosen, offered };
}

describe('what is offered to be changed where a plan is refused', () => {
  it.each<[string, keyof Draft, string]>([
    ['template_path', 'template', 'Template'],
    ['run_kind', 'template', 'Template'],
    ['project_short_id', 'project', 'Project'],
    ['lims_project', 'project', 'Project'],
    ['label', 'label', 'Label: a short title'],
  ])('is for a problem of %s the answer that stands behind it', async (field, part, label) => {
    const { chosen, offered } = await corrected(field);
    expect((await chosen).draft[part]).toBeUndefined();
    expect(offered).toEqual([label]);
  });

  it.each([['run_date'], [undefined]])(
    'is a second look for one of %s, which nobody can answer',
    async (field) => {
      const { interview, chosen } = await corrected(field);
      expect(await chosen).toBe(interview);
    },
  );

  it('is also to leave it', async () => {
    const { chosen } = await corrected('label', true);
    await expect(chosen).rejects.toThrow(AnswersRefused);
  });
});
