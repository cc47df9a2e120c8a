import {cpSync, mkdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from '@jest/globals';
import {build} from 'esbuild';
import type {Browser, Page} from 'playwright-core';
import {startBrowser} from '../../harness/browser.js';
import {Packed} from '../../harness/packed.js';
import {examples} from '../../harness/project.js';
import {start} from '../../harness/run.js';
import type {Running} from '../../harness/run.js';

let packed: Packed;
let browser: Browser;
beforeAll(async () => {
  packed = await Packed.install();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  packed?.remove();
});

describe('@kflow/core, as it is published', () => {
  test('a bundler finds nothing of Node in its main entry', async () => {
    // With platform `browser` an import of something of Node is an error.
    const {metafile, warnings} = await build({
      stdin: {contents: `export * from '@kflow/core'`, resolveDir: packed.dir},
      bundle: true,
      platform: 'browser',
      format: 'esm',
      write: false,
      metafile: true,
    });
    expect(warnings).toEqual([]);
    expect(Object.keys(metafile.inputs).filter((path) => /core\/dist\/node\b|^node:/.test(path))).toEqual([]);
  });

  test('@kflow/core/browser has the same names, refers to nothing, and is as large as its README says', async () => {
    const [bundle, main] = await Promise.all(
      ['@kflow/core/browser', '@kflow/core'].map((entry) =>
        packed.run(process.execPath, '--print', `Object.keys(require('${entry}')).sort().join('\\n')`),
      ),
    );
    expect(bundle).toMatchObject({code: 0});
    expect(bundle!.stdout).toBe(main!.stdout);
    const core = join(packed.dir, 'node_modules/@kflow/core');
    const entryPoints = [join(core, 'dist/browser.js')];
    const {metafile} = await build({entryPoints, bundle: true, platform: 'neutral', write: false, metafile: true});
    expect(Object.values(metafile.inputs).map(({imports}) => imports)).toEqual([[]]);
    const text = readFileSync(join(core, 'dist/browser.js'));
    expect(text.toString()).toMatch(/js-yaml \d+\.\d+\.\d+\n\n\(The MIT License\)/);
    const [, plain, gzipped] = /(\d+) kB, (\d+) kB with gzip/.exec(readFileSync(join(core, 'README.md'), 'utf8'))!;
    expect(Math.abs(statSync(join(core, 'dist/browser.js')).size / 1000 - Number(plain))).toBeLessThan(20);
    expect(Math.abs(gzipSync(text).length / 1000 - Number(gzipped))).toBeLessThan(10);
  });
});

describe('examples/planner-in-the-browser', () => {
  let server: Running;
  let url: string;
  let page: Page;
  /** What the browser complained about. */
  let complaints: string[];
  beforeAll(async () => {
    const dir = join(packed.dir, 'planner-in-the-browser');
    cpSync(join(examples, 'planner-in-the-browser'), dir, {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
    mkdirSync(join(dir, 'node_modules/@kflow'), {recursive: true});
    cpSync(join(packed.dir, 'node_modules/@kflow/core'), join(dir, 'node_modules/@kflow/core'), {recursive: true});
    server = start(process.execPath, ['serve.mjs', '0'], {cwd: dir, env: {}});
    url = await server.line((line) => line.startsWith('http'));
  });
  afterAll(async () => {
    server?.child.kill();
    await server?.ended;
  });
  beforeEach(async () => {
    page = await browser.newPage({viewport: {width: 1400, height: 860}});
    complaints = [];
    page.on('pageerror', ({message}) => complaints.push(message));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(url)) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(url);
    await planned('9 steps · 1 warning');
  });
  afterEach(async () => {
    await page?.close();
    expect(complaints).toEqual([]);
  });

  /** Waits until the page says that this is what planning came to. */
  const planned = (summary: string) => page.getByRole('status').getByText(summary, {exact: true}).waitFor();
  const boxes = () => page.locator('[data-box] .name').allTextContents();
  const box = (name: string) => page.locator('[data-box] .name').getByText(name, {exact: true});
  const text = () => page.getByRole('textbox', {name: 'YAML'});
  const open = (name: string) => page.getByRole('tab', {name}).click();
  const edit = async (from: string, to: string) => {
    const before = await text().inputValue();
    expect(before).toContain(from);
    await text().fill(before.replace(from, to));
  };
  /** What is selected in the text area, and whether one could type there. */
  const selected = () =>
    text().evaluate((area: HTMLTextAreaElement) => ({
      text: area.value.slice(area.selectionStart, area.selectionEnd),
      line: area.value.slice(0, area.selectionStart).split('\n').length,
      focused: area.ownerDocument.activeElement === area,
    }));

  test('the graph, the order and the problems of the sample', async () => {
    expect(await boxes()).toEqual(expect.arrayContaining(['longhorn', 'traefik', 'postgres', 'api', 'web', 'grafana']));
    await expect(page.locator('#problems li').allTextContents()).resolves.toEqual([
      expect.stringMatching(/^warning KF402longhorn is in phase platform .*resources\/platform\.yaml:9:5remove/),
    ]);
    await page.getByRole('radio', {name: 'order'}).check();
    const steps = () => page.locator('#order code').allTextContents();
    expect((await steps()).at(-1)).toBe('web.warm-up');
    await page.getByRole('combobox').selectOption('destroy');
    await page.waitForFunction(() => document.querySelector('#order code')?.textContent === 'web.warm-up');
  });

  test('typing draws the graph anew, and a problem leads to its place', async () => {
    await open('shop.yaml');
    await edit('name: api', 'name: backend');
    await planned('no plan · 1 error · 1 warning');
    expect(await boxes()).toContain('backend');
    await page.getByRole('button', {name: 'error'}).click();
    expect(await selected()).toEqual({text: 'api', line: 22, focused: true});
    await page.keyboard.type('backend');
    await planned('9 steps · 1 warning');
  });

  test('a file that cannot be read as YAML leaves the graph as it was, and says so', async () => {
    await open('postgres.yaml');
    await edit('name: postgres\n', 'name: [postgres\n');
    await page.getByText('As it was before the errors below.').waitFor();
    expect(await boxes()).toContain('postgres');
    expect(await page.getByRole('tab', {name: 'postgres.yaml'}).textContent()).toMatch(/\d$/);
    await page.getByRole('button', {name: 'error'}).first().click();
    expect(await selected()).toMatchObject({focused: true});
  });

  test('without a mouse: from problem to problem, from file to file, from a box to its declaration', async () => {
    await page.keyboard.press('F8');
    expect(await selected()).toEqual({text: 'grafana', line: 9, focused: true});
    expect(await page.getByRole('tab', {selected: true}).textContent()).toContain('platform.yaml');
    await page.getByRole('tab', {selected: true}).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('tab', {selected: true}).textContent()).toContain('shop.yaml');
    await page.getByRole('button', {name: 'web in namespace shop'}).focus();
    await page.keyboard.press('Enter');
    expect(await selected()).toEqual({text: 'web', line: 18, focused: true});
  });

  test('files are added, named and removed', async () => {
    await page.getByRole('button', {name: '+ file'}).click();
    await box('new-1').waitFor();
    await page.getByRole('textbox', {name: 'path'}).fill('elsewhere/new.yaml');
    await page.keyboard.press('Enter');
    await box('new-1').waitFor({state: 'detached'});
    await open('kflow.yaml');
    await edit('  - resources\n', '  - resources\n  - elsewhere/new.yaml\n');
    await box('new-1').waitFor();
    await open('new.yaml');
    await page.getByRole('button', {name: 'remove'}).click();
    await planned('no plan · 1 error');
    expect(await page.locator('#problems').textContent()).toContain('kflow.yaml:13:5');
  });

  test.each(['light', 'dark'] as const)('it is %s for who wants that, and readable', async (colorScheme) => {
    await page.emulateMedia({colorScheme});
    await open('platform.yaml');
    const contrasts = await page.evaluate(() => {
      const luminance = (color: string) => {
        const [red, green, blue] = color.match(/[\d.]+/g)!.map((part) => {
          const value = Number(part) / 255;
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
      };
      const ground = (element: Element): string => {
        const {backgroundColor} = getComputedStyle(element);
        return /^rgba\(.*, 0\)$/.test(backgroundColor) ? ground(element.parentElement!) : backgroundColor;
      };
      const selectors = '#status, .folder, .place, .severity, .message, .hint, .badge, .keys, #text, #gutter span';
      return [...document.querySelectorAll(selectors)].map((element) => {
        const pair = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a);
        return {element: element.className || element.id, contrast: (pair[0]! + 0.05) / (pair[1]! + 0.05)};
      });
    });
    expect(contrasts.length).toBeGreaterThan(20);
    // WCAG 2.2, 1.4.3 Contrast (Minimum), level AA.
    expect(contrasts.filter(({contrast}) => contrast < 4.5)).toEqual([]);
    const isDark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 4, 9)');
    expect(isDark).toBe(colorScheme === 'dark');
  });

  test('nothing is lost on a small screen', async () => {
    await page.setViewportSize({width: 480, height: 800});
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(480);
    await page.getByRole('button', {name: 'warning'}).click();
    expect(await selected()).toEqual({text: 'grafana', line: 9, focused: true});
  });

  test('its server gives the page and nothing beside it', async () => {
    const status = async (path: string) => (await fetch(`${url}${path}`)).status;
    expect(await status('index.html')).toBe(200);
    for (const path of [
      'package.json',
      '..%2fpackage.json',
      '%2e%2e/package.json',
      'serve.mjs',
      'nothing.js',
      '%',
      '%00.js',
    ])
      expect([path, await status(path)]).toEqual([path, 404]);
  });
});
