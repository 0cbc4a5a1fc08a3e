import * as z from 'zod';
import type { WizardMode } from '../../webview-ui/protocol';

const text = z.string().min(1).optional().catch(undefined);

/** A node of a view and a key binding may hold anything: what is none of this is left out. */
const knownBefore = z.object({
  equipment: text,
  project: text,
  template: text,
  label: text,
  answers: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])).catch({}),
});

/** What is known before a wizard opens, from whoever calls its command. */
export type KnownBefore = z.infer<typeof knownBefore>;

/** Reads the argument of a command; whatever is wrong in it is as good as absent. */
export function readKnownBefore(given: unknown): KnownBefore {
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  return knownBefore.parse({ answers: {}, ...(isObject ? given : {}) });
}

/** What a link asks for. */
export interface LinkedWizard {
  readonly mode: WizardMode;
  readonly known: KnownBefore;
}

const MODES = new Map<string, WizardMode>([
  ['/new-run', 'experimental'],
  ['/new-test-run', 'test'],
  ['/new-project', 'project'],
]);

/**
 * Reads a link such as `vscode://exlab.exlab-wizard/new-run?equipment=CONFOCAL_01`, so that an instrument's shortcut can
 * open a wizard (spec 11.2). It fills in a form and creates nothing; undefined where it asks for no wizard.
 */
export function readLink(uri: { readonly path: string; readonly query: string }): LinkedWizard | undefined {
  const mode = MODES.get(uri.path.replace(/\/+$/, ''));
  if (mode === undefined) return undefined;
  return { mode, known: readKnownBefore(Object.fromEntries(new URLSearchParams(uri.query))) };
}
