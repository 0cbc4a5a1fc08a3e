import { existsSync } from 'node:fs';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import globals from './scripts/node-globals.mjs';
import tseslint from 'typescript-eslint';

/**
 * The floors of the house, lowest first: a folder may import those named beside it and nothing else
 * (docs/architecture.md).
 */
const MAY_IMPORT = {
  system: [],
  layout: ['system'],
  records: ['system', 'layout'],
  config: ['system', 'layout'],
  templates: ['system', 'layout', 'records', 'config'],
  readme: ['system', 'layout', 'records', 'config', 'templates'],
  plugins: ['system', 'layout', 'records', 'config', 'templates'],
  validator: ['system', 'layout', 'records', 'config', 'templates', 'readme'],
  catalogue: ['system', 'layout', 'records', 'config', 'readme'],
  sync: ['system', 'layout', 'records', 'config', 'templates', 'readme', 'plugins', 'validator', 'catalogue'],
  sessions: [
    ...['system', 'layout', 'records', 'config', 'templates', 'readme', 'plugins', 'validator', 'catalogue'],
    'sync',
  ],
};
const CORE_FOLDERS = Object.keys(MAY_IMPORT);
/** The faces import the core and never each other. */
const FACES = ['cli', 'extension', 'language-server'];
/** A page knows nothing of the house but what it and its host tell each other, which only the extension does. */
const PAGE_FOLDERS = { protocol: 'webview-ui/protocol', page: 'webview-ui' };

const OWN_FOLDER_ONLY = {
  regex: `^(\\.\\./)+(core/)?(${CORE_FOLDERS.join('|')})/`,
  message: "Import a folder through its index: '../system', not '../system/files'.",
};
const EDITOR_ONLY = { name: 'vscode', message: 'Only extension/ may import the editor.' };
/** The protocol of language servers is the server's business; its client is the extension's. */
const SERVER_ONLY = {
  regex: '^vscode-languageserver',
  message: 'Only language-server/ may import the protocol.',
};
/** The engine is one file above the folders of core, and the faces stand above the engine. */
const NOTHING_ABOVE = {
  regex: '^(\\.\\./)+(engine$|(cli|extension|language-server|webview-ui)(/|$))',
  message: 'Core imports nothing above it.',
};

/** Where imports keep to the floors. */
const BOUNDED = ['core', ...FACES, 'webview-ui'].map((folder) => `${folder}/**/*.ts`);

const policies = [
  ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
    from: { element: { type: folder } },
    allow: { to: { element: { types: { anyOf: [folder, ...allowed] } } } },
  })),
  ...FACES.map((face) => ({
    from: { element: { type: face } },
    allow: { to: { element: { types: { anyOf: [face, ...CORE_FOLDERS] } } } },
  })),
  { from: { element: { type: 'extension' } }, allow: { to: { element: { type: 'protocol' } } } },
  { from: { element: { type: 'protocol' } }, allow: { to: { element: { type: 'protocol' } } } },
  {
    from: { element: { type: 'page' } },
    allow: { to: { element: { types: { anyOf: ['page', 'protocol'] } } } },
  },
  // Packages are no floor of the house; what only one face may use is said below.
  { from: { element: { type: '*' } }, allow: { to: { module: { origin: ['external', 'core'] } } } },
];

/** What drives an editor: its types are not those of the root's tsconfig.json. */
const EDITOR_TESTS = ['test/editor/**/*.ts', 'test/bench/activation.ts', 'test/bench/wizard.ts'];
/** A part of them comes with the editor (test/editor/host/setup.mjs), where there can be one. */
const hasEditorTypes = existsSync(
  new URL('test/editor/host/node_modules/playwright-core/package.json', import.meta.url),
);
if (!hasEditorTypes)
  console.error(`Left out of lint, since no editor for the tests is here: ${EDITOR_TESTS.join(', ')}`);

export default tseslint.config(
  {
    ignores: [
      ...['**/node_modules', 'dist', 'artifacts', 'demo-lab', 'coverage', 'test/fixtures/**/*.js'],
      ...(hasEditorTypes ? [] : EDITOR_TESTS),
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // It looks into types that hold themselves (a list of values, which may be lists) without an end.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      'no-restricted-imports': ['error', { paths: [EDITOR_ONLY], patterns: [OWN_FOLDER_ONLY, SERVER_ONLY] }],
    },
  },
  {
    files: EDITOR_TESTS,
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: 'test/editor/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    files: BOUNDED,
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts'] } },
      'boundaries/include': BOUNDED,
      'boundaries/elements': [
        ...CORE_FOLDERS.map((folder) => ({ type: folder, pattern: `core/${folder}` })),
        ...FACES.map((face) => ({ type: face, pattern: face })),
        ...Object.entries(PAGE_FOLDERS).map(([type, pattern]) => ({ type, pattern })),
      ],
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'disallow', policies }] },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [EDITOR_ONLY], patterns: [OWN_FOLDER_ONLY, NOTHING_ABOVE, SERVER_ONLY] },
      ],
    },
  },
  {
    files: ['extension/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [OWN_FOLDER_ONLY, SERVER_ONLY] }] },
  },
  {
    files: ['language-server/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [EDITOR_ONLY], patterns: [OWN_FOLDER_ONLY] }] },
  },
  {
    files: ['webview-ui/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [EDITOR_ONLY],
          patterns: [{ regex: '^node:', message: 'A page runs where there is no Node.' }],
        },
      ],
    },
  },
  {
    // A unit test stands beside its twin, and may look inside.
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.mjs', '*.js'],
    languageOptions: { globals },
  },
  prettier,
);
