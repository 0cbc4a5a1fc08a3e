import * as vscode from 'vscode';
import type { Engine } from '../../core/engine';
import type { InputField } from '../../core/plugins';
import type { SessionEvent } from '../../core/sessions';
import { ExlabError, l10n, type ErrorShape } from '../../core/system';
import { askText, choose, type Check, type Frame, type Pick, type Reply } from './native-inputs';

type Asked = Extract<SessionEvent, { kind: 'input_required' }>;
type Values = Map<string, string | boolean>;

/** Gives plugins what they ask for. */
export class PluginInput {
  constructor(
    private readonly engine: Engine,
    private readonly id: string,
    private readonly title: string,
    private readonly ended: AbortSignal,
    /** Asks whether to stop the creation; true where it is stopped. */
    private readonly stop: () => Promise<boolean>,
  ) {}

  /**
   * Asks for the fields until the session takes what is given, or is stopped. Whoever dismisses an input is asked
   * whether to stop, and otherwise asked for the same again: what was given so far still stands there.
   */
  async answer(asked: Asked): Promise<void> {
    const values: Values = new Map();
    let problems: readonly ErrorShape[] = [];
    while (!this.isOver()) {
      try {
        await this.askFields(asked, values, problems);
        await this.engine.controller.resume(this.id, givenOf(asked.fields, values));
        return;
      } catch (caught) {
        if (caught instanceof vscode.CancellationError) {
          if (this.isOver() || (await this.stop())) return;
        } else if (caught instanceof ExlabError && caught.code === 'validation_failed') {
          problems = problemsIn(caught);
        } else if (isTooLate(caught)) {
          return;
        } else throw caught;
        // Where there is nothing to ask for, the same answer would be refused for ever.
        if (asked.fields.length === 0) throw caught;
      }
    }
  }

  private isOver(): boolean {
    return this.ended.aborted;
  }

  private async askFields(asked: Asked, values: Values, problems: readonly ErrorShape[]): Promise<void> {
    const { plugin, reason } = asked;
    const fields = fieldsToAsk(asked.fields, problems);
    for (let at = 0; at < fields.length;) {
      const field = fields[at];
      if (field === undefined) return;
      const frame = {
        title: `${this.title}: ${plugin}`,
        step: at + 1,
        subject: field.label,
        signal: this.ended,
        problem: problems.find((each) => each.field === field.id)?.message,
      };
      const reply = await askField(frame, field, reason, values.get(field.id));
      if (reply.kind === 'given') values.set(field.id, reply.value);
      at += reply.kind === 'back' ? -1 : 1;
    }
  }
}

/** All of them, or only those that were refused. */
function fieldsToAsk(fields: readonly InputField[], problems: readonly ErrorShape[]): readonly InputField[] {
  const refused = fields.filter(({ id }) => problems.some(({ field }) => field === id));
  return refused.length === 0 ? fields : refused;
}

/** A text may be empty; a date or choice that is left empty is not given. */
function givenOf(fields: readonly InputField[], values: Values): Record<string, string | boolean> {
  const isText = (id: string): boolean =>
    fields.some((field) => field.id === id && (field.type === 'string' || field.type === 'text'));
  return Object.fromEntries([...values].filter(([id, value]) => value !== '' || isText(id)));
}

/** The session ended while somebody typed: that is told at its end. */
function isTooLate(caught: unknown): boolean {
  return caught instanceof ExlabError && caught.code === 'session_not_awaiting_input';
}

function problemsIn(error: ExlabError): readonly ErrorShape[] {
  const problems = error.details?.problems;
  return Array.isArray(problems) ? (problems as readonly ErrorShape[]) : [error];
}

/** First: whoever hurries through what is optional must not give what stands first by chance. */
function optional<Value>(
  { required }: InputField,
  picks: readonly Pick<Value | ''>[],
): readonly Pick<Value | ''>[] {
  return required ? picks : [{ value: '', label: l10n.t('Leave empty') }, ...picks];
}

function askField(
  frame: Frame,
  field: InputField,
  reason: string,
  before: string | boolean | undefined,
): Promise<Reply<string | boolean>> {
  const prompt = `${field.label}${field.hint === undefined ? '' : ` (${field.hint})`}: ${reason}`;
  const initial = before ?? field.default;
  if (field.type === 'boolean') {
    const picks = [
      { value: true, label: l10n.t('Yes') },
      { value: false, label: l10n.t('No') },
    ];
    const preset = field.required ? initial === true : initial;
    return choose<string | boolean>(frame, { prompt, picks: optional(field, picks), initial: preset });
  }
  if (field.type === 'choice') {
    const picks = (field.options ?? []).map((option) => ({ value: option, label: option }));
    return choose<string>(frame, {
      prompt,
      picks: optional(field, picks),
      initial: typeof initial === 'string' ? initial : undefined,
    });
  }
  const check: Check<string> = (typed) =>
    Promise.resolve(
      field.required && typed.trim() === ''
        ? l10n.t("'{0}' is required: enter a value.", field.label)
        : undefined,
    );
  return askText(frame, { prompt, initial: typeof initial === 'string' ? initial : '', check });
}
