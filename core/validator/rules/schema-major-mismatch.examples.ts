import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN, creationExample } from './example-records';

export const examples: RuleExamples = {
  why: 'A record of another major version may mean anything. Whoever changed it by guessing would spoil it for the program that wrote it, so that nothing is done with such a folder, and this finding cannot be overridden.',
  mend: 'Use the program that wrote the record, or a newer ExLab Wizard. A number that somebody changed by hand is put back.',
  good: [
    {
      title: 'A later minor version adds fields, which are kept',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/creation.json': creationExample({ schema_version: '1.11', mood: 'good' }) },
    },
  ],
  bad: [
    {
      title: 'Another major version',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/creation.json': creationExample({ schema_version: '2.0' }) },
      finds: [{ path: '.exlab-wizard/creation.json', token: '2.0' }],
    },
  ],
};
