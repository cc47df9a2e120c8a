/** A plugin as people write it: one kind, with everything that a schema may ask kflow for. */
export const httpCheck = {
  version: 1,
  stepKinds: {
    httpCheck: {
      description: 'Waits until a URL answers.',
      schema: {
        type: 'object',
        required: ['url'],
        properties: {
          url: {type: 'string', pattern: '^https?://', description: 'The URL, with http or https.'},
          status: {type: 'integer', minimum: 100, maximum: 599, default: 200},
          timeout: {format: 'kflow-duration', default: '2m'},
          body: {format: 'kflow-file', title: 'body'},
          version: {format: 'kflow-text'},
          method: {enum: ['GET', 'HEAD'], default: 'GET'},
          token: {type: 'string', writeOnly: true},
          headers: {type: 'object', additionalProperties: {format: 'kflow-text'}},
          tags: {type: 'array', items: {type: 'string', minLength: 1}},
          output: {format: 'kflow-new-path'},
        },
      },
      summary: '{method} {url}[ of version {version}][ with {body}][ tagged {tags}]',
      waits: true,
      handler: './dist/http-check.js',
    },
  },
};

const config = (plugins: string): string =>
  `kflow: {version: v1, kind: Config}\nplugins: [${plugins}]\nresources: [app.yaml]\n`;

/** A project whose one step has this YAML, and declares this plugin. */
export function project(
  step: string,
  plugin: object | string = httpCheck,
  more: {[path: string]: string} = {},
): {[path: string]: string} {
  return {
    'kflow.yaml': config('./kinds'),
    'kinds/kflow-plugin.json': typeof plugin === 'string' ? plugin : JSON.stringify(plugin, undefined, 2),
    'app.yaml': `kflow: {version: v1, kind: ResourceDefinition}\nname: app\nnamespace: web\nsteps:\n  - name: check\n    ${step}\n`,
    ...more,
  };
}

/** The same plugin with another schema. */
export function withSchema(schema: object, more: object = {}): object {
  const {httpCheck: kind} = httpCheck.stepKinds;
  return {version: 1, stepKinds: {httpCheck: {...kind, summary: '', schema, ...more}}};
}
