package main

import (
	"io"
	"os"
)

// holdLifeline ends this process when its standard input does, if KFLOW_SANDBOX_LIFELINE=stdin asks for it. Whoever starts a
// component keeps the other end of that pipe, and the system closes it however that process ends, a SIGKILL among the ways:
// so no component outlives its sandbox, on any system, without a supervisor of the supervisor.
func holdLifeline() {
	wanted := os.Getenv("KFLOW_SANDBOX_LIFELINE") == "stdin"
	// What `kubectl exec` runs inherits the environment, and has a standard input of its own.
	_ = os.Unsetenv("KFLOW_SANDBOX_LIFELINE")
	if !wanted {
		return
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		endGroup()
		os.Exit(0)
	}()
}
