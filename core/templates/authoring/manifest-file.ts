/** The manifest of a template that is made here. */
export const MANIFEST_FILE = 'copier.yml';
