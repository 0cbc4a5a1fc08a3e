import * as path from 'node:path';
import { ExlabError, sha256 } from '../system';
import { toldProblem, type LintProblem } from './lint-problem';
import { readManifestText } from './manifest/find';
import { readManifest, type Manifest } from './manifest/read';
import type { ManifestReport } from './manifest/report';
import type { Template, TemplateOrigin } from './model';
import { isPlainText } from './plain-text';
import { resolveSourceRoot } from './source-root';

/**
 * Reads and checks a template (spec 3.2, 3.3). Nothing of it is evaluated.
 * @param root absolute path of the template's folder
 * @throws `template_load_error` with every problem of the manifest in `details.problems`, or
 * `template_core_field_redeclared` where that is all that is wrong
 */
export async function loadTemplate(root: string, origin: TemplateOrigin): Promise<Template> {
  const { report, text } = await readManifestText(root);
  const manifest = text === undefined ? undefined : readOnce(text, report);
  const sourceRoot = manifest === undefined ? root : await findSourceRoot(root, manifest, report);
  const type = manifest?.exlab.type;
  const version = manifest?.exlab.version;
  if (report.hasErrors || manifest === undefined || type === undefined || version === undefined) {
    throw loadError(report.problems, root);
  }
  return composeTemplate(manifest, {
    root,
    sourceRoot,
    origin,
    manifestFile: report.file,
    digest: sha256((text ?? '') + manifest.includes.content),
    type,
    version,
  });
}

/** The manifests that can be used, whatever else is said of them, by file, with the text that they were read from. */
const usable = new Map<string, { readonly text: string; readonly manifest: Manifest }>();

/** A form looks at one template with every answer: a text that has not changed is not parsed again. */
function readOnce(text: string, report: ManifestReport): Manifest | undefined {
  const kept = usable.get(report.file);
  if (kept?.text === text && kept.manifest.includes.areCurrent()) return kept.manifest;
  const manifest = readManifest(text, report, true);
  if (manifest !== undefined && !report.hasErrors) usable.set(report.file, { text, manifest });
  return manifest;
}

type Identity = Pick<
  Template,
  'root' | 'sourceRoot' | 'origin' | 'manifestFile' | 'digest' | 'type' | 'version'
>;

function composeTemplate(
  { exlab, settings, language, questions, externalData }: Manifest,
  identity: Identity,
): Template {
  return {
    ...identity,
    name: path.basename(identity.root),
    runScope: exlab.runScope,
    description: exlab.description,
    icon: exlab.icon,
    readmeFields: exlab.readmeFields,
    plugins: exlab.plugins,
    pluginsFatal: exlab.pluginsFatal,
    allowTokens: exlab.allowTokens,
    questions,
    externalData,
    settings: {
      suffix: settings.suffix,
      subdirectory: settings.subdirectory,
      exclude: settings.exclude,
      skipIfExists: settings.skipIfExists,
      preserveSymlinks: settings.preserveSymlinks,
      language,
      messageBeforeCopy: settings.messageBeforeCopy,
      messageAfterCopy: settings.messageAfterCopy,
    },
  };
}

/** The folder that is rendered, as far as that is certain before there are answers; else the template's own. */
export async function findSourceRoot(
  root: string,
  { settings, language }: Manifest,
  report: ManifestReport,
): Promise<string> {
  if (!isPlainText(settings.subdirectory, language)) return root;
  try {
    return await resolveSourceRoot(root, settings.subdirectory);
  } catch (caught) {
    if (!(caught instanceof ExlabError) || caught.code !== 'template_render_error') throw caught;
    report.add('setting-invalid', caught.message);
    return root;
  }
}

function loadError(problems: readonly LintProblem[], root: string): ExlabError {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const loading = errors.filter((problem) => problem.code !== 'core-field-redeclared');
  const first = [...loading, ...errors].at(0);
  return new ExlabError({
    code: loading.length === 0 ? 'template_core_field_redeclared' : 'template_load_error',
    message: first === undefined ? root : `${first.file}:${first.line}: ${first.message}`,
    details: { problems: errors.map(toldProblem) },
  });
}
