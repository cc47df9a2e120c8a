import type {RunnerNames} from './names.js';

/** README.md: for who uses the runner, and for who works on it. */
export function readmeText(packageName: string, {class: name, object, module}: RunnerNames): string {
  return `# ${packageName}

A runner for [kflow](https://www.npmjs.com/package/@kflow/cli): \`${name}\` keeps a message in a ConfigMap.

## Use it

\`\`\`sh
npm install --save-dev ${packageName}
\`\`\`

\`\`\`yaml
# kflow.yaml
runners:
  - '${packageName}'
\`\`\`

\`\`\`yaml
# in a resource
steps:
  - name: ${object}
    runner:
      class: ${name}
      config:
        name: ${object}
        message: good morning
\`\`\`

| field     | type | required | default | what it is     |
| --------- | ---- | -------- | ------- | -------------- |
| \`name\`    | text | yes      |         | The ConfigMap. |
| \`message\` | text |          | \`hello\` | What it says.  |

\`kflow runners describe ${name}\` shows the same.

## Work on it

\`\`\`sh
npm install
npm test      # builds, and tests without a cluster
npm pack      # what would be published
\`\`\`

The runner is \`src/${module}.ts\`. Each hook is a method: \`apply\`, \`destroy\`, \`restart\`, \`reload\`, \`status\`, \`health\`.
`;
}
