import { l10n, nearest } from '../../system';
import { nearMiss, type LintDetails } from '../lint-data';
import type { LintCode } from '../lint-problem';
import { entryOf, kindOf, type ManifestNode, type MappingNode } from './nodes';
import type { ManifestReport } from './report';

/**
 * Reads single values of a manifest and reports those of another kind. `key` names the value in messages,
 * `code` is what the report files the problem under.
 */
export class FieldReader {
  constructor(
    private readonly report: ManifestReport,
    private readonly code: LintCode,
  ) {}

  /** A text; numbers, dates and yes/no have to be quoted to be one. */
  text(node: ManifestNode | undefined, key: string): string | undefined {
    if (node === undefined) return undefined;
    if (node.kind === 'scalar' && node.type === 'str') return node.value;
    const hint = node.kind === 'scalar' && node.type !== 'null' ? l10n.t(': put it in quotes') : '';
    this.refuse(node, l10n.t("'{0}' must be a text, and is a {1}{2}.", key, kindOf(node), hint));
    return undefined;
  }

  /** A text that is not blank. */
  filledText(node: ManifestNode | undefined, key: string): string | undefined {
    const text = this.text(node, key);
    if (node === undefined || text?.trim() !== '') return text;
    this.refuse(node, l10n.t("'{0}' must not be empty.", key));
    return undefined;
  }

  /** Any single value as it is written, so that `BSL-1`, `2` and `no` may stand without quotes. */
  written(node: ManifestNode | undefined, key: string): string | undefined {
    if (node === undefined) return undefined;
    if (node.kind === 'scalar' && node.type !== 'null') return node.text;
    this.refuse(node, l10n.t("'{0}' must be a text, and is a {1}.", key, kindOf(node)));
    return undefined;
  }

  bool(node: ManifestNode | undefined, key: string): boolean | undefined {
    if (node === undefined) return undefined;
    if (node.kind === 'scalar' && node.type === 'bool') return node.value;
    this.refuse(node, l10n.t("'{0}' must be true or false.", key));
    return undefined;
  }

  /** One of a few words. */
  oneOf<Word extends string>(
    node: ManifestNode | undefined,
    key: string,
    words: readonly Word[],
  ): Word | undefined {
    const text = this.text(node, key);
    if (node === undefined || text === undefined) return undefined;
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) {
      const message = l10n.t("'{0}' must be one of {1}, and is '{2}'.", key, words.join(', '), text);
      this.refuse(node, message, { data: { kind: 'no-such-word', word: text, words } });
    }
    return word;
  }

  /** The items of a list; an absent one is empty. */
  list(node: ManifestNode | undefined, key: string): readonly ManifestNode[] {
    if (node === undefined) return [];
    if (node.kind === 'list') return node.items;
    this.refuse(node, l10n.t("'{0}' must be a list, and is a {1}.", key, kindOf(node)));
    return [];
  }

  /** A list of texts. */
  texts(node: ManifestNode | undefined, key: string): string[] {
    return this.list(node, key).flatMap((item) => this.text(item, key) ?? []);
  }

  mapping(node: ManifestNode | undefined, key: string): MappingNode | undefined {
    if (node === undefined || node.kind === 'mapping') return node;
    this.refuse(node, l10n.t("'{0}' must be a mapping of keys to values, and is a {1}.", key, kindOf(node)));
    return undefined;
  }

  /** Refuses the keys of a mapping that are none of the known ones; Copier passes over them. */
  onlyKeys(mapping: MappingNode, key: string, known: readonly string[]): void {
    for (const entry of mapping.entries) {
      if (entry.key.type === 'str' && known.includes(entry.key.value)) continue;
      const meant = nearest(entry.key.text, known);
      this.report.addPermitted(
        this.code,
        meant === undefined
          ? l10n.t("'{0}' has no key '{1}'; it may have {2}.", key, entry.key.text, known.join(', '))
          : l10n.t("'{0}' has no key '{1}'; did you mean '{2}'?", key, entry.key.text, meant),
        entry.key.range,
        keyNearMiss(mapping, entry.key.text, meant),
      );
    }
  }

  private refuse(node: ManifestNode, message: string, details?: LintDetails): void {
    this.report.add(this.code, message, node.range, details);
  }
}

/** What a key is meant to be; nothing where the mapping has that key already. */
export function keyNearMiss(mapping: MappingNode, key: string, meant: string | undefined): LintDetails {
  return meant === undefined || entryOf(mapping, meant) !== undefined ? {} : nearMiss(key, meant);
}
