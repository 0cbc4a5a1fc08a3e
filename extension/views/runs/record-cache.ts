export { RecordCache } from '../../../core/catalogue';
