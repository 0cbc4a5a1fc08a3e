import type { EquipmentConfig } from '../config';
import { isEquipmentId } from '../layout';
import { checkCoreFields, checkReadmeValues, type CheckedReadmeValues } from '../readme';
import { ExlabError, l10n, type ErrorShape } from '../system';
import { scopeAdmits } from '../templates';
import type { SessionEnvironment } from './environment';
import { problemWithLimsProject } from './lims-project';
import type { Resolution } from './resolve';

/** What the gate says of a request: every problem in the order of the checks, and the values that passed. */
export interface GateVerdict {
  readonly problems: readonly ErrorShape[];
  readonly readmeValues: CheckedReadmeValues;
}

/**
 * The checks of spec 2.4, rows 1 to 8, and the run date, on a resolved request; nothing is read or written.
 * The first problem is the session's error; forms show all of them, each at its field.
 */
export function passGate(environment: SessionEnvironment, resolution: Resolution): GateVerdict {
  const { request, fields } = resolution;
  const core = checkCoreFields(request, environment.config.operators.allowlist);
  const at = (field: string): ErrorShape[] => core.filter((problem) => problem.field === field);
  const values = checkReadmeValues(fields, request.readme_extra, request.custom_fields);
  return {
    problems: [
      ...checkRunScope(resolution),
      ...checkEquipment(resolution, environment.config.equipment),
      ...at('label'),
      ...at('operator'),
      ...at('objective'),
      ...checkProject(resolution),
      ...checkTemplate(resolution),
      // A field that is declared twice would hide what one of the two asks for.
      ...resolution.fieldProblems,
      ...values.problems,
      ...(resolution.moment.problem === undefined ? [] : [resolution.moment.problem]),
    ],
    readmeValues: values,
  };
}

function checkRunScope({ request, template }: Resolution): ErrorShape[] {
  if (request.kind !== 'run' || template instanceof ExlabError || template.type !== 'run') return [];
  if (scopeAdmits(template.runScope, request.run_kind)) return [];
  return [
    {
      code: 'validation_failed',
      field: 'run_kind',
      message: l10n.t(
        "The template '{0}' is for {1} runs, not for {2} runs: choose another template or start the other kind of run.",
        template.name,
        template.runScope ?? '',
        request.run_kind,
      ),
      details: { run_scope: template.runScope, run_kind: request.run_kind },
    },
  ];
}

function checkEquipment(
  { request, equipment }: Resolution,
  configured: readonly EquipmentConfig[],
): ErrorShape[] {
  const id = request.equipment_id;
  if (equipment === undefined) {
    return [
      {
        code: 'validation_failed',
        field: 'equipment_id',
        message:
          id === ''
            ? l10n.t('No equipment is named: choose one of the configuration.')
            : l10n.t("The configuration knows no equipment '{0}': choose one that is listed, or add it.", id),
        details: { available: configured.map((entry) => entry.id) },
      },
    ];
  }
  if (isEquipmentId(id)) return [];
  return [
    {
      code: 'equipment_id_invalid',
      field: 'equipment_id',
      message: l10n.t(
        "The equipment id '{0}' must begin with a capital letter and hold only capital letters, digits and '_', 32 at most: correct it in the configuration.",
        id,
      ),
    },
  ];
}

function checkProject({ request, project }: Resolution): ErrorShape[] {
  if (project instanceof ExlabError) return [project.toShape()];
  const problem = problemWithLimsProject(project);
  if (problem === undefined) return [];
  const message =
    request.lims_project === undefined
      ? l10n.t(
          'The LIMS project in the record of {0} cannot be taken over: {1} Give the run a LIMS project of its own.',
          project.short_id,
          problem,
        )
      : problem;
  return [{ code: 'validation_failed', field: 'lims_project', message }];
}

function checkTemplate({ request, template, questionnaire }: Resolution): ErrorShape[] {
  if (template instanceof ExlabError) return [{ ...template.toShape(), field: 'template_path' }];
  if (template.type !== request.kind) {
    return [
      {
        code: 'template_load_error',
        field: 'template_path',
        message: l10n.t(
          "The template '{0}' is of type '{1}', and this needs one of type '{2}': choose another.",
          template.name,
          template.type,
          request.kind,
        ),
      },
    ];
  }
  return [...(questionnaire?.problems ?? [])];
}
