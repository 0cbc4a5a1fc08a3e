import { phaseTitle, type Phase, type SessionEvent } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { PhaseView, StepView } from '../../webview-ui/protocol';

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
  /** What it is at, in words; empty where nobody has said. */
  readonly detail: string;
  readonly step: StepView | null;
  readonly warnings: readonly string[];
}

const AT_NOTHING = { detail: '', step: null } as const;

export const NO_PROGRESS: CreationProgress = {
  begun: [],
  ended: null,
  hasFailed: false,
  ...AT_NOTHING,
  warnings: [],
};

/** The progress after an event that came at a time (ms). */
export function afterEvent(before: CreationProgress, event: SessionEvent, now: number): CreationProgress {
  switch (event.kind) {
    case 'phase': {
      if (!PHASES.includes(event.phase)) return before;
      // After an answer a session comes back to the phase that asked.
      if (before.begun.at(-1)?.phase === event.phase) return { ...before, ...AT_NOTHING };
      const at = Date.parse(event.at);
      return { ...before, begun: [...before.begun, { phase: event.phase, at }], ...AT_NOTHING };
    }
    case 'progress': {
      const { current, total, plugin, file } = event;
      const count = l10n.t('{0} of {1}', current, total);
      const what = [plugin, file].filter((text) => text !== undefined);
      return { ...before, detail: [...what, count].join(', '), step: { current, total } };
    }
    case 'warning':
      return { ...before, warnings: [...before.warnings, event.message] };
    case 'done':
      return { ...before, ended: now, ...AT_NOTHING };
    case 'failed':
      return { ...before, ended: now, hasFailed: true };
    case 'input_required':
      return before;
  }
}

/** The phases as the page shows them. */
export function phaseViews({ begun, ended, hasFailed, detail, step }: CreationProgress): PhaseView[] {
  return PHASES.map((phase) => {
    const index = begun.findIndex((each) => each.phase === phase);
    const start = begun[index]?.at;
    const title = phaseTitle(phase);
    if (start === undefined) return { title, status: 'todo', seconds: null, ...AT_NOTHING };
    const end = begun[index + 1]?.at ?? ended;
    if (end === null) return { title, status: 'current', seconds: null, detail, step };
    const isLast = index === begun.length - 1;
    const status = isLast && hasFailed ? 'failed' : 'done';
    return {
      title,
      status,
      seconds: Math.max(0, end - start) / 1000,
      detail: status === 'failed' ? detail : '',
      step: null,
    };
  });
}
