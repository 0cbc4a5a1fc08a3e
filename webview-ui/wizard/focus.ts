import { elementId } from './dom';

const FOCUSABLE = 'input:not([disabled]), select, textarea, button';

/** Gives the focus to a field, and brings it into sight. Answers whether it is on the page. */
export function focusField(target: string): boolean {
  const element = document.getElementById(elementId(target));
  if (!element) return false;
  const control = element.matches(`${FOCUSABLE}, [tabindex]`)
    ? element
    : (element.querySelector('input:checked') ?? element.querySelector(FOCUSABLE) ?? element);
  if (!(control instanceof HTMLElement)) return false;
  control.focus({ preventScroll: true });
  const field = control.closest('.field') ?? control;
  if (!isInSight(field)) field.scrollIntoView({ block: 'center', behavior: motion() });
  return true;
}

/** How much of the window the bars above and below may cover, in pixels. */
const BARS = 104;

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= BARS && bottom <= innerHeight - BARS;
}

/** Gives the focus to the title of a section, and brings the section's beginning into sight. */
export function focusSection(id: string): void {
  document.getElementById(`section-${id}`)?.scrollIntoView({ block: 'start', behavior: motion() });
  document.getElementById(`${id}-h`)?.focus({ preventScroll: true });
}

/** Gives the focus to a part of a row of the custom fields. */
export function focusRow(row: number | null, part: string): void {
  if (row === null) {
    document.getElementById('custom-add')?.focus();
    return;
  }
  const element = document.querySelector(`[data-row="${row}"]`);
  const target =
    part === 'label' ? element?.querySelector('input') : element?.querySelector(`[data-part="${part}"]`);
  if (target instanceof HTMLElement) target.focus();
}

/** Brings a line of the file that is shown into sight. Answers whether it is there. */
export function scrollToLine(line: number): boolean {
  const element = document.querySelector(`[data-line="${line}"]`);
  element?.scrollIntoView({ block: 'center' });
  return element !== null;
}

/** Gives the focus to the title of the page: another view has come in place of the one before. */
export function focusTitle(): void {
  document.getElementById('title')?.focus();
}

function motion(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}

/** The section that somebody is in, as long as it is in sight; else the one at the top of what is in sight. */
export function sectionInSight(): string | null {
  const sections = [...document.querySelectorAll<HTMLElement>('.form [data-section]')];
  const form = document.getElementById('form');
  const top = form ? Math.max(0, form.getBoundingClientRect().top) : 0;
  const own = sections.find((section) => section.contains(document.activeElement));
  if (
    own &&
    own.getBoundingClientRect().bottom > top + BARS &&
    own.getBoundingClientRect().top < innerHeight - BARS
  )
    return own.dataset.section ?? null;
  const reached = sections.filter((section) => section.getBoundingClientRect().top <= top + BARS);
  // Sections side by side have one top: the first of them is where reading begins.
  const lastTop = reached.at(-1)?.getBoundingClientRect().top;
  const first = reached.find((section) => section.getBoundingClientRect().top === lastTop);
  return (first ?? sections[0])?.dataset.section ?? null;
}
