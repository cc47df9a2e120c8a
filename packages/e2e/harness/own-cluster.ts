import {startSandbox} from '@kflow/sandbox';
import type {Sandbox} from '@kflow/sandbox';
import {Project} from './project.js';

/** The servers of a control plane that a test lets fail. */
type Server = 'kube-apiserver' | 'etcd';

/** A control plane of a test file's own, whose servers it may stop, kill and start again: nobody else works on it. */
export class OwnCluster {
  readonly #projects = new Set<Project>();

  private constructor(private readonly sandbox: Sandbox) {}

  /** Takes some seconds. It ends with this process, however that ends. */
  static async start(): Promise<OwnCluster> {
    return new OwnCluster(await startSandbox({name: `e2e-faults-${process.pid}`}));
  }

  /** A project whose user has this cluster's kubeconfig. It is removed with the cluster. */
  project(): Project {
    const project = new Project();
    project.env.KUBECONFIG = this.sandbox.kubeconfig;
    this.#projects.add(project);
    return project;
  }

  /** SIGSTOP: it holds its connections, and does not answer. */
  freeze(server: Server): void {
    process.kill(this.sandbox.pids[server]!, 'SIGSTOP');
  }

  /** SIGCONT. */
  thaw(server: Server): void {
    process.kill(this.sandbox.pids[server]!, 'SIGCONT');
  }

  /** SIGKILL. */
  kill(server: Server): void {
    process.kill(this.sandbox.pids[server]!, 'SIGKILL');
  }

  /**
   * Starts it again, with what it had; resolves when the API server is ready. Its other clients are started again as well: controllers and the
   * simulated nodes rest for minutes after what they have been through, which is theirs to do, and not what a test is about.
   */
  async restart(server: Server): Promise<void> {
    await this.sandbox.restart(server);
    for (const client of ['kube-controller-manager', 'kube-scheduler', 'kwok']) await this.sandbox.restart(client);
  }

  /** Ends all of it. */
  async remove(): Promise<void> {
    await this.sandbox.stop();
    for (const project of this.#projects) project.remove();
  }
}
