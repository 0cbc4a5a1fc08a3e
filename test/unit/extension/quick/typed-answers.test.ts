import { describe, expect, it } from 'vitest';
import type { Draft, Step, StepAnswer } from '../../../../core/sessions';
import { TypedAnswers } from '../../../../extension/quick/typed-answers';

const LABEL: Step = { ask: 'label' };
const EQUIPMENT: Step = { ask: 'equipment', offers: [] };

function question(
  id: string,
  more: { secret?: boolean; default?: StepAnswer; multiselect?: boolean } = {},
): Step {
  return { ask: 'question', question: { id, secret: false, ...more } } as unknown as Step;
}

function field(id: string, standard?: string): Step {
  return { ask: 'field', field: { id, default: standard } } as unknown as Step;
}

const TOKEN = question('token', { secret: true });

function filled(): TypedAnswers {
  const typed = new TypedAnswers();
  typed.keep(LABEL, 'Pores');
  typed.keep(EQUIPMENT, 'SCOPE');
  typed.keep(TOKEN, 'hunter2');
  typed.keep(question('sample'), 's1');
  return typed;
}

const STEPS = [LABEL, EQUIPMENT, TOKEN, question('sample')];

function shown(typed: TypedAnswers): unknown[] {
  return STEPS.map((step) => typed.for(step));
}

describe('what was typed', () => {
  it('stands there again', () => {
    expect(shown(filled())).toEqual(['Pores', 'SCOPE', 'hunter2', 's1']);
  });

  it('is kept without secrets when somebody has broken off', () => {
    expect(shown(filled().withoutSecrets())).toEqual(['Pores', 'SCOPE', undefined, 's1']);
  });

  it('does not show as open text what was typed as a secret, where a template asks for the same without secrecy', () => {
    expect(filled().for(question('token'))).toBeUndefined();
  });

  it('is forgotten when it was made, but for where', () => {
    expect(shown(filled().placeOnly())).toEqual([undefined, 'SCOPE', undefined, undefined]);
  });

  it('does not hold a default that was taken: another answer may change it', () => {
    const typed = new TypedAnswers();
    typed.keep(question('scan', { default: 'S1_01' }), 'S1_01');
    expect(typed.for(question('scan'))).toBeUndefined();
    typed.keep(question('scan', { default: 'S1_01' }), 'mine');
    expect(typed.for(question('scan'))).toBe('mine');
    typed.keep(question('scan', { default: 'mine' }), 'mine');
    expect(typed.for(question('scan'))).toBeUndefined();
  });

  it('tells a default from several choices by what is in it', () => {
    const typed = new TypedAnswers();
    const lenses = question('lenses', { default: ['10x'], multiselect: true });
    typed.keep(lenses, ['10x', '63x']);
    expect(typed.for(lenses)).toEqual(['10x', '63x']);
    typed.keep(lenses, ['10x']);
    expect(typed.for(lenses)).toBeUndefined();
  });

  it('holds that a default was taken out', () => {
    const typed = new TypedAnswers();
    typed.keep(field('room', '2.14'), '');
    expect(typed.for(field('room'))).toBe('');
  });

  it('is what a draft holds, where that is asked for again', () => {
    const draft: Draft = {
      wanted: { kind: 'project' },
      equipment: 'SCOPE',
      label: 'Pores',
      lims: { shortId: 'PROJ-1', name: 'Channels' },
      answers: new Map<string, unknown>([
        ['sample', 's1'],
        ['lenses', ['10x', '63x']],
        ['mapping', { no: 'text' }],
      ]),
      readme: new Map([['room', '2.14']]),
      custom: [],
    };
    const typed = TypedAnswers.ofDraft(draft);
    const steps: Step[] = [
      ...[EQUIPMENT, LABEL, { ask: 'lims_short_id' } as const, { ask: 'lims_name' } as const],
      ...[question('sample'), field('room')],
    ];
    expect(steps.map((step) => typed.for(step))).toEqual([
      'SCOPE',
      'Pores',
      'PROJ-1',
      'Channels',
      's1',
      '2.14',
    ]);
    expect(typed.for(question('lenses'))).toEqual(['10x', '63x']);
    expect(typed.for(question('mapping'))).toBeUndefined();
    expect(typed.for({ ask: 'operator', allowed: [] })).toBeUndefined();
  });
});
