export { webviewHtml, type PageShell } from './html';
export { webviewRoots, type PageName } from './resources';
