import { describe, expect, it } from 'vitest';
import { isScanned, scanLimitBytes, scannedText } from '../../../core/validator';

const SETTINGS = { content_scan_max_mib: 5, content_scan_extensions: ['.txt', '.md', '.csv'] };

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

describe('isScanned', () => {
  it.each(['a.txt', 'A.TXT', 'data/a.b.csv', 'C:\\data\\a.md', '.txt'])('takes %s', (file) => {
    expect(isScanned(file, SETTINGS.content_scan_extensions)).toBe(true);
  });

  it.each(['a.tif', 'txt', 'a.txt.gz', 'a', '', 'a.txt/b'])('leaves %j out', (file) => {
    expect(isScanned(file, SETTINGS.content_scan_extensions)).toBe(false);
  });
});

describe('scannedText', () => {
  it('gives the text with its byte order mark', () => {
    expect(scannedText('a.txt', bytes('\uFEFFgrün\r\n'), SETTINGS)).toBe('\uFEFFgrün\r\n');
    expect(scannedText('a.txt', bytes(''), SETTINGS)).toBe('');
  });

  it('gives what it can of a text in another encoding', () => {
    expect(scannedText('a.txt', Buffer.from('gr\xFCn <a>', 'latin1'), SETTINGS)).toBe('gr\uFFFDn <a>');
  });

  it('leaves out other extensions', () => {
    expect(scannedText('a.tif', bytes('<a>'), SETTINGS)).toBeNull();
  });

  it('takes a file of the largest size, and none larger', () => {
    expect(scanLimitBytes(SETTINGS)).toBe(5 * 1024 * 1024);
    const limits = { ...SETTINGS, content_scan_max_mib: 0.5 };
    const largest = new Uint8Array(512 * 1024).fill(0x61);
    expect(scannedText('a.txt', largest, limits)).toHaveLength(512 * 1024);
    expect(scannedText('a.txt', new Uint8Array(512 * 1024 + 1).fill(0x61), limits)).toBeNull();
  });

  it('leaves out what has a NUL in its first 8 KiB', () => {
    const withNul = (at: number): Uint8Array => {
      const content = new Uint8Array(9000).fill(0x61);
      content[at] = 0;
      return content;
    };
    expect(scannedText('a.txt', withNul(8191), SETTINGS)).toBeNull();
    expect(scannedText('a.txt', withNul(8192), SETTINGS)).toHaveLength(9000);
  });

  it('gives only the front matter of Markdown, at its place', () => {
    expect(scannedText('README.md', bytes('\uFEFF---\r\nlabel: "<a>"\r\n---\r\n<b>\r\n'), SETTINGS)).toBe(
      '\uFEFF---\r\nlabel: "<a>"\r\n---',
    );
    expect(scannedText('a.MD', bytes('# Title\n<b>\n'), SETTINGS)).toBeNull();
    expect(scannedText('a.md', bytes('---\nnever closed <b>\n'), SETTINGS)).toBeNull();
  });
});
