export { inThreads, type ThreadOptions } from './in-threads';
