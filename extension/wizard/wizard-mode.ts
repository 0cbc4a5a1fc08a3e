import type { Wanted } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { WantedTemplate } from '../../core/templates';
import type { WizardMode } from '../../webview-ui/protocol';

/** The kind of the wizard's panels. */
export const WIZARD_VIEW = 'exlab.wizard';

/** What a wizard of a mode makes. */
export function wantedIn(mode: WizardMode): Wanted {
  return mode === 'project' ? { kind: 'project' } : { kind: 'run', runKind: mode };
}

/** The templates that a wizard of a mode offers. */
export function templatesIn(mode: WizardMode): WantedTemplate {
  return mode === 'project' ? { type: 'project' } : { type: 'run', runKind: mode };
}

/** The title of a wizard's tab. */
export function titleOf(mode: WizardMode): string {
  switch (mode) {
    case 'project':
      return l10n.t('New Project');
    case 'experimental':
      return l10n.t('New Run');
    case 'test':
      return l10n.t('New Test Run');
  }
}

/** The mode of a wizard whose tab has this title. */
export function modeTitled(title: string): WizardMode {
  const modes: readonly WizardMode[] = ['project', 'test'];
  return modes.find((mode) => titleOf(mode) === title) ?? 'experimental';
}

/** Names a wizard where the editor keeps it over a reload. */
export interface WizardKey {
  readonly mode: WizardMode;
  /** The draft's UUID. */
  readonly draft: string;
}

const KEY = /^(project|experimental|test)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The key as one text. */
export function keyText({ mode, draft }: WizardKey): string {
  return `${mode}/${draft}`;
}

/** The key that a text stands for; undefined where it is none. */
export function readKey(text: string): WizardKey | undefined {
  const [, mode, draft] = KEY.exec(text) ?? [];
  if (draft === undefined) return undefined;
  if (mode !== 'project' && mode !== 'experimental' && mode !== 'test') return undefined;
  return { mode, draft };
}
