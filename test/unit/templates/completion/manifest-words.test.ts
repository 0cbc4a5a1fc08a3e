import { describe, expect, it } from 'vitest';
import { manifestWord, manifestWords } from '../../../../core/templates/completion/manifest-words';
import { COPIER_VARIABLES, CORE_VARIABLES } from '../../../../core/templates/core-names';
import { EXLAB_KEYS } from '../../../../core/templates/manifest/exlab-keys';
import { EXTENSIONS } from '../../../../core/templates/manifest/extensions';
import { COPIER_SETTINGS } from '../../../../core/templates/manifest/known-keys';
import { ENVOPS_KEYS } from '../../../../core/templates/manifest/language-settings';
import { QUESTION_KEYS } from '../../../../core/templates/manifest/questions';
import { README_FIELD_KEYS } from '../../../../core/templates/manifest/readme-fields';

describe('what is said of the words of a manifest', () => {
  it.each([
    ['setting', [...EXLAB_KEYS, ...COPIER_SETTINGS]],
    ['question', QUESTION_KEYS],
    ['readme field', README_FIELD_KEYS],
    ['envops', ENVOPS_KEYS],
    ['variable', [...CORE_VARIABLES, ...COPIER_VARIABLES]],
    ['extension', [...EXTENSIONS.keys()]],
  ] as const)('covers every %s, and nothing else', (kind, words) => {
    expect([...manifestWords(kind)].sort()).toEqual([...words].sort());
    for (const word of words) expect(manifestWord(kind, word)).toMatch(/\.$/);
  });

  it('is nothing for other words', () => {
    expect(manifestWord('setting', '_other_tool')).toBeUndefined();
    expect(manifestWord('question', 'constructor')).toBeUndefined();
    expect(manifestWord('extension', 'jinja2_slug.SlugExtension')).toBeUndefined();
  });
});
