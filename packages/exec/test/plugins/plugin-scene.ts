import {loadStepKinds} from '../../src/plugins/load-step-kinds.js';
import {Scene} from '../operations/scene.js';

/** A plugin with one kind, `note`: everything that a handler can be asked for. */
const plugin = {
  version: 1,
  stepKinds: {
    note: {
      description: 'Keeps a note in a ConfigMap.',
      schema: {
        properties: {
          text: {format: 'kflow-text'},
          file: {format: 'kflow-file'},
          token: {type: 'string', writeOnly: true},
          timeout: {format: 'kflow-duration', default: '1m'},
        },
      },
      summary: '[{text}]',
      mayBeEmpty: true,
      handler: './note.ts',
    },
  },
};

/** A project with one step of that kind, whose handler has this code. `kind` changes what the plugin says of it. */
export async function pluginScene(
  handler: string,
  {
    block = '{text: hello}',
    kind = {},
    more = {},
  }: {block?: string; kind?: object; more?: {[path: string]: string}} = {},
): Promise<Scene> {
  const manifest = {...plugin, stepKinds: {note: {...plugin.stepKinds.note, ...kind}}};
  return await Scene.of(
    {a: `namespace: default\nsteps: [{name: s, note: ${block}}]`},
    {
      'kinds/kflow-plugin.json': JSON.stringify(manifest),
      'kinds/note.ts': handler,
      ...more,
    },
    'plugins: [./kinds]',
  );
}

/** The same, with its handler loaded. */
export async function loadedScene(...args: Parameters<typeof pluginScene>): Promise<Scene> {
  const scene = await pluginScene(...args);
  const {registry, diagnostics} = await loadStepKinds(scene.project);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  scene.stepKinds = registry;
  return scene;
}
