import type { AppliedPlugin, InputField, InputRequest, PluginHost, PluginPassHooks } from '../plugins';
import { ExlabError, toExlabError, type ErrorShape } from '../system';

const MASK = '•••';

type Mask = (text: string) => string;

/**
 * A plugin host that says nothing of secret answers: plugins are given them, and what they say of their work is
 * shown, logged and recorded.
 */
export function discreet(host: PluginHost, mask: Mask): PluginHost {
  return {
    validate: async (pass, signal) => {
      try {
        return (await host.validate(pass, signal)).map((complaint) => maskedShape(complaint, mask));
      } catch (caught) {
        throw maskedError(caught, mask);
      }
    },
    run: async (pass, folder, hooks) => {
      try {
        const applied = await host.run(pass, folder, maskedHooks(hooks, mask));
        return applied.map((plugin) => maskedOutcome(plugin, mask));
      } catch (caught) {
        throw maskedError(caught, mask);
      }
    },
  };
}

/** Masks every secret in a text, as it is and as it stands inside quotes. */
export function secretMask(secrets: readonly string[]): Mask {
  const forms = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]));
  forms.delete('');
  // The longest first: a short one may be part of it.
  const longestFirst = [...forms].sort((left, right) => right.length - left.length);
  return (text) => longestFirst.reduce((masked, form) => masked.replaceAll(form, MASK), text);
}

function maskedHooks(hooks: PluginPassHooks, mask: Mask): PluginPassHooks {
  return {
    signal: hooks.signal,
    progress: (current, total, plugin, file) => {
      hooks.progress(current, total, plugin, file === undefined ? undefined : mask(file));
    },
    warn: (message) => {
      hooks.warn(mask(message));
    },
    askForInput: (request) => hooks.askForInput(maskedRequest(request, mask)),
  };
}

function maskedRequest(request: InputRequest, mask: Mask): InputRequest {
  const maskedField = (field: InputField): InputField => ({
    ...field,
    label: mask(field.label),
    ...(typeof field.default === 'string' ? { default: mask(field.default) } : {}),
    ...(field.options === undefined ? {} : { options: field.options.map(mask) }),
    ...(field.hint === undefined ? {} : { hint: mask(field.hint) }),
  });
  return { ...request, reason: mask(request.reason), fields: request.fields.map(maskedField) };
}

function maskedOutcome(plugin: AppliedPlugin, mask: Mask): AppliedPlugin {
  return { ...plugin, files_affected: plugin.files_affected.map(mask) };
}

function maskedError(caught: unknown, mask: Mask): ExlabError {
  return new ExlabError(maskedShape(toExlabError(caught).toShape(), mask));
}

function maskedShape(shape: ErrorShape, mask: Mask): ErrorShape {
  const { details } = shape;
  return {
    ...shape,
    message: mask(shape.message),
    ...(details === undefined ? {} : { details: maskedDetails(details, mask) }),
  };
}

/** Every text in the details of an error; the names of properties stay. */
function maskedDetails(details: object, mask: Mask): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [key, maskedValue(value, mask)]));
}

function maskedValue(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => maskedValue(item, mask));
  return typeof value === 'object' && value !== null ? maskedDetails(value, mask) : value;
}
