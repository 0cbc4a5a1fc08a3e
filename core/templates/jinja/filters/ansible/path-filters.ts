import { l10n } from '../../../../system';
import { valueMistake } from '../../place';
import { textArgument } from '../../runtime/arguments';
import { signature } from '../../runtime/signature';
import { Tuple, type Value } from '../../values/kinds';
import type { Filter } from '../filter';
import { refusedForTheMachine } from './refused';

function ofPath(run: (path: string) => Value): Filter {
  return {
    signature: signature(''),
    run: (value) => run(textArgument(value, l10n.t('a path'))),
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderName(path: string): string {
  const head = path.slice(0, path.lastIndexOf('/') + 1);
  return withoutEnd(head, '/') || head;
}

/** The text without any of these characters at its end; a pattern would look at every run of them anew. */
function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The path without its extension, and that with its dot; dots that a name begins with begin no extension. */
function splitExtension(path: string): Tuple {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  const hasExtension = dot > 0 && /[^.]/.test(name.slice(0, dot));
  const end = hasExtension ? path.length - name.length + dot : path.length;
  return new Tuple([path.slice(0, end), path.slice(end)]);
}

/** A path of Windows in its drive, or share of the network, and the rest. */
function splitDrive(path: string): readonly [string, string] {
  const plain = path.replaceAll('/', '\\');
  if (plain.startsWith('\\\\')) {
    const start = plain.slice(0, 8).toUpperCase() === '\\\\?\\UNC\\' ? 8 : 2;
    const share = plain.indexOf('\\', start);
    const rest = share === -1 ? -1 : plain.indexOf('\\', share + 1);
    return rest === -1 ? [path, ''] : [path.slice(0, rest), path.slice(rest)];
  }
  return path.charAt(1) === ':' ? [path.slice(0, 2), path.slice(2)] : ['', path];
}

function windowsBaseName(path: string): string {
  return splitDrive(path)[1].replace(/^[\s\S]*[\\/]/, '');
}

function windowsFolderName(path: string): string {
  const [drive, rest] = splitDrive(path);
  const head = rest.slice(0, rest.length - windowsBaseName(path).length);
  return drive + (withoutEnd(head, '\\/') || head);
}

/** The parts of a path; `..` takes one away, and at the beginning of a relative path stays. */
function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const isUp = part === '..' && parts.length > 0 && parts.at(-1) !== '..';
    if (isUp) parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  return parts;
}

const RELATIVE: Filter = {
  signature: signature('start?'),
  run: (value, [given = null], run) => {
    const path = textArgument(value, l10n.t('a path'));
    const start = given === null ? '.' : textArgument(given, 'start');
    run.hold((path.length + start.length) * 4);
    if (path === '') throw valueMistake(l10n.t('this path is empty'));
    return relativePath(path, start === '' ? '.' : start);
  },
};

/** The way from one folder to another path. Refused where it depends on the folder that the program runs in. */
function relativePath(path: string, start: string): string {
  const [to, from] = [partsOf(path), partsOf(start)];
  let same = 0;
  while (same < Math.min(to.length, from.length) && to[same] === from[same]) same += 1;
  const back = from.slice(same);
  if (path.startsWith('/') !== start.startsWith('/') || back.includes('..'))
    throw refusedForTheMachine('relpath');
  return [...back.map(() => '..'), ...to.slice(same)].join('/') || '.';
}

/** Paths as texts; nothing here looks at a disk. */
export const PATH_FILTERS: readonly (readonly [string, Filter])[] = [
  ['basename', ofPath(baseName)],
  ['dirname', ofPath(folderName)],
  ['splitext', ofPath(splitExtension)],
  ['relpath', RELATIVE],
  ['win_basename', ofPath(windowsBaseName)],
  ['win_dirname', ofPath(windowsFolderName)],
  ['win_splitdrive', ofPath((path) => new Tuple([...splitDrive(path)]))],
];
