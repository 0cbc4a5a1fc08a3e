import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN } from './example-records';

export const examples: RuleExamples = {
  why: 'The front matter is what programs read of a README. After the creation it is yours to edit, and one colon too many hides all of it from them.',
  mend: 'Put a line `---` after the last field, within 200 lines. Texts with a colon, a `#` or quotes stand in quotes, and lines are indented by spaces.',
  good: [
    {
      title: 'A text with a colon stands in quotes',
      folder: EXAMPLE_RUN,
      files: { 'README.md': '---\nlabel: "Stain: DAPI"\n---\n\n# Notes\n' },
    },
    { title: 'A README without front matter', folder: EXAMPLE_RUN, files: { 'README.md': '# Notes\n' } },
  ],
  bad: [
    {
      title: 'It does not close',
      folder: EXAMPLE_RUN,
      files: { 'README.md': '---\nlabel: Membranes\n\n# Notes\n' },
      finds: [{ path: 'README.md', token: '' }],
    },
    {
      title: 'A text with a colon stands without quotes',
      folder: EXAMPLE_RUN,
      files: { 'README.md': '---\nlabel: Stain: DAPI\n---\n\n# Notes\n' },
      finds: [{ path: 'README.md', token: '' }],
    },
  ],
};
