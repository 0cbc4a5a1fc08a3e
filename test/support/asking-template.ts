import type { TemplateFiles } from './laboratory';

/** A run template that asks these questions, in YAML, with what more it holds. */
export function asking(questions: string, more: TemplateFiles = {}): TemplateFiles {
  const head = '_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n_subdirectory: template\n';
  return {
    'copier.yml': head + questions,
    'template/notes.txt.jinja': 'by {{ operator }}\n',
    ...more,
  };
}
