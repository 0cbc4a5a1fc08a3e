import { afterAll, inject } from 'vitest';
import { removeFoldersOfFile } from './temporary-folder';

// What `tmpdir()` of Node reads: TMPDIR, and on Windows TEMP.
process.env.TMPDIR = inject('temporaryRoot');
process.env.TEMP = inject('temporaryRoot');

afterAll(removeFoldersOfFile);
