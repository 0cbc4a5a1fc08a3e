/** What the package of the extension holds, and what it may hold: anything else in it is a mistake. */

/** Files and folders of the project, and where they stand in the package. */
export const CONTENTS = [
  { from: 'package.nls.json', to: 'package.nls.json' },
  { from: 'extension/README.md', to: 'README.md' },
  { from: 'CHANGELOG.md', to: 'CHANGELOG.md' },
  { from: 'LICENSE', to: 'LICENSE' },
  { from: 'dist/extension.js', to: 'dist/extension.js' },
  { from: 'dist/extension', to: 'dist/extension' },
  { from: 'dist/template-child.cjs', to: 'dist/template-child.cjs' },
  { from: 'dist/template-child', to: 'dist/template-child' },
  { from: 'dist/audit-thread.cjs', to: 'dist/audit-thread.cjs' },
  { from: 'dist/language-server.cjs', to: 'dist/language-server.cjs' },
  { from: 'dist/webview', to: 'dist/webview' },
  { from: 'docs/rules', to: 'docs/rules' },
  { from: 'docs/template-language.md', to: 'docs/template-language.md' },
  { from: 'l10n', to: 'l10n' },
  { from: 'resources/icon.png', to: 'resources/icon.png' },
  { from: 'resources/activity-bar.svg', to: 'resources/activity-bar.svg' },
  { from: 'resources/walkthrough', to: 'resources/walkthrough' },
  { from: 'templates', to: 'templates' },
];

/** What the manifest says to those who work on the project, and to npm. */
const NOT_FOR_THE_EDITOR = ['private', 'bin', 'scripts', 'devDependencies', 'overrides'];

const MAXIMUM_BYTES = 1_700_000;

/** The files that must be there: without one of them the package is broken. */
const REQUIRED = [
  'extension.vsixmanifest',
  '[Content_Types].xml',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/THIRD-PARTY-NOTICES.txt',
  'extension/dist/extension.js',
  'extension/dist/template-child.cjs',
  'extension/dist/template-child/answer.cjs',
  'extension/dist/audit-thread.cjs',
  'extension/dist/language-server.cjs',
  'extension/dist/webview/codicon.css',
  'extension/dist/webview/codicon.ttf',
  'extension/dist/webview/wizard.css',
  'extension/dist/webview/wizard.js',
  'extension/docs/rules/README.md',
  'extension/docs/template-language.md',
  'extension/l10n/bundle.l10n.json',
  'extension/resources/icon.png',
  'extension/resources/activity-bar.svg',
  'extension/templates/generic-project/copier.yml',
];

/** The files that there may be besides, however many. */
const ALLOWED = [
  /^extension\/dist\/extension\/[\w-]+-[A-Z0-9]{8}\.js$/,
  /^extension\/docs\/rules\/[a-z-]+\.md$/,
  /^extension\/l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^extension\/package\.nls\.[a-z-]+\.json$/,
  /^extension\/resources\/walkthrough\/[a-z-]+\.svg$/,
  /^extension\/templates\/README\.md$/,
  /^extension\/templates\/[a-z-]+\/copier\.yml$/,
  /^extension\/templates\/[a-z-]+\/template\//,
];

/** The manifest as the editor needs it. */
export function manifestOfPackage(manifest) {
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !NOT_FOR_THE_EDITOR.includes(key)));
}

/** What is wrong with a package of these files and this size, as sentences; none where all is well. */
export function problemsOf(files, bytes) {
  const foreign = files.filter(
    (file) => !REQUIRED.includes(file) && !ALLOWED.some((rule) => rule.test(file)),
  );
  const missing = REQUIRED.filter((file) => !files.includes(file));
  return [
    ...foreign.map((file) => `${file} does not belong into the package.`),
    ...missing.map((file) => `${file} is missing from the package.`),
    ...(bytes > MAXIMUM_BYTES ? [`The package has ${bytes} bytes, and may have ${MAXIMUM_BYTES}.`] : []),
  ];
}
