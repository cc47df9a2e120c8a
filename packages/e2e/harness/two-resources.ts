import {Project} from './project.js';
import {configMap, deployment, resource, rootConfig} from './yaml.js';

/**
 * A project with a ConfigMap and a Deployment of two replicas, each a resource: `config` and `web`.
 *
 * @param more lines of the resource `web`
 */
export function twoResources(more = ''): Project {
  return new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/config.yaml': resource('config', 'config.yaml'),
    'resources/web.yaml': resource('web', 'web.yaml', `workloads: [deployment/web]\n${more}`),
    'manifests/config.yaml': configMap('config'),
    'manifests/web.yaml': deployment('web', {replicas: 2}),
  });
}
