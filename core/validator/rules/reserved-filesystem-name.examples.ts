import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN } from './example-records';

export const examples: RuleExamples = {
  why: 'Windows keeps some names for devices, whatever follows their first dot and in any case. Such a file can be made on other systems, and then neither opened nor copied on Windows.',
  mend: 'Rename the file or folder: one more letter is enough.',
  good: [
    {
      title: 'The name only begins like a device',
      folder: EXAMPLE_RUN,
      files: { 'control.txt': 'x\n', 'COM10.txt': 'x\n' },
    },
  ],
  bad: [
    {
      title: 'A serial port',
      folder: EXAMPLE_RUN,
      files: { 'COM1.txt': 'x\n' },
      finds: [{ path: 'COM1.txt', token: 'COM1' }],
    },
    {
      title: 'A folder',
      folder: EXAMPLE_RUN,
      files: { 'aux/a.tif': '' },
      finds: [{ path: 'aux', token: 'aux' }],
    },
  ],
};
