import packageManifest from '../../../package.json';
import packageStrings from '../../../package.nls.json';

export interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly icon?: string;
  readonly enablement?: string;
}

export type MenuName =
  | 'commandPalette'
  | 'view/title'
  | 'view/item/context'
  | 'explorer/context'
  | 'editor/title'
  | 'editor/context';

export interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

export interface Setting {
  readonly scope: string;
  readonly order: number;
}

export interface Language {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly extensions?: readonly string[];
  readonly filenames?: readonly string[];
  readonly filenamePatterns?: readonly string[];
  readonly configuration: string;
}

export interface Grammar {
  readonly language?: string;
  readonly scopeName: string;
  readonly path: string;
  readonly embeddedLanguages?: Readonly<Record<string, string>>;
}

export const manifest = packageManifest;
export const strings: Readonly<Record<string, string>> = packageStrings;
export const commands: readonly Command[] = manifest.contributes.commands;
export const menus: Readonly<Record<MenuName, readonly MenuItem[]>> = manifest.contributes.menus;
export const settings: Readonly<Record<string, Setting>> = manifest.contributes.configuration.properties;
export const languages: readonly Language[] = manifest.contributes.languages;
export const grammars: readonly Grammar[] = manifest.contributes.grammars;
export const views = Object.values(manifest.contributes.views).flat();
export const welcomes = manifest.contributes.viewsWelcome;
export const keybindings = manifest.contributes.keybindings;
export const walkthroughs = manifest.contributes.walkthroughs;
/** What completes a step of a walkthrough, with what it is about: `onCommand` and the id of a command. */
export const completions = walkthroughs.flatMap(({ steps }) =>
  steps.flatMap(({ id, completionEvents }) =>
    completionEvents.map((event) => ({ step: id, on: before(event, ':'), what: after(event, ':') })),
  ),
);
export const containers = Object.values(manifest.contributes.viewsContainers).flat();

/** Every condition of the manifest, with where it stands. */
export const conditions: readonly { readonly where: string; readonly when: string }[] = [
  ...commands.flatMap(({ command, enablement }) =>
    enablement ? [{ where: command, when: enablement }] : [],
  ),
  ...Object.entries(menus).flatMap(([menu, items]) =>
    items.flatMap(({ command, when }) => (when ? [{ where: `${command} in ${menu}`, when }] : [])),
  ),
  ...Object.values(manifest.contributes.views)
    .flat()
    .flatMap((view) => ('when' in view ? [{ where: `the view ${view.id}`, when: view.when }] : [])),
  ...welcomes.map(({ view, when }) => ({ where: `a welcome of ${view}`, when })),
  ...keybindings.map(({ key, when }) => ({ where: key, when })),
  ...completions
    .filter(({ on }) => on === 'onContext')
    .map(({ step, what }) => ({ where: `the end of ${step}`, when: what })),
];

function before(text: string, mark: string): string {
  return text.slice(0, text.indexOf(mark));
}

function after(text: string, mark: string): string {
  return text.slice(text.indexOf(mark) + mark.length);
}

/** Every string of a value and all that is in it. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
