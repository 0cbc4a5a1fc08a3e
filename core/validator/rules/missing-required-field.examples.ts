import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN, readmeFieldsExample } from './example-records';

export const examples: RuleExamples = {
  why: 'Searching and reporting count on these fields. What the template or the configuration requires today may have been asked of nobody when an older run was made.',
  mend: 'Add the value to `.exlab-wizard/readme_fields.json`, in the part that the finding names, and to the front matter of `README.md`. A value counts in whatever part it stands. What is required is what the template of the recorded name requires now.',
  good: [
    {
      title: 'Every field of a README is filled in',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/readme_fields.json': readmeFieldsExample() },
    },
  ],
  bad: [
    {
      title: 'The objective is empty',
      folder: EXAMPLE_RUN,
      files: {
        '.exlab-wizard/readme_fields.json': readmeFieldsExample({
          core_fields: { label: 'Membranes', operator: 'ada', objective: ' ' },
        }),
      },
      finds: [{ path: '.exlab-wizard/readme_fields.json', token: 'objective' }],
    },
    {
      title: 'No field is kept at all',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/readme_fields.json': null },
      finds: [{ path: '.exlab-wizard/readme_fields.json', token: 'readme_fields.json' }],
    },
  ],
};
