import {relative, sep} from 'node:path';
import {root} from '../root.mjs';

/** The packages that other programs run inside of themselves, several times at once if they like. */
const libraries = /^packages\/(?:core|exec|runners)\/src\//;

/** The only file that may look at this process's environment: a caller may give another. */
const environment = 'packages/exec/src/ports/environment.ts';

/** What of `process` belongs to the program, and not to a library in it. */
const theProgram = new Set(
  'abort addListener chdir emitWarning exit exitCode off on once prependListener prependOnceListener removeAllListeners removeListener setgid setuid stderr stdin stdout title umask'.split(
    ' ',
  ),
);

/** @type {import('eslint').Rule.RuleModule} */
export const quietLibrary = {
  meta: {
    type: 'problem',
    docs: {
      description: 'libraries print nothing, end nothing, listen to no signals, and share no state between two uses',
    },
    schema: [],
  },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    if (!libraries.test(file)) return {};
    const report = (node, message) => context.report({node, message});

    return {
      Identifier(node) {
        if (node.name === 'console' && isVariable(node)) report(node, 'a library prints nothing: tell it as an event');
      },
      MemberExpression(node) {
        if (node.object.type !== 'Identifier' || !isVariable(node.object)) return;
        const {name} = node.object;
        const member = node.computed ? node.property.value : node.property.name;
        if (name === 'process' && theProgram.has(member)) {
          report(node, `\`process.${member}\` belongs to the program that uses the library`);
        }
        if (name === 'process' && member === 'env' && file !== environment) {
          report(node, `only ${environment} looks at this process's environment: take it from the session`);
        }
      },
      ImportDeclaration(node) {
        if (/^(?:node:)?process$/.test(node.source.value))
          report(node, 'use the global `process`, which this rule sees');
      },
      AssignmentExpression(node) {
        if (/^(?:globalThis|global|process)\b/.test(context.sourceCode.getText(node.left))) {
          report(node, 'a library changes nothing that is shared by the whole program');
        }
      },
      'Program > VariableDeclaration[kind!="const"], Program > ExportNamedDeclaration > VariableDeclaration[kind!="const"]'(
        node,
      ) {
        report(node, 'what may change at the top of a module is shared by all who use it: keep it in an object');
      },
      'Program > VariableDeclaration > VariableDeclarator > NewExpression[arguments.length=0][callee.name=/^(?:Weak)?(?:Map|Set)$/]'(
        node,
      ) {
        report(node, 'a cache at the top of a module is shared by all who use it: keep it in an object');
      },
    };
  },
};

/** Whether an identifier stands for a variable, rather than for a property or a key of that name. */
function isVariable(node) {
  const {parent} = node;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed;
  return !(parent.type === 'Property' && parent.key === node && !parent.shorthand) && !parent.type.startsWith('TS');
}
