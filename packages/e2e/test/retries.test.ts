import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {until} from '../harness/until.js';
import {deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(async () => {
  await project.kubectl('delete', 'validatingwebhookconfiguration', project.namespace, '--ignore-not-found');
  project.remove();
});

/** A webhook for ConfigMaps of the project's namespace, of a service that nothing runs behind. */
const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: NS}
webhooks:
  - name: policy.example.com
    clientConfig: {url: "https://127.0.0.1:9/"}
    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}
    rules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]
    admissionReviewVersions: [v1]
    sideEffects: None
    failurePolicy: Fail
    timeoutSeconds: 2
`;

test('a webhook that does not answer is waited for, and the step goes through when it is gone', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'webhook.yaml': webhook,
    'resources/web.yaml': resource('web', 'web.yaml'),
    'manifests/web.yaml': deployment('web'),
  });
  await project.kubectl('apply', '-f', 'webhook.yaml');
  const running = project.start('apply', '-v');
  await until('it tries again', () => /an admission webhook does not answer: trying again/.test(running.stderr()));
  await project.kubectl('delete', 'validatingwebhookconfiguration', project.namespace);
  const {code, stderr} = await running.ended;
  expect(code === 0 ? 'it went through' : stderr).toBe('it went through');
  expect(await project.exists('deployment/web')).toBe(true);
});
