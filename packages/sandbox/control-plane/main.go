// The sandbox's control plane: etcd, the components of Kubernetes and kwok in one program, so that they share one build and
// one file. It becomes the one that its own file name (a link) or its first argument names.
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Each part reads os.Args as if it were a program of its own, and gives the exit code.
var parts = map[string]func() int{
	"certs":                   certs,
	"etcd":                    etcd,
	"kube-apiserver":          apiserver,
	"kube-controller-manager": controllerManager,
	"kube-scheduler":          scheduler,
	"kwok":                    kwok,
}

func main() {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	part, found := parts[name]
	if !found && len(os.Args) > 1 {
		part, found = parts[os.Args[1]]
		os.Args = os.Args[1:]
	}
	if !found {
		fmt.Fprintf(os.Stderr, "usage: %s %s [arguments]\n", name, strings.Join(slices.Sorted(maps.Keys(parts)), "|"))
		os.Exit(2)
	}
	holdLifeline()
	os.Exit(part())
}
