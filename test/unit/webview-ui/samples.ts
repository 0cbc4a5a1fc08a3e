import type { Chooser, Field, Preview, WizardForm, WizardState } from '../../../webview-ui/protocol';

/** A field as it is when nobody has given anything. */
export function field(id: string, changed: Partial<Field> = {}): Field {
  return {
    id,
    label: id,
    control: 'text',
    value: '',
    isDefault: false,
    hasDefault: false,
    required: false,
    missing: false,
    error: '',
    help: '',
    placeholder: '',
    note: '',
    options: [],
    advanced: false,
    maxLength: null,
    ...changed,
  };
}

export function chooser(value: string | null, changed: Partial<Chooser<never>> = {}): Chooser<never> {
  return { value, offers: [], error: '', empty: '', isLoading: false, ...changed };
}

export function form(changed: Partial<WizardForm> = {}): WizardForm {
  return {
    equipment: chooser('CONFOCAL_01'),
    project: chooser('PROJ-0042'),
    lims: [],
    template: chooser('confocal_zstack'),
    templatesOfOtherKind: 0,
    questions: [],
    questionsNotAsked: 0,
    core: [],
    readme: [],
    custom: [],
    system: [],
    runDate: null,
    ...changed,
  };
}

export function preview(changed: Partial<Preview> = {}): Preview {
  return {
    destination: [],
    destinationPath: '',
    files: [],
    bytes: 0,
    findings: [],
    exemptions: [],
    notes: [],
    message: '',
    readmeTitle: '',
    readmeFacts: [],
    plugins: [],
    ...changed,
  };
}

export function state(changed: Partial<WizardState> = {}): WizardState {
  return {
    mode: 'experimental',
    form: form(),
    preview: { preview: preview(), reason: '', obstacles: [], isCurrent: true },
    creation: null,
    trouble: '',
    kept: [],
    saved: '',
    saveProblem: '',
    ...changed,
  };
}
