import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN } from './example-records';

export const examples: RuleExamples = {
  why: 'On Windows, on a Mac and on many shares two names that differ only in case are one name. When the folder is copied there, one file takes the place of the other, and no program says so.',
  mend: 'Rename one of the two. Names that look the same differ in how an accent is stored: rename that of the program that writes the unusual form.',
  good: [
    {
      title: 'The names differ in more than case',
      folder: EXAMPLE_RUN,
      files: { 'plate.tif': '', 'Plate-2.tif': '' },
    },
  ],
  bad: [
    {
      title: 'Only the case differs',
      folder: EXAMPLE_RUN,
      files: { 'Plate.tif': '', 'plate.tif': '' },
      finds: [
        { path: 'Plate.tif', token: 'Plate.tif' },
        { path: 'plate.tif', token: 'plate.tif' },
      ],
    },
  ],
};
