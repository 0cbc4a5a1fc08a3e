import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../../core/engine';
import { l10n } from '../../core/system';
import {
  newTemplateProblem,
  readSourceFolder,
  type TemplateEntry,
  type TemplatePurpose,
} from '../../core/templates';
import { askText, choose, type Pick } from '../quick/native-inputs';
import type { Answers } from './answers';
import { placesFor, startersOf } from './places';
import { given, type Step } from './step';
import { idStep, moreWordsStep, ticksStep } from './word-steps';

/** What the questions are about. */
export interface Surroundings {
  readonly engine: Engine;
  /** The folder of the starter templates. */
  readonly bundledDir: string;
}

/** The next thing to ask for; undefined where nothing is missing. */
export function nextStep(surroundings: Surroundings, answers: Answers): Step | undefined {
  const { kind, source, starter, purpose, place, name, ticked, words, asked = [] } = answers;
  if (kind === undefined) return kindStep;
  if (kind === 'starter' && starter === undefined) return starterStep(surroundings, answers);
  if (kind === 'folder' && source === undefined) return folderStep(answers);
  if (kind === 'folder' && purpose === undefined) return purposeStep(answers);
  if (place === undefined) return placeStep(surroundings, answers);
  if (name === undefined) return nameStep(answers, place);
  if (source === undefined) return undefined;
  if (ticked === undefined) return ticksStep(answers, source);
  if (words === undefined) return moreWordsStep(answers, source, ticked);
  const word = words[asked.length];
  return word === undefined ? undefined : idStep(answers, source, asked, word);
}

const kindStep: Step = async (frame, typed) => {
  const reply = await choose<'starter' | 'folder'>(frame, {
    prompt: l10n.t('What does the template begin with?'),
    picks: [
      {
        value: 'starter',
        label: l10n.t('A starter template'),
        detail: l10n.t('A copy of one that is included, to be changed'),
      },
      {
        value: 'folder',
        label: l10n.t('A folder that exists'),
        detail: l10n.t('Words that you choose become questions; the folder itself is not touched'),
      },
    ],
    initial: typed.kind,
  });
  return given(reply, (kind) => ({ kind }));
};

function starterStep({ bundledDir }: Surroundings, answers: Answers): Step {
  return async (frame, typed) => {
    const reply = await choose(frame, {
      prompt: l10n.t('Which starter template?'),
      picks: (await startersOf(bundledDir)).map(starterPick),
      initial: typed.starter,
    });
    return given(reply, (starter) => ({ ...answers, starter }));
  };
}

function starterPick({ name, path: value, template }: TemplateEntry): Pick<string> {
  if (template === null) return { value, label: name };
  const { type, runScope, description } = template;
  return { value, label: name, description: purposeText({ type, runScope }), detail: description };
}

function folderStep(answers: Answers): Step {
  return async () => {
    const [folder] =
      (await vscode.window.showOpenDialog({
        title: l10n.t('The folder to make a template of'),
        openLabel: l10n.t('Make Template'),
        canSelectFiles: false,
        canSelectFolders: true,
      })) ?? [];
    // A dialog has no other way back.
    if (folder === undefined) return { kind: 'back' };
    return { kind: 'given', value: { ...answers, source: await readSourceFolder(folder.fsPath) } };
  };
}

const PURPOSES: readonly TemplatePurpose[] = [
  { type: 'run', runScope: 'both' },
  { type: 'run', runScope: 'experimental' },
  { type: 'run', runScope: 'test' },
  { type: 'project', runScope: null },
  { type: 'equipment', runScope: null },
];

function purposeStep(answers: Answers): Step {
  return async (frame, typed) => {
    const at = PURPOSES.findIndex(({ type, runScope }) => {
      return type === typed.purpose?.type && runScope === typed.purpose.runScope;
    });
    const reply = await choose(frame, {
      prompt: l10n.t('What is the template for?'),
      picks: PURPOSES.map((value) => ({ value, label: purposeText(value) })),
      initial: PURPOSES[at],
    });
    return given(reply, (purpose) => ({ ...answers, purpose }));
  };
}

function purposeText({ type, runScope }: TemplatePurpose): string {
  if (type === 'project') return l10n.t('Projects');
  if (type === 'equipment') return l10n.t('Instruments');
  if (runScope === 'experimental') return l10n.t('Experimental runs');
  return runScope === 'test' ? l10n.t('Test runs') : l10n.t('Runs of both kinds');
}

function placeStep({ engine }: Surroundings, answers: Answers): Step {
  return async (frame, typed) => {
    const reply = await choose(frame, {
      prompt: l10n.t('For which instruments?'),
      picks: await placesFor(engine, answers),
      initial: typed.place,
    });
    return given(reply, (place) => ({ ...answers, place }));
  };
}

function nameStep(answers: Answers, place: string): Step {
  return async (frame, typed) => {
    const prompt = l10n.t('Name of the template, which is that of its folder');
    const reply = await askText(
      { ...frame, subject: l10n.t('Name') },
      {
        prompt,
        placeholder: l10n.t('such as plate-reader'),
        initial: typed.name ?? (answers.starter === undefined ? '' : path.basename(answers.starter)),
        check: (text) => newTemplateProblem(text.trim(), place),
      },
    );
    return given(reply, (name) => ({ ...answers, name: name.trim() }));
  };
}
