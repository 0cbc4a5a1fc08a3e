/** Says what is wrong with a value, or nothing where it may stay. */
export type Check<Value> = (value: Value) => Promise<string | undefined>;

export interface TextPrompt {
  readonly message: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  /** Stands there to be taken or changed. */
  readonly initial?: string;
  readonly check: Check<string>;
}

export interface ChoicePrompt<Value> {
  readonly message: string;
  readonly choices: readonly Choice<Value>[];
  readonly initial?: Value | undefined;
  readonly check?: Check<Value>;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
  /** Why it is shown though it cannot be taken. */
  readonly disabled?: string;
}

export interface SeveralPrompt<Value> {
  readonly message: string;
  readonly choices: readonly Choice<Value>[];
  /** What is ticked already. */
  readonly initial: readonly Value[];
  readonly check?: Check<readonly Value[]>;
}

/** Asks somebody; every method throws `PromptCancelled` where they break off. */
export interface Questioner {
  text(prompt: TextPrompt): Promise<string>;
  longText(prompt: TextPrompt): Promise<string>;
  /** What is typed is not shown. */
  secret(prompt: Omit<TextPrompt, 'placeholder' | 'initial'>): Promise<string>;
  choose<Value>(prompt: ChoicePrompt<Value>): Promise<Value>;
  /** Any number of choices, also none, in their order. */
  chooseSeveral<Value>(prompt: SeveralPrompt<Value>): Promise<readonly Value[]>;
  confirm(message: string, initial: boolean, check?: Check<boolean>): Promise<boolean>;
  /** Something to know between two questions. */
  say(text: string): void;
}

/** Somebody broke off instead of answering. */
export class PromptCancelled extends Error {}
