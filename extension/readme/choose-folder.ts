import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  listEquipment,
  listProjects,
  listRuns,
  type EquipmentEntry,
  type ProjectEntry,
} from '../../core/catalogue';
import { CREATION_RECORD, README_FIELDS_RECORD, recordPath } from '../../core/layout';
import { exists, l10n, localTime } from '../../core/system';
import type { Services } from '../services';
import { folderOf, isRunsNode } from '../views/runs/nodes';

/**
 * The folder of the project or run that somebody means: that of a node of the Runs view, else the one that holds the
 * active editor's file, else one that is asked for. Throws `CancellationError` where the question is dismissed.
 */
export async function chooseFolder(services: Services, given: unknown): Promise<string> {
  const ofNode = isRunsNode(given) ? folderOf(given) : undefined;
  return ofNode ?? (await ofActiveEditor()) ?? (await askFor(services));
}

async function ofActiveEditor(): Promise<string | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? holderOf(path.dirname(uri.fsPath)) : undefined;
}

/** The nearest folder with records of a creation, upwards. */
async function holderOf(folder: string): Promise<string | undefined> {
  for (const record of [README_FIELDS_RECORD, CREATION_RECORD]) {
    if (await exists(recordPath(folder, record))) return folder;
  }
  const above = path.dirname(folder);
  return above === folder ? undefined : holderOf(above);
}

async function askFor({ engines }: Services): Promise<string> {
  // Without a configuration the engine says what is missing.
  const config = (await engines.config()) ?? (await engines.engine()).config;
  const { equipment } = await listEquipment(config);
  const project = await chosen(allProjects(equipment), l10n.t('Choose the project'));
  return chosen(placesIn(project), l10n.t('Choose the run, or the project itself'));
}

interface Place<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

async function allProjects(equipment: readonly EquipmentEntry[]): Promise<Place<ProjectEntry>[]> {
  const there = equipment.filter((entry) => entry.exists);
  const lists = await Promise.all(
    there.map(async ({ root, id, label }) =>
      (await listProjects(root, id)).map((value) => ({
        value,
        label: value.shortId,
        description: label,
        detail: value.name,
      })),
    ),
  );
  return lists.flat();
}

async function placesIn({ path: folder, shortId }: ProjectEntry): Promise<Place<string>[]> {
  const { runs } = await listRuns(folder);
  return [
    { value: folder, label: shortId, description: l10n.t('the project itself') },
    ...runs.map(({ path: value, leaf, moment }) => ({
      value,
      label: leaf,
      ...(moment === null ? {} : { description: localTime(new Date(moment)) }),
    })),
  ];
}

async function chosen<Value>(places: Promise<Place<Value>[]>, placeHolder: string): Promise<Value> {
  const place = await vscode.window.showQuickPick(places, { placeHolder, matchOnDetail: true });
  if (place === undefined) throw new vscode.CancellationError();
  return place.value;
}
