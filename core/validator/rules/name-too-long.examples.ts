import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN } from './example-records';

export const examples: RuleExamples = {
  why: 'No common file system takes names over 255 bytes, of which a letter may need several. Where Windows reads the storage, programs open no path over 260 characters, counted from where the run is copied to.',
  mend: 'Shorten a name. For paths it helps most to shorten folders near the top.',
  good: [
    {
      title: 'A long path where Windows does not read the storage',
      folder: EXAMPLE_RUN,
      files: { [`${'deep-'.repeat(20)}/${'deeper-'.repeat(20)}/a.tif`]: '' },
    },
  ],
  bad: [
    {
      title: 'A path that Windows does not open',
      folder: EXAMPLE_RUN,
      files: { [`${'deep-'.repeat(20)}/${'deeper-'.repeat(20)}`]: '' },
      config: 'validator: {windows_share: true}',
      finds: [{ path: `${'deep-'.repeat(20)}/${'deeper-'.repeat(20)}`, token: '' }],
    },
  ],
};
