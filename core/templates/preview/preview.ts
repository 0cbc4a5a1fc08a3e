import { sha256, type ErrorShape } from '../../system';
import type { EvaluatedRenderOptions, TemplateEvaluator } from '../evaluation/evaluator';
import type { TemplateValue } from '../jinja/value';
import type { Template } from '../model';
import type { PlannedFile } from '../planned-file';
import type { Questionnaire } from '../questionnaire';
import type { ReadmeProse, RenderedTree } from '../render-tree';
import { README_FILE } from '../../layout';
import { SAMPLE_MOMENT, sampleContext } from './sample';

/** A file, folder or link that a template would make. */
export interface PreviewFile {
  readonly kind: PlannedFile['kind'];
  /** Relative to the folder that would be made, with forward slashes. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string | null;
  /** What it says where it came out of rendering, or is the template's README. */
  readonly text: string | null;
  /** Where a link leads. */
  readonly target?: string;
  /** Absolute path of what it comes from; null for a folder. */
  readonly source: string | null;
}

/** What a template makes of some answers; nothing of it is written anywhere. */
export interface TemplatePreview extends Pick<RenderedTree, 'notes' | 'messages'> {
  /** By their paths. */
  readonly files: readonly PreviewFile[];
  /** The values of the questions, without the secret ones. */
  readonly answers: ReadonlyMap<string, TemplateValue>;
  /** What is wrong with the answers: their defaults stand in for them. */
  readonly problems: readonly ErrorShape[];
}

/**
 * Renders a template for a run or project that is only imagined, at a moment that is always the same.
 * @param questionnaire as `answerSample` has it
 * @throws `template_render_error` with file, line and column; `cancelled`
 */
export async function previewOf(
  evaluator: TemplateEvaluator,
  template: Template,
  questionnaire: Questionnaire,
  options: Pick<EvaluatedRenderOptions, 'signal' | 'unsaved' | 'recalls'> = {},
): Promise<TemplatePreview> {
  const { secretNames, externalData, problems } = questionnaire;
  const variables = new Map([
    ...sampleContext(template),
    ['_external_data', externalData] as const,
    ...questionnaire.variables,
  ]);
  const tree = await evaluator.render(template, variables, secretNames, {
    moment: SAMPLE_MOMENT,
    ...options,
  });
  const { notes, messages } = tree;
  const answers = new Map([...questionnaire.variables].filter(([id]) => !secretNames.has(id)));
  return { files: filesOf(tree), answers, notes, messages, problems };
}

function filesOf({ files, readmeProse }: RenderedTree): PreviewFile[] {
  const previews = files.map(previewFile);
  if (readmeProse === undefined) return previews;
  return [...previews, readmeFile(readmeProse)].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Its front matter needs a lab; the prose is what the template brings. */
function readmeFile({ text, rendered, source }: ReadmeProse): PreviewFile {
  const bytes = Buffer.from(text, 'utf8');
  const kind = rendered ? 'rendered' : 'verbatim';
  return { kind, path: README_FILE, size: bytes.length, sha256: sha256(bytes), text, source };
}

function previewFile(file: PlannedFile): PreviewFile {
  const { kind, path } = file;
  switch (file.kind) {
    case 'folder':
      return { kind, path, size: 0, sha256: null, text: null, source: null };
    case 'link':
      return { kind, path, size: 0, sha256: null, text: null, target: file.target, source: file.source };
    case 'verbatim':
      return { kind, path, size: file.size, sha256: file.sha256, text: null, source: file.source };
    case 'rendered': {
      const text = Buffer.from(file.bytes).toString('utf8');
      return { kind, path, size: file.bytes.length, sha256: sha256(file.bytes), text, source: file.source };
    }
  }
}
