import type { YAMLError } from 'yaml';
import { l10n, readYamlDocument } from '../../system';
import { NodeReader, TooManyNodes } from './node-reader';
import type { ManifestNode, MappingNode } from './nodes';
import { Positions } from './positions';
import type { ManifestReport } from './report';

/** Far more levels than any manifest has. */
const MAX_DEPTH = 100;

/**
 * Reads a manifest's text as Copier's YAML reader does, with the place of every value. Undefined where nothing
 * can be made of it; the report then says why.
 */
export function parseManifest(text: string, report: ManifestReport): MappingNode | undefined {
  const root = readRoot(text, report);
  if (root === undefined || root.kind === 'mapping') return root;
  report.add(
    'manifest-not-mapping',
    l10n.t('The manifest must be a mapping of keys to values, and is a {0}.', root.kind),
    root.range,
  );
  return undefined;
}

function readRoot(text: string, report: ManifestReport): ManifestNode | undefined {
  const positions = new Positions(text);
  // Every scalar stays text here: the node reader knows what it means to Copier.
  const document = readYamlDocument(text, MAX_DEPTH, {
    version: '1.1',
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: positions.lines,
  });
  if (document === undefined) {
    report.add(
      'manifest-unsupported',
      l10n.t('The manifest is nested more than {0} levels deep: flatten it.', MAX_DEPTH),
    );
    return undefined;
  }
  for (const error of document.errors) reportError(error, positions, report);
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) {
    report.add(
      'manifest-not-mapping',
      l10n.t('The manifest is empty: give at least _exlab_type and _exlab_version.'),
    );
    return undefined;
  }
  try {
    return new NodeReader(positions, report).read(document.contents);
  } catch (caught) {
    if (caught instanceof TooManyNodes) return undefined;
    throw caught;
  }
}

function reportError(error: YAMLError, positions: Positions, report: ManifestReport): void {
  const range = positions.rangeOf(...error.pos);
  if (error.code === 'MULTIPLE_DOCS') {
    report.add(
      'manifest-unsupported',
      l10n.t('The manifest holds several documents, which is not supported yet: join them into one.'),
      range,
    );
  } else {
    report.add('manifest-not-yaml', l10n.t('The manifest is no valid YAML: {0}.', error.message), range);
  }
}
