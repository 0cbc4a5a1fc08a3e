import type { RuleExamples } from '../rule-examples';

export const examples: RuleExamples = {
  why: "Below an instrument stand its projects, each named by its short id. Another folder there is nobody's business, unless its name breaks the programs that go through them: one that hides a project, that cannot be seen, or that other systems refuse.",
  mend: 'Rename the folder, or move it to a place that is not among the projects. Only audits look for such names; hidden folders of tools, such as snapshots and trash, are left alone.',
  good: [
    { title: 'Another name that is safe', folder: 'CONFOCAL_01/Service notes', files: { 'log.txt': 'x\n' } },
    { title: 'A hidden folder of a tool', folder: 'CONFOCAL_01/.snapshots', files: { 'log.txt': 'x\n' } },
  ],
  bad: [
    {
      title: 'A name that hides a project',
      folder: 'CONFOCAL_01/.PROJ-0042',
      files: { 'plate.tif': '' },
      finds: [{ path: '.', token: '.PROJ-0042' }],
    },
    {
      title: 'A space at the end',
      folder: 'CONFOCAL_01/PROJ-0042 ',
      files: { 'plate.tif': '' },
      finds: [{ path: '.', token: 'PROJ-0042 ' }],
    },
  ],
};
