export {KflowError, isKflowError} from './errors/kflow-error.js';
export {causes} from './cluster/failure/causes.js';
export type {Cause, CauseEntry} from './cluster/failure/causes.js';
export {errorCodes} from './errors/codes.js';
export {restartId} from './operations/run/run-task.js';
export type {ErrorFamily, FailedCommand} from './errors/kflow-error.js';
export type {CommandRequest, CommandResult, CommandRunner} from './ports/command-runner.js';
export type {Clock} from './ports/clock.js';
export type {Environment} from './ports/environment.js';
export type {
  ApiResource,
  ClusterReader,
  KubeObject,
  ObjectMeta,
  ObjectQuery,
  ObjectReference,
  Observation,
  ReadFailure,
  ServedKind,
  ServedKinds,
} from './ports/cluster-reader.js';
export type * from './engine/event.js';
export {Emitter} from './engine/emitter.js';
export {spanSeconds, Timeline} from './engine/timing/timeline.js';
export type {Span} from './engine/timing/timeline.js';
export {TraceRecorder} from './engine/timing/trace.js';
export type {TraceDocument, TraceEvent} from './engine/timing/trace.js';
export {slowestSpans} from './engine/timing/slowest.js';
export {criticalPath} from './engine/timing/critical-path.js';
export type {CriticalPart} from './engine/timing/critical-path.js';
export {errorReport, isAbortError} from './engine/error-report.js';
export {schedule} from './engine/schedule.js';
export type {Bunch, ScheduleObserver, ScheduleOptions, SkipReason, Task, TaskOutcome} from './engine/task.js';
export type {ClusterState, ResourceState, StateFile, StepState} from './state/state-file.js';
export type {ResourceRecord, StateResource, StateStore, StepRecord} from './state/state-store.js';
export {openStateStore} from './state/open-state-store.js';
export type {StateStoreOptions} from './state/open-state-store.js';
export {lockCluster} from './state/lock/cluster-lock.js';
export type {ClusterLockRequest} from './state/lock/cluster-lock.js';
export type {HeldLock} from './state/lock/file-lock.js';
export type {LockOwner} from './state/lock/owner.js';
export {carryOver, readSection} from './state/carry-over.js';
export type {CarryOverNote, SectionPlace} from './state/carry-over.js';
export {discardJournal} from './journal/journal.js';
export {journalPath} from './journal/journal-file.js';
export {drift} from './state/drift.js';
export {hashFile} from './state/manifest-hash.js';
export {DeclaredManifests} from './operations/live/declared-manifests.js';
export type {DeclaredManifest} from './operations/live/declared-manifests.js';
export type {StepContext, StepHandler, StepResult} from './steps/step-handler.js';
export type {Seat, SharedOutcome, SharedPart} from './steps/shared/shared-process.js';
export type {ValueSourceContext} from './values/value-source.js';
export type {Helm} from './tools/helm.js';
export type {Kubectl} from './tools/kubectl.js';
export type {ClusterTool, ToolBinding, ToolCall, ToolResult} from './tools/cluster-tool.js';
export type {RegisteredRunner, RunnerInstance, RunnerPackage, RunnerRegistry} from './runners/registry.js';
export {loadRunners} from './runners/load/load-runners.js';
export type {LoadedRunners} from './runners/load/load-runners.js';
export {sdkVersion} from './runners/check/check-peer-range.js';
export {checkRunnerConfigs} from './runners/check/check-runner-configs.js';
export {runnerCodes} from './runners/codes.js';
export type {RunnerCode} from './runners/codes.js';
export {loadStepKinds} from './plugins/load-step-kinds.js';
export type {LoadedStepKinds} from './plugins/load-step-kinds.js';
export type {RegisteredStepKind, StepKindRegistry} from './plugins/registry.js';
export {callRunnerHooks} from './runners/call/call-runner-hooks.js';
export {createRunnerContext} from './runners/call/runner-context.js';
export type {RunnerContextOptions, StepRunnerContext} from './runners/call/runner-context.js';
export type {ExecuteOptions, ExecuteRequest, RunReport} from './operations/execute-request.js';
export type {Session, SessionRequest} from './operations/session/session.js';
export type {HealthReport, ResourceHealth, ResourceStatus, StatusReport} from './operations/live/reports.js';
export {openClusterReader, type OpenReaderOptions} from './cluster/open-cluster-reader.js';
export type {KubectlTarget} from './cluster/transport/kubectl-arguments.js';
export type {ObjectFinder} from './cluster/read/snapshot.js';
export {createCommandRunner, type CommandRunnerOptions, type ProcessRunner} from './tools/shell.js';
export type {Retries, RetryParts} from './tools/retries.js';
export type {TransientFailure} from './tools/failure/transient-failure.js';
export {systemClock} from './ports/system-clock.js';
export {createKubectl} from './tools/kubectl.js';
export {createHelm} from './tools/helm.js';
export type {ToolOptions} from './tools/bound-tool.js';
export {quoteCommand} from './tools/report/quote.js';
export {awaitReady, type AwaitReadyRequest, type ReadyTargets} from './cluster/await-ready.js';
export {awaitGone, type AwaitGoneRequest} from './cluster/await-gone.js';
export {readinessOf} from './cluster/readiness/readiness-of.js';
export type {Related, Verdict} from './cluster/readiness/verdict.js';
export {workloadsOf, type WorkloadSources} from './cluster/workloads-of.js';
export {ApiReader} from './cluster/read/api-reader.js';
export type {ApiRequest, ApiTransport} from './cluster/transport/api-transport.js';
export {ReadError} from './cluster/read/read-error.js';
export {RolloutError} from './errors/rollout-error.js';
export {openSession, type SessionPorts} from './operations/session/open-session.js';
export {execute} from './operations/execute.js';
export {PartialFailure} from './tools/failure/partial-failure.js';
export {namespacesThatGo} from './operations/namespaces/namespaces-to-delete.js';
export {
  readKubeconfig,
  resolveKubeContext,
  type KubeconfigView,
  type KubeContext,
  type KubeContextRequest,
} from './operations/session/kube-context.js';
export {helmSetArguments} from './tools/helm/helm-set.js';
export {helmUpgrade, type UpgradeRequest, type UpgradeResult} from './tools/helm/helm-upgrade.js';
export {readStatus} from './operations/status.js';
export {readHealth} from './operations/health.js';
export type {StatusRequest} from './operations/live/status-request.js';
export {clusterChange, type ClusterChange} from './operations/session/cluster-change.js';
export {openState} from './operations/session/open-state.js';
export {readLogs} from './operations/logs.js';
export type {LogLine, LogsOptions, LogsRequest} from './operations/logs/logs-request.js';
export {examineSetup, type SetupPorts, type SetupRequest} from './operations/doctor/examine-setup.js';
export type {CheckOutcome, SetupCheck, SetupReport} from './operations/doctor/setup-check.js';
export type {ExaminedConfig} from './operations/doctor/project-checks.js';
