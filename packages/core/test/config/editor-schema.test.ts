import {existsSync, readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {editorSchemaLine, editorSchemaUrl} from '../../src/index.js';

test.each(['config', 'resource'] as const)(
  'the %s schema that editors are sent to is one that is published',
  (name) => {
    const path = new URL(editorSchemaUrl(name)).pathname;
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(path.startsWith(`/${manifest.name}/`)).toBe(true);
    const file = path.slice(manifest.name.length + 2);
    expect(manifest.files).toContain(file.split('/')[0]);
    expect(existsSync(new URL(`../../${file}`, import.meta.url))).toBe(true);
    expect(editorSchemaLine(name)).toBe(`# yaml-language-server: $schema=${editorSchemaUrl(name)}`);
  },
);
