// @ts-check
/**
 * @typedef {object} Window
 * @property {string} [workspace] absolute path of the folder that it opens; without it none is open
 * @property {string} [extension] absolute path of an extension to run from its folder
 * @property {string} [tests] absolute path of a suite to run in the extension host
 */

/**
 * The address at which a server shows a window. An extension and a suite are taken from it only by a server with the
 * smoke-test driver; others ignore them without a word.
 * @param {import('./server.mjs').Server} server
 * @param {Window} window
 */
export function windowAddress(server, { workspace, extension, tests }) {
  const address = new URL(server.url);
  if (workspace === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set('folder', workspace);
  const payload = Object.entries({ extensionDevelopmentPath: extension, extensionTestsPath: tests })
    .filter(([, path]) => path !== undefined)
    .map(([name, path]) => [name, `vscode-remote://${server.authority}${path}`]);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
