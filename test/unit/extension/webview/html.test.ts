import path from 'node:path/posix';
import type * as vscode from 'vscode';
import { describe, expect, it } from 'vitest';
import { webviewHtml, webviewRoots, type PageShell } from '../../../../extension/webview';

/** As much of an address of the editor as a page's shell needs. */
class Address implements Pick<vscode.Uri, 'path' | 'with' | 'toString'> {
  constructor(
    readonly path: string,
    private readonly scheme = 'file',
  ) {}

  with(change: { scheme?: string; path?: string }): vscode.Uri {
    return address(change.path ?? this.path, change.scheme ?? this.scheme);
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

function address(where: string, scheme?: string): vscode.Uri {
  return new Address(where, scheme) as unknown as vscode.Uri;
}

const webview = {
  cspSource: 'https://*.vscode-cdn.net',
  asWebviewUri: (uri: vscode.Uri) => uri.with({ scheme: 'https' }),
};

function shell(change: Partial<PageShell> = {}): string {
  return webviewHtml({
    webview,
    extensionUri: address('/extensions/exlab'),
    page: 'wizard',
    mode: 'experimental',
    title: 'New run',
    ...change,
  });
}

function first(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? '';
}

function all(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, found = '']) => found);
}

const NONCE = /<script nonce="([^"]*)"/;

describe('the shell of a page', () => {
  it('has a policy that lets our script run and our styles and icons load, and nothing else', () => {
    const html = shell();
    const policy = first(html, /http-equiv="Content-Security-Policy" content="([^"]*)"/);
    expect(policy).toBe(
      `default-src 'none'; script-src 'nonce-${first(html, NONCE)}'; ` +
        'style-src https://*.vscode-cdn.net; font-src https://*.vscode-cdn.net',
    );
  });

  it('states the policy before anything is loaded', () => {
    const html = shell();
    const loaded = Math.min(html.indexOf('<link'), html.indexOf('<script'));
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(loaded);
  });

  it('has a nonce of 128 bits that is never the same', () => {
    const nonces = Array.from({ length: 50 }, () => first(shell(), NONCE));
    expect(new Set(nonces).size).toBe(nonces.length);
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
  });

  it('loads the icons where their elements look for them, the styles and the script of its page', () => {
    const html = shell();
    const base = 'https:///extensions/exlab/dist/webview';
    expect(first(html, /id="vscode-codicon-stylesheet" href="([^"]*)"/)).toBe(`${base}/codicon.css`);
    expect(all(html, /(?:href|src)="([^"]*)"/g)).toEqual([
      `${base}/codicon.css`,
      `${base}/wizard.css`,
      `${base}/wizard.js`,
    ]);
  });

  it('loads nothing that stands outside of the folder of the pages', () => {
    const extensionUri = address('/extensions/exlab/');
    expect(webviewRoots(extensionUri).map((root) => root.path)).toEqual(['/extensions/exlab/dist/webview']);
    const loaded = all(shell({ extensionUri }), /(?:href|src)="https:\/\/([^"]*)"/g);
    expect(new Set(loaded.map((file) => path.dirname(file)))).toEqual(
      new Set(['/extensions/exlab/dist/webview']),
    );
  });

  it('says nothing inline: neither a style nor a script nor a handler', () => {
    const html = shell();
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(all(html, /<script[^>]*>([^<]*)<\/script>/g)).toEqual(['']);
  });

  it.each(['project', 'experimental', 'test'] as const)('says its mode: %s', (mode) => {
    expect(first(shell({ mode }), /<body data-mode="([^"]*)">/)).toBe(mode);
  });

  it('says its language, English where none is known', () => {
    expect(first(shell(), /<html lang="([^"]*)">/)).toBe('en');
    expect(first(shell({ language: 'pt-br' }), /<html lang="([^"]*)">/)).toBe('pt-br');
  });

  it('shows a title as text, whatever it holds', () => {
    const html = shell({ title: `</title><script>alert("1 & 2")</script>` });
    expect(first(html, /<title>(.*)<\/title>/)).toBe(
      '&lt;/title&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;',
    );
    expect(all(html, /(<script)/g)).toHaveLength(1);
  });

  it('keeps within its attribute what a caller says', () => {
    const html = shell({ language: '"><script>', webview: { ...webview, cspSource: '"><script>' } });
    expect(all(html, /(<script)/g)).toHaveLength(1);
  });
});
