/**
 * The demo lab: a configuration with two instruments, a project, an experimental run and a test run, made with
 * the real command line below ./demo-lab. Nothing outside that folder is touched. Safe to repeat: what is
 * there stays, and each time two new runs join it.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, projectRoot, run } from './setup.mjs';

const lab = join(projectRoot, 'demo-lab');
const configFile = join(lab, 'config.yaml');
const environment = { ...process.env, EXLAB_CONFIG: configFile, EXLAB_STATE: join(lab, 'state') };
const cli = join(projectRoot, 'dist', 'cli.js');

const PROJECT = 'PROJ-0042';

/** The lab that the extension makes to try everything in: its folders, and the text of its configuration. */
async function demoLab() {
  const { build } = await import('esbuild');
  const folder = mkdtempSync(join(projectRoot, 'node_modules', '.demo-'));
  try {
    const program = join(folder, 'demo.mjs');
    await build({
      entryPoints: [join(projectRoot, 'extension', 'demo', 'configuration.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      logLevel: 'error',
      banner: {
        js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
      },
    });
    return (await import(pathToFileURL(program).href)).demoLab(lab);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function heading(text) {
  console.log(`\n\u001b[1m${text}\u001b[0m`);
}

/** Words as a shell would need them, only to be shown. */
function shown(args) {
  return args.map((arg) => (/^[\w./:=@-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** Runs exlab and returns what it printed; ends here where it fails. */
function exlab(args, { json = false, show = true } = {}) {
  if (show) console.log(`\n$ exlab ${shown(args)}`);
  const { status, stdout } = spawnSync(process.execPath, [cli, ...args, ...(json ? ['--json'] : [])], {
    cwd: projectRoot,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    console.error(`${stdout}\nThe demo stops here: exlab ended with ${status}.`);
    process.exit(1);
  }
  return json ? JSON.parse(stdout) : stdout;
}

function create(args) {
  const { result } = exlab(['new', ...args, '--no-input'], { json: true });
  console.log(`made ${relative(projectRoot, result.path)} (sync_status ${result.sync_status})`);
  return result.path;
}

function printTree(folder, indent = '  ') {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    console.log(`${indent}${entry.name}${entry.isDirectory() ? '/' : ''}`);
    if (entry.isDirectory()) printTree(join(folder, entry.name), `${indent}  `);
  }
}

function printFile(file) {
  heading(relative(projectRoot, file));
  console.log(readFileSync(file, 'utf8').trimEnd());
}

ensureDependencies();
if (!run(process.execPath, [join(projectRoot, 'scripts', 'build.mjs')])) process.exit(1);

heading('A demo lab');
const { folders, configuration } = await demoLab();
for (const folder of folders) mkdirSync(folder, { recursive: true });
if (!existsSync(configFile)) writeFileSync(configFile, configuration);
console.log(`configuration: ${relative(projectRoot, configFile)}`);
console.log(exlab(['config', 'check']).trimEnd());

heading('A project');
const project = join(lab, 'data', 'CONFOCAL_01', PROJECT);
if (existsSync(project)) {
  console.log(`${relative(projectRoot, project)} is there from an earlier start`);
} else {
  create([
    'project',
    ...['--equipment', 'CONFOCAL_01', '--template', 'generic-project'],
    ...['--lims-short-id', PROJECT, '--lims-name', 'Membrane channels'],
    ...['--label', 'Membrane channels', '--operator', 'Ada Marsh'],
    ...['--set', 'principal_investigator=Ada Marsh'],
    ...['--objective', 'Where in the cell the channel sits, before and after heat shock'],
  ]);
}

heading('An experimental run');
const experimental = create([
  'run',
  ...['--equipment', 'CONFOCAL_01', '--project', PROJECT, '--template', 'confocal-microscopy'],
  ...['--label', 'Heat shock, slide 3', '--operator', 'Ada Marsh'],
  ...['--set', 'sample_id=MEM-003', '--set', 'organism=Homo sapiens', '--readme', 'biosafety_level=BSL-1'],
  ...['--objective', 'Channel and membrane, 63x, three positions'],
]);

heading('A test run');
create([
  'test-run',
  ...['--equipment', 'CONFOCAL_01', '--project', PROJECT, '--template', 'instrument-calibration'],
  ...['--label', 'Beads before the series', '--operator', 'Ada Marsh'],
  ...['--set', 'quantity=length', '--set', 'unit=um', '--set', 'reference_id=BEADS-17'],
  ...['--set', 'certificate_number=PS-2026-114', '--set', 'certificate_expiry=2027-06-30'],
  ...['--set', 'range_low=0.25', '--set', 'tolerance=0.03', '--readme', 'procedure_reference=SOP-017 rev 3'],
  ...['--objective', 'Is the point spread function within its limits'],
]);

heading(`What was made: ${relative(projectRoot, experimental)}`);
printTree(experimental);
printFile(join(experimental, 'README.md'));
printFile(join(experimental, '.exlab-wizard', 'creation.json'));

heading('An audit of the whole lab');
console.log(exlab(['audit']).trimEnd());

heading('What to try next');
console.log(`The lab is ./demo-lab; its configuration answers to these two variables:

  export EXLAB_CONFIG=demo-lab/config.yaml EXLAB_STATE=demo-lab/state

  npm run -s exlab -- new run                      asks for everything, shows the plan, then creates
  npm run -s exlab -- new run --dry-run --help     the same with flags; --dry-run only shows the plan
  npm run -s exlab -- templates list               what there is to start from
  npm run -s exlab -- templates preview confocal-microscopy
  npm run -s exlab -- audit                        after you renamed a file to something like <sample>.txt
  npm run -s exlab -- doctor                       is this computer ready
`);
