package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// certs writes the keys and certificates of one sandbox into the directory its argument names: ca.crt, server.crt and .key
// (API server, kubelet and etcd, for loopback only), client.crt and .key (the API server as it calls the other two), and
// service-account.key and .pub. The authority's own key is never written, so nothing else can be signed by it.
func certs() int {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: certs DIRECTORY")
		return 2
	}
	if err := writeCerts(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "certs:", err)
		return 1
	}
	return 0
}

func writeCerts(dir string) error {
	authority := certificate(1, "kflow-sandbox")
	authority.IsCA = true
	authority.BasicConstraintsValid = true
	authority.KeyUsage = x509.KeyUsageCertSign
	authorityKey, err := newKey()
	if err != nil {
		return err
	}
	if err := sign(dir, "ca", authority, authority, authorityKey, authorityKey); err != nil {
		return err
	}

	server := certificate(2, "kflow-sandbox-server")
	server.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	server.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv4(10, 96, 0, 1)}
	server.DNSNames = []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"}

	client := certificate(3, "kflow-sandbox-apiserver")
	client.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}

	for name, template := range map[string]*x509.Certificate{"server": server, "client": client} {
		key, err := newKey()
		if err != nil {
			return err
		}
		if err := writeKey(dir, name, key); err != nil {
			return err
		}
		if err := sign(dir, name, template, authority, key, authorityKey); err != nil {
			return err
		}
	}
	return writeServiceAccountKeys(dir)
}

func newKey() (*ecdsa.PrivateKey, error) {
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

func certificate(serial int64, name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(serial),
		Subject:      pkix.Name{CommonName: name},
		// A clock that is set back a little must not break a sandbox that runs.
		NotBefore: time.Now().Add(-time.Hour),
		NotAfter:  time.Now().AddDate(1, 0, 0),
		KeyUsage:  x509.KeyUsageDigitalSignature,
	}
}

func sign(dir, name string, template, parent *x509.Certificate, key, parentKey *ecdsa.PrivateKey) error {
	signed, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, parentKey)
	if err != nil {
		return err
	}
	return writePem(dir, name+".crt", "CERTIFICATE", signed)
}

func writeKey(dir, name string, key *ecdsa.PrivateKey) error {
	encoded, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return writePem(dir, name+".key", "EC PRIVATE KEY", encoded)
}

func writeServiceAccountKeys(dir string) error {
	key, err := newKey()
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return err
	}
	if err := writePem(dir, "service-account.pub", "PUBLIC KEY", public); err != nil {
		return err
	}
	return writeKey(dir, "service-account", key)
}

func writePem(dir, file, kind string, content []byte) error {
	return os.WriteFile(filepath.Join(dir, file), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600)
}
