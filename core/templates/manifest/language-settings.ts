import { COPIER_DEFAULTS, type LanguageOptions } from '../jinja/language';
import { l10n } from '../../system';
import { FieldReader } from './fields';
import { valueOf, type ManifestNode, type MappingNode } from './nodes';
import type { ManifestReport } from './report';

/** Settings of Jinja that may be written out as long as they keep Jinja's default. */
const FIXED: ReadonlyMap<string, ManifestNodeValue> = new Map<string, ManifestNodeValue>([
  ['block_start_string', '{%'],
  ['block_end_string', '%}'],
  ['variable_start_string', '{{'],
  ['variable_end_string', '}}'],
  ['comment_start_string', '{#'],
  ['comment_end_string', '#}'],
  ['newline_sequence', '\n'],
  ['line_statement_prefix', null],
  ['line_comment_prefix', null],
  ['autoescape', false],
]);

type ManifestNodeValue = string | boolean | null;

/** Reads `_envops`; a setting that is not served yet is reported, never passed over. */
export function readLanguageOptions(root: MappingNode, report: ManifestReport): LanguageOptions {
  const fields = new FieldReader(report, 'setting-invalid');
  const envops = fields.mapping(valueOf(root, '_envops'), '_envops');
  if (envops === undefined) return COPIER_DEFAULTS;
  const flag = (key: string, fallback: boolean): boolean =>
    fields.bool(valueOf(envops, key), `_envops.${key}`) ?? fallback;
  for (const { key, value } of envops.entries) {
    if (SERVED.has(key.text) || keepsDefault(key.text, value)) continue;
    report.add(
      'setting-unsupported',
      l10n.t(
        "'_envops.{0}' is not supported yet: remove it, and write the template with Jinja's default.",
        key.text,
      ),
      key.range,
    );
  }
  return {
    undefinedNames: readUndefined(valueOf(envops, 'undefined'), fields, report),
    keepTrailingNewline: flag('keep_trailing_newline', COPIER_DEFAULTS.keepTrailingNewline),
    trimBlocks: flag('trim_blocks', COPIER_DEFAULTS.trimBlocks),
    lstripBlocks: flag('lstrip_blocks', COPIER_DEFAULTS.lstripBlocks),
  };
}

const SERVED = new Set(['undefined', 'keep_trailing_newline', 'trim_blocks', 'lstrip_blocks']);

function keepsDefault(key: string, value: ManifestNode): boolean {
  return FIXED.has(key) && value.kind === 'scalar' && value.value === FIXED.get(key);
}

function readUndefined(
  node: ManifestNode | undefined,
  fields: FieldReader,
  report: ManifestReport,
): LanguageOptions['undefinedNames'] {
  const name = fields.text(node, '_envops.undefined');
  if (name === undefined || name === 'jinja2.Undefined') return 'lenient';
  if (name === 'jinja2.StrictUndefined') return 'strict';
  report.add(
    'setting-unsupported',
    l10n.t("'_envops.undefined' may be jinja2.StrictUndefined, or be left out."),
    node?.range,
  );
  return 'lenient';
}
