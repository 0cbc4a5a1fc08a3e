import * as path from 'node:path';
import type { CancellationToken, Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { README_FILE } from '../../core/layout';
import { frontMatterPlaceAt, yamlKey, yamlValue } from '../../core/readme';
import { recordPlaceAt } from '../../core/records';
import type { DocumentKey, DocumentValue, EditedRuns } from '../../core/validator';
import type { ServerGround } from '../ground';

/** Where a position stands in a document of a run, and how its language writes what could stand there. */
export interface RunPlace {
  /** The way to the mapping that a key stands in; for a value, to the value itself. */
  readonly path: readonly (string | number)[];
  readonly at: 'key' | 'value';
  /** The key or value as it is written so far, its quotes included. */
  readonly word: string;
  readonly range: Range;
  /** The other keys that stand in the mapping. */
  readonly present: ReadonlySet<string>;
  /** A key with what has to stand behind it, and where that is there already without. */
  readonly keyText: (key: DocumentKey, isEnded: boolean) => string;
  readonly valueText: (value: DocumentValue) => string;
}

/** A position in a document of a run, and whoever knows what may stand there. */
export interface AskedPlace {
  readonly place: RunPlace;
  readonly file: string;
  readonly document: TextDocument;
  readonly runs: EditedRuns;
}

/**
 * A position in the front matter of a README, or in a record, of a run, project or equipment; undefined for one anywhere
 * else. A template has no runs in it.
 */
export async function runPlaceAt(
  uri: string,
  position: Position,
  ground: ServerGround,
  token: CancellationToken,
): Promise<AskedPlace | undefined> {
  const open = ground.documents.at(uri);
  if (open === undefined) return undefined;
  const { file, document } = open;
  const place = placeIn(path.basename(file), document, position);
  if (place === undefined || (await ground.runs.placeOf(file)) === undefined) return undefined;
  const runs = await ground.runs.runs();
  return token.isCancellationRequested ? undefined : { place, file, document, runs };
}

function placeIn(name: string, document: TextDocument, position: Position): RunPlace | undefined {
  if (name === README_FILE) return placeInFrontMatter(document, position);
  return name.endsWith('.json') ? placeInRecord(document, position) : undefined;
}

function placeInFrontMatter(document: TextDocument, position: Position): RunPlace | undefined {
  const found = frontMatterPlaceAt(document.getText(), position);
  return (
    found && {
      ...found,
      present: new Set(Object.keys(found.present)),
      keyText: ({ key, isNested }, isEnded) => yamlKey(key) + (isEnded ? '' : isNested ? ':' : ': '),
      valueText: yamlValue,
    }
  );
}

function placeInRecord(document: TextDocument, position: Position): RunPlace | undefined {
  const found = recordPlaceAt(document.getText(), document.offsetAt(position));
  return (
    found && {
      ...found,
      range: { start: document.positionAt(found.start), end: document.positionAt(found.end) },
      present: new Set(found.present),
      keyText: ({ key }, isEnded) => JSON.stringify(key) + (isEnded ? '' : ': '),
      valueText: (value) => JSON.stringify(value),
    }
  );
}
