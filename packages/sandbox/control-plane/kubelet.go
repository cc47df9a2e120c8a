package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/util/flushwriter"
	"k8s.io/cri-streaming/pkg/streaming/remotecommand"
	"sigs.k8s.io/kwok/pkg/apis/internalversion"
	"sigs.k8s.io/kwok/pkg/config"
	"sigs.k8s.io/kwok/pkg/kwok/server"
)

// serveKubelet answers `kubectl exec` and `kubectl logs` for every simulated node, at KFLOW_SANDBOX_KUBELET (host:port), with
// the certificates in KFLOW_SANDBOX_CERTS. kwok can serve this by itself, but lets anybody in who can reach the port, and as
// exec runs commands on this machine, that would be a shell for every user of it. Here the caller needs the client
// certificate, which only the API server has. It returns when it listens, and serves until the context ends.
func serveKubelet(ctx context.Context) error {
	address := os.Getenv("KFLOW_SANDBOX_KUBELET")
	if address == "" {
		return nil
	}
	certs := os.Getenv("KFLOW_SANDBOX_CERTS")
	authority, err := os.ReadFile(filepath.Join(certs, "ca.crt"))
	if err != nil {
		return err
	}
	clients := x509.NewCertPool()
	clients.AppendCertsFromPEM(authority)

	nodes, err := server.NewServer(server.Config{
		ClusterExecs: config.FilterWithTypeFromContext[*internalversion.ClusterExec](ctx),
		ClusterLogs:  config.FilterWithTypeFromContext[*internalversion.ClusterLogs](ctx),
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	api := &http.Server{
		Handler:           kubeletRoutes(nodes),
		ReadHeaderTimeout: 5 * time.Second,
		// Exec hijacks the connection, which HTTP/2 cannot do.
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
		TLSConfig:    &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: clients, MinVersion: tls.VersionTLS13},
	}
	go func() {
		err := api.ServeTLS(listener, filepath.Join(certs, "server.crt"), filepath.Join(certs, "server.key"))
		if err != nil && !errors.Is(err, http.ErrServerClosed) {
			fmt.Fprintln(os.Stderr, "kubelet:", err)
			os.Exit(1)
		}
	}()
	context.AfterFunc(ctx, func() { _ = api.Close() })
	return nil
}

func kubeletRoutes(nodes *server.Server) http.Handler {
	routes := http.NewServeMux()
	exec := func(response http.ResponseWriter, request *http.Request) {
		options, err := remotecommand.NewOptions(request)
		if err != nil {
			http.Error(response, err.Error(), http.StatusBadRequest)
			return
		}
		// kwok takes the pod as name/namespace.
		pod := request.PathValue("pod") + "/" + request.PathValue("namespace")
		remotecommand.ServeExec(response, request, executor{nodes}, pod, "", request.PathValue("container"), request.URL.Query()["command"],
			options, time.Hour, remotecommand.DefaultStreamCreationTimeout, remotecommand.SupportedStreamingProtocols)
	}
	routes.HandleFunc("/exec/{namespace}/{pod}/{container}", exec)
	routes.HandleFunc("/exec/{namespace}/{pod}/{uid}/{container}", exec)
	routes.HandleFunc("GET /containerLogs/{namespace}/{pod}/{container}", func(response http.ResponseWriter, request *http.Request) {
		options, err := logOptions(request.URL.Query())
		if err == nil {
			output := flushwriter.Wrap(response)
			err = nodes.GetContainerLogs(request.Context(), request.PathValue("pod"), request.PathValue("namespace"),
				request.PathValue("container"), options, output, output)
		}
		if err != nil {
			http.Error(response, err.Error(), http.StatusBadRequest)
		}
	})
	return routes
}

// logOptions reads what the API server passes on from `kubectl logs`.
func logOptions(query url.Values) (*corev1.PodLogOptions, error) {
	options := &corev1.PodLogOptions{
		Follow:     query.Get("follow") == "true",
		Previous:   query.Get("previous") == "true",
		Timestamps: query.Get("timestamps") == "true",
	}
	for name, target := range map[string]**int64{
		"tailLines":    &options.TailLines,
		"limitBytes":   &options.LimitBytes,
		"sinceSeconds": &options.SinceSeconds,
	} {
		if text := query.Get(name); text != "" {
			number, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			*target = &number
		}
	}
	if text := query.Get("sinceTime"); text != "" {
		since, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return nil, fmt.Errorf("sinceTime: %w", err)
		}
		options.SinceTime = &metav1.Time{Time: since}
	}
	return options, nil
}
