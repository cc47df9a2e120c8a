/** What `--help` prints. */
export const usage = `A real Kubernetes control plane with simulated nodes on this machine, without Docker.

usage: kflow-sandbox <command>

  up          start one in the background; prints the line that makes a shell use it   [--name default] [--nodes 2]
  down        end it and remove all that it kept                                       [--name default]
  status      whether it runs, and how to use it; exit 1 if it does not                [--name default] [--json]
  kubeconfig  print the path of its kubeconfig                                         [--name default]
  exec        run a command with its kubeconfig, kubectl and helm                      [--name default] -- command...
  build       build its programs where no package has them; takes minutes, once        [--helm3]
  prune       remove what only a build needs

Everything is kept in KFLOW_CACHE_DIR, else $XDG_CACHE_HOME/kflow, else ~/.cache/kflow.
`;
