import { l10n } from '../system';
import type { PluginHost } from './host';

/** The host of an engine that has none: a creation that needs a plugin is refused, never made without it. */
export const noPluginHost: PluginHost = {
  validate: (pass) =>
    Promise.resolve(
      pass.plugins.length === 0
        ? []
        : [
            {
              code: 'plugin_host_unavailable',
              field: 'template_path',
              message: l10n.t(
                'This needs the plugins {0}, and this engine runs none: choose another template, or take them out of _exlab_plugins and plugins.always.',
                pass.plugins.join(', '),
              ),
              details: { plugins: pass.plugins },
            },
          ],
    ),
  run: () => Promise.resolve([]),
};
