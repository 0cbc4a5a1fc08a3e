import {
  dottedKey,
  shown,
  valueAt,
  type Check,
  type CheckSubject,
  type Complaint,
  type KeyPath,
} from '../config';
import { resolveInside } from '../layout';
import { l10n } from '../system';
import type { PluginRuntime } from './manifest-schema';

/** What a manifest is judged by beside its own text. */
export interface ManifestSurroundings {
  /** The name of the folder that it stands in. */
  readonly folderName: string;
  /** Whether the lab lets plugins use the network; undefined where no configuration says. */
  readonly allowNetwork?: boolean | undefined;
}

/** The checks that look at several keys, or at more than the manifest (spec 5.1). */
export function manifestChecks(surroundings: ManifestSurroundings): Check[] {
  return [
    (subject) => nameIsThatOfFolder(subject, surroundings),
    entryFitsRuntime,
    networkIsAllowed(surroundings),
    variablesDiffer,
    handlesSomething,
  ];
}

/** The registry finds a plugin by its folder, and templates by its name. */
function nameIsThatOfFolder({ data }: CheckSubject, { folderName }: ManifestSurroundings): Complaint[] {
  const name = valueAt(data, ['name']);
  if (typeof name !== 'string' || name === folderName) return [];
  return [
    {
      path: ['name'],
      value: name,
      allowed: folderName,
      meant: folderName,
      message: l10n.t(
        "'name' is {0}, and the folder is {1}: give both the same name.",
        shown(name),
        shown(folderName),
      ),
    },
  ];
}

const EXTENSIONS: Readonly<Record<Exclude<PluginRuntime, 'command'>, readonly string[]>> = {
  node: ['.mjs', '.js', '.cjs'],
  python: ['.py'],
};

/** A file for Node.js and Python, the words of a command line for anything else; nothing outside of the folder. */
const entryFitsRuntime: Check = ({ data }) => {
  const entry = valueAt(data, ['entry']);
  const runtime = valueAt(data, ['runtime']) ?? 'node';
  if (runtime === 'command') return entryOfCommand(entry);
  if (runtime !== 'node' && runtime !== 'python') return [];
  if (Array.isArray(entry)) {
    return [
      wrongEntry(
        ['entry'],
        entry,
        l10n.t("'entry' is a list, and the runtime '{0}' needs a file: write its name alone.", runtime),
      ),
    ];
  }
  if (typeof entry !== 'string' || entry.trim() === '') return [];
  const allowed = EXTENSIONS[runtime];
  if (!isInside(entry)) return [outside(['entry'], entry)];
  if (allowed.some((extension) => entry.endsWith(extension))) return [];
  return [
    {
      ...wrongEntry(
        ['entry'],
        entry,
        l10n.t(
          "'entry' is {0}, which the runtime '{1}' does not run: give a file that ends in {2}.",
          shown(entry),
          runtime,
          allowed.join(', '),
        ),
      ),
      allowed: allowed.join(', '),
    },
  ];
};

function entryOfCommand(entry: unknown): Complaint[] {
  if (typeof entry === 'string') {
    return [
      wrongEntry(
        ['entry'],
        entry,
        l10n.t(
          "'entry' is a text, and the runtime 'command' needs a list: the program, then each argument, for no shell reads it.",
        ),
      ),
    ];
  }
  if (!Array.isArray(entry)) return [];
  return entry.flatMap((word: unknown, index) =>
    typeof word === 'string' && word.startsWith('./') && !isInside(word)
      ? [outside(['entry', index], word)]
      : [],
  );
}

function outside(path: KeyPath, entry: string): Complaint {
  return wrongEntry(
    path,
    entry,
    l10n.t(
      "'{0}' is {1}, which is no file of the plugin: give its path below the plugin's folder, with forward slashes.",
      dottedKey(path),
      shown(entry),
    ),
  );
}

function wrongEntry(path: KeyPath, value: unknown, message: string): Complaint {
  return { path, value, message };
}

function isInside(relative: string): boolean {
  try {
    resolveInside('/', relative);
    return true;
  } catch {
    return false;
  }
}

/** The manifest is right all the same; the lab does not run the plugin. */
function networkIsAllowed({ allowNetwork }: ManifestSurroundings): Check {
  return ({ data }) => {
    const path = ['isolation', 'network'];
    if (allowNetwork !== false || valueAt(data, path) !== true) return [];
    return [
      {
        path,
        code: 'plugin_network_declined',
        severity: 'warning',
        value: true,
        message: l10n.t(
          "The plugin asks for the network, and this lab's configuration does not allow it: it is not run unless 'plugins.allow_network' is true.",
        ),
      },
    ];
  };
}

/** A variable is needed or it is not. */
const variablesDiffer: Check = ({ data, lineOf }) => {
  const lines = new Map<string, number>();
  return ['required_variables', 'optional_variables'].flatMap((key) => {
    const names = valueAt(data, [key]);
    if (!Array.isArray(names)) return [];
    return names.flatMap((name: unknown, index): Complaint[] => {
      if (typeof name !== 'string') return [];
      const path = [key, index];
      const first = lines.get(name);
      if (first === undefined) {
        lines.set(name, lineOf(path));
        return [];
      }
      const message = l10n.t(
        'The variable {0} stands twice, in lines {1} and {2}: keep one of them.',
        shown(name),
        first,
        lineOf(path),
      );
      return [{ path, severity: 'warning', value: name, message }];
    });
  });
};

const handlesSomething: Check = ({ data }) => {
  const extensions = valueAt(data, ['supported_extensions']) ?? [];
  if (!Array.isArray(extensions) || extensions.length > 0) return [];
  const message = l10n.t(
    "'supported_extensions' is empty: no file is ever handed to the plugin. List the extensions that it works on.",
  );
  return [{ path: ['supported_extensions'], severity: 'warning', message }];
};
