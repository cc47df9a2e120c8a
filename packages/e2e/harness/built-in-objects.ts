/** An object before and after, as YAML; `NAMESPACE` in it stands for a text that is different each time. */
export interface BuiltInObject {
  /** `apiVersion/kind`. */
  kind: string;
  before: string;
  after: string;
}

/** What somebody else changes of the objects in between, as strategic merge patches. */
export const foreignEdits: readonly {object: string; patch: object}[] = [
  {
    object: 'deployment/o',
    patch: {
      metadata: {annotations: {foreign: 'yes'}},
      spec: {
        template: {
          spec: {
            containers: [
              {name: 'injected', image: 'registry.example.com/injected:1'},
              {name: 'app', env: [{name: 'FOREIGN', value: '1'}]},
            ],
            tolerations: [{key: 'foreign', operator: 'Exists'}],
          },
        },
      },
    },
  },
  {object: 'service/o', patch: {spec: {ports: [{name: 'foreign', port: 99}]}}},
  {object: 'serviceaccount/o', patch: {imagePullSecrets: [{name: 'foreign'}]}},
  {object: 'configmap/o', patch: {data: {foreign: 'yes', changed: 'by somebody else'}}},
  {object: 'secret/o', patch: {stringData: {foreign: 'yes'}}},
  {object: 'namespace/NAMESPACE-o', patch: {metadata: {labels: {foreign: 'yes'}}}},
  {object: 'persistentvolume/NAMESPACE', patch: {metadata: {finalizers: ['example.com/foreign']}}},
  {object: 'role/o', patch: {metadata: {labels: {foreign: 'yes'}}}},
  {
    object: 'statefulset/o',
    patch: {spec: {template: {spec: {containers: [{name: 'injected', image: 'registry.example.com/injected:1'}]}}}},
  },
];

const meta = (more = ''): string => `metadata: {name: o${more}}`;
const pod = (name: string, more = ''): string => `{name: ${name}, image: registry.example.com/app:1${more}}`;

/** A template with lists that have merge keys: containers, ports, env, mounts, volumes, aliases, spread constraints. */
const fullTemplate = {
  before: `
    metadata: {labels: {app: o, old: a}, annotations: {gone: "1", kept: "1"}}
    spec:
      hostAliases: [{ip: 10.0.0.1, hostnames: [a, b]}, {ip: 10.0.0.2, hostnames: [c]}]
      imagePullSecrets: [{name: one}, {name: two}]
      tolerations: [{key: a, operator: Exists}, {key: b, operator: Exists}]
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: o}}}
        - {maxSkew: 2, topologyKey: node, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: o}}}
      initContainers: [${pod('first')}, ${pod('second')}]
      volumes: [{name: data, emptyDir: {}}, {name: config, configMap: {name: o, items: [{key: a, path: a}]}}, {name: gone, emptyDir: {}}]
      containers:
        - name: side
          image: registry.example.com/side:1
        - name: app
          image: registry.example.com/app:1
          args: [a, b, c]
          env: [{name: A, value: "1"}, {name: B, value: "2"}, {name: C, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
          envFrom: [{configMapRef: {name: o}}, {secretRef: {name: o}}]
          ports: [{name: http, containerPort: 80}, {name: dns, containerPort: 53, protocol: UDP}, {name: dns-tcp, containerPort: 53}]
          volumeMounts: [{name: data, mountPath: /data}, {name: config, mountPath: /config}, {name: gone, mountPath: /gone}]
          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 32Mi}}
          livenessProbe: {httpGet: {path: /live, port: http}, periodSeconds: 3}
          securityContext: {capabilities: {add: [NET_ADMIN, SYS_TIME], drop: [ALL]}}
`,
  after: `
    metadata: {labels: {app: o, new: b}, annotations: {kept: "2"}}
    spec:
      hostAliases: [{ip: 10.0.0.2, hostnames: [c, d]}, {ip: 10.0.0.3, hostnames: [e]}]
      imagePullSecrets: [{name: two}, {name: three}]
      tolerations: [{key: b, operator: Exists}, {key: c, operator: Exists}]
      topologySpreadConstraints:
        - {maxSkew: 3, topologyKey: node, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: o}}}
      initContainers: [${pod('second', ', command: [sh]')}]
      volumes: [{name: config, secret: {secretName: o}}, {name: data, emptyDir: {medium: Memory}}]
      containers:
        - name: app
          image: registry.example.com/app:2
          args: [c, a]
          env: [{name: C, value: "3"}, {name: A, value: "1"}]
          envFrom: [{secretRef: {name: o}}]
          ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]
          volumeMounts: [{name: config, mountPath: /config, readOnly: true}, {name: data, mountPath: /data}]
          resources: {requests: {cpu: 20m}}
          readinessProbe: {tcpSocket: {port: http}}
          securityContext: {capabilities: {add: [SYS_TIME]}}
`,
};

