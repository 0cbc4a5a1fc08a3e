/** The scheme of documents that say what a README would be with the front matter that its record gives. */
export const RECORDED_SCHEME = 'exlab-record';
