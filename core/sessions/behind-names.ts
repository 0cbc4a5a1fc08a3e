import type { Question } from '../templates';
import { namesRead } from './names-read';
import type { Resolution } from './resolve';

type Asked = Pick<Resolution, 'level' | 'template' | 'questionnaire'>;

/**
 * The field whose answer a rendered name came from, so that what is wrong with the name can be said where it was
 * typed. A question that is not shown is followed to what its default reads. Where several answers are in a name the
 * first that it reads counts; undefined where none is: then the template itself is at fault.
 * @param reads the variables that the name reads, in their order
 */
export function fieldBehind(reads: readonly string[], asked: Asked): string | undefined {
  return firstField(reads, asked, new Set());
}

function firstField(reads: readonly string[], asked: Asked, seen: Set<string>): string | undefined {
  for (const name of reads) {
    if (seen.has(name)) continue;
    seen.add(name);
    const field = fieldOf(name, asked, seen);
    if (field !== undefined) return field;
  }
  return undefined;
}

function fieldOf(name: string, asked: Asked, seen: Set<string>): string | undefined {
  const state = asked.questionnaire?.questions.find(({ id }) => id === name);
  // An answer wins over a core variable of its name.
  if (state === undefined) return coreField(name, asked);
  if (state.visible) return name;
  const question = questionsOf(asked).find(({ id }) => id === name);
  return firstField(namesRead(question?.default), asked, seen);
}

function coreField(name: string, { level }: Asked): string | undefined {
  switch (name) {
    case 'label':
    case 'operator':
    case 'objective':
      return name;
    case 'project_short_id':
    case 'project_name':
      return level === 'run' ? 'project_short_id' : 'lims_project';
    case 'equipment_id':
    case 'equipment_label':
      return 'equipment_id';
    default:
      return undefined;
  }
}

function questionsOf({ template }: Asked): readonly Question[] {
  return 'questions' in template ? template.questions : [];
}
