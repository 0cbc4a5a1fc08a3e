import * as path from 'node:path';
import { blocksCreation, parseConfig, type Config, type ConfigReading, type Setup } from '../core/config';
import { createEngine, type Engine } from '../core/engine';
import { ExlabError, l10n } from '../core/system';
import { inOwnProcesses, inThisProcess, type TemplateEvaluator } from '../core/templates';
import { auditingHere, inThreads, type Auditor } from '../core/validator';
import type { CommandContext } from './command';
import { readConfiguration, setupOf, stateFolderOf } from './configuration';

/** The configuration and the engine for it. */
export interface Workplace {
  readonly config: Config;
  readonly engine: Engine;
}

/** The starter templates that ship. */
export function bundledTemplates({ installation }: CommandContext): string {
  return path.join(installation.folder, 'templates');
}

/**
 * What evaluates templates for a command.
 * @param ahead whether it surely will: then it gets ready at once
 */
export function templateEvaluator({ installation }: CommandContext, ahead: boolean): TemplateEvaluator {
  const { templateChild } = installation;
  return templateChild === undefined ? inThisProcess : inOwnProcesses({ entry: templateChild, ahead });
}

/**
 * Opens the lab for creating. Throws `setup_incomplete`, with the state and what is missing in its details.
 * @param options.ahead whether a template will surely be evaluated
 */
export async function openWorkplace(
  context: CommandContext,
  options: { readonly ahead?: boolean } = {},
): Promise<Workplace> {
  const reading = await readConfiguration(context);
  const setup = setupOf(reading);
  if (reading.config === null || blocksCreation(setup.state)) throw setupIncomplete(reading, setup);
  return open(context, reading.config, options.ahead ?? false);
}

/** Opens the lab for looking: without a configuration that loads, with the defaults of one. */
export async function openForReading(context: CommandContext): Promise<Workplace> {
  const { config } = await readConfiguration(context);
  return open(context, config ?? defaultConfig(), false);
}

/** What audits for a command: it remembers what was said before, and shares that with the editor. */
function auditor({ installation }: CommandContext, stateFolder: string): Auditor {
  const { auditThread } = installation;
  if (auditThread === undefined) return auditingHere;
  return inThreads({ entry: auditThread, memoryFolder: path.join(stateFolder, 'audit') });
}

function open(context: CommandContext, config: Config, ahead: boolean): Workplace {
  const stateFolder = stateFolderOf(context);
  const engine = createEngine({
    config,
    stateFolder,
    bundledTemplates: bundledTemplates(context),
    evaluator: templateEvaluator(context, ahead),
    auditor: auditor(context, stateFolder),
  });
  return { config, engine };
}

function defaultConfig(): Config {
  const { config } = parseConfig('{}', 'config.yaml');
  if (config === null) throw new Error('An empty configuration must load.');
  return config;
}

function setupIncomplete({ file, missing, problems }: ConfigReading, setup: Setup): ExlabError {
  const reasons = setup.missing.map(({ field, reason }) => `${field}: ${reason}`).join(' ');
  const next = missing
    ? l10n.t("Write one with 'exlab config init'.")
    : l10n.t("Correct {0}; 'exlab config check' shows all that is wrong with it.", file);
  return new ExlabError({
    code: 'setup_incomplete',
    message: l10n.t('The setup is not complete. {0} {1}', reasons, next),
    details: { state: setup.state, missing: setup.missing, next_action: setup.next_action, problems },
  });
}
