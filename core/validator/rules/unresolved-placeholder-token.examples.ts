import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN } from './example-records';

export const examples: RuleExamples = {
  why: 'A placeholder that nobody filled in is a fact about the sample that nobody will know later. In a file name it also hides what the file holds.',
  mend: 'Write the value in its place. Where the text is meant so, and came from a template, its author declares the token in `_exlab_allow_tokens`. What the operator typed, what came out of a `raw` block and the elements of XML and HTML are no placeholders.',
  good: [
    {
      title: 'The value stands there',
      folder: EXAMPLE_RUN,
      files: { 'notes.txt': 'Sample: HeLa-7\nStain: DAPI\n' },
    },
    {
      title: 'Elements of XML are opened and closed',
      folder: EXAMPLE_RUN,
      files: { 'scan.xml': '<scan><stage>3</stage></scan>\n' },
    },
    {
      title: 'Comparisons are no placeholders',
      folder: EXAMPLE_RUN,
      files: { 'limits.txt': 'pH < 7 and t > 5\n' },
    },
  ],
  bad: [
    {
      title: 'A text that nobody filled in',
      folder: EXAMPLE_RUN,
      files: { 'notes.txt': 'Sample: <sample_id>\nStain: DAPI\n' },
      finds: [{ path: 'notes.txt', token: '<sample_id>' }],
    },
    {
      title: 'An element that is never closed',
      folder: EXAMPLE_RUN,
      files: { 'scan.xml': '<scan><stage>3</stage><operator></scan>\n' },
      finds: [{ path: 'scan.xml', token: '<operator>' }],
    },
  ],
};
