import { l10n, nearest } from '../../system';
import { COPIER_DEFAULTS, type LanguageExtension } from '../jinja/language';
import { nearMiss } from '../lint-data';
import { FieldReader } from './fields';
import { valueOf, type MappingNode } from './nodes';
import type { ManifestRange } from './positions';
import type { ManifestReport } from './report';

/** What a template may name in `_jinja_extensions`; null for what is a part of the language today. */
export const EXTENSIONS: ReadonlyMap<string, LanguageExtension | null> = new Map<
  string,
  LanguageExtension | null
>([
  ['jinja2.ext.do', 'do'],
  ['jinja2.ext.ExprStmtExtension', 'do'],
  ['jinja2.ext.loopcontrols', 'loopcontrols'],
  ['jinja2.ext.LoopControlExtension', 'loopcontrols'],
  ['jinja2.ext.i18n', 'i18n'],
  ['jinja2.ext.InternationalizationExtension', 'i18n'],
  ['jinja2.ext.debug', 'debug'],
  ['jinja2.ext.DebugExtension', 'debug'],
  ['jinja2.ext.with_', null],
  ['jinja2.ext.WithExtension', null],
  ['jinja2.ext.autoescape', null],
  ['jinja2.ext.AutoEscapeExtension', null],
  ['jinja2_time.TimeExtension', 'time'],
  ['jinja2_ansible_filters.AnsibleCoreFiltersExtension', 'ansible'],
  ['copier.jinja_ext.YieldExtension', 'yield'],
  ['copier._jinja_ext.YieldExtension', 'yield'],
]);

/** The extensions that a template asks for, with those that Copier always has; what is not served is reported. */
export function readExtensions(root: MappingNode, report: ManifestReport): LanguageExtension[] {
  const key = '_jinja_extensions';
  const extensions = new Set(COPIER_DEFAULTS.extensions);
  const fields = new FieldReader(report, 'setting-invalid');
  const node = valueOf(root, key);
  if (node?.kind === 'scalar' && node.type === 'null') return [...extensions];
  for (const item of fields.list(node, key)) {
    const name = fields.text(item, key);
    if (name === undefined) continue;
    const extension = EXTENSIONS.get(name.trim());
    if (extension === undefined) {
      reportUnserved(name, item.range, report);
    } else if (extension !== null) extensions.add(extension);
  }
  return [...extensions];
}

/** Only of the same package: elsewhere alike names are no slip of the pen. */
function meantExtension(name: string): string | undefined {
  const [home] = name.split('.');
  return nearest(
    name,
    [...EXTENSIONS.keys()].filter((known) => known.startsWith(`${home ?? ''}.`)),
  );
}

function reportUnserved(name: string, range: ManifestRange, report: ManifestReport): void {
  const meant = meantExtension(name);
  if (meant !== undefined) {
    // Copier does not find it either.
    const message = l10n.t("There is no extension '{0}'; did you mean '{1}'?", name, meant);
    report.add('setting-unsupported', message, range, nearMiss(name, meant));
    return;
  }
  report.hasUnknownExtensions = report.isPlainCopier;
  report.addUnserved(
    report.isPlainCopier
      ? l10n.t(
          "The extension '{0}' is Python, which is never run here: what it brings is not known, and only Copier renders with it.",
          name,
        )
      : l10n.t(
          "The extension '{0}' is Python, which is never run here: write the template without it, or do its work in a plugin.",
          name,
        ),
    range,
  );
}
