import { describe, expect, it } from 'vitest';
import {
  beginInterview,
  draftForNow,
  draftOf,
  readProjectRequest,
  readRunRequest,
  requestOf,
  withAnswer,
  type CreationRequest,
} from '../../../core/sessions';

const COMMON = {
  equipment_id: 'CONFOCAL_01',
  template_path: '/templates/plain',
  variables: { sample: 's2', depth: 3, deep: true },
  label: 'L',
  operator: 'alice',
  objective: 'O',
  readme_extra: { room: '2.14', safe: true },
  custom_fields: [{ label: 'Weather', value: 'Rain' }],
};

const LIVE = {
  uid: '7d9f0d1e-4c39-4a7c-9a70-0d5f6a1f2b3c',
  short_id: 'PROJ-0043',
  name_at_creation: 'Membrane channels',
  source: 'live',
} as const;

const CACHED = { ...LIVE, source: 'cache', cache_freshness_at_use: '2026-11-20T13:00:00Z' } as const;

function runOf(more: object): CreationRequest {
  return readRunRequest({ ...COMMON, project_short_id: 'PROJ-0043', run_kind: 'test', ...more });
}

function projectOf(more: object): CreationRequest {
  return readProjectRequest({ ...COMMON, ...more });
}

describe('a draft', () => {
  it.each([
    ['a run', runOf({})],
    ['a run of a given time', runOf({ run_date: '2026-11-01' })],
    ['a run with a live LIMS project of its own', runOf({ lims_project: LIVE })],
    ['a project of the LIMS', projectOf({ lims_project: LIVE })],
    ['a project from a copy of the LIMS', projectOf({ lims_project: CACHED })],
    ['a project that was typed in', projectOf({ lims_project: { ...LIVE, uid: '', source: 'manual' } })],
    ['a project without one', projectOf({})],
  ])('of %s stands for the very request that it was made from', (_, request) => {
    expect(requestOf(draftOf(request))).toEqual(request);
  });

  it('keeps where its LIMS project is from while it is looked at before it is whole', () => {
    const request = projectOf({ lims_project: CACHED });
    expect(requestOf(draftForNow(draftOf(request)))).toEqual(request);
  });

  it('has a LIMS project that was typed in where somebody types another id or name', () => {
    const interview = beginInterview(draftOf(projectOf({ lims_project: CACHED })));
    for (const step of [{ ask: 'lims_short_id' }, { ask: 'lims_name' }] as const) {
      const { draft } = withAnswer(interview, step, 'PROJ-9');
      expect(requestOf(draft).lims_project).toMatchObject({ source: 'manual', cache_freshness_at_use: null });
    }
  });
});
