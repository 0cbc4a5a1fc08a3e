import { describe, expect, it } from 'vitest';
import { fileError } from '../../../core/system';

describe('fileError', () => {
  it.each([
    ['EACCES', 'permission_denied'],
    ['EPERM', 'permission_denied'],
    ['EROFS', 'permission_denied'],
    ['ENOSPC', 'disk_space_insufficient'],
    ['EDQUOT', 'disk_space_insufficient'],
    ['ENOENT', 'folder_not_found'],
    ['ENOTDIR', 'folder_not_found'],
    ['EEXIST', 'destination_exists'],
    ['ENAMETOOLONG', 'validation_failed'],
    ['EIO', 'internal_error'],
  ])('says %s as %s, with the path', (errno, code) => {
    const error = fileError(Object.assign(new Error('raw'), { code: errno }), '/lab/file');
    expect(error.code).toBe(code);
    expect(error.message).toContain('/lab/file');
    expect(error.details).toMatchObject({ path: '/lab/file' });
  });

  it('passes our own errors through', () => {
    const error = fileError(new Error('x'), '/a');
    expect(fileError(error, '/b')).toBe(error);
  });
});
