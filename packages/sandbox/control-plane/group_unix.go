//go:build unix

package main

import (
	"os"
	"syscall"
)

// endGroup ends what this process has started, itself included, if it leads a process group of its own: commands that
// `kubectl exec` runs are children of kwok and hold no lifeline.
func endGroup() {
	if syscall.Getpgrp() == os.Getpid() {
		_ = syscall.Kill(-os.Getpid(), syscall.SIGKILL)
	}
}
