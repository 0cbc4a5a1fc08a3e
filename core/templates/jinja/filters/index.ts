import { CHOOSING_FILTERS } from './choose';
import type { FilterTable } from './filter';
import { GROUP_FILTERS } from './group';
import { HTML_FILTERS } from './html';
import { JSON_FILTERS } from './json';
import { NUMBER_FILTERS } from './number';
import { ORDER_FILTERS } from './order';
import { PPRINT_FILTERS } from './pprint';
import { SEQUENCE_FILTERS } from './sequence';
import { TEXT_FILTERS } from './text';
import { VALUE_FILTERS } from './value';

export { callOf, testCallOf } from './bound';
export type { Filter, FilterTable, FreeFilter } from './filter';

/** The filters of Jinja 3.1, by name. */
export const BUILTIN_FILTERS: FilterTable = new Map([
  ...VALUE_FILTERS,
  ...TEXT_FILTERS,
  ...HTML_FILTERS,
  ...SEQUENCE_FILTERS,
  ...ORDER_FILTERS,
  ...CHOOSING_FILTERS,
  ...GROUP_FILTERS,
  ...NUMBER_FILTERS,
  ...JSON_FILTERS,
  ...PPRINT_FILTERS,
]);
