import type {StepContext} from '../step-handler.js';

/** An object that a manifest behind a URL declares. */
export interface UrlObject {
  apiVersion: string;
  kind: string;
  name: string;
  /** Absent for cluster-scoped objects. */
  namespace?: string;
}

const columns = ['.apiVersion', '.kind', '.metadata.namespace', '.metadata.name'];

/**
 * The objects behind URLs as they are in the cluster now. kubectl fetches the URLs, as it did to apply them, and
 * columns keep the contents of Secrets out of what it prints.
 *
 * @param urls none gives none, without a process
 */
export async function urlObjects(context: StepContext, urls: readonly string[]): Promise<UrlObject[]> {
  if (urls.length === 0 || !context.cluster) return [];
  const files = urls.flatMap((url) => ['-f', url]);
  const output = `custom-columns=${columns.map((path, index) => `C${index}:${path}`).join(',')}`;
  const {stdout} = await context.kubectl
    .with({onLine: undefined})
    .call(['get', ...files, '--ignore-not-found', '--no-headers', '-o', output], {
      mutating: false,
      // A kind that is not served (any more) is an error for kubectl, and no object for us.
      check: false,
    });
  return stdout.split('\n').flatMap((line) => {
    const [apiVersion, kind, namespace, name] = line.trim().split(/\s+/);
    if (apiVersion === undefined || kind === undefined || namespace === undefined || name === undefined) return [];
    return [{apiVersion, kind, name, ...(namespace === '<none>' ? {} : {namespace})}];
  });
}
