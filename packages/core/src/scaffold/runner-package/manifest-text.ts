import type {RunnerNames} from './names.js';

/** package.json. `sdk` is the version of `@kflow/runners` that the package is made for. */
export function manifestText(packageName: string, names: RunnerNames, sdk: string): string {
  const manifest = {
    name: packageName,
    version: '0.1.0',
    description: `A runner for kflow: ${names.class}.`,
    keywords: ['kflow', 'kflow-runner'],
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    engines: {node: '>=20'},
    exports: {
      '.': {types: './dist/index.d.ts', default: './dist/index.js'},
      './package.json': './package.json',
    },
    files: ['dist', '!dist/**/*.test.*'],
    scripts: {build: 'tsc', test: 'npm run build && node --test dist/*.test.js', prepack: 'npm run build'},
    // kflow has its own copy, with which the runner is run, and looks whether it is one of these.
    peerDependencies: {'@kflow/runners': `^${sdk}`},
    devDependencies: {'@kflow/runners': `^${sdk}`, '@types/node': '^20.19.0', typescript: '~6.0.3'},
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** tsconfig.json: strict, and as Node itself resolves modules. */
export function tsconfigText(): string {
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    types: ['node'],
    strict: true,
    noImplicitOverride: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    declaration: true,
    skipLibCheck: true,
    rootDir: 'src',
    outDir: 'dist',
  };
  return `${JSON.stringify({compilerOptions, include: ['src']}, undefined, 2)}\n`;
}
