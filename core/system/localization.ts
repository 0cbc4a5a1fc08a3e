/**
 * Strings for people. In the editor the extension configures the bundle of its language; everywhere
 * else English stands. Call as `l10n.t('{0} is missing', name)`: extraction finds the literals.
 */
export * as l10n from '@vscode/l10n';
