import { l10n } from '../system';
import type { KeyDocs } from './described-schema';

/** What is written of the keys of `config.yaml` (spec 9), where an editor shows it. */
export const CONFIG_KEY_DOCS: KeyDocs = {
  paths: () => l10n.t('Folders on this computer.'),
  'paths.templates_dir': () =>
    l10n.t("The folder of the lab's templates. It must be set before anything can be created."),
  'paths.plugin_dir': () => l10n.t("The folder of the lab's plugins."),
  'paths.local_root': () =>
    l10n.t("Where the instruments' folders are. An instrument may have a root of its own."),

  lims: () => l10n.t('Where the facts of projects come from.'),
  'lims.mode': () =>
    l10n.t("'live' asks the server, 'catalogue' reads a file, 'none' has projects typed by hand."),
  'lims.endpoint': () => l10n.t('The address of the LIMS, without a password in it.'),
  'lims.email': () => l10n.t('The account at the LIMS. Its password is asked for and kept elsewhere.'),
  'lims.cache_ttl_hours': () =>
    l10n.t('For how many hours a list of projects is used before it is fetched again.'),
  'lims.offline_catalogue_path': () =>
    l10n.t('A file with the projects, for when the LIMS cannot be reached.'),

  readme: () => l10n.t('What the README of every project and run says.'),
  'readme.defaults': () =>
    l10n.t('Fields that every README of this lab has, beside label, operator and objective.'),
  'readme.defaults[].id': () =>
    l10n.t("The name of the field in records: letters, digits and '_'. Each once, in templates too."),
  'readme.defaults[].label': () => l10n.t('What people read; the id where it is left out.'),
  'readme.defaults[].type': () =>
    l10n.t("What the field holds: 'string' is one line, 'text' many, 'choice' one of its options."),
  'readme.defaults[].options': () => l10n.t('The values of a choice.'),
  'readme.defaults[].required': () => l10n.t('Whether it must be filled in.'),
  'readme.defaults[].default': () => l10n.t('What holds where nothing is filled in.'),
  'readme.defaults[].hint': () => l10n.t('A word of help beside the field.'),

  equipment: () => l10n.t('The instruments of the lab, one entry each.'),
  'equipment[].id': () =>
    l10n.t("The name of its folder: a capital letter, then capital letters, digits and '_', 32 at most."),
  'equipment[].label': () => l10n.t('What people call it; the id where it is left out.'),
  'equipment[].local_root': () => l10n.t("Its own root; 'paths.local_root' where it is left out."),
  'equipment[].nas_root': () => l10n.t("Its place on the lab's storage, recorded in every run."),
  'equipment[].completeness_signal': () =>
    l10n.t('How a staged run is known to be complete: by a file, by a list of files, or by a time of quiet.'),
  'equipment[].sentinel_filename': () => l10n.t("The file that says so, for the signal 'sentinel_file'."),
  'equipment[].manifest_filename': () => l10n.t("The list of files, for the signal 'manifest'."),
  'equipment[].quiet_minutes': () =>
    l10n.t("For how many minutes nothing may change, for the signal 'quiescence'."),
  'equipment[].transport': () =>
    l10n.t("How runs reach the lab's storage; a mount of 'nas_root' where it is left out."),
  'equipment[].transport.type': () =>
    l10n.t("'mount' copies into a connected folder, 'rclone' and 'rsync_ssh' use these programs."),
  'equipment[].transport.target_path': () =>
    l10n.t("The connected folder: the same as 'nas_root', and best left out."),
  'equipment[].transport.rclone_remote': () =>
    l10n.t("The name of a remote, as 'rclone listremotes' shows it; never a connection string."),
  'equipment[].transport.rclone_remote_path': () => l10n.t('The folder at the remote.'),
  'equipment[].transport.ssh_target': () => l10n.t("The computer, as 'host' or 'user@host'."),
  'equipment[].transport.ssh_key_path': () => l10n.t('The file of the private key.'),
  'equipment[].transport.remote_path': () => l10n.t('The folder on that computer.'),
  'equipment[].transport.bandwidth': () => l10n.t('How much of the network copying may take.'),
  'equipment[].transport.bandwidth.upload_mbps': () =>
    l10n.t('The most megabits per second; no limit where it is left out.'),
  'equipment[].transport.bandwidth.schedule': () =>
    l10n.t('Windows of local time inside which the limit holds; always, where there are none.'),
  'equipment[].transport.bandwidth.schedule[].days': () =>
    l10n.t('The days; all of them where it is left out.'),
  'equipment[].transport.bandwidth.schedule[].from': () => l10n.t("When the window begins, such as '18:00'."),
  'equipment[].transport.bandwidth.schedule[].to': () =>
    l10n.t("When it ends, '24:00' at the latest. A time before its beginning is on the next day."),
  'equipment[].orchestrator_staging_transport': () =>
    l10n.t("How runs of this instrument reach the staging area. Other keys are the lab's own note."),
  'equipment[].orchestrator_staging_transport.type': () =>
    l10n.t("'smb_mount' writes into a share, 'file_transfer' sends files."),

  nas_cleanup: () =>
    l10n.t('When local copies may go whose content was read back from the storage and is the same.'),
  'nas_cleanup.enabled': () => l10n.t('Whether local copies are ever removed.'),
  'nas_cleanup.min_verify_passes': () => l10n.t('How many times the copy must have been verified before.'),
  'nas_cleanup.min_age_hours': () => l10n.t('How many hours a verified run stays at least.'),
  'nas_cleanup.retain_cache': () => l10n.t('Whether the records of a run stay here when its data goes.'),

  logging: () => l10n.t('The central log, on this computer.'),
  'logging.level': () => l10n.t('The least severe entries that are kept.'),
  'logging.central_log_max_mb': () => l10n.t('The size at which a new file begins, in megabytes.'),
  'logging.central_log_keep': () => l10n.t('How many old files are kept.'),

  operators: () => l10n.t('The people who create projects and runs.'),
  'operators.allowlist': () => l10n.t('Who may create; everybody where it is empty.'),

  validator: () => l10n.t('What is checked before a run may be copied.'),
  'validator.content_scan_max_mib': () => l10n.t('Larger texts are not searched for placeholders, in MiB.'),
  'validator.content_scan_extensions': () =>
    l10n.t('Which rendered texts are searched, by their extensions.'),
  'validator.windows_share': () =>
    l10n.t('Whether Windows reads the storage: paths over 260 characters are findings then.'),

  plugins: () => l10n.t('Programs that work on freshly made folders.'),
  'plugins.allow_network': () => l10n.t('Whether plugins that ask for the network may run.'),
  'plugins.always': () => l10n.t('Plugins that run for every template, after its own.'),

  sync: () => l10n.t("Copying runs to the lab's storage."),
  'sync.enabled': () => l10n.t('Whether runs are copied.'),
  'sync.retry_attempts': () => l10n.t('How many times a copy that failed is tried again.'),

  orchestrator: () => l10n.t('A computer that collects the runs of instruments which cannot copy them on.'),
  'orchestrator.enabled': () => l10n.t('Whether this computer is one.'),
  'orchestrator.label': () => l10n.t('What people call it.'),
  'orchestrator.staging_root': () => l10n.t('The folder that the instruments push into.'),
  'orchestrator.staging_cleanup': () => l10n.t('When staged runs go that are verified on the storage.'),
  'orchestrator.staging_cleanup.mode': () =>
    l10n.t("'manual' waits to be asked, 'scheduled' removes them after a while."),
  'orchestrator.staging_cleanup.retain_hours': () => l10n.t('How many hours they stay at least.'),
};
