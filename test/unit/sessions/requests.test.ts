import { describe, expect, it } from 'vitest';
import { readProjectRequest, readRunRequest } from '../../../core/sessions';
import { ExlabError, type ErrorShape } from '../../../core/system';

const COMMON = {
  equipment_id: 'CONFOCAL_01',
  template_path: 'plain',
  label: 'L',
  operator: 'alice',
  objective: 'o',
};
const RUN = { ...COMMON, project_short_id: 'PROJ-0042', run_kind: 'test' };
const LIMS_PROJECT = { uid: '', short_id: 'PROJ-0042', name_at_creation: 'N', source: 'manual' };

/** The error of a request that cannot be read. */
function refusal(read: () => unknown): ErrorShape {
  try {
    read();
  } catch (caught) {
    if (caught instanceof ExlabError) return caught.toShape();
    throw caught;
  }
  throw new Error('The request was read.');
}

function fieldsOf(error: ErrorShape): string[] {
  return (error.details?.problems as { field: string }[]).map(({ field }) => field);
}

describe('a creation request', () => {
  it('may leave out what has a default', () => {
    expect(readRunRequest(RUN)).toEqual({
      ...RUN,
      kind: 'run',
      variables: {},
      readme_extra: {},
      custom_fields: [],
    });
    expect(readProjectRequest(COMMON)).toMatchObject({ kind: 'project' });
  });

  it('keeps every value as it was given', () => {
    const given = {
      ...RUN,
      kind: 'run',
      label: '  padded\n',
      variables: { list: [1, { deep: null }], '': 'unnamed' },
      readme_extra: { room: '2.14', wet: false },
      custom_fields: [{ label: 'a', value: '' }],
      run_date: 'whenever',
      lims_project: { ...LIMS_PROJECT, cache_freshness_at_use: '2026-11-20T12:00:00Z' },
    };
    expect(readRunRequest(given)).toEqual(given);
  });

  it('says of a LIMS project without an age that there is none', () => {
    const { lims_project } = readProjectRequest({ ...COMMON, lims_project: LIMS_PROJECT });
    expect(lims_project).toEqual({ ...LIMS_PROJECT, cache_freshness_at_use: null });
  });

  it.each([
    'equipment_id',
    'template_path',
    'label',
    'operator',
    'objective',
    'project_short_id',
    'run_kind',
  ])('is refused without %s, at that key', (key) => {
    const without = Object.fromEntries(Object.entries(RUN).filter(([name]) => name !== key));
    expect(refusal(() => readRunRequest(without))).toMatchObject({ code: 'validation_failed', field: key });
  });

  it.each<[object, string]>([
    [{ label: 7 }, 'label'],
    [{ kind: 'project' }, 'kind'],
    [{ run_kind: 'trial' }, 'run_kind'],
    [{ run_date: 20261120 }, 'run_date'],
    [{ variables: ['a'] }, 'variables'],
    [{ readme_extra: { room: 2 } }, 'readme_extra.room'],
    [{ custom_fields: [{ label: 'a' }] }, 'custom_fields.0.value'],
    [{ custom_fields: [{ label: 'a', value: 'b', more: 1 }] }, 'custom_fields.0.more'],
    [{ lims_project: { ...LIMS_PROJECT, source: 'guess' } }, 'lims_project.source'],
    [{ lims_project: { ...LIMS_PROJECT, cache_freshness_at_use: 5 } }, 'lims_project.cache_freshness_at_use'],
    [{ lims_project: { ...LIMS_PROJECT, name: 'N' } }, 'lims_project.name'],
    [{ lims_project: null }, 'lims_project'],
  ])('is refused with another type, at its place: %j', (changes, field) => {
    expect(refusal(() => readRunRequest({ ...RUN, ...changes }))).toMatchObject({
      code: 'validation_failed',
      field,
    });
  });

  it.each([null, undefined, 'run', [RUN]])('is refused where it is no object: %j', (input) => {
    expect(refusal(() => readRunRequest(input)).code).toBe('validation_failed');
  });

  it('tells all that is wrong at once', () => {
    const error = refusal(() => readRunRequest({ ...RUN, label: 1, operater: 'x', zzzzzzzz: 1 }));
    expect(fieldsOf(error)).toEqual(['label', 'operater', 'zzzzzzzz']);
    expect(error.message).toContain("did you mean 'operator'?");
    expect(error.message).toContain("no key 'zzzzzzzz': take it out");
  });

  it.each(['variables', 'readme_extra'])(
    'is refused with a name in %s that would be lost without a word',
    (key) => {
      const given = JSON.parse(`{"${key}": {"__proto__": "x", "room": "y"}}`) as object;
      for (const read of [
        () => readRunRequest({ ...RUN, ...given }),
        () => readProjectRequest({ ...COMMON, ...given }),
      ]) {
        expect(refusal(read)).toMatchObject({ code: 'validation_failed', field: `${key}.__proto__` });
      }
    },
  );
});
