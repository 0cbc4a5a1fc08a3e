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

/** What a link may fill in: nothing that is typed as a secret, and no path. */
const LINKED = ['equipment', 'project', 'template', 'label'] as const;
/** Where one of them begins; what is between two of them is a text that may hold the same characters. */
const PARTS = new RegExp(`(?:^|&)(${LINKED.join('|')})=`, 'g');
const MOST_CHARACTERS = 200;
/** What shows a text as another one than it is: control characters, line ends, and those that turn its direction. */
const DISGUISES = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/**
 * Reads a link such as `vscode://exlab.exlab-wizard/new-run?equipment=CONFOCAL_01`, so that an instrument's shortcut can
 * open a wizard (spec 11.2). It fills in a form and creates nothing; undefined where it asks for no wizard. Anybody can
 * write a link: it names things of the lab, and none elsewhere on the disk.
 * @param uri with a query that is decoded already, as the editor has it
 */
export function readLink(uri: { readonly path: string; readonly query: string }): LinkedWizard | undefined {
  const mode = MODES.get(uri.path.replace(/\/+$/, ''));
  if (mode === undefined) return undefined;
  const { template, ...rest } = readKnownBefore(linkedTexts(uri.query));
  const isName = template !== undefined && !/[/\\]/.test(template);
  return { mode, known: isName ? { ...rest, template } : rest };
}

function linkedTexts(query: string): Record<string, string> {
  const found = [...query.matchAll(PARTS)];
  const texts = found.map((match, at): [string, string] => {
    const [whole, name = ''] = match;
    const value = query.slice(match.index + whole.length, found[at + 1]?.index);
    return [name, value.replace(DISGUISES, ' ').trim().slice(0, MOST_CHARACTERS)];
  });
  return Object.fromEntries(texts);
}
