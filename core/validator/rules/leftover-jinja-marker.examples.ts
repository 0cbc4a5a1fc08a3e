import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN } from './example-records';

export const examples: RuleExamples = {
  why: 'What is written between the markers of the template language should have become a value. Where it is still there, the template did not do what its author meant.',
  mend: 'Write the value in its place, and tell the author of the template. Text that should keep its braces stands in a `raw` block of the template, or is copied without the ending `.jinja`.',
  good: [
    {
      title: 'One brace is no marker',
      folder: EXAMPLE_RUN,
      files: { 'settings.json': '{"gain": {"red": 1}}\n' },
    },
    { title: 'A name with its value', folder: EXAMPLE_RUN, files: { 'HeLa-7/plate.tif': '' } },
  ],
  bad: [
    {
      title: 'An expression in a text',
      folder: EXAMPLE_RUN,
      files: { 'notes.txt': 'Sample: {{ sample_id }}\n' },
      finds: [{ path: 'notes.txt', token: '{{ sample_id }}' }],
    },
    {
      title: 'An expression in the name of a folder',
      folder: EXAMPLE_RUN,
      files: { '{{ sample_id }}/plate.tif': '' },
      finds: [{ path: '{{ sample_id }}', token: '{{ sample_id }}' }],
    },
  ],
};
