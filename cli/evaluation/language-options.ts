import type { LanguageOptions } from '../../core/templates';
import type { EnvironmentArguments } from './request';

type Extension = LanguageOptions['extensions'][number];

/** What every line has: Jinja's own two extensions without a setting, and the filters that Copier adds. */
const ALWAYS: readonly Extension[] = ['do', 'loopcontrols', 'ansible'];

const EXTENSIONS = new Map<string, Extension>([
  ['jinja2.ext.do', 'do'],
  ['jinja2.ext.loopcontrols', 'loopcontrols'],
  ['jinja2.ext.i18n', 'i18n'],
  ['jinja2.ext.debug', 'debug'],
  ['jinja2_time.TimeExtension', 'time'],
  ['jinja2_ansible_filters.AnsibleCoreFiltersExtension', 'ansible'],
]);

const UNDEFINED_NAMES = {
  Undefined: 'lenient',
  ChainableUndefined: 'chainable',
  StrictUndefined: 'strict',
} as const satisfies Record<EnvironmentArguments['undefined'], LanguageOptions['undefinedNames']>;

/** The settings of the language for arguments of Jinja's `Environment`. Extensions that are not served are left out. */
export function languageOptions(environment: EnvironmentArguments): LanguageOptions {
  const named = environment.extensions.flatMap((name) => EXTENSIONS.get(name) ?? []);
  return {
    undefinedNames: UNDEFINED_NAMES[environment.undefined],
    keepTrailingNewline: environment.keep_trailing_newline,
    trimBlocks: environment.trim_blocks,
    lstripBlocks: environment.lstrip_blocks,
    autoescape: environment.autoescape,
    newlineSequence: environment.newline_sequence,
    delimiters: {
      blockStart: environment.block_start_string ?? '{%',
      blockEnd: environment.block_end_string ?? '%}',
      variableStart: environment.variable_start_string ?? '{{',
      variableEnd: environment.variable_end_string ?? '}}',
      commentStart: environment.comment_start_string ?? '{#',
      commentEnd: environment.comment_end_string ?? '#}',
      lineStatementPrefix: environment.line_statement_prefix ?? null,
      lineCommentPrefix: environment.line_comment_prefix ?? null,
    },
    extensions: [...new Set([...ALWAYS, ...named])],
  };
}
