import * as path from 'node:path';
import * as vscode from 'vscode';
import { REASON_LENGTH } from '../../core/records';
import { l10n, localTime } from '../../core/system';
import { askText, choose, type Frame, type Reply } from '../quick/native-inputs';
import { reasonLengthProblem } from './reason';
import { DURATIONS, durationTitle, endOf, readDate, type Duration } from './expiry';

/** What is asked for before something is overridden or revoked. */
export interface Answers {
  reason: string;
  operator: string;
  /** Undefined where it does not end by itself. */
  expiresAt: Date | undefined;
}

/** What the questions are about. */
export interface Asking {
  readonly title: string;
  /** Who is offered to answer for it. */
  readonly operator: string;
  /** Those who may; anybody where there are none. */
  readonly allowlist: readonly string[];
  readonly now: () => Date;
  readonly withExpiry: boolean;
}

type Question = (frame: Frame, answers: Answers, asking: Asking) => Promise<Reply<unknown>>;

/** Asks one question after the other, each with a way back. Throws `CancellationError` where one is dismissed. */
export async function askAnswers(asking: Asking): Promise<Answers> {
  const answers: Answers = { reason: '', operator: asking.operator, expiresAt: undefined };
  const questions: Question[] = [
    askReason,
    ...(asking.withExpiry ? [askExpiry] : []),
    ...(asking.allowlist.length === 0 ? [] : [askOperator]),
  ];
  for (let step = 0; step < questions.length;) {
    const reply = await questions[step]?.({ title: asking.title, step: step + 1 }, answers, asking);
    step += reply?.kind === 'back' ? -1 : 1;
  }
  return answers;
}

async function askReason(frame: Frame, answers: Answers): Promise<Reply<string>> {
  const { min, max } = REASON_LENGTH;
  const reply = await askText(
    {
      ...frame,
      keep: (text) => {
        answers.reason = text;
      },
    },
    {
      prompt: l10n.t('Why? The reason is recorded with the run, {0} to {1} characters.', min, max),
      initial: answers.reason,
      check: (text) => Promise.resolve(reasonLengthProblem(text)),
    },
  );
  if (reply.kind === 'given') answers.reason = reply.value.trim();
  return reply;
}

async function askExpiry(frame: Frame, answers: Answers, asking: Asking): Promise<Reply<unknown>> {
  for (;;) {
    const reply = await choose<Duration>(frame, {
      prompt: l10n.t('Until when does it hold?'),
      picks: DURATIONS.map((duration) => ({
        value: duration,
        label: durationTitle(duration),
        ...(typeof duration === 'number' ? { description: localTime(endOf(duration, asking.now())) } : {}),
      })),
    });
    if (reply.kind === 'back') return reply;
    if (reply.value === 'other') {
      const date = await askDate({ ...frame, step: (frame.step ?? 1) + 1 }, asking);
      if (date === undefined) continue;
      answers.expiresAt = date;
    } else answers.expiresAt = reply.value === 'never' ? undefined : endOf(reply.value, asking.now());
    return reply;
  }
}

/** Undefined where somebody went back. */
async function askDate(frame: Frame, { now }: Asking): Promise<Date | undefined> {
  const reply = await askText(frame, {
    prompt: l10n.t('Until which date? As in 2027-01-31, or with a time, 2027-01-31 18:00.'),
    check: (text) => {
      const read = readDate(text, now());
      return Promise.resolve('problem' in read ? read.problem : undefined);
    },
  });
  if (reply.kind === 'back') return undefined;
  const read = readDate(reply.value, now());
  return 'date' in read ? read.date : undefined;
}

async function askOperator(frame: Frame, answers: Answers, asking: Asking): Promise<Reply<string>> {
  const reply = await choose(frame, {
    prompt: l10n.t('Who answers for it?'),
    picks: asking.allowlist.map((name) => ({ value: name, label: name })),
    initial: answers.operator,
  });
  if (reply.kind === 'given') answers.operator = reply.value;
  return reply;
}

/** What is about to be overridden. */
export interface Overridden {
  readonly folder: string;
  readonly rule: string;
  /** How many findings of the rule there are now. */
  readonly findings: number;
}

/** Says what an override means, and asks whether it is meant. */
export async function confirmOverride(what: Overridden, answers: Answers): Promise<boolean> {
  const { folder, rule, findings } = what;
  const { operator, expiresAt, reason } = answers;
  const override = l10n.t('Override');
  const end =
    expiresAt === undefined ? l10n.t('until it is revoked') : l10n.t('until {0}', localTime(expiresAt));
  const detail = [
    findings === 1
      ? l10n.t('1 finding stays as it is, and goes to the storage of the lab with the run.')
      : l10n.t('{0} findings stay as they are, and go to the storage of the lab with the run.', findings),
    l10n.t('This lets every finding of this rule in {0} pass, also one that comes later, {1}.', folder, end),
    l10n.t('Recorded in its creation.json, for everybody to read: {0}: {1}', operator, reason),
  ].join('\n\n');
  const message = l10n.t("Sync '{0}' in spite of {1}?", path.basename(folder), rule);
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, override)) === override;
}
