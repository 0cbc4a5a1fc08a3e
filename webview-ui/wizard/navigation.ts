import type { PreviewFinding, WizardState } from '../protocol';
import type { Announcements } from './announcements';
import { elementId } from './dom';
import type { SectionId } from './fields';
import { focusField, focusSection, scrollToLine } from './focus';
import { l10n } from './l10n';
import type { PageState } from './page-state';
import { neighbour, problemsOf, problemsOfForm } from './problems';
import type { ShownFile } from './shown-file';
import { unfold } from './unfold';
import { countOfProblems } from './words';

/** Leads to fields, sections, problems and lines of files: opens what hides them, and gives them the focus. */
export class Navigation {
  constructor(
    private readonly page: PageState,
    private readonly draw: () => void,
    private readonly file: ShownFile,
    private readonly announcements: Announcements,
  ) {}

  /** Goes to a field, or to a finding or an obstacle. */
  goTo(target: string): void {
    const { page } = this;
    const [kind, index] = target.split(':');
    const told = page.told;
    const finding = kind === 'finding' ? told?.preview.preview?.findings[Number(index)] : undefined;
    if (told) unfold(page.ui, told.form, target);
    this.draw();
    if (finding) this.showFinding(finding, target);
    else if (!focusField(target)) focusField(kind ?? '');
  }

  goToSection(section: SectionId): void {
    this.page.ui.current = section;
    this.draw();
    focusSection(section);
  }

  /** Goes to the next problem, or the one before. */
  goToProblem(step: 1 | -1): void {
    const state = this.page.shown();
    if (!state || state.creation) return;
    const active = document.activeElement?.id ?? '';
    const problems = problemsOf(state);
    const at =
      this.page.ui.focused ??
      problems.find((problem) => active === elementId(problem.target))?.target ??
      null;
    const next = neighbour(problems, at, step);
    if (next) this.goTo(next.target);
    else this.announcements.say(l10n.t('No problem'));
  }

  /** Goes to the first field that keeps a form from being sent; false where none does. */
  goToFirstProblem(state: WizardState): boolean {
    const problems = problemsOfForm(state.form);
    const [first] = problems;
    if (!first) return false;
    this.page.ui.createPressed = true;
    this.announcements.say(l10n.t('{0} before anything is created.', countOfProblems(problems.length)));
    this.goTo(first.target);
    return true;
  }

  /** Goes to what the host refuses to create for; `field` is empty where it is about none. */
  goToRefused(field: string): void {
    this.page.ui.createPressed = true;
    const state = this.page.shown();
    const problems = state ? problemsOf(state).filter((problem) => problem.kind !== 'finding') : [];
    this.announcements.say(l10n.t('Not created: {0}.', countOfProblems(Math.max(1, problems.length))));
    const target = field === '' ? problems[0]?.target : field;
    if (target === undefined) this.draw();
    else this.goTo(target);
  }

  /** Shows the line that a finding is about, and gives `target` the focus. */
  showFinding({ path, line }: PreviewFinding, target?: string): void {
    if (path !== '') {
      const ui = this.page.ui;
      ui.tab = 'files';
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
        ui.folded.delete(path.slice(0, at));
      this.file.open(path, line);
    }
    this.draw();
    if (target !== undefined) focusField(target);
    this.showLine();
  }

  /** Brings the line that is wanted into sight, once its file is shown. */
  showLine(): void {
    const { line, shown, file } = this.page.ui;
    if (line !== null && shown?.path === file && scrollToLine(line)) this.page.ui.line = null;
  }
}
