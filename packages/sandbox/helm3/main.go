// Keeps helm 3's own command among this module's requirements, so that go.mod and go.sum pin all that it needs. A main package
// cannot be imported, so a tool directive in go.mod names it, and `go build helm.sh/helm/v3/cmd/helm` in this folder builds it.
package main

func main() {}
