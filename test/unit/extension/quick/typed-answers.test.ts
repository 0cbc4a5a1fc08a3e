import { describe, expect, it } from 'vitest';
import type { Step } from '../../../../core/sessions';
import { TypedAnswers } from '../../../../extension/quick/typed-answers';

const LABEL: Step = { ask: 'label' };
const EQUIPMENT: Step = { ask: 'equipment', offers: [] };

function question(id: string, secret: boolean): Step {
  return { ask: 'question', question: { id, secret } as Extract<Step, { ask: 'question' }>['question'] };
}

function filled(): TypedAnswers {
  const typed = new TypedAnswers();
  typed.keep(LABEL, 'Pores');
  typed.keep(EQUIPMENT, 'SCOPE');
  typed.keep(question('token', true), 'hunter2');
  typed.keep(question('sample', false), 's1');
  return typed;
}

const KEYS = ['label', 'equipment', 'question token', 'question sample'];

function shown(typed: TypedAnswers): unknown[] {
  return KEYS.map((key) => typed.get(key));
}

describe('what was typed', () => {
  it('stands there again', () => {
    expect(shown(filled())).toEqual(['Pores', 'SCOPE', 'hunter2', 's1']);
  });

  it('is kept without secrets when somebody has broken off', () => {
    const typed = filled();
    typed.forgetSecrets();
    expect(shown(typed)).toEqual(['Pores', 'SCOPE', undefined, 's1']);
  });

  it('is forgotten when it was made, but for where', () => {
    const typed = filled();
    typed.forgetAllButPlace();
    expect(shown(typed)).toEqual([undefined, 'SCOPE', undefined, undefined]);
  });
});
