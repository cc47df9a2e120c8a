"""Written for kflow-py 1.2.2, and not changed since."""

from pathlib import Path

from kflow.runners import BaseRunner, CommandError, run_command
from kflow.runners.helpers import configmap_manifest, generate_secret, secret_manifest, wait_for


class CatalogueRunner(BaseRunner):
    name = "catalogue"
    description = "Puts up the shelves, and keeps a catalogue of them."

    def pre_apply(self, ctx):
        if not ctx.dry_run and not wait_for(lambda: self.database_is_up(ctx), timeout=60, interval=1):
            raise RuntimeError("the database does not come up")
        # One instance makes all three calls.
        self.put_up = []

    def apply(self, ctx):
        for shelf in ctx.config["shelves"]:
            result = ctx.kubectl_exec(["sh", "-c", f"echo shelf {shelf}"], selector=ctx.config["database"])
            if not result.ok:
                raise CommandError(result.cmd, result.returncode, result.stdout, result.stderr)
            self.put_up.append(shelf)
        if not ctx.kube.resource_exists("secret", "librarian", ctx.namespace):
            ctx.apply_manifest(secret_manifest("librarian", ctx.namespace, {"pin": generate_secret(24)}))
        made_by = run_command(["uname", "-s"]).stdout.strip()
        shelves = ",".join(ctx.config["shelves"])
        ctx.apply_manifest(
            configmap_manifest("catalogue", ctx.namespace, {"shelves": shelves, "made-by": made_by, "by": ctx.operation})
        )

    def post_apply(self, ctx):
        print(f"{len(self.put_up)} shelves are up, as {Path(ctx.path('catalogue.yaml')).name} has it")

    def reload(self, ctx):
        ctx.log("[bold]reading[/bold] the shelves again")
        self.pre_apply(ctx)
        self.apply(ctx)

    def restart(self, ctx):
        ctx.kube.rollout_restart("StatefulSet", "database", ctx.namespace)

    def destroy(self, ctx):
        if ctx.state.get("last_applied"):
            ctx.warn("the catalogue is thrown away")
        ctx.kubectl(["delete", "configmap/catalogue", "-n", ctx.namespace, "--ignore-not-found"], mutating=True)
        ctx.kube.secret_delete("librarian", ctx.namespace)

    def status(self, ctx):
        found = ctx.kube.get_json(["get", "configmap", "catalogue", "-n", ctx.namespace])
        shelves = found.get("data", {}).get("shelves", "")
        return f"{len(shelves.split(','))} shelves" if shelves else "no shelves"

    def health(self, ctx):
        return ctx.kubectl(["get", "configmap", "catalogue", "-n", ctx.namespace], check=False).ok

    def database_is_up(self, ctx):
        pods = ctx.kube.get_pods(ctx.namespace, selector=ctx.config["database"])
        return any(pod["phase"] == "Running" for pod in pods)
