import * as path from 'node:path';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { FrontMatterDisagreement } from '../../core/readme';
import { l10n } from '../../core/system';
import { RULES, type Finding, type RuleCode } from '../../core/validator';
import { SOURCE } from '../diagnostics/lint-diagnostic';
import type { Documentation } from '../diagnostics/documentation';
import { uriOf } from '../documents/file-uris';

/** The code of what is said of a file or folder that could not be read. */
export const UNREADABLE = 'unreadable';

/** A problem of a run's document or name, where it is shown, and what a fix of it has to know. */
export interface RunProblem {
  /** Absolute path. */
  readonly file: string;
  readonly diagnostic: Diagnostic;
  readonly finding?: Finding;
  readonly disagreement?: FrontMatterDisagreement;
}

/** A finding as the protocol says it. One without a range is about a name or about something that is missing. */
export function findingProblem(
  finding: Finding,
  text: string | undefined,
  docs: Documentation,
): RunProblem & { readonly finding: Finding } {
  const { rule, rule_detail, override_active, offending_path, range } = finding;
  const page = pageOf(rule, docs);
  const diagnostic: Diagnostic = {
    range: range ?? firstLine(text),
    severity: severityOf(finding),
    code: rule,
    source: SOURCE,
    message: override_active ? l10n.t('{0} (An override of this is active.)', rule_detail) : rule_detail,
    ...(page !== undefined && { codeDescription: { href: page } }),
  };
  return { file: offending_path, diagnostic, finding };
}

/** The address of the page about a rule; undefined where nobody knows where the pages are. */
export function pageOf(rule: RuleCode, docs: Documentation): string | undefined {
  const page = RULES.find(({ code }) => code === rule)?.page;
  return docs === undefined || page === undefined ? undefined : uriOf(path.join(docs, 'rules', `${page}.md`));
}

/** An override lets a hard finding pass: it is told, and no error any more (as in the list of an audit). */
function severityOf({ tier, override_active }: Finding): DiagnosticSeverity {
  if (override_active) return DiagnosticSeverity.Information;
  return tier === 'hard' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
}

/** What a README says otherwise than its record, as the protocol says it. */
export function disagreementProblem(
  disagreement: FrontMatterDisagreement,
  readme: string,
  record: string,
): RunProblem {
  const { code, message, range, recordRange } = disagreement;
  const diagnostic: Diagnostic = {
    range,
    severity: DiagnosticSeverity.Information,
    code,
    source: SOURCE,
    message,
    ...(recordRange !== undefined && {
      relatedInformation: [
        { location: { uri: uriOf(record), range: recordRange }, message: l10n.t('What was recorded') },
      ],
    }),
  };
  return { file: readme, diagnostic, disagreement };
}

/** Something that could not be read: that nothing is said of it does not mean that it is in order. */
export function unreadableProblem(file: string): RunProblem {
  const message = l10n.t(
    'It could not be read, so that nobody can say whether it is in order: give this account the right to read it, or connect its disk.',
  );
  const diagnostic: Diagnostic = {
    range: firstLine(undefined),
    severity: DiagnosticSeverity.Warning,
    code: UNREADABLE,
    source: SOURCE,
    message,
  };
  return { file, diagnostic };
}

function firstLine(text = ''): Diagnostic['range'] {
  const { length } = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  return { start: { line: 0, character: 0 }, end: { line: 0, character: length } };
}
