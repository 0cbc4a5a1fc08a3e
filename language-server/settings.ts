import * as path from 'node:path';
import { z } from 'zod';

/** What a client says when it starts the server; all of it may be left out. */
export interface ServerSettings {
  /** Absolute path of `config.yaml`; the platform's place where it is left out. */
  readonly configFile: string | undefined;
  /** Absolute path of the folder of the templates that ship. */
  readonly bundledTemplates: string | undefined;
  /** Absolute path of the folder `docs` of the installation. */
  readonly docs: string | undefined;
  /** Whether the client has the commands of our extension, so that they may be offered. */
  readonly commands: boolean;
  /** The texts of the user's language; undefined for English. */
  readonly texts: Readonly<Record<string, string | { message: string; comment: string[] }>> | undefined;
}

const schema = z
  .object({
    configFile: z.string().min(1).optional().catch(undefined),
    bundledTemplates: z.string().min(1).optional().catch(undefined),
    docs: z.string().min(1).optional().catch(undefined),
    commands: z.boolean().catch(false),
    texts: z
      .record(
        z.string(),
        z.union([z.string(), z.object({ message: z.string(), comment: z.array(z.string()) })]),
      )
      .optional()
      .catch(undefined),
  })
  .catch({ commands: false });

/**
 * Reads the initialization options; what is no such thing counts as left out.
 * @param installation the folder with `docs` and `templates`, where the client does not name them
 */
export function readSettings(options: unknown, installation?: string): ServerSettings {
  const shipped = (name: string): string | undefined =>
    installation === undefined ? undefined : path.join(installation, name);
  const { configFile, bundledTemplates, docs, commands, texts } = schema.parse(options);
  return {
    configFile,
    bundledTemplates: bundledTemplates ?? shipped('templates'),
    docs: docs ?? shipped('docs'),
    commands,
    texts,
  };
}
