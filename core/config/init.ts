import type { EquipmentInput } from './schema';
import { blockLines, inlineText } from './yaml-text';

/** What is known when a configuration is made for the first time. */
export interface InitialSettings {
  /** The folder under which runs are created. */
  readonly localRoot: string;
  readonly templatesDir: string;
  readonly pluginDir: string;
  readonly equipment?: readonly EquipmentInput[];
}

/**
 * The text of a new `config.yaml` (spec 9), for a person to read and edit: `# ` begins an explanation, a `#`
 * right before a key a setting with its default, which may be taken in.
 */
export function initialConfig({
  localRoot,
  templatesDir,
  pluginDir,
  equipment = [],
}: InitialSettings): string {
  return `# ExLab Wizard: the configuration of this user on this computer.
# Lines that begin with '# ' explain; a setting behind a '#' shows its default: take the '#' away to change it.
# No passwords here, ever: the programs ask for them and keep them safe elsewhere.

# Where things are. '~/' is your home folder.
paths:
  # Runs are created below this folder, as <equipment>/<project>/Run_<time>.
  local_root: ${inlineText(localRoot)}
  # The lab's own templates and plugins; those that come with the product are always there.
  templates_dir: ${inlineText(templatesDir)}
  plugin_dir: ${inlineText(pluginDir)}

# The instruments of this computer.
${equipmentSection(equipment)}
# The LIMS that projects come from. mode is one of
#   none       there is no LIMS; projects are typed in
#   live       it is asked, at 'endpoint', with the account of 'email'
#   catalogue  its projects are read from the file 'offline_catalogue_path'
lims:
  mode: none
  #endpoint: https://lims.example.org/api
  #email: you@example.org
  #cache_ttl_hours: 24
  #offline_catalogue_path: ""

# Fields that every README asks for, besides label, operator and objective.
# type is one of string, text, choice (needs options), date, boolean.
#readme:
#  defaults:
#    - id: sample_id
#      label: Sample ID
#      type: string
#      required: false
#      hint: As on the tube

# Who may be given as the operator of a run; an empty list admits everybody.
#operators:
#  allowlist: []

# Copies to the lab's storage.
#sync:
#  enabled: true
#  retry_attempts: 5

# Whether local data is deleted, and how sure we must be that the storage has it.
#nas_cleanup:
#  enabled: false
#  min_verify_passes: 2
#  min_age_hours: 24
#  retain_cache: true

# What is checked before a run is copied. windows_share: does Windows read the storage?
#validator:
#  content_scan_max_mib: 5
#  windows_share: false

# Plugins that run with every template, and whether plugins may use the network.
#plugins:
#  allow_network: false
#  always: []

#logging:
#  level: INFO
#  central_log_max_mb: 10
#  central_log_keep: 5

# For the computer that receives the runs of instruments without a way to the storage.
#orchestrator:
#  enabled: false
#  label: ""
#  staging_root: ""
#  staging_cleanup:
#    mode: manual
#    retain_hours: 24
`;
}

const EXAMPLE = `equipment:
#  - id: CONFOCAL_01
#    label: Confocal microscope, room 2.14
#    nas_root: /mnt/lab/microscopy
`;

function equipmentSection(equipment: readonly EquipmentInput[]): string {
  const explanation = `# id: capital letters, digits and '_'; it names the folder, so it never changes.
# nas_root: the folder of the lab's storage that the runs are copied to.
`;
  if (equipment.length === 0) return explanation + EXAMPLE;
  return `${explanation}${blockLines({ equipment }, 0).join('\n')}\n`;
}
