import {relative, sep} from 'node:path';
import {root} from '../root.mjs';

/**
 * Who may import whom, data flowing one way. `types` allows `import type` only.
 * Packages that are not listed (dev, e2e) may import anything.
 */
const allowed = {
  core: {},
  runners: {core: 'types'},
  exec: {core: 'all', runners: 'all'},
  cli: {core: 'all', exec: 'all', runners: 'all'},
  sandbox: {},
};

/** The only file that may import a package. */
const soleImporters = {zx: 'packages/exec/src/tools/shell.ts'};

/** Where core may see Node: everything else of it runs in a browser. */
const nodeInCore = /^packages\/core\/src\/(node\.ts$|node\/)/;

/** @type {import('eslint').Rule.RuleModule} */
export const importDirection = {
  meta: {
    type: 'problem',
    docs: {description: 'imports go one way: cli -> exec -> core, exec -> runners -> core (types)'},
    schema: [],
  },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    const [, owner] = /^packages\/([^/]+)\/src\//.exec(file) ?? [];
    if (!owner || !(owner in allowed)) return {};

    /** @param {any} node @param {boolean} typesOnly */
    function check(node, typesOnly) {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const [, target] = /^@kflow\/([^/]+)/.exec(source) ?? [];
      const permission = target && allowed[owner][target];
      if (target && target !== owner && !permission) {
        context.report({node, message: `@kflow/${owner} may not import @kflow/${target}`});
      } else if (permission === 'types' && !typesOnly) {
        context.report({node, message: `@kflow/${owner} may import only types from @kflow/${target}`});
      }
      if (owner === 'core' && source.startsWith('node:') && !nodeInCore.test(file)) {
        context.report({node, message: 'core runs in a browser: Node is for src/node.ts and src/node/ only'});
      }
      const name = source.startsWith('@') ? source.split('/').slice(0, 2).join('/') : source.split('/')[0];
      if (soleImporters[name] && soleImporters[name] !== file) {
        context.report({node, message: `only ${soleImporters[name]} imports ${name}`});
      }
      if (source.startsWith('../') && /^(\.\.\/)+packages\//.test(source)) {
        context.report({node, message: 'import another package by its name'});
      }
    }

    return {
      ImportDeclaration: (node) =>
        check(
          node,
          node.importKind === 'type' ||
            (node.specifiers.length > 0 && node.specifiers.every((specifier) => specifier.importKind === 'type')),
        ),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.exportKind === 'type'),
      ImportExpression: (node) => check({...node, source: node.source}, false),
    };
  },
};
