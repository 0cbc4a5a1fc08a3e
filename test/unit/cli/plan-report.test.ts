import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { planObject, printPlan } from '../../../cli/creation/plan-report';
import { Output } from '../../../cli/output';
import type { CreationPlan } from '../../../core/sessions';
import { fakeTerminal } from './fake-terminal';

const RUN = path.resolve('/data/CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00');

function aPlan(changes: Partial<CreationPlan> = {}): CreationPlan {
  return {
    level: 'run',
    created_at: '2026-11-20T13:00:00Z',
    moment: '2026-11-20T13:00:00Z',
    equipment: { id: 'CONFOCAL_01', label: 'Confocal microscope', root: path.resolve('/data') },
    project: {
      uid: '',
      short_id: 'PROJ-0042',
      name_at_creation: 'Membranes',
      source: 'manual',
      cache_freshness_at_use: null,
    },
    run: { kind: 'experimental', date: '2026-11-20T13:00:00Z', name: path.basename(RUN) },
    template: { name: 'plain', version: '1.0.0', source_path: '/templates/plain', run_scope: 'both' },
    destination: { path: RUN, nas: '' },
    fields: { label: 'First run', operator: 'alice', objective: 'See whether it works' },
    variables: new Map(),
    files: [],
    rendered: [{ path: 'notes.txt' }],
    findings: [],
    plugins: { names: [], fatal: false },
    notes: [],
    messages: { before: '', after: '' },
    bytes: 0,
    ...changes,
  };
}

function printed(plan: CreationPlan): string {
  const terminal = fakeTerminal();
  printPlan(new Output(terminal, false), plan);
  return terminal.stdout.text;
}

describe('a plan for people', () => {
  it('shows every token that is taken for no placeholder, where it stands and why', () => {
    const text = printed(
      aPlan({
        rendered: [
          { path: '.', exempt: [{ token: '<none>', reason: 'allow_token' }] },
          {
            path: 'a.xml',
            exempt: [
              { token: '<scan>', reason: 'markup' },
              { token: '{{ b }}', reason: 'raw' },
            ],
          },
          { path: 'notes.txt', exempt: [{ token: '<stain>', reason: 'answer' }] },
          { path: 'plain.txt' },
        ],
      }),
    );
    const [, section = ''] = text.split('Taken for no placeholder\n');
    expect(section.trimEnd().split('\n')).toEqual([
      '  any name  <none>  the template declares it',
      '  a.xml  <scan>  it is an element of markup',
      '  a.xml  {{ b }}  it stands in a raw block of the template',
      '  notes.txt  <stain>  the operator typed it',
    ]);
  });

  it('says nothing of placeholders where there are none', () => {
    expect(printed(aPlan())).not.toContain('Taken for no placeholder');
  });

  it('keeps a token in its line, whatever stands in it', () => {
    const text = printed(
      aPlan({ rendered: [{ path: 'a.txt', exempt: [{ token: '{{ a\n\u001b[2J }}', reason: 'raw' }] }] }),
    );
    expect(text).toContain('  a.txt  {{ aU+000AU+001B[2J }}  it stands in a raw block of the template\n');
  });

  it('has the exemptions in JSON, too', () => {
    const rendered = [{ path: 'a.txt', exempt: [{ token: '<a>', reason: 'raw' as const }] }];
    expect(planObject(aPlan({ rendered }))).toMatchObject({ rendered });
  });
});
