import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN, creationExample } from './example-records';

export const examples: RuleExamples = {
  why: 'What a record says is lost to every program while it cannot be understood: the run shows without its facts, and is not copied to the storage.',
  mend: 'Correct the field that the finding names, or restore the record from a copy. Records are not meant to be edited by hand.',
  good: [
    {
      title: 'A whole record',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/creation.json': creationExample() },
    },
  ],
  bad: [
    {
      title: 'No JSON: a comma too many',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/creation.json': '{\n  "schema_version": "1.10",\n}\n' },
      finds: [{ path: '.exlab-wizard/creation.json', token: '' }],
    },
    {
      title: 'A word that the field does not know',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/creation.json': creationExample({ sync_status: 'lost' }) },
      finds: [{ path: '.exlab-wizard/creation.json', token: 'sync_status' }],
    },
  ],
};
