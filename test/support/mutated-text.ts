/** What breaks texts: unclosed tags, signs of YAML, half characters, and what no line should hold. */
const PIECES: readonly string[] = [
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '{%-',
    '-%}',
    '{% raw %}',
    '{% endraw %}',
    '{% if x %}',
    '{% endif %}',
  ],
  ...[
    '{% for a in b %}',
    '{% block x %}',
    '{{ a.b[0] | ',
    "{{ '",
    '{% include "',
    '{% set ',
    '{% call(',
    '|',
    '**',
  ],
  ...[
    '\r\n',
    '\r',
    '\t',
    '\uFEFF',
    '\uD83E',
    '\uDDEA',
    '🧪',
    '\u0000',
    '\u2028',
    '\u0301',
    '\u00A0',
    '\\',
    '"',
    "'",
  ],
  ...[
    ': ',
    '- ',
    '? ',
    '&a ',
    '*a',
    '<<: ',
    '!include ',
    '!!python/name:x ',
    '|2\n',
    '>-\n',
    '---\n',
    '...\n',
    '#',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '{type: ',
    'choices: ',
    'when: ',
    'default: "{{ ',
    '_exlab_type: ',
    '_envops: {',
    ',',
    '%',
  ],
  ...['null', 'true', '1e999', '-0', '0x', '=', '\n\n\n', '<sample>', '_subdirectory: "..', '$', '@', '`'],
];

/**
 * A text with one change, as typing, pasting and broken programs make them.
 * @param random from 0 to below 1
 */
export function mutated(text: string, random: () => number): string {
  const below = (end: number): number => Math.floor(random() * end);
  const at = below(text.length + 1);
  const length = below(random() < 0.8 ? 12 : text.length);
  const piece = PIECES[below(PIECES.length)] ?? '';
  const cut = text.slice(at, at + length);
  switch (below(10)) {
    case 0:
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + cut + text.slice(at);
    case 3: {
      const to = below(text.length + 1);
      return text.slice(0, to) + cut + text.slice(to);
    }
    case 4:
      return text.replace(/\r?\n/g, random() < 0.5 ? '\r\n' : '\r');
    case 5:
      return text.slice(0, at) + piece.repeat(1 + below(random() < 0.1 ? 3000 : 40)) + text.slice(at);
    case 6:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + piece + text.slice(at);
  }
}
