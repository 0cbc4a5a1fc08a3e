import type { Config } from '../../core/config';
import type { Engine } from '../../core/engine';
import type { Clock, Random } from '../../core/system';
import type { Action, HostMessage } from '../../webview-ui/protocol';
import type { DraftStore } from './draft-store';

/** What a wizard needs of an engine. */
export type WizardEngine = Pick<Engine, 'config' | 'controller' | 'templates' | 'projects' | 'unfinished'>;

/** What an action is about, as far as it is known. */
export interface ActionSubject {
  /** The folder that was made, or where files are kept. */
  readonly folder: string | undefined;
  /** The manifest of the template. */
  readonly template: string | undefined;
  readonly equipment: string | undefined;
}

/** Everything that a wizard has to do with outside of itself. */
export interface WizardPorts {
  /** Throws `setup_incomplete` where there can be none. */
  engine(): Promise<WizardEngine>;
  /** Null where there is none that loads. */
  config(): Promise<Config | null>;
  /** Told of what was made. */
  created(folder: string): void;
  /** Told when there may be other unfinished creations than before. */
  unfinishedChanged(): void;
  post(message: HostMessage): void;
  /** Does what the wizard itself cannot: opens, reveals, copies. */
  act(action: Action, subject: ActionSubject): void;
  /** Asks whether what was typed may be thrown away. */
  confirmDiscard(): Promise<boolean>;
  usualOperator(): string;
  warn(message: string): void;
  readonly drafts: DraftStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly canReveal: boolean;
  /** The strings of the page in the user's language, by the English ones. */
  readonly strings: Readonly<Record<string, string>>;
}
