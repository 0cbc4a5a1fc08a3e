import { isAlias, isMap, isScalar, isSeq, type Document, type Scalar, type YAMLMap } from 'yaml';
import { readPlainScalar } from './manifest/plain-scalar';
import { yamlText, yamlValue } from './yaml-text';

/** A list or mapping contains itself. */
export class CircularAnswer extends Error {}

/**
 * A list or mapping of a file of answers as YAML in one line, so that its question can read it by its own type: the
 * items of a list as they are written (`3.10` stays that), mappings so that readers of JSON understand them, too.
 * Throws `CircularAnswer`.
 * @param document where the aliases in it lead
 */
export function writtenCollection(node: unknown, document: Document): string {
  return new Writer(document).write(node, false);
}

class Writer {
  private readonly open = new Set<unknown>();

  constructor(private readonly document: Document) {}

  write(node: unknown, inMapping: boolean): string {
    if (isAlias(node)) return this.write(node.resolve(this.document), inMapping);
    if (isScalar(node)) return writtenScalar(node, inMapping);
    if (this.open.has(node)) throw new CircularAnswer();
    this.open.add(node);
    const written = isMap(node) ? this.writeMapping(node) : this.writeList(node, inMapping);
    this.open.delete(node);
    return written;
  }

  private writeList(node: unknown, inMapping: boolean): string {
    if (!isSeq(node)) return 'null';
    return `[${node.items.map((item) => this.write(item, inMapping)).join(', ')}]`;
  }

  private writeMapping(node: YAMLMap): string {
    const entries = node.items.map(({ key, value }) => {
      const isMerge = isScalar(key) && key.type === 'PLAIN' && key.value === '<<';
      return `${isMerge ? '<<' : this.write(key, true)}: ${this.write(value, true)}`;
    });
    return `{${entries.join(', ')}}`;
  }
}

function writtenScalar(node: Scalar, inMapping: boolean): string {
  const text = typeof node.value === 'string' ? node.value : '';
  const plain = node.type === 'PLAIN' ? readPlainScalar(text) : undefined;
  if (plain === undefined || plain.type === 'str') return quoted(text);
  if (plain.type === 'null') return 'null';
  return inMapping && plain.type !== 'date' ? yamlValue(plain.value) : text;
}

/** JSON reads a text in double quotes alone. */
function quoted(text: string): string {
  const written = yamlText(text);
  return written.startsWith('"') ? written : `"${written}"`;
}
