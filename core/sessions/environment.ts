import type { Config } from '../config';
import type { PluginHost } from '../plugins';
import type { RunQueue } from '../sync';
import type { Clock, Host, Log, Random } from '../system';
import type { TemplateEvaluator } from '../templates';

/** All that a creation needs from outside: configuration, places, and what must be exact in tests. */
export interface SessionEnvironment {
  readonly config: Config;
  /** Templates that ship with the product. */
  readonly bundledTemplates: string;
  /** Where the journals of sessions are kept. */
  readonly journalFolder: string;
  readonly queue: RunQueue;
  readonly plugins: PluginHost;
  /** What evaluates templates. */
  readonly evaluator: TemplateEvaluator;
  readonly clock: Clock;
  readonly random: Random;
  readonly host: Host;
  readonly log: Log;
  /** Told of every step of the pipeline before it is taken; a test may end the process there. */
  readonly onStep?: (step: PipelineStep) => void;
}

/** The steps at which a creation can be cut off, in their order. */
export const PIPELINE_STEPS = [
  'opened',
  'planned',
  'claimed',
  'rendering',
  'rendered',
  'plugins_done',
  'records_written',
  'validated',
  'handed_off',
  'flushed',
  'moved',
  'noted',
] as const;

export type PipelineStep = (typeof PIPELINE_STEPS)[number];
