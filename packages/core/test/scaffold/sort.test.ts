import {describe, expect, test} from '@jest/globals';
import {dependencies, object, phases, places, propose, widgetDefinition, workload} from './propose.js';

describe('what belongs together', () => {
  test('what serves one workload joins it, by name and by selector, through others, too', async () => {
    const {scaffold, diagnostics} = await propose({
      'web.yaml': workload(
        'Deployment',
        'web',
        'serviceAccountName: web, volumes: [{name: v, configMap: {name: conf}}]',
      ),
      'conf.yaml': object('ConfigMap', 'conf'),
      'sa.yaml': object('ServiceAccount', 'web', 'imagePullSecrets: [{name: pull}]'),
      'pull.yaml': object('Secret', 'pull'),
      'svc.yaml': object('Service', 'front', 'spec: {selector: {run: web}}'),
      'hpa.yaml': object(
        'HorizontalPodAutoscaler',
        'x',
        'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}',
      ),
      'pdb.yaml': object('PodDisruptionBudget', 'y', 'spec: {selector: {matchLabels: {run: web}}}'),
      'net.yaml': object('NetworkPolicy', 'z', 'spec: {podSelector: {matchLabels: {run: web}}}'),
      'role.yaml': object('Role', 'r'),
      'bind.yaml': object(
        'RoleBinding',
        'b',
        'roleRef: {kind: Role, name: r}, subjects: [{kind: ServiceAccount, name: web}]',
      ),
    });
    expect(new Set(Object.values(places(scaffold)))).toEqual(new Set(['web']));
    expect(dependencies(scaffold)).toEqual({});
    expect(scaffold.resources[0]).toMatchObject({workloads: ['deployment/web']});
    expect(diagnostics).toEqual([]);
  });

  test('files go to kubectl with what others need before them', async () => {
    const {scaffold} = await propose({
      'a.yaml': workload('Deployment', 'web', 'serviceAccountName: web'),
      'b.yaml': object('Service', 'web', 'spec: {selector: {run: web}}'),
      'c.yaml': object('ServiceAccount', 'web'),
    });
    expect(Object.keys(places(scaffold))).toEqual(['c.yaml', 'b.yaml', 'a.yaml']);
  });

  test.each([
    ['app.kubernetes.io/instance', 'app.kubernetes.io/instance: shop, app.kubernetes.io/name: NAME'],
    ['app.kubernetes.io/name', 'app.kubernetes.io/name: shop, app.kubernetes.io/part-of: NAME'],
    ['app', 'app: shop, other: NAME'],
    ['app.kubernetes.io/part-of', 'app.kubernetes.io/part-of: shop'],
  ])('by the label %s, ways in apart', async (_, labels) => {
    const of = (name: string) => labels.replace('NAME', name);
    const {scaffold} = await propose({
      'a.yaml': workload('Deployment', 'a', '', '', of('a')),
      'b.yaml': workload('Deployment', 'b', '', '', of('b')),
      'i.yaml': object('Ingress', 'i', 'spec: {}', '', of('i')),
      'other.yaml': workload('Deployment', 'c', '', '', 'app: c'),
      'elsewhere.yaml': workload('Deployment', 'd', '', 'elsewhere', of('d')),
    });
    expect(places(scaffold)).toEqual({
      'a.yaml': 'shop',
      'b.yaml': 'shop',
      'elsewhere.yaml': 'shop-elsewhere',
      'i.yaml': 'shop-edge',
      'other.yaml': 'c',
    });
  });

  test('by directory, when nothing else says', async () => {
    const {scaffold} = await propose({
      'mail/in.yaml': workload('Deployment', 'in'),
      'mail/out.yaml': workload('Deployment', 'out'),
      'mail/orphan.yaml': object('ConfigMap', 'orphan'),
      'settings/a.yaml': object('ConfigMap', 'a'),
      'settings/b.yaml': object('ConfigMap', 'b'),
      'x.yaml': object('ConfigMap', 'x'),
      'y.yaml': object('ConfigMap', 'y'),
    });
    expect(places(scaffold)).toEqual({
      'mail/in.yaml': 'mail',
      'mail/orphan.yaml': 'mail',
      'mail/out.yaml': 'mail',
      'settings/a.yaml': 'settings',
      'settings/b.yaml': 'settings',
      'x.yaml': 'x',
      'y.yaml': 'y',
    });
  });

  test('what several use is a resource of its own that they depend on, in time for the first of them', async () => {
    const uses = 'volumes: [{name: v, secret: {secretName: creds}}, {name: w, configMap: {name: shared}}]';
    const {scaffold} = await propose({
      'db.yaml': workload('StatefulSet', 'db', uses),
      'web.yaml': workload('Deployment', 'web', uses),
      'creds.yaml': object('Secret', 'creds'),
      'shared.yaml': object('ConfigMap', 'shared'),
    });
    expect(places(scaffold)).toEqual({
      'creds.yaml': 'shared',
      'shared.yaml': 'shared',
      'db.yaml': 'db',
      'web.yaml': 'web',
    });
    expect(phases(scaffold)).toEqual({shared: 'data', db: 'data', web: 'apps'});
    expect(dependencies(scaffold)).toEqual({
      db: {shared: 'uses configmap shared; uses secret creds'},
      web: {shared: 'uses configmap shared; uses secret creds'},
    });
  });

  test('references do not reach into another namespace', async () => {
    const {scaffold} = await propose({
      'web.yaml': workload('Deployment', 'web', 'serviceAccountName: web', 'one'),
      'sa.yaml': object('ServiceAccount', 'web', '', 'two'),
    });
    expect(places(scaffold)).toEqual({'web.yaml': 'web', 'sa.yaml': 'sa'});
    expect(dependencies(scaffold)).toEqual({});
  });
});

