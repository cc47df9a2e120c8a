import type {Diagnostic, Location} from '../../../src/index.js';

/** A broken project and every diagnostic it gives, in order. */
export interface Row {
  name: string;
  files: {[path: string]: string};
  /** As {@link describeDiagnostic} writes them. */
  expected: string[];
}

/** Where the projects of the table are. */
export const dir = '/p';

export const header = 'kflow: {version: v1, kind: ResourceDefinition}\nname: app\n';

/** A project with one resource, `app.yaml`: the text comes after its `kflow` block and its name, on line 3. */
export function resource(text: string, others: {[path: string]: string} = {}): {[path: string]: string} {
  return {
    'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n',
    'app.yaml': `${header}${text}\n`,
    ...others,
  };
}

/** A project whose resource has one step `s`: the text is its kind, indented by four spaces, on line 5. */
export function step(text: string, others: {[path: string]: string} = {}): {[path: string]: string} {
  return resource(`steps:\n  - name: s\n${text.replace(/^/gm, '    ')}`, others);
}

/** A root config with a good resource: the text comes after its `kflow` block and its resources, on line 3. */
export function config(text: string, others: {[path: string]: string} = {}): {[path: string]: string} {
  return {
    'kflow.yaml': `kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n${text}\n`,
    'app.yaml': `${header}manifests: [m.yaml]\n`,
    'm.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
    ...others,
  };
}

/** A diagnostic in one line: place, severity, code, message, hint, related places. */
export function describeDiagnostic({code, severity, message, hint, at, related}: Diagnostic): string {
  const where = at ? `${place(at)}${at.text === undefined ? '' : ` [${at.text}]`} ` : '';
  const more = (related ?? []).map((other) => ` (${other.message}: ${place(other.at)})`).join('');
  return `${where}${severity} ${code} ${message}${hint === undefined ? '' : ` -- ${hint}`}${more}`;
}

function place({file, line, column}: Location): string {
  return `${file.replace(`${dir}/`, '')}:${line}:${column}`;
}
