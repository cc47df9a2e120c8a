import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {byCodePoint} from './by-code-point.mjs';
import {root} from '../root.mjs';

/** @typedef {import('./npm-packages.mjs').Dependency} Dependency */

/** What the sandbox's programs are built from. @returns {{name: string, version: string}[]} by name and version */
export function goModules() {
  const found = new Map();
  for (const program of ['control-plane', 'helm3']) {
    const text = readFileSync(join(root, 'packages/sandbox', program, 'go.mod'), 'utf8');
    // `replace a => b v1`: what is built is b.
    const replaced = new Map(
      [...text.matchAll(/^(?:replace )?\t?(\S+)(?: v\S+)? => (\S+) (v\S+)$/gm)].map(([, from, name, version]) => [
        from,
        {name, version},
      ]),
    );
    for (const [, name, version] of text.matchAll(
      /^(?:require )?\t?([\w.-]+\.[\w.-]+\/\S+) (v\S+)(?: \/\/ indirect)?$/gm,
    )) {
      const module = replaced.get(name) ?? {name, version};
      found.set(`${module.name}@${module.version}`, module);
    }
  }
  return [...found.values()].sort((a, b) => byCodePoint(a.name, b.name) || byCodePoint(a.version, b.version));
}

/** What a licence says, in the order in which to look for it. Only what these modules have. */
const texts = /** @type {[string, RegExp][]} */ ([
  ['Apache-2.0', /Apache License\s+Version 2\.0/],
  ['MPL-2.0', /Mozilla Public License,?\s+[Vv]ersion 2\.0/],
  [
    'BSD-3-Clause',
    /Redistributions of source code[\s\S]*(?:Neither the name|may not be used to endorse|names of (?:its|the) contributors)/,
  ],
  ['BSD-2-Clause', /Redistributions of source code/],
  ['ISC', /Permission to use, copy, modify, and\/?(?:or)? distribute this software/],
  ['MIT', /Permission is hereby granted, free of charge/],
  ['CC0-1.0', /CC0 1\.0 Universal/],
  ['Unlicense', /This is free and unencumbered software/],
]);

/**
 * The licence of a module, from its text in Go's cache; undefined when it is not there.
 *
 * @param {string} cache `GOMODCACHE`
 * @param {{name: string, version: string}} module
 * @returns {string | undefined}
 */
export function goLicence(cache, {name, version}) {
  const escaped = name.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
  const folder = join(cache, `${escaped}@${version}`);
  if (!existsSync(folder)) return undefined;
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
  if (file === undefined) return 'unknown';
  const text = readFileSync(join(folder, file), 'utf8');
  return texts.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown';
}