describe('phases', () => {
  test('each in its order, and only those that have something', async () => {
    const {scaffold, diagnostics} = await propose({
      'ns.yaml': object('Namespace', 'shop'),
      'crd.yaml': widgetDefinition,
      'sc.yaml': object('StorageClass', 'fast'),
      'quota.yaml': object('ResourceQuota', 'q', 'spec: {}', 'shop'),
      'op.yaml': `${workload('Deployment', 'op', '', 'shop')}---\n${object('Service', 'op', 'spec: {selector: {run: op}}', 'shop')}`,
      'hook.yaml': object(
        'ValidatingWebhookConfiguration',
        'hook',
        'webhooks: [{clientConfig: {service: {name: op, namespace: shop}}}]',
      ),
      'db.yaml': workload('StatefulSet', 'db', '', 'shop'),
      'claims.yaml': workload(
        'Deployment',
        'claims',
        'volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]',
        'shop',
      ),
      'web.yaml': workload('Deployment', 'web', '', 'shop'),
      'widget.yaml': object('Widget', 'w', '', 'shop'),
      'in.yaml': object('HTTPRoute', 'r', 'spec: {rules: [{backendRefs: [{name: op}]}]}', 'shop'),
    });
    expect(diagnostics).toEqual([]);
    expect(scaffold.phases.map(({name}) => name)).toEqual(['cluster', 'operators', 'data', 'apps', 'edge']);
    expect(phases(scaffold)).toMatchObject({
      namespaces: 'cluster',
      crds: 'cluster',
      'cluster-wide': 'cluster',
      quota: 'cluster',
      db: 'data',
      claims: 'data',
      web: 'apps',
      in: 'edge',
    });
    const hook = scaffold.resources.find(({name}) => name === 'hook')!;
    expect(hook.dependsOn).toEqual([{resource: 'op', because: ['calls service op']}]);
    const widget = scaffold.resources.find(({name}) => name === 'widget')!;
    expect(widget.dependsOn.map(({resource}) => resource)).toEqual(['crds', 'namespaces']);
    expect(['data', 'apps', 'edge']).toContain(widget.phase);

    const only = await propose({'web.yaml': workload('Deployment', 'web')});
    expect(only.scaffold.phases.map(({name}) => name)).toEqual(['apps']);
  });

  test('a custom object comes in a later phase than the operator that brings its definition', async () => {
    const {scaffold} = await propose({
      'operator.yaml': `${widgetDefinition}---\n${workload('Deployment', 'operator')}`,
      'widget.yaml': object('Widget', 'w'),
      'both.yaml': `${object('Widget', 'v')}---\n${workload('StatefulSet', 'both')}`,
    });
    expect(phases(scaffold)).toEqual({operator: 'operators', widget: 'apps', both: 'data'});
    expect(dependencies(scaffold)).toMatchObject({widget: {operator: 'needs the definition of Widget'}});
  });

  test.each([
    ['ClusterRole', 'ClusterRoleBinding', 'example.com', 'update', 'operators'],
    ['Role', 'RoleBinding', 'example.com', '"*"', 'operators'],
    ['ClusterRole', 'ClusterRoleBinding', 'example.com', 'list', 'apps'],
    ['ClusterRole', 'ClusterRoleBinding', 'other.example.com', 'update', 'apps'],
    ['ClusterRole', 'ClusterRoleBinding', '"*"', 'update', 'apps'],
  ])('what a %s lets work on custom objects: group %s, verb %s', async (role, binding, group, verb, phase) => {
    const {scaffold, diagnostics} = await propose({
      'crd.yaml': widgetDefinition,
      'role.yaml': object(role, 'r', `rules: [{apiGroups: [${group}], resources: [widgets], verbs: [${verb}]}]`),
      'bind.yaml': object(
        binding,
        'b',
        `roleRef: {kind: ${role}, name: r}, subjects: [{kind: ServiceAccount, name: op, namespace: default}]`,
      ),
      'op.yaml': workload('Deployment', 'op', 'serviceAccountName: op'),
    });
    expect(phases(scaffold)).toMatchObject({op: phase});
    expect(diagnostics).toEqual([]);
  });

  test('nothing is before what it needs', async () => {
    const {scaffold, diagnostics} = await propose({
      'all.yaml': `${object('Namespace', 'shop')}---\n${workload('Deployment', 'web', '', 'shop')}`,
      'db.yaml': workload('StatefulSet', 'db', '', 'shop'),
    });
    expect(phases(scaffold)).toEqual({web: 'apps', db: 'apps'});
    expect(dependencies(scaffold)).toEqual({db: {web: 'lives in namespace shop'}});
    expect(diagnostics).toEqual([]);
  });
});

