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
  aside: z.array(z.tuple([z.string(), answer])).default([]),
});
/** What a draft of any version says of itself. */
const anyDraft = z.object({ version: z.int() });
const VERSION = 1;

/** A draft as it is kept on disk. */
export interface StoredDraft {
  readonly id: string;
  readonly mode: WizardMode;
  readonly changed: Date;
  readonly draft: Draft;
  /** What was told to other templates (`GivenAnswers`). */
  readonly aside: ReadonlyMap<string, unknown>;
}

/** The text that keeps a draft. */
export function draftText({ id, mode, changed, draft, aside }: StoredDraft): string {
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
    answers: plainEntries(draft.answers),
    readme: [...draft.readme],
    custom: [...custom],
    aside: plainEntries(aside),
  };
  return `${JSON.stringify(stored, null, 2)}\n`;
}

function plainEntries(entries: ReadonlyMap<string, unknown>): [string, z.infer<typeof answer>][] {
  return [...entries].flatMap(([name, value]) => {
    const kept = answer.safeParse(value);
    return kept.success ? [[name, kept.data]] : [];
  });
}

/** Whether a text may be a draft that a later version wrote: it is that version's to read. */
export function isOfLaterVersion(content: string): boolean {
  return (anyDraft.safeParse(parsed(content)).data?.version ?? 0) > VERSION;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** Reads the text of a draft; undefined where it is none that this version wrote. */
export function readDraftText(content: string): StoredDraft | undefined {
  const reading = storedDraft.safeParse(parsed(content));
  if (!reading.success) return undefined;
  const { id, mode, changed, lims, answers, readme, custom, run_date, aside, ...rest } = reading.data;
  const { equipment, project, template, label, operator, objective } = rest;
  return {
    id,
    mode,
    changed: new Date(changed),
    aside: new Map(aside),
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
  { draft, secrets, open }: GivenAnswers,
  form: Pick<CreationForm, 'template'> | null,
): Draft {
  const questions = new Map((form?.template?.questions ?? []).map(({ id, secret }) => [id, secret]));
  const isOpen = (id: string): boolean => !(questions.get(id) ?? !open.has(id));
  const answers = [...draft.answers].filter(([id]) => isOpen(id) && !secrets.has(questionKey(id)));
  return { ...draft, answers: new Map(answers) };
}
