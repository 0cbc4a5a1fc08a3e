import { ExlabError, l10n } from '../../system';
import { MANIFEST_FILE } from './manifest-file';
import { copiedManifest } from './manifest-text';
import type { NewTemplateFile, NewTemplatePlan } from './plan';
import { readSourceFolder } from './source-folder';

/**
 * Plans a copy of a starter template under another name, as a template of its own.
 * @param root absolute path of the starter
 * @throws `template_load_error` where it has no `copier.yml`
 */
export async function planFromStarter(root: string, name: string): Promise<NewTemplatePlan> {
  const source = await readSourceFolder(root);
  const files = source.files.map(({ path, bytes, mode, text }): NewTemplateFile => {
    const before = { path, text };
    if (path !== MANIFEST_FILE || text === null) return { path, bytes, mode, text, before };
    const manifest = copiedManifest(text);
    return { path, bytes: Buffer.from(manifest, 'utf8'), mode, text: manifest, before };
  });
  const manifest = files.find(({ path }) => path === MANIFEST_FILE);
  if (manifest === undefined) {
    const message = l10n.t('{0} is no template: there is no {1} in it.', root, MANIFEST_FILE);
    throw new ExlabError({ code: 'template_load_error', message, details: { path: root } });
  }
  const { emptyFolders, notes } = source;
  const others = files.filter((file) => file !== manifest);
  return { name, manifest: MANIFEST_FILE, files: [manifest, ...others], emptyFolders, questions: [], notes };
}
