import * as z from 'zod';
import { l10n } from '../system';
import {
  fileName,
  filledText,
  listOf,
  localPath,
  mapping,
  oneOf,
  positiveNumber,
  storagePath,
  text,
} from './values';

/** The days of a bandwidth window, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const timeOfDay = (allowed: () => string, pattern: RegExp) =>
  z.string({ error: allowed }).regex(pattern, { error: allowed });

const window = mapping({
  days: listOf(oneOf(WEEKDAYS))
    .min(1, { error: () => WEEKDAYS.join(', ') })
    .default([...WEEKDAYS]),
  from: timeOfDay(() => l10n.t('a time of day from 00:00 to 23:59'), /^(?:[01]\d|2[0-3]):[0-5]\d$/),
  to: timeOfDay(() => l10n.t('a time of day from 00:00 to 24:00'), /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/),
});

/** Spec 6.5: a limit in megabits per second, null for none; with windows it holds only inside of them. */
const bandwidth = mapping({
  upload_mbps: positiveNumber.nullable().default(null),
  /** Windows of local time; `to` before `from` crosses midnight. */
  schedule: listOf(window).default([]),
}).prefault({});

const remoteName = (): string => l10n.t("the name of a remote, as 'rclone listremotes' shows it");
const sshTarget = (): string => l10n.t('host or user@host');

/** Spec 6.2. */
export const transportSchema = z.discriminatedUnion(
  'type',
  [
    mapping({
      type: z.literal('rclone'),
      // A connection string (':sftp,host=…:') could hold a password, so a configured name it must be.
      rclone_remote: z
        .string({ error: remoteName })
        .regex(/^(?![- ])[\p{L}\p{N}_.+@ -]*[\p{L}\p{N}_.+@-]:?$/u, {
          error: remoteName,
        }),
      rclone_remote_path: text,
      bandwidth,
    }),
    mapping({
      type: z.literal('rsync_ssh'),
      ssh_target: z
        .string({ error: sshTarget })
        .regex(/^(?!-)[^\s:@]+(?:@(?!-)[^\s@]+)?$/, { error: sshTarget }),
      ssh_key_path: localPath,
      remote_path: filledText,
      bandwidth,
    }),
    mapping({
      type: z.literal('mount'),
      target_path: storagePath.optional(),
      bandwidth,
    }),
  ],
  { error: () => 'rclone, rsync_ssh, mount' },
);

type WrittenTransport = z.output<typeof transportSchema>;
type Mount = Extract<WrittenTransport, { type: 'mount' }>;

/** How an equipment's runs get to the lab's storage, with everything filled in. */
export type Transport =
  Exclude<WrittenTransport, Mount> | (Omit<Mount, 'target_path'> & { target_path: string });

/** The bandwidth limit of a transport. */
export type Bandwidth = Transport['bandwidth'];

/** A `mount` goes to `nas_root`, and is what is used where nothing else is configured. */
export function completeTransport(written: WrittenTransport | undefined, nasRoot: string): Transport {
  if (written === undefined) {
    return { type: 'mount', target_path: nasRoot, bandwidth: { upload_mbps: null, schedule: [] } };
  }
  if (written.type !== 'mount') return written;
  return { ...written, target_path: written.target_path ?? nasRoot };
}

/** Spec 7: how the instrument's runs reach the staging area; what else stands here is the lab's own note. */
export const stagingTransportSchema = z.looseObject({ type: oneOf(['smb_mount', 'file_transfer']) });

/** Spec 7.2: the keys of an equipment that say when a staged run is complete. */
export const completenessKeys = {
  completeness_signal: oneOf(['sentinel_file', 'manifest', 'quiescence']).exactOptional(),
  sentinel_filename: fileName.exactOptional(),
  manifest_filename: fileName.exactOptional(),
  quiet_minutes: positiveNumber.exactOptional(),
};
