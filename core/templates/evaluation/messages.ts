import { ERROR_CODES, type ErrorCode, type ErrorShape } from '../../system';
import type { QuestionnairePlaces } from '../answer-scope';
import type { TemplateContext } from '../jinja/value';
import type { TemplateOrigin } from '../model';
import type { GivenAnswers } from '../questionnaire';
import type { UnsavedTexts } from '../unsaved-texts';

/** What passes between this process and those that evaluate templates. Both are of one build: there are no versions. */

/** The texts of a language, by their English ones. */
export type LanguageTexts = Readonly<Record<string, string>>;

/** The first message to a process: the texts of its user's language, where that is not English. */
export interface Greeting {
  readonly kind: 'greeting';
  readonly texts: LanguageTexts | undefined;
}

/** A piece of work. A process is given the next one when it has answered. */
export interface EvaluationRequest {
  readonly kind: 'evaluate';
  readonly id: number;
  /** Where the template is, and what it was when it was loaded. */
  readonly template: { readonly root: string; readonly origin: TemplateOrigin; readonly digest: string };
  readonly task: EvaluationTask;
  /** What of it is being edited. */
  readonly unsaved?: UnsavedTexts | undefined;
}

export type EvaluationTask =
  | {
      readonly kind: 'questionnaire';
      readonly given: GivenAnswers;
      readonly context: TemplateContext;
      readonly places: QuestionnairePlaces;
    }
  | {
      readonly kind: 'render';
      readonly context: TemplateContext;
      readonly secretNames: ReadonlySet<string>;
      readonly answers: TemplateContext | undefined;
      readonly places: QuestionnairePlaces;
      /** Whether a source that is the same file still need not be read again. */
      readonly recalls: boolean;
    };

/** What a process says of itself and of its work. */
export type EvaluationReply =
  /** It has started. */
  | { readonly kind: 'ready' }
  /** Its event loop turns. */
  | { readonly kind: 'alive' }
  /** What it is about to evaluate: a file of the template, and a regular expression in it. */
  | { readonly kind: 'at'; readonly file: string; readonly expression?: string }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorShape };

/** A message of a process; undefined for anything that is none. */
export function readReply(message: unknown): EvaluationReply | undefined {
  if (!isObject(message)) return undefined;
  const { kind, id, file, expression, error, result } = message;
  switch (kind) {
    case 'ready':
    case 'alive':
      return { kind };
    case 'at':
      if (typeof file !== 'string') return undefined;
      return typeof expression === 'string' ? { kind, file, expression } : { kind, file };
    case 'done':
      return typeof id === 'number' && isObject(result) ? { kind, id, result } : undefined;
    case 'failed':
      return typeof id === 'number' && isErrorShape(error) ? { kind, id, error } : undefined;
    default:
      return undefined;
  }
}

function isErrorShape(value: unknown): value is ErrorShape {
  return isObject(value) && isErrorCode(value.code) && typeof value.message === 'string';
}

function isErrorCode(value: unknown): value is ErrorCode {
  return ERROR_CODES.some((code) => code === value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
