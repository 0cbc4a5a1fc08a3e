export { isEmptyFilter, readFilter } from '../../../core/catalogue';