describe('dependencies', () => {
  test.each([
    [
      'an Ingress and a Service',
      object('Ingress', 'i', 'spec: {rules: [{http: {paths: [{backend: {service: {name: web}}}]}}]}'),
      'routes to service web',
    ],
    [
      'an Ingress and its default',
      object('Ingress', 'i', 'spec: {defaultBackend: {service: {name: web}}}'),
      'routes to service web',
    ],
    [
      'a route of the Gateway API',
      object('HTTPRoute', 'i', 'spec: {rules: [{backendRefs: [{name: web, port: 80}]}]}'),
      'routes to service web',
    ],
    ['pods and an account', workload('Deployment', 'other', 'serviceAccountName: sa'), 'runs as serviceaccount sa'],
    [
      'pods and a key',
      workload('Job', 'other', 'initContainers: [{env: [{valueFrom: {secretKeyRef: {name: s, key: k}}}]}]'),
      'uses secret s',
    ],
    [
      'pods and all keys',
      workload('DaemonSet', 'other', 'initContainers: [{envFrom: [{configMapRef: {name: c}}]}]'),
      'uses configmap c',
    ],
    [
      'pods and a projected volume',
      workload('Deployment', 'other', 'volumes: [{projected: {sources: [{secret: {name: s}}]}}]'),
      'uses secret s',
    ],
    [
      'pods and a claim',
      workload('Deployment', 'other', 'volumes: [{persistentVolumeClaim: {claimName: p}}]'),
      'mounts persistentvolumeclaim p',
    ],
  ])('%s', async (_, text, why) => {
    const everything = [
      workload('Deployment', 'web'),
      object('Service', 'web', 'spec: {selector: {run: web}}'),
      object('ServiceAccount', 'sa'),
      object('Secret', 's'),
      object('ConfigMap', 'c'),
      object('PersistentVolumeClaim', 'p'),
    ].join('---\n');
    const {scaffold, diagnostics} = await propose({'web.yaml': everything, 'user.yaml': text});
    const user = scaffold.resources.find(
      ({content}) => content.type === 'manifests' && content.files.join().includes('user'),
    )!;
    expect(user.dependsOn).toEqual([{resource: 'web', because: [why]}]);
    expect(scaffold.files.find(({path}) => path.endsWith(`/${user.name}.yaml`))!.text).toContain(`  - web # ${why}\n`);
    expect(diagnostics).toEqual([]);
  });

  test('resources that need each other do not: what is only about a namespace goes first', async () => {
    const {scaffold, diagnostics} = await propose({
      'a.yaml': `${object('Namespace', 'n')}---\n${workload('Deployment', 'a', 'serviceAccountName: b', 'n', 'app: a')}`,
      'b.yaml': `${object('ServiceAccount', 'b', '', 'n')}---\n${workload('Deployment', 'b', '', 'n', 'app: b')}`,
    });
    expect(dependencies(scaffold)).toEqual({a: {b: 'runs as serviceaccount b'}});
    const both = await propose({
      'a.yaml': `${object('ConfigMap', 'a')}---\n${workload('Deployment', 'a', 'volumes: [{configMap: {name: b}}]', '', 'app: a')}`,
      'b.yaml': `${object('ConfigMap', 'b')}---\n${workload('Deployment', 'b', 'volumes: [{configMap: {name: a}}]', '', 'app: b')}`,
    });
    expect(dependencies(both.scaffold)).toEqual({a: {b: 'uses configmap b'}});
    expect([...diagnostics, ...both.diagnostics]).toEqual([]);
  });

  test('a host name in a value proves nothing', async () => {
    const {scaffold} = await propose({
      'web.yaml': workload('Deployment', 'web', 'initContainers: [{env: [{name: DB, value: "db:5432"}]}]'),
      'db.yaml': `${workload('StatefulSet', 'db')}---\n${object('Service', 'db', 'spec: {selector: {run: db}}')}`,
    });
    expect(dependencies(scaffold)).toEqual({});
  });
});
