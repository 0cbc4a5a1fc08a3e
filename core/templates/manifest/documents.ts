import { isScalar, type Document } from 'yaml';
import { l10n, readYamlDocuments } from '../../system';
import { IncludeRefused, type ManifestIncludes } from './includes';
import { NodeReader, TooManyNodes } from './node-reader';
import { kindOf, type ManifestNode, type MappingNode } from './nodes';
import { Positions, type ManifestRange } from './positions';
import type { ManifestReport } from './report';

/** Far more levels than any manifest has. */
export const MANIFEST_DEPTH = 100;

/** Every scalar stays text here: the node reader knows what it means to Copier. */
export const MANIFEST_YAML = {
  version: '1.1',
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
} as const;

/** A text that is read, and the files whose `!include` led to it. */
interface Source {
  readonly text: string;
  /** Absolute path where it is an included file. */
  readonly file?: string;
  readonly openFiles: readonly string[];
}

/**
 * Reads all documents of a manifest in their order, those of included files at their places, as Copier does; empty ones
 * are left out. Undefined where nothing can be made of it; the report then says why.
 */
export function readDocuments(
  text: string,
  report: ManifestReport,
  includes: ManifestIncludes,
): MappingNode[] | undefined {
  try {
    return new DocumentsReader(report, includes).documentsOf({ text, openFiles: [report.file] });
  } catch (caught) {
    if (caught instanceof TooManyNodes) return undefined;
    throw caught;
  }
}

class DocumentsReader {
  constructor(
    private readonly report: ManifestReport,
    private readonly includes: ManifestIncludes,
  ) {}

  documentsOf(source: Source): MappingNode[] | undefined {
    const nodes = this.nodesOf(source);
    if (nodes === undefined) return undefined;
    const mappings: MappingNode[] = [];
    for (const node of nodes) {
      if (node.kind === 'mapping') mappings.push(node);
      else {
        const message = l10n.t(
          'The manifest must be a mapping of keys to values, and is a {0}.',
          kindOf(node),
        );
        this.report.add('manifest-not-mapping', message, node.range);
        return undefined;
      }
    }
    return mappings;
  }

  /** What the documents of a text hold, of a document that is an `!include` what stands in those files. */
  private nodesOf({ text, file, openFiles }: Source): ManifestNode[] | undefined {
    const positions = new Positions(text, file);
    const documents = this.parse(text, positions);
    if (documents === undefined) return undefined;
    const nodes: ManifestNode[] = [];
    for (const { contents } of documents) {
      if (contents === null) continue;
      if (isScalar(contents) && contents.tag === '!include') {
        const range = positions.rangeOfNode(contents);
        const included = this.follow(String(contents.value), range, openFiles);
        if (included === undefined) return undefined;
        nodes.push(...included.flat());
        continue;
      }
      const include = (pattern: string, range: ManifestRange): ManifestNode | undefined =>
        this.asValue(pattern, range, openFiles);
      const node = new NodeReader(positions, this.report, { include }).read(contents);
      if (node === undefined) return undefined;
      if (node.kind !== 'scalar' || node.type !== 'null') nodes.push(node);
    }
    return nodes;
  }

  private parse(text: string, positions: Positions): Document.Parsed[] | undefined {
    const documents = readYamlDocuments(text, MANIFEST_DEPTH, MANIFEST_YAML);
    if (documents === undefined) {
      this.report.add(
        'manifest-unsupported',
        l10n.t('The manifest is nested more than {0} levels deep: flatten it.', MANIFEST_DEPTH),
        positions.rangeOf(0, 0),
      );
      return undefined;
    }
    const errors = documents.flatMap((document) => document.errors);
    for (const error of errors) {
      const message = l10n.t('The manifest is no valid YAML: {0}.', error.message);
      this.report.add('manifest-not-yaml', message, positions.rangeOnLines(...error.pos));
    }
    return errors.length > 0 ? undefined : documents;
  }

  /** What the files hold that a path or pattern stands for, one list a file. */
  private follow(
    pattern: string,
    range: ManifestRange,
    openFiles: readonly string[],
  ): ManifestNode[][] | undefined {
    try {
      const read: ManifestNode[][] = [];
      for (const { file, text } of this.includes.read(pattern)) {
        if (openFiles.includes(file)) {
          throw new IncludeRefused(
            l10n.t("'!include {0}' includes the file that it stands in: take it out of the circle.", pattern),
          );
        }
        const nodes = this.nodesOf({ text, file, openFiles: [...openFiles, file] });
        if (nodes === undefined) return undefined;
        read.push(nodes);
      }
      return read;
    } catch (caught) {
      if (!(caught instanceof IncludeRefused)) throw caught;
      this.report.add('manifest-unsupported', caught.message, range);
      return undefined;
    }
  }

  /** As a value, a path stands for what its file holds, and a pattern for the list of what its files hold. */
  private asValue(
    pattern: string,
    range: ManifestRange,
    openFiles: readonly string[],
  ): ManifestNode | undefined {
    const read = this.follow(pattern, range, openFiles);
    if (read === undefined) return undefined;
    if (/[*?[]/.test(pattern)) return { kind: 'list', items: read.flat(), range };
    const [nodes = []] = read;
    const [node, second] = nodes;
    if (node !== undefined && second === undefined) return node;
    this.report.add(
      'manifest-unsupported',
      l10n.t("'!include {0}' stands for one value, and the file holds {1}.", pattern, nodes.length),
      range,
    );
    return undefined;
  }
}
