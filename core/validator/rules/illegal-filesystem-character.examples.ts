import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN } from './example-records';

export const examples: RuleExamples = {
  why: 'Run folders are copied to storage that other computers read. A name that Linux takes may not exist on Windows or on a share: such a file is refused, or comes back under another name.',
  mend: 'Rename the file or folder, also in the programs that look for it. A hyphen or an underscore stands well for a colon or a slash.',
  good: [
    {
      title: 'Letters of any language, spaces inside and dots are fine',
      folder: EXAMPLE_RUN,
      files: { 'größe 5 µm.v2.tif': '', 'plate A - well 3.csv': '' },
    },
  ],
  bad: [
    {
      title: 'A colon',
      folder: EXAMPLE_RUN,
      files: { 'plate A: well 3.tif': '' },
      finds: [{ path: 'plate A: well 3.tif', token: ':' }],
    },
    {
      title: 'A dot at the end',
      folder: EXAMPLE_RUN,
      files: { 'images./a.tif': '' },
      finds: [{ path: 'images.', token: '.' }],
    },
  ],
};
