import { l10n, nearest } from '../../system';
import { nearMiss } from '../lint-data';
import type { AllowedToken, ReadmeField, RunScope, TemplateType } from '../model';
import { FieldReader } from './fields';
import { entryOf, valueOf, type ManifestNode, type MappingNode } from './nodes';
import { readReadmeFields } from './readme-fields';
import type { ManifestReport } from './report';

/** Our own keys of a manifest (spec 3.2), as far as they could be read. */
export interface ExlabKeys {
  readonly type: TemplateType | undefined;
  readonly version: string | undefined;
  readonly runScope: RunScope | null;
  readonly description: string;
  readonly icon: string | null;
  readonly readmeFields: readonly ReadmeField[];
  readonly plugins: readonly string[];
  readonly pluginsFatal: boolean;
  readonly allowTokens: readonly AllowedToken[];
  /** Ids of questions that the form folds away. */
  readonly advanced: readonly string[];
}

export const EXLAB_KEYS = [
  '_exlab_type',
  '_exlab_version',
  '_exlab_run_scope',
  '_exlab_description',
  '_exlab_readme',
  '_exlab_plugins',
  '_exlab_plugins_fatal',
  '_exlab_allow_tokens',
  '_exlab_advanced',
  '_exlab_icon',
] as const;

export const TEMPLATE_TYPES: readonly TemplateType[] = ['project', 'equipment', 'run'];
export const RUN_SCOPES: readonly RunScope[] = ['experimental', 'test', 'both'];

/** Whether a manifest holds any key of ours, so that the template is meant for this product. */
export function isMeantForUs(root: MappingNode): boolean {
  return root.entries.some((entry) => entry.key.text.startsWith('_exlab_'));
}

/**
 * Reads our keys and reports what is wrong with them.
 * @param demanded whether the required ones must be there
 */
export function readExlabKeys(root: MappingNode, report: ManifestReport, demanded: boolean): ExlabKeys {
  const fields = new FieldReader(report, 'exlab-key-invalid');
  const demand = (key: string, values: readonly string[], why: string): void => {
    if (!demanded || valueOf(root, key) !== undefined) return;
    report.add('exlab-key-missing', why, undefined, { data: { kind: 'missing-key', key, values } });
  };
  demand('_exlab_type', TEMPLATE_TYPES, l10n.t("'_exlab_type' is missing: add project, equipment or run."));
  demand(
    '_exlab_version',
    ["'1.0.0'"],
    l10n.t("'_exlab_version' is missing: add a version such as '1.0.0'."),
  );
  const type = fields.oneOf(valueOf(root, '_exlab_type'), '_exlab_type', TEMPLATE_TYPES);
  if (type === 'run') {
    const why = l10n.t("'_exlab_run_scope' is missing: add experimental, test or both.");
    demand('_exlab_run_scope', RUN_SCOPES, why);
  }
  const icon = fields.text(valueOf(root, '_exlab_icon'), '_exlab_icon');
  return {
    type,
    version: fields.filledText(valueOf(root, '_exlab_version'), '_exlab_version'),
    runScope: fields.oneOf(valueOf(root, '_exlab_run_scope'), '_exlab_run_scope', RUN_SCOPES) ?? null,
    description: fields.text(valueOf(root, '_exlab_description'), '_exlab_description') ?? '',
    icon: icon ?? null,
    readmeFields: readReadmeFields(valueOf(root, '_exlab_readme'), report),
    plugins: fields.texts(valueOf(root, '_exlab_plugins'), '_exlab_plugins'),
    pluginsFatal: fields.bool(valueOf(root, '_exlab_plugins_fatal'), '_exlab_plugins_fatal') ?? false,
    allowTokens: readAllowTokens(valueOf(root, '_exlab_allow_tokens'), fields),
    advanced: readAdvanced(root, report, fields),
  };
}

function readAllowTokens(node: ManifestNode | undefined, fields: FieldReader): AllowedToken[] {
  const key = '_exlab_allow_tokens';
  return fields.list(node, key).flatMap((item) => {
    const declaration = fields.mapping(item, key);
    if (declaration === undefined) return [];
    fields.onlyKeys(declaration, key, ['token', 'reason']);
    const token = fields.filledText(valueOf(declaration, 'token') ?? declaration, 'token');
    const reason = fields.filledText(valueOf(declaration, 'reason') ?? declaration, 'reason');
    return token === undefined || reason === undefined ? [] : [{ token, reason }];
  });
}

function readAdvanced(root: MappingNode, report: ManifestReport, fields: FieldReader): string[] {
  const key = '_exlab_advanced';
  return fields.list(valueOf(root, key), key).flatMap((item) => {
    const id = fields.text(item, key);
    if (id === undefined) return [];
    if (!id.startsWith('_') && entryOf(root, id) !== undefined) return [id];
    const questions = root.entries.map((entry) => entry.key.text).filter((name) => !name.startsWith('_'));
    const meant = nearest(id, questions);
    report.add(
      'exlab-key-invalid',
      meant === undefined
        ? l10n.t("'{0}' names '{1}', which is no question of this template.", key, id)
        : l10n.t("'{0}' names '{1}', which is no question; did you mean '{2}'?", key, id, meant),
      item.range,
      nearMiss(id, meant),
    );
    return [];
  });
}
