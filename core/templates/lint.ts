import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { fileError } from '../system';
import type { SourcePosition } from './jinja/language';
import { ON_DISK, type LintGround } from './lint/ground';
import { gatherIncluded, type IncludingText } from './lint/included-files';
import { isTooLong, tooLong } from './lint/long-texts';
import { includesAny } from './lint/names-in-tags';
import { checkNames } from './lint/names';
import { checkNeverAsked, checkNeverRendered } from './lint/never';
import { checkPlugins } from './lint/plugins';
import { PossibleAnswers } from './lint/possible-answers';
import { PossiblePaths } from './lint/possible-paths';
import { sourceRootsOf } from './lint/source-roots';
import { gatherSources } from './lint/sources';
import type { InstalledPlugin, LintSource, LintSubject } from './lint/subject';
import { positionAt } from './lint/tags';
import { checkUndefinedVariables } from './lint/undefined-variables';
import type { TemplateText } from './lint/template-text';
import { checkUnusedQuestions } from './lint/unused-questions';
import { toldProblem, type LintCode, type LintProblem } from './lint-problem';
import { findSourceRoot } from './manifest';
import { manifestsIn, readManifestText } from './manifest/find';
import { offsetInScalar, placeInScalar, rangeInScalar, type ScalarNode } from './manifest/nodes';
import { readManifest, type Manifest } from './manifest/read';
import type { BrokenTemplate } from './manifest/templated';
import { editedTemplateLoader, templateLoader } from './template-loader';

export interface LintOptions {
  /** Whether our keys are demanded where the manifest holds none of them; false: it may be plain Copier's. */
  readonly meantForUs?: boolean;
  /** The plugins that are installed, by name; without it nothing is said of plugins. */
  readonly plugins?: ReadonlyMap<string, InstalledPlugin>;
  /** Where the texts come from; the disk where it is left out. */
  readonly ground?: LintGround;
}

/** A template with all that its checks found out. */
export interface StudiedTemplate {
  readonly manifestFile: string;
  /** The text of the manifest; undefined where it cannot be read as one. */
  readonly manifestText: string | undefined;
  /** Undefined where there is none, or nothing can be made of it: then only its problems are known. */
  readonly subject: LintSubject | undefined;
  readonly problems: readonly LintProblem[];
  /** Every text of it in the template language, each once. */
  readonly texts: readonly TemplateText[];
}

/** Checks that look at a whole template; what is wrong with the manifest alone is found while it is read. */
const CHECKS: readonly ((subject: LintSubject) => readonly LintProblem[])[] = [
  checkUndefinedVariables,
  checkUnusedQuestions,
  checkNeverAsked,
  checkNeverRendered,
  checkNames,
  checkPlugins,
];

/** Problems that hide a part of the template from the checks. */
const UNREAD: ReadonlySet<LintCode> = new Set<LintCode>([
  'template-syntax',
  'source-unreadable',
  'include-missing',
]);

/**
 * Checks one template (spec 3.5). No answer is needed: what choices and yes/no questions make of names and conditions is
 * tried out, and nothing else is evaluated. The problems come by file, then by place.
 * @param root absolute path of the template's folder
 */
export async function lintTemplate(root: string, options: LintOptions = {}): Promise<LintProblem[]> {
  return (await studyTemplate(root, options)).problems.map(toldProblem);
}