const templated = (
  apiVersion: string,
  kind: string,
  own: {before: string; after: string},
  more = fullTemplate,
): BuiltInObject => {
  const text = (when: 'before' | 'after'): string => `apiVersion: ${apiVersion}
kind: ${kind}
${meta(`, labels: {${when}: "1"}`)}
spec:
  ${own[when]}
  template: ${more[when]}`;
  return {kind: `${apiVersion}/${kind}`, before: text('before'), after: text('after')};
};

const plain = (apiVersion: string, kind: string, before: string, after: string, name = 'o'): BuiltInObject => {
  const text = (when: string, body: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, labels: {${when}: "1"}, annotations: {${when}: "1"}}\n${body}\n`;
  return {kind: `${apiVersion}/${kind}`, before: text('before', before), after: text('after', after)};
};

const same = (text: string): {before: string; after: string} => ({before: text, after: text});
/** Where nearly all of a pod cannot be changed. */
const fixedTemplate = same(
  `{metadata: {labels: {app: o}}, spec: {restartPolicy: Never, containers: [${pod('app')}]}}\n`,
);
const rbac = 'rbac.authorization.k8s.io/v1';
const subjects = (...names: string[]): string =>
  `subjects: [${names.map((name) => `{kind: ServiceAccount, name: ${name}, namespace: NAMESPACE}`).join(', ')}]`;
const rules = (...resources: string[]): string =>
  `rules: [${resources.map((each) => `{apiGroups: [""], resources: [${each}], verbs: [get, list]}`).join(', ')}]`;

/** An object of each kind that kubectl has built in, as packages/exec/src/tools/kubectl/built-in-kinds.ts lists them. */
export const builtInObjects: readonly BuiltInObject[] = [
  templated('apps/v1', 'Deployment', {
    before:
      'replicas: 2\n  selector: {matchLabels: {app: o}}\n  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 2}}',
    after: 'selector: {matchLabels: {app: o}}\n  strategy: {type: Recreate}',
  }),
  templated('apps/v1', 'StatefulSet', {
    before:
      'serviceName: o\n  replicas: 1\n  selector: {matchLabels: {app: o}}\n  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}',
    after: 'serviceName: o\n  replicas: 0\n  selector: {matchLabels: {app: o}}\n  updateStrategy: {type: OnDelete}',
  }),
  templated('apps/v1', 'DaemonSet', same('selector: {matchLabels: {app: o}}')),
  templated('apps/v1', 'ReplicaSet', {
    before: 'replicas: 0\n  selector: {matchLabels: {app: o}}',
    after: 'replicas: 0\n  minReadySeconds: 2\n  selector: {matchLabels: {app: o}}',
  }),
  templated('v1', 'ReplicationController', same('replicas: 0\n  selector: {app: o}')),
  templated(
    'batch/v1',
    'Job',
    {
      before: 'suspend: true\n  backoffLimit: 2',
      after: 'suspend: true\n  activeDeadlineSeconds: 60\n  backoffLimit: 2',
    },
    fixedTemplate,
  ),
  plain(
    'batch/v1',
    'CronJob',
    `spec: {schedule: "0 0 1 1 *", suspend: true, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [${pod('app')}, ${pod('side')}]}}}}}`,
    `spec: {schedule: "0 0 2 1 *", suspend: true, jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [${pod('app', ', env: [{name: A, value: b}]')}]}}}}}`,
  ),
  plain(
    'v1',
    'Pod',
    `spec: {nodeName: none, automountServiceAccountToken: false, containers: [${pod('app')}]}`,
    `spec: {nodeName: none, automountServiceAccountToken: false, containers: [${pod('app').replace('app:1', 'app:2')}]}`,
  ),
  plain(
    'v1',
    'Service',
    'spec: {selector: {app: o, old: "1"}, ports: [{name: a, port: 80}, {name: b, port: 81}, {name: c, port: 81, protocol: UDP}]}',
    'spec: {selector: {app: o}, ports: [{name: c, port: 81, protocol: UDP, targetPort: 9}, {name: d, port: 80}], sessionAffinity: ClientIP}',
  ),
  plain(
    'v1',
    'ServiceAccount',
    'imagePullSecrets: [{name: one}, {name: two}]\nsecrets: [{name: one}]',
    'imagePullSecrets: [{name: two}, {name: three}]',
  ),
  plain('v1', 'ConfigMap', 'data: {kept: a, removed: b, changed: c}', 'data: {kept: a, changed: d, added: e}'),
  plain(
    'v1',
    'Secret',
    'stringData: {kept: a, removed: b}\ntype: Opaque',
    'data: {kept: YQ==, added: Yg==}\ntype: Opaque',
  ),
  plain('v1', 'Namespace', '', 'spec: {finalizers: [kubernetes]}', 'NAMESPACE-o'),
  plain(
    'v1',
    'Endpoints',
    'subsets: [{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2}], ports: [{name: a, port: 1}]}]',
    'subsets: [{addresses: [{ip: 10.0.0.2}], ports: [{name: a, port: 1}, {name: b, port: 2}]}]',
    'own',
  ),
  plain(
    'v1',
    'LimitRange',
    'spec: {limits: [{type: Pod, max: {cpu: "9"}}, {type: Container, max: {cpu: "8"}}]}',
    'spec: {limits: [{type: Container, max: {cpu: "7"}}]}',
  ),
  plain(
    'v1',
    'ResourceQuota',
    'spec: {hard: {pods: "90", services: "9"}}',
    'spec: {hard: {pods: "91", secrets: "99"}}',
  ),
  plain(
    'v1',
    'PersistentVolume',
    'spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageClassName: none, mountOptions: [a, b], hostPath: {path: /a}}',
    'spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce, ReadOnlyMany], storageClassName: none, mountOptions: [b], hostPath: {path: /a}, persistentVolumeReclaimPolicy: Delete}',
    'NAMESPACE',
  ),
  plain(
    'v1',
    'PersistentVolumeClaim',
    'spec: {storageClassName: other, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}',
    'spec: {storageClassName: other, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}',
  ),
  plain(
    'autoscaling/v1',
    'HorizontalPodAutoscaler',
    'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: none}, minReplicas: 2, maxReplicas: 5, targetCPUUtilizationPercentage: 50}',
    'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: none}, maxReplicas: 6}',
    'one',
  ),
  plain(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: none}, maxReplicas: 5, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}, {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 60}}}]}',
    'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: none}, maxReplicas: 6, metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}}], behavior: {scaleDown: {policies: [{type: Pods, value: 1, periodSeconds: 60}]}}}',
    'two',
  ),
  plain(
    'networking.k8s.io/v1',
    'Ingress',
    'spec: {tls: [{hosts: [a.example.com], secretName: a}, {hosts: [b.example.com], secretName: b}], rules: [{host: a.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: o, port: {number: 80}}}}]}}, {host: b.example.com}]}',
    'spec: {tls: [{hosts: [b.example.com], secretName: c}], rules: [{host: b.example.com, http: {paths: [{path: /b, pathType: Exact, backend: {service: {name: o, port: {name: d}}}}]}}]}',
  ),
  plain(
    'networking.k8s.io/v1',
    'IngressClass',
    'spec: {controller: example.com/a, parameters: {kind: A, name: a}}',
    'spec: {controller: example.com/a, parameters: {kind: A, name: b}}',
    'NAMESPACE',
  ),
  plain(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'spec: {podSelector: {matchLabels: {app: o}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}], ports: [{port: 80}, {port: 81}]}], egress: [{}]}',
    'spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: 81}]}]}',
  ),
  plain(
    'policy/v1',
    'PodDisruptionBudget',
    'spec: {minAvailable: 1, selector: {matchLabels: {app: o, old: "1"}}}',
    'spec: {maxUnavailable: 1, selector: {matchLabels: {app: o}}}',
  ),
  plain(rbac, 'Role', rules('pods', 'services'), rules('services', 'configmaps', 'secrets')),
  plain(
    rbac,
    'RoleBinding',
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: o}\n${subjects('a', 'b')}`,
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: o}\n${subjects('b', 'c')}`,
  ),
  plain(
    rbac,
    'ClusterRole',
    rules('pods'),
    `${rules('nodes')}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {none: "1"}}]}`,
    'NAMESPACE',
  ),
  plain(
    rbac,
    'ClusterRoleBinding',
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: NAMESPACE}\n${subjects('a', 'b')}`,
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: NAMESPACE}\n${subjects('c')}`,
    'NAMESPACE',
  ),
  plain(
    'scheduling.k8s.io/v1',
    'PriorityClass',
    'value: 7\ndescription: before',
    'value: 7\ndescription: after',
    'NAMESPACE',
  ),
  plain(
    'storage.k8s.io/v1',
    'StorageClass',
    'provisioner: none\nmountOptions: [a, b]\nallowVolumeExpansion: true',
    'provisioner: none\nmountOptions: [a, b]\nallowVolumeExpansion: false',
    'NAMESPACE',
  ),
];
