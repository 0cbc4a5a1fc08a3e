import type { Engine } from '../../core/engine';
import type { AppliedPlugin, ExtraInputs, PluginHost, PluginPassHooks } from '../../core/plugins';
import type { CreationResult, SessionEvent, SessionHandle } from '../../core/sessions';
import { PLAIN_RUN, makeLaboratory, type Laboratory, type LaboratoryOptions } from './laboratory';

const labs: Laboratory[] = [];

/** A laboratory that `disposeLaboratories` takes away again. */
export async function laboratory(options?: LaboratoryOptions): Promise<Laboratory> {
  const lab = await makeLaboratory(options);
  labs.push(lab);
  return lab;
}

export async function disposeLaboratories(): Promise<void> {
  for (const lab of labs.splice(0)) await lab.dispose();
}

/** The last snapshot of a session that is being opened. */
export async function finish(engine: Engine, opening: Promise<SessionHandle>): Promise<SessionHandle> {
  const { session_id } = await opening;
  return engine.controller.finished(session_id);
}

/** All events of a session, once it has ended. */
export async function eventsOf(engine: Engine, id: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of engine.controller.subscribe(id)) events.push(event);
  return events;
}

/** What a creation that succeeded gave back. */
export function resultOf(handle: SessionHandle): CreationResult {
  const { result } = handle;
  if (result === null || 'code' in result) throw new Error(JSON.stringify(handle));
  return result;
}

/** `PLAIN_RUN` with a plugin. */
export const PLUGIN_RUN = {
  ...PLAIN_RUN,
  'copier.yml': `${String(PLAIN_RUN['copier.yml'])}_exlab_plugins: [filler]\n`,
};

/** A plugin host whose pass is a function of the test. */
export function pluginHost(
  pass: (folder: string, hooks: PluginPassHooks) => Promise<readonly AppliedPlugin[]>,
): PluginHost {
  return { validate: () => Promise.resolve([]), run: (_, folder, hooks) => pass(folder, hooks) };
}

/** A lab whose template has a plugin that does what the test says. */
export function plugged(
  pass: (folder: string, hooks: PluginPassHooks) => Promise<unknown>,
  options: LaboratoryOptions = {},
): Promise<Laboratory> {
  const plugins = pluginHost(async (folder, hooks) => {
    await pass(folder, hooks);
    return [APPLIED];
  });
  return laboratory({
    templates: { plain: PLUGIN_RUN },
    ...options,
    engine: { plugins, ...options.engine },
  });
}

export const APPLIED: AppliedPlugin = {
  plugin: 'filler',
  version: '1.0.0',
  files_affected: ['notes.txt'],
  status: 'success',
};

export const QUESTION = {
  plugin: 'filler',
  reason: 'The sheet has no lot',
  fields: [{ id: 'lot', label: 'Lot', type: 'string', required: true }],
} as const;

/** A session that waits for a lot number. */
export async function waiting(
  options: LaboratoryOptions = {},
): Promise<{ lab: Laboratory; id: string; given: ExtraInputs[] }> {
  const given: ExtraInputs[] = [];
  const lab = await plugged(async (_, hooks) => given.push(await hooks.askForInput(QUESTION)), options);
  const { session_id } = await lab.engine.controller.createRun(lab.run());
  for await (const event of lab.engine.controller.subscribe(session_id)) {
    if (event.kind === 'input_required') break;
  }
  return { lab, id: session_id, given };
}

/** A point at which a plugin stops until the test lets it go on. */
export interface Held {
  /** The plugin waits here. */
  reached(): Promise<void>;
  readonly isReached: Promise<void>;
  release(): void;
  readonly isReleased: Promise<void>;
}

export function held(): Held {
  let reach: () => void = () => undefined;
  let release: () => void = () => undefined;
  const isReached = new Promise<void>((resolve) => (reach = resolve));
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  return {
    reached: () => {
      reach();
      return isReleased;
    },
    isReached,
    release: () => {
      release();
    },
    isReleased,
  };
}
