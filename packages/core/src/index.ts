export type {Diagnostic, Location, RelatedLocation, Severity} from './source/diagnostic.js';
export type {FileKind, FileReader} from './source/file-reader.js';
export {memoryFiles} from './source/files/memory-files.js';
export {codes} from './source/codes.js';
export type {Code, CodeEntry} from './source/codes.js';
export {closest} from './source/closest.js';
export {loadProject} from './config/load-project.js';
export type {LoadRequest, LoadResult} from './config/load-project.js';
export {parseDuration} from './config/normalize/duration.js';
export type {Phase, Project, Reference, Resource, RunnerModule, Step, WorkloadReference} from './config/project.js';
export {kindOf, stepKindNames, summarize} from './steps/index.js';
export type {BuiltInSpec} from './steps/built-in-spec.js';
export type {StepKind, StepSpec} from './steps/index.js';
export type {PluginSpec} from './steps/plugin.js';
export type {Plugin, PluginKind} from './plugins/plugin.js';
export {loadPlugins} from './plugins/read/load-plugins.js';
export {resourceSchemaWith} from './plugins/schema/resource-schema.js';
export type {ResourceSchema} from './plugins/schema/resource-schema.js';
export {blockSecrets} from './plugins/block/block-secrets.js';
export {blockPaths} from './plugins/block/block-paths.js';
export type {BlockSchema} from './plugins/schema/block-schema.js';
export type {ManifestSource, ManifestsSpec} from './steps/manifests.js';
export type {HelmSpec, ValueSource} from './steps/helm.js';
export type {ExactNumber, Value} from './source/yaml/exact-value.js';
export type {RunnerSpec} from './steps/runner.js';
export type {KustomizeSpec} from './steps/kustomize.js';
export type {WaitSpec} from './steps/wait.js';
export type {RolloutWaitSpec} from './steps/rollout-wait.js';
export type {ScriptSpec} from './steps/script.js';
export type {ExecSpec} from './steps/exec.js';
export type {DataSources, SecretSpec} from './steps/secret.js';
export type {ConfigMapSpec} from './steps/configmap.js';
export type {DockerBuildSpec} from './steps/docker-build.js';
export type {CreateNamespaceSpec} from './steps/create-namespace.js';
export {buildGraph} from './graph/build-graph.js';
export {selectResources} from './graph/select-resources.js';
export type {Along, Selection} from './graph/select-resources.js';
export {graphCodes} from './graph/codes.js';
export type {GraphCode} from './graph/codes.js';
export type {DroppedDependency, Graph, GraphDependency, GraphNode, GraphPhase, GraphResource} from './graph/graph.js';
export {createPlan} from './plan/create-plan.js';
export {planProject} from './plan/plan-project.js';
export type {PlannedProject, PlanProjectRequest} from './plan/plan-project.js';
export {renderDiagnostic} from './render/render-diagnostic.js';
export {renderTree} from './render/render-tree.js';
export {renderOrder} from './render/render-order.js';
export {renderDot} from './render/render-dot.js';
export {renderJson} from './render/render-json.js';
export {renderSvg} from './render/render-svg.js';
export {renderHtml} from './render/render-html.js';
export {mermaidLimits, renderMermaid} from './render/render-mermaid.js';
export {selectGraph} from './graph/select-graph.js';
export type {HealthState, ResourceState, ResourceStates} from './render/resource-state.js';
export type {Operation, Plan, PlanPhase, PlanRequest, PlanResource, PlanResult, PlanStep} from './plan/plan.js';
export {manifestObjects, readManifest, type Manifest, type ManifestObjectInfo} from './manifests/manifest-objects.js';
export {isSystemNamespace} from './manifests/system-namespace.js';
export {editorSchemaLine, editorSchemaUrl} from './config/schema/editor-schema.js';
export type {EditorSchema} from './config/schema/editor-schema.js';
export {overlayFiles} from './source/files/overlay-files.js';
export {scanManifests} from './scaffold/scan/scan-manifests.js';
export {proposeResources} from './scaffold/propose-resources.js';
export type {ProjectProposal, ProposedContent, ProposedResource} from './scaffold/propose-resources.js';
export {scaffoldFromManifests} from './scaffold/scaffold-from-manifests.js';
export type {ManifestsRequest} from './scaffold/scaffold-from-manifests.js';
export {defaultPhases, scaffoldNewProject} from './scaffold/scaffold-new-project.js';
export type {NewProjectRequest} from './scaffold/scaffold-new-project.js';
export {classNameFrom} from './scaffold/runner-package/names.js';
export {scaffoldRunnerPackage} from './scaffold/runner-package/scaffold-runner-package.js';
export type {RunnerPackageRequest} from './scaffold/runner-package/scaffold-runner-package.js';
export {checkScaffold} from './scaffold/check-scaffold.js';
export type {Scaffold, ScaffoldFile} from './scaffold/scaffold.js';
export type {
  ChartUnit,
  KustomizationUnit,
  LeftOut,
  ManifestScan,
  ManifestUnit,
  ScaffoldObject,
  ScaffoldUnit,
} from './scaffold/unit.js';
