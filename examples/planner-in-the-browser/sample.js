/** The project to begin with: text by path. */
export const sample = {
  'kflow.yaml': `kflow:
  version: v1
  kind: Config

phases:
  - name: platform
    description: volumes and routes
  - name: data
  - name: apps

resources:
  - resources
`,
  'resources/platform.yaml': `kflow:
  version: v1
  kind: ResourceDefinition

name: longhorn
namespace: longhorn-system
phase: platform
dependsOn:
  - grafana # in a later phase: ignored, and said so
helm:
  chart: longhorn
  repo: {name: longhorn, url: https://charts.longhorn.io}
---
kflow:
  version: v1
  kind: ResourceDefinition

name: traefik
namespace: traefik
phase: platform
helm:
  chart: traefik
  version: 37.0.0
  repo: {name: traefik, url: https://traefik.github.io/charts}
`,
  'resources/postgres.yaml': `kflow:
  version: v1
  kind: ResourceDefinition

name: postgres
namespace: shop
phase: data

steps:
  - name: credentials
    secret:
      name: postgres
      fromEnv: {password: POSTGRES_PASSWORD}
  - name: install
    helm:
      chart: oci://registry.example.com/charts/postgres
  - name: schema
    exec:
      selector: app=postgres
      command: [psql, -f, /schema.sql]
`,
  'resources/shop.yaml': `kflow:
  version: v1
  kind: ResourceDefinition

name: api
namespace: shop
phase: apps
dependsOn:
  - postgres.schema

helm:
  chart: oci://registry.example.com/charts/api
---
kflow:
  version: v1
  kind: ResourceDefinition

name: web
namespace: shop
phase: apps
dependsOn:
  - api
  - traefik

steps:
  - name: deploy
    manifests: [../manifests/web.yaml]
  - name: warm-up
    script:
      run: curl --fail https://shop.example.com/
`,
  'resources/grafana.yaml': `kflow:
  version: v1
  kind: ResourceDefinition

name: grafana
namespace: monitoring
phase: apps
dependsOn: [traefik]

helm:
  chart: grafana
  repo: {name: grafana, url: https://grafana.github.io/helm-charts}
`,
  'manifests/web.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
};
