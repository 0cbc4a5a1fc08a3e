import { html, nothing, type TemplateResult } from 'lit';
import type { Fact, WizardState } from '../../protocol';
import { chosenOffer } from '../contents';
import { icon, type Part } from '../dom';
import { l10n } from '../l10n';
import { factsPart } from '../preview/facts';
import type { View } from '../view';
import { chooserPart } from './chooser';
import { customPart } from './custom-fields';
import { fieldsPart, hintLine } from './fields-part';
import { templatePart } from './template-chooser';

/** The form: its sections can be filled in in any order. */
export function formPart(view: View): TemplateResult {
  const { form, mode } = view.state;
  return html`<main class="form" id="form" tabindex="-1">
    <form
      novalidate
      aria-label=${l10n.t('Answers')}
      @submit=${(event: Event) => {
        // Enter in a field ends what is typed there; a run is created on purpose only.
        event.preventDefault();
      }}
    >
      ${
        mode === 'project'
          ? html`${limsPart(view)} ${equipmentPart(view)}`
          : html`<div class="pair">${projectPart(view)} ${equipmentPart(view)}</div>`
      }
      ${templatePart(view)} ${questionsPart(view)} ${readmePart(view, form.system)}
    </form>
  </main>`;
}

function projectPart(view: View): Part {
  const { project } = view.state.form;
  if (!project) return nothing;
  return chooserPart(
    view,
    {
      id: 'project',
      title: l10n.t('Project'),
      icon: 'briefcase',
      search: l10n.t('Search the projects'),
      missing: l10n.t('Choose a project.'),
      change: l10n.t('Change the project'),
      action: { label: l10n.t('New project…'), action: 'new-project' },
    },
    project,
  );
}

function equipmentPart(view: View): TemplateResult {
  const { equipment } = view.state.form;
  return chooserPart(
    view,
    {
      id: 'equipment',
      title: l10n.t('Equipment'),
      icon: 'telescope',
      search: l10n.t('Search the equipment'),
      missing: l10n.t('Choose the equipment.'),
      change: l10n.t('Change the equipment'),
      ...(equipment.offers.length === 0 && !equipment.isLoading
        ? { action: { label: l10n.t('Open the configuration'), action: 'open-configuration' as const } }
        : {}),
    },
    equipment,
  );
}

function limsPart(view: View): TemplateResult {
  return html`<section id="section-project" aria-labelledby="project-h" data-section="project">
    <div class="section-head">
      <h2 id="project-h" tabindex="-1">${l10n.t('Project')}</h2>
      <span class="note">${l10n.t('as it is known in the LIMS')}</span>
    </div>
    ${fieldsPart(view, view.state.form.lims, 'lims')}
  </section>`;
}

function questionsPart(view: View): TemplateResult {
  const { questions, questionsNotAsked, template } = view.state.form;
  const name = chosenOffer(template)?.label ?? '';
  return html`<section id="section-questions" aria-labelledby="questions-h" data-section="questions">
    <div class="section-head">
      <h2 id="questions-h" tabindex="-1">${l10n.t('Questions')}</h2>
      ${name === '' ? nothing : html`<span class="note">${l10n.t('of {0}', name)}</span>`}
    </div>
    ${
      questions.length > 0
        ? fieldsPart(view, questions, 'questions')
        : html`<p class="muted">${noQuestions(view.state)}</p>`
    }
    ${hintLine(notAsked(questionsNotAsked))}
  </section>`;
}

function noQuestions({ form: { template }, trouble }: WizardState): string {
  if (template.value === null) return l10n.t('Choose a template: its questions stand here then.');
  // What is not loaded may ask whatever it likes.
  if (template.error !== '' || trouble !== '')
    return l10n.t('The questions of this template are not known now.');
  return template.isLoading ? '' : l10n.t('This template asks nothing.');
}

function notAsked(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? l10n.t('1 question does not apply to these answers.')
    : l10n.t('{0} questions do not apply to these answers.', count);
}

function readmePart(view: View, system: readonly Fact[]): TemplateResult {
  const { core, readme, runDate } = view.state.form;
  return html`<section id="section-readme" aria-labelledby="readme-h" data-section="readme">
    <div class="section-head">
      <h2 id="readme-h" tabindex="-1">${l10n.t('README')}</h2>
      <span class="note">${l10n.t('for whoever opens this folder in five years')}</span>
    </div>
    <fieldset class="group">
      <legend>${icon('pinned')}${l10n.t('Core, in every README')}</legend>
      ${fieldsPart(view, runDate ? [...core, runDate] : core, 'core')}
    </fieldset>
    ${
      readme.length === 0
        ? nothing
        : html`<fieldset class="group">
            <legend>${l10n.t('From the template and the lab’s configuration')}</legend>
            ${fieldsPart(view, readme, 'readme')}
          </fieldset>`
    }
    ${customPart(view)} ${system.length === 0 ? nothing : systemFold(system)}
  </section>`;
}

function systemFold(system: readonly Fact[]): TemplateResult {
  return html`<details class="box fold">
    <summary>
      ${icon('chevron-right', 'quiet twist')}<span>${l10n.t('Written by the system')}</span
      ><span class="digest">${system.map((fact) => fact.name).join(', ')}</span>
    </summary>
    <div class="inner">${factsPart(system)}</div>
  </details>`;
}
