import { readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  composeAnswersFile,
  evaluateQuestionnaire,
  jinja,
  rememberedAnswers,
  renderTree,
  surroundingsAt,
  type PlannedFile,
  type Questionnaire,
  type QuestionState,
  type RenderedTree,
  type Template,
  type TemplateValue,
} from '../../../core/templates';
import { withCopierVariables } from '../../../core/templates/copier-context';
import { evaluateTemplated } from '../../../core/templates/evaluate';
import type { Entry } from './template-folder';

/** Whole templates in Copier's format, each with answers and what they make: `<name>/{template,answers,golden}`. */
export const COPIER_TEMPLATES = fileURLToPath(new URL('../../fixtures/copier-templates', import.meta.url));

/** The time at which every golden tree was made. */
const MADE_AT = Date.UTC(2026, 10, 20, 13, 0, 0);
const SURROUNDINGS = surroundingsAt(MADE_AT);

/** What a creation knows (`context`) and what the operator answered. */
export interface CopierAnswers {
  readonly context: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What a template makes of answers: a tree (none where answers are refused), and what is told besides. */
export interface Made {
  readonly tree: Record<string, Entry>;
  readonly told: unknown;
}

/** The names in a folder that do not begin with a point, sorted; none where there is no such folder. */
export async function namesIn(...folder: string[]): Promise<string[]> {
  const names = await readdir(path.join(COPIER_TEMPLATES, ...folder)).catch(() => []);
  return names.filter((name) => !name.startsWith('.')).sort();
}

/** The names of the templates. */
export async function copierTemplates(): Promise<string[]> {
  const names = await namesIn();
  return names.filter((name) => path.extname(name) === '');
}

/** The folder of a template itself. */
export function templateRoot(name: string): string {
  return path.join(COPIER_TEMPLATES, name, 'template');
}

export async function readAnswers(name: string, set: string): Promise<CopierAnswers> {
  const text = await readFile(path.join(COPIER_TEMPLATES, name, 'answers', `${set}.json`), 'utf8');
  return JSON.parse(text) as CopierAnswers;
}

/** Asks a template, renders it, and gathers all that a person would see; nothing in it depends on this machine. */
export async function make(name: string, template: Template, given: CopierAnswers): Promise<Made> {
  // Where it goes: what lies there already is `_external_data`.
  const destination = path.join(COPIER_TEMPLATES, name, 'destination');
  const context = new Map<string, TemplateValue>(Object.entries(given.context));
  const places = { destination, moment: MADE_AT };
  const questionnaire = evaluateQuestionnaire(template, given.answers, context, places);
  const variables = new Map<string, TemplateValue>([
    ...context,
    ['_external_data', questionnaire.externalData],
    ...questionnaire.variables,
  ]);
  const portable = portableText([
    [destination, '/made'],
    [template.root, `/templates/${name}`],
  ]);
  const problems = questionnaire.problems.map((problem) => `${problem.field ?? ''}: ${problem.message}`);
  const questions = questionnaire.questions.map(shownQuestion);
  if (problems.length > 0) return { tree: {}, told: { problems, questions } };
  const tree = await renderTree(template, variables, questionnaire.secretNames, {
    answers: rememberedAnswers(questionnaire),
    ...places,
  });
  const all = withCopierVariables(variables, 'render', rememberedAnswers(questionnaire), {
    template: template.root,
    destination: '/made',
  });
  const message = (key: 'messageBeforeCopy' | 'messageAfterCopy'): string =>
    jinja.print(evaluateTemplated(template.settings[key], all, questionnaire.secretNames, SURROUNDINGS));
  return {
    tree: await entriesOf(template, tree, questionnaire, portable),
    told: {
      questions,
      notes: [...questionnaire.notes, ...tree.notes.map((note) => `${note.file} ${note.message}`)],
      messages: [message('messageBeforeCopy'), message('messageAfterCopy')],
      folders: tree.files.filter((file) => file.kind === 'folder').map((file) => file.path),
    },
  };
}

async function entriesOf(
  template: Template,
  tree: RenderedTree,
  questionnaire: Questionnaire,
  portable: (content: Uint8Array) => Uint8Array,
): Promise<Record<string, Entry>> {
  const entries: Record<string, Entry> = {};
  for (const file of tree.files) {
    const entry = await entryOf(file);
    if (entry === undefined) continue;
    const isContent = !('link' in entry) && !('folder' in entry);
    entries[file.path] = isContent ? { ...entry, content: portable(entry.content) } : entry;
  }
  const readme = tree.readmeProse?.text;
  if (readme !== undefined) entries['README.md'] = { content: Buffer.from(readme), mode: 0o644 };
  const answers = portable(Buffer.from(composeAnswersFile(template, questionnaire)));
  entries['.exlab-answers.yml'] = { content: answers, mode: 0o644 };
  return entries;
}

type TreeEntry = { readonly link: string } | { readonly content: Uint8Array; readonly mode: number };

async function entryOf(file: PlannedFile): Promise<TreeEntry | undefined> {
  switch (file.kind) {
    case 'rendered':
      return { content: file.bytes, mode: modeOf(file.mode) };
    case 'verbatim':
      return { content: await readFile(file.source), mode: modeOf(file.mode) };
    case 'link':
      return { link: file.target };
    case 'folder':
      return undefined;
  }
}

/** What Git keeps of permissions. */
export function modeOf(mode: number): number {
  return (mode & 0o100) === 0 ? 0o644 : 0o755;
}

/** Puts fixed paths in the place of this machine's. */
function portableText(places: readonly (readonly [string, string])[]): (content: Uint8Array) => Uint8Array {
  return (content) => {
    let text = Buffer.from(content).toString('latin1');
    for (const [place, stand] of places) {
      text = text.replaceAll(Buffer.from(place).toString('latin1'), stand);
    }
    return Buffer.from(text, 'latin1');
  };
}

/** A question as a form shows it; values as Python writes them, so that `1`, `1.0` and `'1'` differ. */
function shownQuestion(state: QuestionState): unknown {
  const shown = (value: TemplateValue | undefined): string | null =>
    value === undefined ? null : jinja.print([value]).slice(1, -1);
  return {
    id: state.id,
    type: state.type,
    value: shown(state.value),
    ...(state.visible ? {} : { skipped: true }),
    ...(state.secret ? { secret: true } : {}),
    ...(state.multiline ? { multiline: true } : {}),
    ...(state.help === '' ? {} : { help: state.help }),
    ...(state.placeholder === '' ? {} : { placeholder: state.placeholder }),
    ...(state.qmark === '' ? {} : { qmark: state.qmark }),
    ...(state.choices === undefined
      ? {}
      : {
          choices: state.choices.map((choice) =>
            [choice.label, shown(choice.value), choice.disabled].filter((part) => part !== undefined),
          ),
        }),
  };
}
