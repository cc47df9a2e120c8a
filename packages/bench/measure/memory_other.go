//go:build !linux

package main

import (
	"os"
	"runtime"
	"syscall"
)

// Only Linux has it.
func adoptOrphans() {}

// Elsewhere the peak is known when the process has ended.
func watchMemory(int) (chan<- struct{}, <-chan int64) {
	result := make(chan int64, 1)
	result <- 0
	return make(chan struct{}), result
}

// The largest of the command and of what it waited for, in KiB.
func peakOf(_ int64, state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	peak := int64(usage.Maxrss)
	if runtime.GOOS == "darwin" {
		peak /= 1024
	}
	return peak
}
