/**
 * A text for a notification in which nothing is a link: the editor makes one of `[words](command:…)`, and templates,
 * names of folders and links from elsewhere must not be able to put a command behind words.
 */
export function plainNotice(text: string): string {
  return text.replaceAll('](', '] (');
}
