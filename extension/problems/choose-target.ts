import * as path from 'node:path';
import * as vscode from 'vscode';
import { ExlabError, l10n } from '../../core/system';
import type { Finding } from '../../core/validator';
import { choose, type Pick } from '../quick/native-inputs';
import type { ProblemStore } from './problem-store';
import { placeBelow } from './placed-problems';

/** What a command can be done about. */
export interface Wanted {
  readonly title: string;
  isWanted(finding: Finding): boolean;
  /** What is said where there is nothing of it. */
  readonly none: string;
}

/** Has a run or project chosen in which there is something of what is wanted. */
export async function chooseFolder(store: ProblemStore, wanted: Wanted): Promise<string> {
  const picks: Pick<string>[] = [];
  for (const folder of store.folders()) {
    const count = (store.get(folder)?.findings ?? []).filter((finding) => wanted.isWanted(finding)).length;
    if (count === 0) continue;
    picks.push({
      value: folder,
      label: path.basename(folder),
      description: countWord(count),
      detail: folder,
    });
  }
  if (picks.length === 0) throw nothing(wanted.none);
  const sorted = picks.sort((left, right) => (left.value < right.value ? -1 : 1));
  return given(await choose({ title: wanted.title }, { prompt: l10n.t('Which run?'), picks: sorted }));
}

/** Has one of the wanted findings of a folder chosen; the only one is taken at once. */
export async function chooseFinding(
  findings: readonly Finding[],
  folder: string,
  wanted: Wanted,
): Promise<Finding> {
  const candidates = findings.filter((finding) => wanted.isWanted(finding));
  const [only, ...others] = candidates;
  if (only === undefined) throw nothing(wanted.none);
  if (others.length === 0) return only;
  const picks = candidates.map((finding): Pick<Finding> => ({
    value: finding,
    label: finding.rule,
    description: placeBelow(folder, finding.offending_path),
    detail: finding.rule_detail,
  }));
  return given(await choose({ title: wanted.title }, { prompt: l10n.t('Which problem?'), picks }));
}

/** Has one of the rules chosen that the wanted findings are of. */
export async function chooseRule(findings: readonly Finding[], wanted: Wanted): Promise<Finding> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings.filter((each) => wanted.isWanted(each))) {
    byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  }
  const picks = [...byRule].flatMap(([rule, [first, ...others]]): Pick<Finding>[] =>
    first === undefined
      ? []
      : [{ value: first, label: rule, description: countWord(others.length + 1), detail: first.rule_detail }],
  );
  const [only, ...others] = picks;
  if (only === undefined) throw nothing(wanted.none);
  if (others.length === 0) return only.value;
  return given(await choose({ title: wanted.title }, { prompt: l10n.t('Which rule?'), picks }));
}

function countWord(count: number): string {
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count);
}

function nothing(message: string): ExlabError {
  return new ExlabError({ code: 'validation_failed', message });
}

function given<Value>(
  reply: { readonly kind: 'given'; readonly value: Value } | { readonly kind: 'back' },
): Value {
  if (reply.kind === 'given') return reply.value;
  throw new vscode.CancellationError();
}
