import { RequiredFields, auditFolder, type AuditedFolder } from '../validator';
import { FolderGate } from './folder-gate';
import type { GateStep } from './gate-step';
import type { GateOutcome, GateSurroundings } from './gate-verdict';
import { lookAtQueue, type QueueSight } from './queue-sight';
import type { WholeFolder } from './whole-folder';

/** What a round of the gate has in common for all its folders. */
export interface GateRound {
  readonly queued: QueueSight;
  readonly required: RequiredFields;
}

/** What is required of READMEs as the templates are now: for one round, since they may change. */
export function requiredNow({ config, bundledTemplates }: GateSurroundings): RequiredFields {
  return new RequiredFields(config, bundledTemplates);
}

/** Begins a round: looks at the queue once, and at the templates anew. A queue that cannot be seen is told by it. */
export async function beginGateRound(surroundings: GateSurroundings): Promise<GateRound> {
  return { queued: await lookAtQueue(surroundings.queue), required: requiredNow(surroundings) };
}

/** Judges one project or run freshly, as the audit does; changes nothing. */
export function judge(
  folder: WholeFolder,
  required: RequiredFields,
  { config, clock }: GateSurroundings,
): Promise<AuditedFolder> {
  return auditFolder(folder, { root: folder.root, config, required, now: clock.now() });
}

/**
 * Judges one project or run freshly, with the findings of the audit, and makes its status and the queue say what they
 * do (`nextStep`). What is written is decided under the record's lock from the folder and the record as they are then,
 * so that an override, a revocation or a newer verdict of another process counts. A queue that cannot be reached changes no verdict.
 * @throws what keeps a status from being written: `permission_denied`, `folder_not_found`, …
 */
export async function passGate(
  folder: WholeFolder,
  round: GateRound,
  surroundings: GateSurroundings,
): Promise<GateOutcome> {
  return (await gateOf(folder, round, surroundings)).pass();
}

/** What `passGate` would do about a folder now; changes nothing. */
export async function foreseeStep(
  folder: WholeFolder,
  round: GateRound,
  surroundings: GateSurroundings,
): Promise<GateStep> {
  return (await (await gateOf(folder, round, surroundings)).look()).step;
}

async function gateOf(
  folder: WholeFolder,
  { queued, required }: GateRound,
  surroundings: GateSurroundings,
): Promise<FolderGate> {
  const judgeAgain = (): Promise<AuditedFolder> => judge(folder, required, surroundings);
  return new FolderGate(folder, { audited: await judgeAgain(), judgeAgain }, queued, surroundings);
}
