/**
 * The tests that run inside the extension host, by the window that they need. Whoever runs them asserts each by its name:
 * one that never ran has not passed.
 */

/** In a folder that is not ours, with a configuration. */
export const IN_A_FOREIGN_FOLDER = [
  'is not active before something of ours is asked for',
  'is active after the first command, and the command does its work',
  'registers every command of its manifest',
  'has a log in the output panel',
  'refuses to copy a path while nothing is selected, and leaves the clipboard alone',
  'shows the instruments of the configuration',
  'shows what the configuration says after it changed on the disk',
  'makes a new engine for a configuration that changed',
  'copies diagnostics without the secret that stands in the configuration',
  'refuses every creation where the configuration is not complete, and says what is missing',
  'refuses every creation where there is no configuration, and says where it looked',
  'shows and refreshes an empty view without an error',
  'works again once the setting names a configuration that is complete',
] as const;

/** In the folder of a run. */
export const IN_THE_FOLDER_OF_A_RUN = [
  'is active before anything is asked for',
  'looks by itself for creations that were left unfinished',
  'gives up the engine lock when it is deactivated',
] as const;

/** In a folder that is not ours too: what a plugin asks for in the middle of a creation. */
export const IN_PLUGIN_INPUT = [
  'asks for one field after the other, and goes on with what was given',
  'asks again only for the field that was refused',
  'asks for the same again where somebody dismisses it and wants to go on',
  'stops where somebody dismisses it, and discards the files if that is wanted',
  'closes its input when the creation is stopped from elsewhere',
] as const;

/** In a folder that is not ours too: what is typed in New Run (Quick), and what comes in between. */
export const IN_QUICK_FLOW = [
  'says at its list what is wrong with what a key binding gave',
  'records a field as empty whose default was taken out, and one that was passed over',
  'lets a default follow the answer that it is made of, also after a way back',
  'keeps what stands in an input that is left by the way back, and when all is broken off, but no secret',
  'shows the plan again where the template was edited while somebody looked at it',
  'leaves the questions of one creation where another is begun, and finds them again',
  'asks again for a secret of an earlier creation, and for nothing else',
  'goes on where the configuration is saved in the middle of it',
  'keeps its engine where the configuration is saved as it was',
] as const;

/** In a folder that is not ours too: what is shown of problems. */
export const IN_PROBLEMS = [
  'stand in their file at their range, or in the document of their run at their line',
  'are errors, warnings, or information, and lead to the page of their rule',
  'go when they are corrected, and with them the marks in files',
  'are hidden where they are marked as known, and shown where that is wanted',
  'are listed within a moment where there are 10,000 in as many runs, and none is lost',
  'beyond 10,000 are counted in one line, and follow when others go',
  'have a lightbulb that offers what can be done',
  'change the document of a run that is open',
] as const;

/** In a folder that is not ours too: the files of templates, as somebody opens and types them. */
export const IN_TEMPLATES = [
  'have the language of what they become, by their names',
  'keep the language that somebody has chosen for their name',
  'get the ends of tags as their beginnings are typed',
  'have the comments of Jinja, and the manifest those of YAML',
  'are indented as YAML is, where they are the manifest',
] as const;
