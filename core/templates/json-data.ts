import { l10n } from '../system';
import { NoJson, parseJson } from './jinja/json/read';
import { Mistake } from './jinja/place';
import { UNLIMITED } from './jinja/values/effort';
import { outsideOf } from './jinja/values/outside';
import type { DataReading } from './yaml-data';

/** Far more levels than any answer has. */
const MAX_DEPTH = 100;

/**
 * Reads a text of JSON as Copier does, with Python's `json` (spec 3.3): integers of any size, `NaN` and `Infinity`, the
 * order of the keys, and of two equal ones the later value.
 */
export function readJsonData(text: string): DataReading {
  try {
    return { value: outsideOf(parseJson(text, UNLIMITED, MAX_DEPTH), UNLIMITED) };
  } catch (caught) {
    if (caught instanceof NoJson)
      return { problem: l10n.t('line {0}, column {1}: {2}', caught.line, caught.column, caught.message) };
    if (caught instanceof Mistake) return { problem: caught.message };
    throw caught;
  }
}
