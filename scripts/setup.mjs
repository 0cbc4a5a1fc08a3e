/**
 * Sets up what a fresh machine lacks, with Node's own modules alone: the packages of package-lock.json and,
 * for the tests, a few system packages. What cannot be installed here is said in a clear sentence.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

const OLDEST_NODE = [20, 12];

/** Ends the process with a sentence for the user. */
function stop(message) {
  console.error(message);
  process.exit(1);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  stop(
    `Node ${OLDEST_NODE.join('.')} or newer is needed, and this is ${process.versions.node}: install a newer Node.`,
  );
}

/** Runs a program with its output shown; returns whether it succeeded. */
export function run(program, args, options = {}) {
  const shown = { cwd: projectRoot, stdio: 'inherit', ...options };
  return spawnSync(program, args, shown).status === 0;
}

/** Runs a program of a package, as `eslint/bin/eslint.js`; returns whether it succeeded. */
export function tool(name, ...args) {
  return run(process.execPath, [join(projectRoot, 'node_modules', ...name.split('/')), ...args]);
}

/** Runs one of the scripts beside this one; returns whether it succeeded. */
export function script(name, ...args) {
  return run(process.execPath, [join(projectRoot, 'scripts', name), ...args]);
}

/** Checks the types of the tests that drive an editor: a part of them comes with it (test/editor/host/setup.mjs). */
export function editorTypes() {
  return tool('typescript/bin/tsc', '--noEmit', '-p', join('test', 'editor', 'tsconfig.json'));
}

/** npm as a program with its arguments: on Windows it is a script that only a shell would start. */
function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], { stdio: ['ignore', 2, 2] });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { stdio: ['ignore', 2, 2] });
}

/** Installs exactly what package-lock.json names, once for each version of it. */
export function ensureDependencies() {
  requireNode();
  const lock = createHash('sha256')
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .digest('hex');
  const stamp = join(projectRoot, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing the packages of package-lock.json …');
  if (!npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    stop('The packages could not be installed: check that the npm registry can be reached, then try again.');
  }
  writeFileSync(stamp, lock);
}

/** What the tests need beside Node: a check that it is there, and Debian's package for it. */
const SYSTEM_PACKAGES = [
  {
    package: 'python3-yaml',
    present: () => pythonHas('yaml'),
    for: 'PyYAML, the YAML 1.1 reader in the README tests',
  },
  {
    package: 'python3-jinja2',
    present: () => pythonHas('jinja2'),
    for: 'Jinja2, the oracle of the template tests',
  },
  {
    package: 'util-linux',
    present: () => has('setpriv', '--version') && has('unshare', '--version'),
    for: 'setpriv and unshare, for the tests of permissions and full disks',
  },
  { package: 'coreutils', present: () => has('sha256sum', '--version'), for: 'sha256sum' },
];

function has(program, ...args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

function pythonHas(module) {
  return has('/usr/bin/python3', '-c', `import ${module}`);
}

/** Installs missing system packages where that is allowed (root on Debian), else says what to install. */
export function ensureTestTools() {
  if (process.platform !== 'linux') return;
  const missing = SYSTEM_PACKAGES.filter((tool) => !tool.present());
  if (missing.length === 0) return;
  const names = missing.map((tool) => tool.package);
  if (process.getuid?.() === 0 && has('apt-get', '--version')) {
    console.error(`Installing ${names.join(', ')} …`);
    const quiet = {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    run('apt-get', ['-qq', 'update'], quiet);
    run('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...names], quiet);
  }
  const still = missing.filter((tool) => !tool.present());
  if (still.length === 0) return;
  stop(still.map((tool) => `The tests need ${tool.for}: install the package ${tool.package}.`).join('\n'));
}
