import * as path from 'node:path';

/** What decides where the product keeps its files; passed in, so that every platform can be asked about. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
}

const NAME = 'exlab-wizard';

/**
 * The absolute path of `config.yaml` (spec 9): where `EXLAB_CONFIG` points, else in the platform's folder.
 * The editor's own setting goes before both, and is the editor's business.
 */
export function configFile(surroundings: Surroundings): string {
  const chosen = chosenPath(surroundings, 'EXLAB_CONFIG');
  return chosen ?? pathsOf(surroundings).join(configFolder(surroundings), 'config.yaml');
}

function configFolder(surroundings: Surroundings): string {
  const { home, platform } = surroundings;
  const paths = pathsOf(surroundings);
  switch (platform) {
    case 'win32':
      return paths.join(absoluteOf(surroundings, 'APPDATA') ?? paths.join(home, 'AppData', 'Roaming'), NAME);
    case 'darwin':
      return paths.join(home, 'Library', 'Application Support', NAME);
    default:
      return paths.join(absoluteOf(surroundings, 'XDG_CONFIG_HOME') ?? paths.join(home, '.config'), NAME);
  }
}

/** The folder of queue, caches, journals and the central log: where `EXLAB_STATE` points, else the platform's. */
export function stateFolder(surroundings: Surroundings): string {
  const { home, platform } = surroundings;
  const paths = pathsOf(surroundings);
  const chosen = chosenPath(surroundings, 'EXLAB_STATE');
  if (chosen !== undefined) return chosen;
  switch (platform) {
    case 'win32':
      return paths.join(
        absoluteOf(surroundings, 'LOCALAPPDATA') ?? paths.join(home, 'AppData', 'Local'),
        NAME,
      );
    case 'darwin':
      return paths.join(home, 'Library', 'Application Support', NAME, 'state');
    default:
      return paths.join(
        absoluteOf(surroundings, 'XDG_STATE_HOME') ?? paths.join(home, '.local', 'state'),
        NAME,
      );
  }
}

function pathsOf({ platform }: Surroundings): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

/** A path that the user chose: `~` and relative ones are fine. */
function chosenPath(surroundings: Surroundings, variable: string): string | undefined {
  const value = surroundings.env[variable];
  if (value === undefined || value === '') return undefined;
  const paths = pathsOf(surroundings);
  return paths.resolve(/^~(?:[\\/]|$)/.test(value) ? paths.join(surroundings.home, value.slice(1)) : value);
}

/** A folder that the platform names; the XDG rules say to ignore a relative one. */
function absoluteOf(surroundings: Surroundings, variable: string): string | undefined {
  const value = surroundings.env[variable];
  return value !== undefined && pathsOf(surroundings).isAbsolute(value) ? value : undefined;
}
