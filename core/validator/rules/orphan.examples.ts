import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN, creationExample } from './example-records';

export const examples: RuleExamples = {
  why: 'Without its record nobody knows who made a folder, from which template, for which project of the LIMS, and the folder is never copied to the storage.',
  mend: 'Restore `.exlab-wizard/creation.json` from a copy, or make a new run or project with the wizard and move the data into it. A folder that is no run gets another name. Only audits look for orphans.',
  good: [
    {
      title: 'The record is there',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/creation.json': creationExample() },
    },
  ],
  bad: [
    {
      title: 'A run that was made by hand',
      folder: EXAMPLE_RUN,
      files: {
        'plate.tif': '',
        '.exlab-wizard/creation.json': null,
        '.exlab-wizard/readme_fields.json': null,
        'README.md': null,
      },
      finds: [{ path: '.', token: '' }],
    },
    {
      title: 'A project whose record was lost',
      folder: 'CONFOCAL_01/PROJ-0042',
      files: { 'charter.md': '# Charter\n', '.exlab-wizard/creation.json': null },
      finds: [{ path: '.', token: '' }],
    },
  ],
};
