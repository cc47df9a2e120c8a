import type {Resource} from '@kflow/core';
import {Emitter} from '../engine/emitter.js';
import {errorReport} from '../engine/error-report.js';
import {drift} from '../state/drift.js';
import {runnerStatus} from '../steps/runner.js';
import type {ResourceStatus, StatusReport} from './live/reports.js';
import {ResourceView} from './live/resource-view.js';
import type {StatusRequest} from './live/status-request.js';

/**
 * What the state file and the cluster say of resources. Readiness is always asked of the cluster; without one (a dry
 * run) it is left out. Changes nothing, writes nothing.
 *
 * @throws KflowError when the state or the cluster cannot be read
 */
export async function readStatus(request: StatusRequest): Promise<StatusReport> {
  const view = await ResourceView.open(request);
  const emitter = new Emitter(request.session.clock, request.onEvent);
  for (const note of view.notes) emitter.emit({type: 'warning', ...note});
  const resources = await Promise.all(view.resources.map((resource) => statusOf(view, resource)));
  const {context} = request.session;
  return {...(context === undefined ? {} : {context}), resources};
}

async function statusOf(view: ResourceView, resource: Resource): Promise<ResourceStatus> {
  const {name, phase, namespace} = resource;
  const state = Object.hasOwn(view.state.resources, name) ? view.state.resources[name] : undefined;
  const [live, releases, drifted, hooks] = await Promise.all([
    view.workloads(resource),
    view.releasesOf(resource),
    drift(resource, state, (path) => view.hashOf(path)),
    // What a hook says is a line of the table, whatever it is: its failure is no failure of status.
    view.eachRunner(resource, 'status', (context) =>
      runnerStatus(context).catch((error: unknown) => errorReport(error).message),
    ),
  ]);
  const workloads = live.map(({progress}) => progress);
  const sum = (count: (workload: (typeof workloads)[number]) => number): number =>
    workloads.reduce((total, workload) => total + count(workload), 0);
  return {
    name,
    phase,
    namespace,
    state: state?.status ?? 'unknown',
    ready: sum((workload) => workload.ready),
    total: sum((workload) => workload.total),
    workloads,
    helm: releases.map(({release, namespace: where, status, revision}) => ({
      release,
      namespace: where,
      status,
      ...(revision === undefined ? {} : {revision}),
    })),
    drift: drifted,
    ...(state?.lastApplied === undefined ? {} : {lastApplied: state.lastApplied}),
    runners: hooks.flatMap(({step, result}) => (result === undefined ? [] : [{step: step.name, status: result}])),
  };
}
