import { posixRelative } from '../layout';
import { isCompiled } from './evaluate';
import { jinja } from './jinja';
import type { Templated, Template } from './model';
import type { TextRendering } from './text-rendering';

/** What a template says to whoever uses it; empty where it says nothing. */
export interface RenderedMessages {
  /** Before anything is made (`_message_before_copy`). */
  readonly before: string;
  /** When all is made (`_message_after_copy`). */
  readonly after: string;
}

/** Renders the messages of a template (spec 3.3) with the answers. Throws `template_render_error`. */
export function renderMessages(template: Template, texts: TextRendering): RenderedMessages {
  const manifest = posixRelative(template.root, template.manifestFile);
  const render = (message: Templated, key: string): string =>
    isCompiled(message)
      ? texts.content(message, `${manifest} (${key})`, new Map()).text
      : message === null
        ? ''
        : jinja.print(message);
  const { messageBeforeCopy, messageAfterCopy } = template.settings;
  return {
    before: render(messageBeforeCopy, '_message_before_copy'),
    after: render(messageAfterCopy, '_message_after_copy'),
  };
}
