import type {KubeObject} from '../../ports/cluster-reader.js';
import {progressing, ready, type Verdict} from './verdict.js';

/**
 * A Service of type LoadBalancer is ready when it has an address; any other Service when it exists.
 * Source: helm.sh/helm pkg/kube/ready.go, serviceReady.
 */
export function serviceReadiness(service: KubeObject): Verdict {
  if (service.spec?.type !== 'LoadBalancer') return ready();
  if ((service.spec.externalIPs ?? []).length > 0) return ready();
  const ingress = service.status?.loadBalancer?.ingress ?? [];
  return ingress.length > 0
    ? ready(ingress[0].ip ?? ingress[0].hostname)
    : progressing("waiting for the load balancer's address");
}
