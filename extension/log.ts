import * as path from 'node:path';
import type * as vscode from 'vscode';
import type { Config } from '../core/config';
import { createCentralLog, redact, systemClock, systemHost, type Log } from '../core/system';

const MEBIBYTE = 1024 * 1024;

/** The central log of this computer (spec 1.2), and beside it the channel that the editor shows. */
export function engineLog(channel: vscode.LogOutputChannel, config: Config, stateFolder: string): Log {
  const { logging } = config;
  const central = createCentralLog({
    folder: path.join(stateFolder, 'logs'),
    hostName: systemHost().name,
    clock: systemClock,
    minimumLevel: logging.level,
    maxBytes: logging.central_log_max_mb * MEBIBYTE,
    keep: logging.central_log_keep,
  });
  const shown = {
    DEBUG: (text: string) => {
      channel.debug(text);
    },
    INFO: (text: string) => {
      channel.info(text);
    },
    WARN: (text: string) => {
      channel.warn(text);
    },
    ERROR: (text: string) => {
      channel.error(text);
    },
  };
  return {
    write(level, message, tags) {
      central.write(level, message, tags);
      try {
        shown[level](redact(message));
      } catch {
        // The editor closes its channel before the last creation has ended, and a log never fails the work.
      }
    },
    flush: () => central.flush(),
  };
}
