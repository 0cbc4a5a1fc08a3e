import type { RuleExamples } from '../rule-examples';
import { EXAMPLE_RUN, creationExample } from './example-records';

export const examples: RuleExamples = {
  why: 'Test data must never be taken for real data. Three signals keep them apart, the kind in the record, the beginning of the name and the folder above, and they are worth something only while they agree.',
  mend: 'Find out what the run is, then move or rename its folder so that all three say it. Before moving one, close the programs that write into it.',
  good: [
    { title: 'An experimental run stands in its project', folder: EXAMPLE_RUN, files: { 'plate.tif': '' } },
    {
      title: "A test run stands in 'TestRuns'",
      folder: 'CONFOCAL_01/PROJ-0042/TestRuns/TestRun_2026-11-20T13-00-00',
      files: { 'plate.tif': '' },
    },
  ],
  bad: [
    {
      title: 'A test run among the experimental ones',
      folder: 'CONFOCAL_01/PROJ-0042/TestRun_2026-11-20T13-00-00',
      files: { 'plate.tif': '' },
      finds: [{ path: '.', token: 'TestRun_2026-11-20T13-00-00' }],
    },
    {
      title: 'The record says that it is a test',
      folder: EXAMPLE_RUN,
      files: { '.exlab-wizard/creation.json': creationExample({ run_kind: 'test' }) },
      finds: [{ path: '.', token: 'Run_2026-11-20T13-00-00' }],
    },
  ],
};