/** The same, with what was found out on the way, and what corrections of the problems have to know. */
export async function studyTemplate(root: string, options: LintOptions = {}): Promise<StudiedTemplate> {
  const { ground = ON_DISK, meantForUs = false } = options;
  const { report, text: whole } = await readManifestText(root, ground.unsaved);
  const text = whole !== undefined && isTooLong(whole, ground) ? undefined : whole;
  const manifest = text === undefined ? undefined : readManifest(text, report, meantForUs, ground);
  if (manifest === undefined) {
    const problems = text === whole ? inOrder(report.problems) : [tooLong(report.file)];
    return { manifestFile: report.file, manifestText: text, subject: undefined, problems, texts: [] };
  }
  const loader = ground === ON_DISK ? templateLoader(root) : editedTemplateLoader(root, ground.unsaved);
  const reading = { ground, loader };
  const answers = new PossibleAnswers(manifest);
  const sourceRoot = await findSourceRoot(root, manifest, report);
  const sourceRoots = await sourceRootsOf(root, sourceRoot, manifest, answers, report);
  const gatheredSources = await gatherSources(root, sourceRoots, manifest, answers, reading);
  const { sources } = gatheredSources;
  const including = textsThatInclude(manifest, report.file, sources, ground);
  const included = gatherIncluded(root, including, manifest, reading);
  const gathered = [...report.problems, ...gatheredSources.problems, ...included.problems];
  const subject: LintSubject = {
    manifestFile: report.file,
    manifest,
    sources,
    included: included.files,
    isComplete: included.isComplete && !gathered.some((problem) => UNREAD.has(problem.code)),
    answers,
    paths: new PossiblePaths(answers),
    plugins: options.plugins,
  };
  const problems = inOrder([...gathered, ...CHECKS.flatMap((check) => check(subject))]);
  const texts = [
    ...[...manifest.templates, ...manifest.broken].map((each) => manifestText(each, report.file)),
    ...gatheredSources.texts,
    ...included.texts,
  ];
  return { manifestFile: report.file, manifestText: text, subject, problems, texts: eachOnce(texts) };
}

const manifestTexts = new WeakMap<ScalarNode, TemplateText>();

/** A text of the manifest; of a node that was read before it is the same object again. */
function manifestText({ node, question }: BrokenTemplate, manifestFile: string): TemplateText {
  const file = node.range.file ?? manifestFile;
  const known = manifestTexts.get(node);
  if (known?.file === file && known.question === question) return known;
  const text: TemplateText = {
    file,
    kind: 'manifest',
    source: node.text,
    question,
    placeOf: (position) => placeInScalar(node, position),
    stretchOf: (range) => rangeInScalar(node, range),
    insideOf: (place) => {
      const inside = offsetInScalar(node, place);
      return inside && positionAt(node.text, inside.offset);
    },
  };
  manifestTexts.set(node, text);
  return text;
}

/** What is rendered may be included as well; a value of the manifest may be read for several keys. */
function eachOnce(texts: readonly TemplateText[]): TemplateText[] {
  const known = new Set<string>();
  return texts.filter(({ file, kind, placeOf }) => {
    const place = kind === 'manifest' ? placeOf({ line: 0, column: 0 }) : undefined;
    const key = place === undefined ? `${kind} ${file}` : `${place.line}:${place.column} ${file}`;
    return !known.has(key) && known.add(key);
  });
}

/** The texts with a tag that includes something, one by one: of thousands they are a few. */
function* textsThatInclude(
  { templates, language }: Manifest,
  manifestFile: string,
  sources: readonly LintSource[],
  { partsOf }: LintGround,
): Generator<IncludingText> {
  for (const { node, template } of templates) {
    const { tags } = partsOf(node.text, language.delimiters);
    if (!includesAny(tags)) continue;
    const placeOf = (position: SourcePosition): SourcePosition => placeInScalar(node, position);
    const positionIn = (offset: number): SourcePosition => placeOf(positionAt(node.text, offset));
    yield {
      file: node.range.file ?? manifestFile,
      text: { template, tags, positionAt: positionIn, placeOf },
    };
  }
  for (const { file, nameText, content } of sources) {
    if (nameText !== undefined && includesAny(nameText.tags)) yield { file, text: nameText };
    if (content !== undefined && includesAny(content.tags)) yield { file, text: content };
  }
}

/** Checks the template in a folder or, where there is none, every template right below it. */
export async function lintTemplates(folder: string, options: LintOptions = {}): Promise<LintProblem[]> {
  if ((await manifestsIn(folder)).length > 0) return lintTemplate(folder, options);
  const templates: string[] = [];
  for (const name of await namesIn(folder)) {
    const candidate = path.join(folder, name);
    if ((await manifestsIn(candidate)).length > 0) templates.push(candidate);
  }
  if (templates.length === 0) return lintTemplate(folder, options);
  const problems = await Promise.all(templates.map((template) => lintTemplate(template, options)));
  return problems.flat();
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (caught) {
    throw fileError(caught, folder);
  }
}

function inOrder(problems: readonly LintProblem[]): LintProblem[] {
  return [...problems].sort(
    (left, right) =>
      compare(left.file, right.file) ||
      left.line - right.line ||
      left.column - right.column ||
      compare(left.code, right.code),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
