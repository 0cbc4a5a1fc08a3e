import { l10n } from '../system';
import type { Phase } from './states';

/** What happens in a phase, as progress says it. */
export function phaseTitle(phase: Phase): string {
  switch (phase) {
    case 'validating_inputs':
      return l10n.t('Checking');
    case 'rendering_template':
      return l10n.t('Writing files');
    case 'running_plugins':
      return l10n.t('Running plugins');
    case 'input_required':
      return l10n.t('Waiting for input');
    case 'writing_cache':
      return l10n.t('Writing records');
    case 'validating_post_creation':
      return l10n.t('Checking what was written');
    case 'queueing_nas_sync':
      return l10n.t('Moving into place');
    case 'done':
      return l10n.t('Done');
  }
}
