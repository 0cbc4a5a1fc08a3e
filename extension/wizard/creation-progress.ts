import { phaseTitle, type Phase, type SessionEvent } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { PhaseView } from '../../webview-ui/protocol';

/** The phases that a creation goes through, in their order; what a plugin asks for is part of its own. */
const PHASES: readonly Phase[] = [
  'validating_inputs',
  'rendering_template',
  'running_plugins',
  'writing_cache',
  'validating_post_creation',
  'queueing_nas_sync',
];

interface PhaseBegun {
  readonly phase: Phase;
  readonly at: number;
}

/** How far a creation is. Never changed: an event makes another one. */
export interface CreationProgress {
  readonly begun: readonly PhaseBegun[];
  /** When it ended (ms); null while it runs. */
  readonly ended: number | null;
  readonly hasFailed: boolean;
  readonly detail: string;
  readonly warnings: readonly string[];
}

export const NO_PROGRESS: CreationProgress = {
  begun: [],
  ended: null,
  hasFailed: false,
  detail: '',
  warnings: [],
};

/** The progress after an event that came at a time (ms). */
export function afterEvent(before: CreationProgress, event: SessionEvent, now: number): CreationProgress {
  switch (event.kind) {
    case 'phase': {
      if (!PHASES.includes(event.phase)) return before;
      // After an answer a session comes back to the phase that asked.
      if (before.begun.at(-1)?.phase === event.phase) return { ...before, detail: '' };
      const at = Date.parse(event.at);
      return { ...before, begun: [...before.begun, { phase: event.phase, at }], detail: '' };
    }
    case 'progress': {
      const count = l10n.t('{0} of {1}', event.current, event.total);
      const what = [event.plugin, event.file].filter((text) => text !== undefined);
      return { ...before, detail: [...what, count].join(', ') };
    }
    case 'warning':
      return { ...before, warnings: [...before.warnings, event.message] };
    case 'done':
      return { ...before, ended: now, detail: '' };
    case 'failed':
      return { ...before, ended: now, hasFailed: true };
    case 'input_required':
      return before;
  }
}

/** The phases as the page shows them. */
export function phaseViews({ begun, ended, hasFailed, detail }: CreationProgress): PhaseView[] {
  return PHASES.map((phase) => {
    const index = begun.findIndex((each) => each.phase === phase);
    const start = begun[index]?.at;
    const title = phaseTitle(phase);
    if (start === undefined) return { title, status: 'todo', seconds: null, detail: '' };
    const end = begun[index + 1]?.at ?? ended;
    if (end === null) return { title, status: 'current', seconds: null, detail };
    const isLast = index === begun.length - 1;
    const status = isLast && hasFailed ? 'failed' : 'done';
    return {
      title,
      status,
      seconds: Math.max(0, end - start) / 1000,
      detail: status === 'failed' ? detail : '',
    };
  });
}
