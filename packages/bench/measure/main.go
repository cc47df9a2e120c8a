// measure OUT COMMAND [ARGUMENT...] runs a command and writes what it took to the file OUT, as JSON: wall-clock time, processor time of
// it and of all that it started, and the peak memory of itself alone. Its exit code is the command's.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

type measurement struct {
	WallMs   float64 `json:"wallMs"`
	CPUMs    float64 `json:"cpuMs"`
	PeakKiB  int64   `json:"peakKiB"`
	ExitCode int     `json:"exitCode"`
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: measure OUT COMMAND [ARGUMENT...]")
		os.Exit(2)
	}
	adoptOrphans()
	command := exec.Command(os.Args[2], os.Args[3:]...)
	command.Stdin, command.Stdout, command.Stderr = nil, os.Stdout, os.Stderr
	// A terminal's Ctrl-C reaches the command by itself; here it only must not lose the measurement.
	signal.Ignore(syscall.SIGINT)
	began := time.Now()
	if err := command.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(127)
	}
	forward(command.Process)
	stop, peak := watchMemory(command.Process.Pid)
	_ = command.Wait()
	wall := time.Since(began)
	close(stop)
	state := command.ProcessState
	// What the command started and did not wait for is ours by now, and ends soon or never.
	reap(2 * time.Second)
	found := measurement{
		WallMs:   float64(wall.Microseconds()) / 1000,
		CPUMs:    childrenCPU(),
		PeakKiB:  peakOf(<-peak, state),
		ExitCode: state.ExitCode(),
	}
	text, _ := json.Marshal(found)
	if err := os.WriteFile(os.Args[1], text, 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if found.ExitCode < 0 {
		os.Exit(1)
	}
	os.Exit(found.ExitCode)
}

// Passes on what asks this process to end.
func forward(process *os.Process) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for each := range asked {
			_ = process.Signal(each)
		}
	}()
}

// Waits for adopted children, at most that long: only who is waited for counts in the children's processor time.
func reap(most time.Duration) {
	for until := time.Now().Add(most); time.Now().Before(until); {
		pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
		if err == syscall.ECHILD {
			return
		}
		if pid == 0 {
			time.Sleep(5 * time.Millisecond)
		}
	}
}

// Milliseconds that everything that was waited for spent, in user and in kernel mode.
func childrenCPU() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage); err != nil {
		return 0
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e6
}
