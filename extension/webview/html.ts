import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';
import { pageFile, type PageName } from './resources';

/** What the shell of a page is made from. */
export interface PageShell {
  readonly webview: Pick<vscode.Webview, 'asWebviewUri' | 'cspSource'>;
  readonly extensionUri: vscode.Uri;
  readonly page: PageName;
  /** Stands at the body as `data-mode`, so that styles can tell a test run from the first paint. */
  readonly mode: 'project' | 'experimental' | 'test';
  readonly title: string;
  /** The language of the page, as the editor names its own; English where nothing is said. */
  readonly language?: string;
}

/** 128 bits, of which nobody can guess any. */
const NONCE_BYTES = 16;

/**
 * The HTML of every page: an empty place that the page's script fills. Nothing else runs and nothing is loaded but
 * what stands in `dist/webview`; a style or script that comes with a text is refused by the editor.
 */
export function webviewHtml({
  webview,
  extensionUri,
  page,
  mode,
  title,
  language = 'en',
}: PageShell): string {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const source = (name: string): string =>
    escaped(webview.asWebviewUri(pageFile(extensionUri, name)).toString());
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy(webview.cspSource, nonce))}" />
    <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${source('codicon.css')}" />
    <link rel="stylesheet" href="${source(`${page}.css`)}" />
    <title>${escaped(title)}</title>
  </head>
  <body data-mode="${escaped(mode)}">
    <div id="page"></div>
    <script nonce="${escaped(nonce)}" src="${source(`${page}.js`)}"></script>
  </body>
</html>
`;
}

/** One script, and style sheets and the font of the icons from our own folder; no picture, no frame, no connection. */
function policy(cspSource: string, nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join('; ');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** As text, and as a value between double quotes, where alone values stand. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
