// Keeps helmfile's own command among this module's requirements, so that go.mod and go.sum pin all that it needs. A main package
// cannot be imported, so a tool directive in go.mod names it, and `go build github.com/helmfile/helmfile` in this folder builds it.
package main

func main() {}
