import * as z from 'zod';
import type { CreationForm, Draft } from '../../core/sessions';
import { timestamp } from '../../core/system';
import type { WizardMode } from '../../webview-ui/protocol';
import { questionKey, type GivenAnswers } from './given-answers';
import { wantedIn } from './wizard-mode';

const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const text = z.string().optional();

const storedDraft = z.object({
  version: z.literal(1),
  id: z.uuid(),
  mode: z.enum(['project', 'experimental', 'test']),
  changed: z.iso.datetime(),
  equipment: text,
  project: text,
  template: text,
  label: text,
  operator: text,
  objective: text,
  run_date: text,
  lims: z.object({ uid: text, short_id: text, name: text }),
  answers: z.array(z.tuple([z.string(), answer])),
  readme: z.array(z.tuple([z.string(), z.union([z.string(), z.boolean()])])),
  custom: z.array(z.object({ label: z.string(), value: z.string() })),
});

/** A draft as it is kept on disk. */
export interface StoredDraft {
  readonly id: string;
  readonly mode: WizardMode;
  readonly changed: Date;
  readonly draft: Draft;
}

/** The text that keeps a draft. */
export function draftText({ id, mode, changed, draft }: StoredDraft): string {
  const { equipment, project, template, label, operator, objective, runDate, lims, custom } = draft;
  const stored: z.input<typeof storedDraft> = {
    version: 1,
    id,
    mode,
    changed: timestamp(changed),
    equipment,
    project,
    template,
    label,
    operator,
    objective,
    run_date: runDate,
    lims: { uid: lims.uid, short_id: lims.shortId, name: lims.name },
    answers: [...draft.answers].flatMap(([name, value]) => {
      const kept = answer.safeParse(value);
      return kept.success ? [[name, kept.data]] : [];
    }),
    readme: [...draft.readme],
    custom: [...custom],
  };
  return `${JSON.stringify(stored, null, 2)}\n`;
}

/** Reads the text of a draft; undefined where it is none that this version wrote. */
export function readDraftText(content: string): StoredDraft | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  const reading = storedDraft.safeParse(value);
  if (!reading.success) return undefined;
  const { id, mode, changed, lims, answers, readme, custom, run_date, ...rest } = reading.data;
  const { equipment, project, template, label, operator, objective } = rest;
  return {
    id,
    mode,
    changed: new Date(changed),
    draft: {
      wanted: wantedIn(mode),
      equipment,
      project,
      template,
      label,
      operator,
      objective,
      runDate: run_date,
      lims: { uid: lims.uid, shortId: lims.short_id, name: lims.name },
      answers: new Map(answers),
      readme: new Map(readme),
      custom,
    },
  };
}

/**
 * A draft without secret answers, and without those of which nobody can say whether they are secret, since their template
 * does not load.
 * @param form the last of which the template did load
 */
export function openDraft(
  { draft, secrets, restored }: GivenAnswers,
  form: Pick<CreationForm, 'template'> | null,
): Draft {
  const questions = new Map((form?.template?.questions ?? []).map(({ id, secret }) => [id, secret]));
  const isOpen = (id: string): boolean => !(questions.get(id) ?? !restored.has(id));
  const answers = [...draft.answers].filter(([id]) => isOpen(id) && !secrets.has(questionKey(id)));
  return { ...draft, answers: new Map(answers) };
}
