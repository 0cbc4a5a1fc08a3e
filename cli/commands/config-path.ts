import { exists } from '../../core/system';
import type { Command } from '../command';
import { EXIT } from '../exit-codes';
import { printable } from '../output';
import { CONFIG_OPTION, configFileOf, stateFolderOf } from '../configuration';

/** `exlab config path`: one line for people and scripts, whether the file is there or not. */
export const configPath: Command = {
  options: [CONFIG_OPTION],
  async run(context) {
    const path = configFileOf(context);
    context.output.print(printable(path));
    context.output.json({ path, exists: await exists(path), state_folder: stateFolderOf(context) });
    return EXIT.fine;
  },
};
