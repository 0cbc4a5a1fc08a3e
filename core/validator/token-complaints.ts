import type { Complaint } from './rule';
import type { ScannedText } from './scanned-text';
import type { CheckSubject, SubjectName } from './subject';
import type { TokenMatch } from './tokens';

type FindTokens = (text: string) => Iterable<TokenMatch>;
type Describe = (token: string) => string;

/** What a token rule says of names: each token once a name. Declared tokens are exempt, typed ones never. */
export function* complaintsInNames(
  names: readonly SubjectName[],
  subject: CheckSubject,
  find: FindTokens,
  describe: Describe,
): Iterable<Complaint> {
  const allowed = allowedTokens(subject);
  for (const { name, path, kind } of names) {
    for (const token of new Set(Array.from(find(name), (match) => match.token))) {
      if (!allowed.has(token)) yield { path, kind, token, detail: describe(token) };
    }
  }
}

/** What a token rule says of a text: every occurrence that is not exempt, with its range. */
export function* complaintsInText(
  text: ScannedText,
  find: FindTokens,
  describe: Describe,
): Iterable<Complaint> {
  for (const { token, start, end } of find(text.text)) {
    if (text.exempt.has(token)) continue;
    yield {
      path: text.path,
      kind: 'file_content',
      token,
      detail: describe(token),
      range: text.range(start, end),
    };
  }
}

/** A declared token is declared for the whole template: recorded at one file, it holds for folders as well. */
function allowedTokens(subject: CheckSubject): Set<string> {
  const allowed = new Set<string>();
  for (const exemptions of subject.exemptions.values()) {
    for (const { token, reason } of exemptions) if (reason === 'allow_token') allowed.add(token);
  }
  return allowed;
}
