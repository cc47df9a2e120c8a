package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"k8s.io/cri-streaming/pkg/streaming/remotecommand"
	utilexec "k8s.io/utils/exec"
	"sigs.k8s.io/kwok/pkg/kwok/server"
)

// executor runs what `kubectl exec` asks for as a process of this machine. kwok's own does so too, and is used where a terminal
// is wanted, but it never tells a command that its standard input has ended.
type executor struct {
	*server.Server
}

// ExecInContainer takes the pod as name/namespace, and gives an utilexec.ExitError if the command fails.
func (e executor) ExecInContainer(ctx context.Context, pod, uid, container string, command []string, stdin io.Reader,
	stdout, stderr io.WriteCloser, tty bool, resize <-chan remotecommand.TerminalSize, timeout time.Duration) error {
	if tty {
		return e.Server.ExecInContainer(ctx, pod, uid, container, command, stdin, stdout, stderr, tty, resize, timeout)
	}
	if len(command) == 0 {
		return errors.New("there is no command to run")
	}
	name, namespace, _ := strings.Cut(pod, "/")
	process := exec.CommandContext(ctx, command[0], command[1:]...)
	process.Env = append(os.Environ(), "HOSTNAME="+name, "POD_NAME="+name, "POD_NAMESPACE="+namespace)
	// Plain nil interfaces where a stream was not asked for: exec takes a typed nil for a stream.
	if stdout != nil {
		process.Stdout = stdout
	}
	if stderr != nil {
		process.Stderr = stderr
	}
	if stdin != nil {
		input, err := process.StdinPipe()
		if err != nil {
			return err
		}
		// Not process.Stdin: waiting for the command would then also wait for the caller to close the stream.
		go func() {
			_, _ = io.Copy(input, stdin)
			_ = input.Close()
		}()
	}
	err := process.Run()
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed):
		code := failed.ExitCode()
		if code < 0 {
			code = 137
		}
		return utilexec.CodeExitError{Err: err, Code: code}
	case errors.Is(err, exec.ErrNotFound):
		// As a container runtime reports it.
		return utilexec.CodeExitError{Err: err, Code: 127}
	}
	return err
}
