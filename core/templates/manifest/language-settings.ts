import { l10n, nearest } from '../../system';
import { COPIER_DEFAULTS, type Delimiters, type LanguageOptions } from '../jinja/language';
import type { LintDetails } from '../lint-data';
import { readExtensions } from './extensions';
import { FieldReader, keyNearMiss } from './fields';
import { valueOf, type ManifestNode, type MappingNode } from './nodes';
import type { ManifestReport } from './report';

const DELIMITERS = [
  'block_start_string',
  'block_end_string',
  'variable_start_string',
  'variable_end_string',
  'comment_start_string',
  'comment_end_string',
];

const PREFIXES = ['line_statement_prefix', 'line_comment_prefix'];

const FLAGS = {
  trim_blocks: 'trimBlocks',
  lstrip_blocks: 'lstripBlocks',
  keep_trailing_newline: 'keepTrailingNewline',
  autoescape: 'autoescape',
} as const satisfies Record<string, keyof LanguageOptions>;

/** They change how Jinja works, and nothing of what it makes. */
const WITHOUT_EFFECT = ['optimized', 'cache_size', 'auto_reload', 'enable_async'];

const NEWLINES = ['\n', '\r\n', '\r'] as const;

export const UNDEFINED_NAMES: ReadonlyMap<string, LanguageOptions['undefinedNames']> = new Map([
  ['jinja2.Undefined', 'lenient'],
  ['jinja2.StrictUndefined', 'strict'],
  ['jinja2.ChainableUndefined', 'chainable'],
]);

/** The keys of `_envops`. */
export const ENVOPS_KEYS: readonly string[] = [
  ...DELIMITERS,
  ...PREFIXES,
  ...Object.keys(FLAGS),
  ...WITHOUT_EFFECT,
  'newline_sequence',
  'undefined',
  'finalize',
];

/**
 * Reads `_envops` and `_jinja_extensions` (spec 3.3), with Copier's defaults for what a template leaves open.
 * What cannot be served is reported, never passed over.
 */
export function readLanguageOptions(root: MappingNode, report: ManifestReport): LanguageOptions {
  const options = { ...COPIER_DEFAULTS, extensions: readExtensions(root, report) };
  const envops = new FieldReader(report, 'setting-invalid').mapping(valueOf(root, '_envops'), '_envops');
  return envops === undefined ? options : { ...options, ...new EnvopsReader(envops, report).read() };
}

class EnvopsReader {
  private readonly fields: FieldReader;

  constructor(
    private readonly envops: MappingNode,
    private readonly report: ManifestReport,
  ) {
    this.fields = new FieldReader(report, 'setting-invalid');
  }

  read(): Omit<LanguageOptions, 'extensions'> {
    this.refuseUnknown();
    return {
      ...this.flags(),
      delimiters: this.delimiters(),
      newlineSequence: this.newlineSequence(),
      undefinedNames: this.undefinedNames(),
    };
  }

  private flags(): Record<(typeof FLAGS)[keyof typeof FLAGS], boolean> {
    const flag = (key: keyof typeof FLAGS): boolean =>
      this.fields.bool(valueOf(this.envops, key), `_envops.${key}`) ?? COPIER_DEFAULTS[FLAGS[key]];
    return {
      trimBlocks: flag('trim_blocks'),
      lstripBlocks: flag('lstrip_blocks'),
      keepTrailingNewline: flag('keep_trailing_newline'),
      autoescape: flag('autoescape'),
    };
  }

  private delimiters(): Delimiters {
    const { delimiters: usual } = COPIER_DEFAULTS;
    const delimiters = {
      blockStart: this.delimiter('block_start_string') ?? usual.blockStart,
      blockEnd: this.delimiter('block_end_string') ?? usual.blockEnd,
      variableStart: this.delimiter('variable_start_string') ?? usual.variableStart,
      variableEnd: this.delimiter('variable_end_string') ?? usual.variableEnd,
      commentStart: this.delimiter('comment_start_string') ?? usual.commentStart,
      commentEnd: this.delimiter('comment_end_string') ?? usual.commentEnd,
      lineStatementPrefix: this.prefix('line_statement_prefix'),
      lineCommentPrefix: this.prefix('line_comment_prefix'),
    };
    const { blockStart, variableStart, commentStart } = delimiters;
    if (new Set([blockStart, variableStart, commentStart]).size === 3) return delimiters;
    this.refuse(
      l10n.t("'_envops' lets tags, expressions and comments begin alike: give each a beginning of its own."),
      this.envops,
    );
    return usual;
  }

  private prefix(key: string): string | null {
    return isNothing(valueOf(this.envops, key)) ? null : (this.delimiter(key) ?? null);
  }

  private delimiter(key: string): string | undefined {
    const node = valueOf(this.envops, key);
    const text = this.fields.text(node, `_envops.${key}`);
    if (text !== '') return text;
    this.refuse(l10n.t("'{0}' must not be empty.", `_envops.${key}`), node);
    return undefined;
  }

  private newlineSequence(): LanguageOptions['newlineSequence'] {
    const node = valueOf(this.envops, 'newline_sequence');
    const text = this.fields.text(node, '_envops.newline_sequence');
    const sequence = NEWLINES.find((newline) => newline === text);
    if (text !== undefined && sequence === undefined) {
      this.refuse(l10n.t('\'_envops.newline_sequence\' must be "\\n", "\\r\\n" or "\\r".'), node);
    }
    return sequence ?? COPIER_DEFAULTS.newlineSequence;
  }

  private undefinedNames(): LanguageOptions['undefinedNames'] {
    const node = valueOf(this.envops, 'undefined');
    const name = this.fields.text(node, '_envops.undefined');
    const names = name === undefined ? undefined : UNDEFINED_NAMES.get(name);
    if (name !== undefined && names === undefined) {
      this.unsupported(
        l10n.t(
          "'_envops.undefined' may be one of {0}: other classes are Python, which is never run here.",
          [...UNDEFINED_NAMES.keys()].join(', '),
        ),
        node,
      );
    }
    return names ?? COPIER_DEFAULTS.undefinedNames;
  }

  private refuseUnknown(): void {
    const finalize = valueOf(this.envops, 'finalize');
    if (!isNothing(finalize)) {
      this.unsupported(
        l10n.t("'_envops.finalize' is a function of Python, which is never run here: use filters instead."),
        finalize,
      );
    }
    for (const { key } of this.envops.entries) {
      if (ENVOPS_KEYS.includes(key.text)) continue;
      const meant = nearest(key.text, ENVOPS_KEYS);
      this.refuse(
        meant === undefined
          ? l10n.t("'_envops' has no key '{0}': remove it.", key.text)
          : l10n.t("'_envops' has no key '{0}'; did you mean '{1}'?", key.text, meant),
        key,
        keyNearMiss(this.envops, key.text, meant),
      );
    }
  }

  private refuse(message: string, node: ManifestNode | undefined, details?: LintDetails): void {
    this.report.add('setting-invalid', message, node?.range, details);
  }

  private unsupported(message: string, node: ManifestNode | undefined): void {
    this.report.addUnserved(message, node?.range);
  }
}

function isNothing(node: ManifestNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.type === 'null');
}
