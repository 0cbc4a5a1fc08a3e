import * as path from 'node:path';
import { RECORDS_FOLDER } from '../layout';
import type { BlockingFileAccess } from '../system';
import { lookOf } from './file-verdicts';
import {
  madeFrom,
  markedName,
  rememberedFindings,
  shortOfNames,
  type JudgeGround,
  type JudgedFolder,
  type Judgement,
  type RememberedFolder,
} from './folder-judge';
import { requiredKey } from './required-fields';

/**
 * Says again what was said of a run, where all that it was said of looks as it did: the names, every file that was
 * read or missed, and what is demanded. Undefined where anything is different or was never certain: then the run is
 * judged. Much quicker than a judgement that finds the same, since nothing is waited for and little is made.
 */
export function glanceAt(
  folder: JudgedFolder,
  { required }: Pick<JudgeGround, 'required'>,
  previous: RememberedFolder,
  files: BlockingFileAccess,
): Judgement | undefined {
  const { known, names, demands } = previous;
  if (folder.level !== 'run' || names === '') return undefined;
  const demanded = required.alreadyKnown(madeFrom(folder, known.facts));
  if (demanded === undefined) return undefined;
  // Whether there is a record to ask is part of the looks.
  if (!demands.endsWith(requiredKey(demanded))) return undefined;
  try {
    if (files.look(folder.folder)?.isDirectory() !== true) return undefined;
    if (!looksTheSame(folder.folder, previous, files)) return undefined;
    const listed = listNow(folder.folder, files);
    if (shortOfNames(listed.marked) !== names) return undefined;
    return {
      findings: rememberedFindings(previous),
      unreadable: [],
      fileCount: listed.fileCount,
      standing: known.standing,
      remembered: previous,
    };
  } catch {
    // Whoever judges it says what cannot be looked at.
    return undefined;
  }
}

function looksTheSame(
  folder: string,
  { files: { paths, looks } }: RememberedFolder,
  files: BlockingFileAccess,
): boolean {
  return paths.map((file) => lookOf(files.look(`${folder}${path.sep}${file}`))).join(' ') === looks;
}

interface Listed {
  readonly marked: string[];
  fileCount: number;
}

/** The names of a run as `listNames` gives them: of the records folder its own name alone. */
function listNow(folder: string, files: BlockingFileAccess): Listed {
  const listed: Listed = { marked: [], fileCount: 0 };
  const list = (below: string): void => {
    const entries = files.list(below === '' ? folder : `${folder}${path.sep}${below}`);
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    for (const entry of entries) {
      const relative = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        listed.marked.push(markedName(relative, 'folder'));
        if (relative !== RECORDS_FOLDER) list(relative);
      } else {
        listed.marked.push(markedName(relative, entry.isFile() ? 'file' : 'irregular'));
        listed.fileCount += 1;
      }
    }
  };
  list('');
  return listed;
}
