import * as path from 'node:path';
import { parseConfig } from '../../core/config';
import type { OverrideSurroundings } from '../../core/sync/override-operations';
import { silentLog } from '../../core/system';
import { TEST_HOST, countedRandom } from './laboratory';
import { ManualClock } from './manual-clock';

/** What the gate needs, for a lab whose one root this is. */
export function gateSurroundings(
  root: string,
  own: Pick<OverrideSurroundings, 'queue'> & Partial<OverrideSurroundings>,
): OverrideSurroundings {
  const folders = { templates_dir: path.join(root, 'no-templates'), local_root: root };
  const { config, problems } = parseConfig(
    JSON.stringify({ lims: { mode: 'none' }, paths: folders, equipment: [] }),
    'config.yaml',
  );
  if (config === null) throw new Error(JSON.stringify(problems));
  return {
    config,
    bundledTemplates: '',
    clock: new ManualClock(),
    host: TEST_HOST,
    log: silentLog,
    random: countedRandom(),
    ...own,
  };
}
