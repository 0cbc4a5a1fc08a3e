import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import type { LintCode, LintProblem, Severity } from '../../core/templates';
import { uriOf } from '../documents/file-uris';
import { rangeOf } from '../positions/ranges';
import { documentationOf, type Documentation } from './documentation';

/** What every diagnostic of ours says where it comes from. */
export const SOURCE = 'ExLab';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What could be left out without any effect. */
const UNNECESSARY: ReadonlySet<LintCode> = new Set<LintCode>([
  'question-unused',
  'question-never-asked',
  'file-never-rendered',
  'tasks-never-run',
]);

/** A problem of a template as the protocol says it. */
export function lintDiagnostic(
  problem: LintProblem,
  text: string | undefined,
  docs: Documentation,
): Diagnostic {
  const { code, severity, line, column, endLine = line, endColumn = column, message } = problem;
  const range = {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
  const isPoint = endLine === line && endColumn === column;
  return {
    range: isPoint && text !== undefined ? { ...range, end: wordEnd(text, range.start) } : range,
    severity: SEVERITIES[severity],
    code,
    source: SOURCE,
    message,
    ...documentationOf(code, docs),
    ...(problem.data !== undefined && { data: problem.data }),
    ...(problem.related !== undefined && {
      relatedInformation: problem.related.map((place) => ({
        location: { uri: uriOf(place.file), range: rangeOf(place.range) },
        message: place.message,
      })),
    }),
    ...(UNNECESSARY.has(code) && { tags: [DiagnosticTag.Unnecessary] }),
  };
}

/** Where the word, number or sign ends that begins at a position: a squiggle of no width is not seen. */
function wordEnd(
  text: string,
  { line, character }: Diagnostic['range']['start'],
): Diagnostic['range']['end'] {
  const row = text.split(/\r\n|\n|\r/, line + 1)[line] ?? '';
  const word = /^(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]{1,2})/u.exec(row.slice(character))?.[0] ?? '';
  return { line, character: character + word.length };
}
