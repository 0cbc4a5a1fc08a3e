import type { FilterTable } from '../filter';
import { COMBINE } from './combine-filter';
import { DATA_FILTERS } from './data-filters';
import { DICT_ITEMS_FILTERS } from './dict-items-filters';
import { DIGEST_FILTERS } from './digest-filters';
import { JSON_FILTERS } from './json-filters';
import { PATH_FILTERS } from './path-filters';
import { RANDOM_FILTERS } from './random-filters';
import { REFUSED_FILTERS } from './refused';
import { REGEX_FILTERS } from './regex-filters';
import { TEXT_FILTERS } from './text-filters';
import { TIME_FILTERS } from './time-filters';
import { YAML_FILTERS } from './yaml-filters';

/** The filters that Copier adds to Jinja's: those of jinja2-ansible-filters 1.3. */
export const ANSIBLE_FILTERS: FilterTable = new Map([
  ...DATA_FILTERS,
  ['combine', COMBINE] as const,
  ...DICT_ITEMS_FILTERS,
  ...TEXT_FILTERS,
  ...DIGEST_FILTERS,
  ...PATH_FILTERS,
  ...RANDOM_FILTERS,
  ...REGEX_FILTERS,
  ...JSON_FILTERS,
  ...YAML_FILTERS,
  ...TIME_FILTERS,
  ...REFUSED_FILTERS,
]);
