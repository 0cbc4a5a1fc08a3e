/**
 * Fails where a bundle could make code of text: a template must find nothing to run it with, whatever else goes wrong.
 * What packages bring of it is taken out by `build.mjs`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metafilePath } from './build.mjs';
import { projectRoot } from './setup.mjs';

const { outputs } = JSON.parse(readFileSync(metafilePath, 'utf8'));

/** `Function` may be compared with, and nothing else. */
const WAYS = [
  { title: 'Function', pattern: /(?<![\w$.'"`])Function(?=\s*[;,(.)])(?<!instanceof Function)/g },
  { title: 'eval', pattern: /(?<![\w$.'"`])eval\s*\(/g },
  { title: 'vm', pattern: /(?:from|require\(|import\()\s*["'](?:node:)?vm["']/g },
];

let found = 0;
for (const file of Object.keys(outputs).filter((name) => /\.c?js$/.test(name))) {
  const text = readFileSync(join(projectRoot, file), 'utf8');
  for (const { title, pattern } of WAYS)
    for (const { index } of text.matchAll(pattern)) {
      console.error(`${file}: ${title} at …${text.slice(Math.max(index - 60, 0), index + 60)}…`);
      found += 1;
    }
}
const packages = new Set(Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)));
for (const input of packages)
  if (/nunjucks[\\/](?!src[\\/](?:nodes|parser|object|lib|lexer)\.js$)/.test(input)) {
    console.error(`${input}: of nunjucks only the tree and the parser belong into a bundle`);
    found += 1;
  }
console.log(`${found} ways to make code of text in the bundles`);
if (found > 0) process.exitCode = 1;
