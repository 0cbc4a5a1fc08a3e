import { readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  evaluateQuestionnaire,
  loadTemplate,
  renderTree,
  type PlannedFile,
  type Questionnaire,
  type Template,
  type TemplateValue,
} from '../../../core/templates';

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url));
const GOLDEN = fileURLToPath(new URL('../../fixtures/golden', import.meta.url));

export const STARTERS = [
  'confocal-microscopy',
  'flow-cytometry',
  'generic-project',
  'illumina-sequencing',
  'instrument-calibration',
  'lc-ms-proteomics',
  'nanopore-sequencing',
  'plate-reader',
] as const;
export type Starter = (typeof STARTERS)[number];

/** What a creation knows (`context`) and what the operator answered. */
export interface AnswerSet {
  readonly context: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** The folder of a starter template. */
export function starterRoot(starter: Starter): string {
  return path.join(TEMPLATES, starter);
}

export function loadStarter(starter: Starter): Promise<Template> {
  return loadTemplate(starterRoot(starter), 'bundled');
}

/** The folder with the expected files of one set of answers. */
export function goldenFolder(starter: Starter, set: string): string {
  return path.join(GOLDEN, starter, set);
}

export async function readAnswerSet(starter: Starter, set: string): Promise<AnswerSet> {
  return JSON.parse(await readFile(`${goldenFolder(starter, set)}.json`, 'utf8')) as AnswerSet;
}

export function ask(template: Template, { context, answers }: AnswerSet): Questionnaire {
  return evaluateQuestionnaire(template, answers, contextMap(context));
}

/** The files that a set of answers makes, by path. */
export async function renderStarter(template: Template, set: AnswerSet): Promise<Map<string, Buffer>> {
  const questionnaire = ask(template, set);
  const context = new Map([...contextMap(set.context), ...questionnaire.variables]);
  const tree = await renderTree(template, context, questionnaire.secretNames);
  const files = new Map<string, Buffer>();
  for (const file of tree.files) {
    const content = await contentOf(file);
    if (content !== undefined) files.set(file.path, content);
  }
  return files;
}

/** A starter's answer set with other answers: what is wrong with them, and what they make. */
export async function answered(
  starter: Starter,
  set: string,
  answers: AnswerSet['answers'],
): Promise<{ readonly problems: readonly string[]; readonly text: (file: string) => string }> {
  const template = await loadStarter(starter);
  const given = await readAnswerSet(starter, set);
  const changed = { ...given, answers: { ...given.answers, ...answers } };
  const { problems } = ask(template, changed);
  const files = problems.length > 0 ? new Map<string, Buffer>() : await renderStarter(template, changed);
  return {
    problems: problems.map(({ field, message }) => `${field ?? ''}: ${message}`),
    text: (file) => files.get(file)?.toString('utf8') ?? '',
  };
}

/** The rows of a CSV text under its header, by the names of its columns. */
export function csvRecords(text: string): Map<string, string>[] {
  const [header = [], ...rows] = csvRows(text);
  return rows.map((row) => new Map(header.map((name, index) => [name, row[index] ?? ''])));
}

/** The lines of a text without the end of the last. */
export function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** Every file below a folder, by path with forward slashes. */
export async function readTree(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file).split(path.sep).join('/'), await readFile(file));
  }
  return files;
}

/** The rows of a CSV text with quoted cells (RFC 4180). */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  // What stands after the last newline is no row.
  return rows.slice(0, -1);
}

function contextMap(context: AnswerSet['context']): Map<string, TemplateValue> {
  return new Map(Object.entries(context));
}

async function contentOf(file: PlannedFile): Promise<Buffer | undefined> {
  switch (file.kind) {
    case 'rendered':
      return Buffer.from(file.bytes);
    case 'verbatim':
      return readFile(file.source);
    case 'folder':
    case 'link':
      return undefined;
  }
}
