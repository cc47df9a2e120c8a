import {describe, expect, test} from '@jest/globals';
import {baseName, dirName, extension, isAbsolute, relativeTo, resolvePath} from '../../src/source/files/path.js';

describe('resolvePath', () => {
  test.each([
    ['/a/b', 'c', '/a/b/c'],
    ['/a/b', './c/', '/a/b/c'],
    ['/a/b', '../c', '/a/c'],
    ['/a/b', '../../../c', '/c'],
    ['/a/b', '/c//d/./e', '/c/d/e'],
    ['/a/b', '.', '/a/b'],
    ['/a/b', '~', '/home/me'],
    ['/a/b', '~/c', '/home/me/c'],
    ['/a/b', '~c', '/a/b/~c'],
    ['/', 'c', '/c'],
    ['/a', 'b\\c', '/a/b\\c'],
    ['C:\\a\\b', 'c\\d', 'C:/a/b/c/d'],
    ['C:/a/b', '..\\c', 'C:/a/c'],
    ['C:/a/b', 'D:\\c', 'D:/c'],
  ])('%s and %s', (base, path, expected) => {
    expect(resolvePath(base, path, '/home/me')).toBe(expected);
  });

  test('a home on Windows', () => {
    expect(resolvePath('C:\\a', '~\\b', 'C:\\Users\\me')).toBe('C:/Users/me/b');
  });
});

test('parts', () => {
  expect([dirName('/a/b'), dirName('/a'), dirName('/'), dirName('C:/a')]).toEqual(['/a', '/', '/', 'C:/']);
  expect([baseName('/a/b.c'), baseName('/a/b/'), baseName('a')]).toEqual(['b.c', 'b', 'a']);
  expect([extension('a.YAML'), extension('.env'), extension('a/b.c/d'), extension('a.tar.gz')]).toEqual([
    '.yaml',
    '',
    '',
    '.gz',
  ]);
  expect([isAbsolute('/a'), isAbsolute('C:\\a'), isAbsolute('C:'), isAbsolute('a')]).toEqual([true, true, true, false]);
  expect([relativeTo('/a', '/a/b/c'), relativeTo('/', '/b'), relativeTo('/a', '/ab')]).toEqual(['b/c', 'b', '/ab']);
});
