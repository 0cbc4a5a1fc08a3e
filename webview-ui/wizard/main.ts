/** The page of the wizard (spec 11.2). */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { isSection } from './fields';
import { sectionInSight } from './focus';
import { isHostMessage, type EditorApi } from './host';
import { Wizard } from './wizard';

declare function acquireVsCodeApi(): EditorApi;

const root = document.getElementById('page');
if (root) open(root);

function open(page: HTMLElement): void {
  const wizard = new Wizard(page, acquireVsCodeApi());
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isHostMessage(event.data)) wizard.receive(event.data);
  });
  addEventListener(
    'keydown',
    (event) => {
      onKey(wizard, event);
    },
    { capture: true },
  );
  document.addEventListener('visibilitychange', () => {
    wizard.flush();
  });
  addEventListener('pagehide', () => {
    wizard.flush();
  });
  addEventListener('beforeunload', () => {
    wizard.flush();
  });
  // A section is in sight while one reads in it, and while one types in it.
  addEventListener(
    'scroll',
    () => {
      follow(wizard, sectionInSight());
    },
    { capture: true, passive: true },
  );
  addEventListener('focusin', (event) => {
    if (event.target instanceof Element)
      follow(wizard, event.target.closest<HTMLElement>('[data-section]')?.dataset.section ?? null);
  });
  wizard.start();
}

function follow(wizard: Wizard, section: string | null): void {
  if (section !== null && isSection(section)) wizard.scrolledTo(section);
}

function onKey(wizard: Wizard, event: KeyboardEvent): void {
  if (event.isComposing) return;
  if (event.key === 'F8' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    wizard.goToProblem(event.shiftKey ? -1 : 1);
  } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.stopPropagation();
    // A key that is held is no second decision.
    if (!event.repeat) wizard.primary();
  }
}
