import { l10n } from '../../core/system';
import {
  answerSample,
  findTemplate,
  previewOf,
  type PreviewFile,
  type Template,
  type TemplateEvaluator,
} from '../../core/templates';
import { UsageError } from '../arguments';
import type { Command, CommandContext } from '../command';
import { readAnswers } from '../creation/answers';
import { jsonValue } from '../creation/plan-report';
import { secretCheck } from '../creation/secrets';
import { printMessageBefore, printMessageToCome } from '../creation/template-messages';
import { EXIT } from '../exit-codes';
import { printable, type Output } from '../output';
import { folderAt } from '../template-folder';
import { printTree } from '../tree';
import { CONFIG_OPTION, readConfiguration } from '../configuration';
import { bundledTemplates, templateEvaluator } from '../workplace';

/** `exlab templates preview TEMPLATE`: what it makes of some answers; nothing is written and no lab is needed. */
export const templatesPreview: Command = {
  positionals: [{ name: 'TEMPLATE', required: true, help: l10n.t('name or path of a template') }],
  options: [
    { name: 'answers', value: 'FILE', help: l10n.t("Answers, YAML or JSON; '-' reads standard input") },
    { name: 'set', value: 'ID=VALUE', repeatable: true, help: l10n.t('One answer; beats --answers') },
    { name: 'file', value: 'PATH', help: l10n.t('Only the text of this file') },
    CONFIG_OPTION,
  ],
  notes: [l10n.t('What is not answered has its default; a question without one is answered with a sample.')],
  async run(context) {
    const evaluator = templateEvaluator(context, true);
    try {
      return await preview(context, evaluator);
    } finally {
      await evaluator.close();
    }
  },
};

async function preview(context: CommandContext, evaluator: TemplateEvaluator): Promise<number> {
  const { output } = context;
  const given = await readAnswers(context.arguments, context.terminal);
  const template = await find(context);
  secretCheck(output, given)(template);
  const questionnaire = await answerSample(evaluator, template, given.values);
  const { files, answers, notes, messages, problems } = await previewOf(evaluator, template, questionnaire);
  const only = context.arguments.text('file');
  const text = only === undefined ? undefined : textOf(files, only);
  output.json({
    template: { name: template.name, version: template.version, type: template.type, path: template.root },
    answers: jsonValue(answers),
    files: files.map(fileObject),
    notes,
    messages,
    problems,
  });
  if (text === undefined) {
    print(output, template, files);
    printMessageBefore(output, messages);
    printMessageToCome(output, messages);
  } else output.print(printable(text).replace(/\n$/, ''));
  for (const { file, message } of notes) output.warning(`${file}: ${message}`);
  for (const problem of problems) output.error(problem, problem.field);
  if (problems.length > 0) return EXIT.errors;
  return notes.length > 0 ? EXIT.warnings : EXIT.fine;
}

async function find(context: CommandContext): Promise<Template> {
  const [nameOrPath = ''] = context.arguments.positionals;
  if (/[/\\]/.test(nameOrPath)) await folderAt(nameOrPath, l10n.t('the name or the path of a template'));
  const { config } = await readConfiguration(context);
  const places = { templatesDir: config?.paths.templates_dir ?? '', bundledDir: bundledTemplates(context) };
  // One of another type is found by its name all the same.
  return findTemplate(nameOrPath, places, { type: 'run' });
}

/** What programs read of a file. */
function fileObject({ kind, path, size, sha256, text, target }: PreviewFile): Record<string, unknown> {
  return { kind, path, size, sha256, text, ...(target === undefined ? {} : { target }) };
}

/** The text of the one file that is asked for. Throws `UsageError` where the template renders none of this path. */
function textOf(files: readonly PreviewFile[], wanted: string): string {
  const text = files.find(({ path }) => path === wanted)?.text ?? null;
  if (text !== null) return text;
  throw new UsageError(l10n.t("The template renders no file '{0}' from these answers.", wanted), '--file');
}

function print(output: Output, template: Template, files: readonly PreviewFile[]): void {
  output.print(output.style.heading(`${printable(template.name)} ${printable(template.version)}`));
  printTree(output, files);
  for (const { path, text } of files) {
    if (text === null) continue;
    output.print();
    output.print(output.style.heading(printable(path)));
    output.print(printable(text).replace(/\n$/, ''));
  }
}
