"""The runner as it was for kflow-py 1.2.2. Kept for comparison with ledger_runner.ts; kflow does not load it."""

from kflow.runners import BaseRunner
from kflow.runners.helpers import configmap_manifest, secret_manifest, wait_for


class LedgerRunner(BaseRunner):
    description = "Opens the books of the ledger."

    SELECTOR = "app=database"

    def pre_apply(self, ctx):
        ctx.log(f"opening {ctx.config['database']}")
        if not ctx.dry_run:
            wait_for(lambda: self.health(ctx), timeout=60, interval=1, description="the database")

    def apply(self, ctx):
        for book in ctx.config["books"]:
            ctx.kubectl_exec(["sh", "-c", f"echo 'open {book}'"], selector=self.SELECTOR)
        books = ",".join(ctx.config["books"])
        ctx.apply_manifest(configmap_manifest("books", ctx.namespace, {"open": books}))
        ctx.apply_manifest(secret_manifest("books-seal", ctx.namespace, {"seal": "wax"}, string_data=False))

    def post_apply(self, ctx):
        if ctx.config.get("seed"):
            ctx.kubectl_exec(["sh", "-c", "echo seeded"], selector=self.SELECTOR)

    def reload(self, ctx):
        ctx.log(f"migrating {ctx.config['database']}")
        ctx.kubectl_exec(["sh", "-c", "echo migrated"], selector=self.SELECTOR)

    def restart(self, ctx):
        ctx.log("the books stay open")

    def pre_destroy(self, ctx):
        ctx.warn("closing the books")

    def destroy(self, ctx):
        ctx.kubectl(["delete", "configmap/books", "secret/books-seal", "-n", ctx.namespace, "--ignore-not-found"],
                    mutating=True)

    def post_destroy(self, ctx):
        ctx.log("the books are closed")

    def status(self, ctx):
        return f"{len(ctx.config['books'])} books"

    def health(self, ctx):
        res = ctx.kubectl(["get", "statefulset/database", "-n", ctx.namespace], check=False)
        return res.returncode == 0
