package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// lockedBuffer is a log that is read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// get asks for a page and gives its status and text.
func get(t *testing.T, client *http.Client, url string) (int, string) {
	t.Helper()
	response, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestAServerStartsOnAnyPortAndStopsGracefully(t *testing.T) {
	t.Parallel()
	s := start(t, "serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0")
	if status, body := get(t, http.DefaultClient, s.address+"/healthz"); status != http.StatusOK || body != "ok\n" {
		t.Errorf("the server answers %d %s", status, body)
	}
	if r := s.stop(); r.status != 0 {
		t.Errorf("the server ends with %d:\n%s", r.status, r.stderr)
	}
	if _, err := net.Dial("tcp", strings.TrimPrefix(s.address, "http://")); err == nil {
		t.Error("somebody still listens")
	}
}

var setupCode = regexp.MustCompile(`page=(\S+)/setup code=[A-Z2-7]{5}(-[A-Z2-7]{5}){3}\n`)

func TestTheSetUpCodeIsPrintedUntilThereIsAnAccount(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	s := start(t, "serve", "--data", data, "--listen", "127.0.0.1:0")
	if m := setupCode.FindStringSubmatch(s.log.String()); m == nil || m[1] != s.address {
		t.Errorf("the log of %s says\n%s", s.address, s.log)
	}
	if status, _ := get(t, http.DefaultClient, s.address+"/setup"); status != http.StatusOK {
		t.Errorf("the set-up page answers %d", status)
	}
	s.stop()
	if r := try(t, nil, "user", "create", "admin", "--name", "管理员", "--administrator", "--data", data); r.status != 0 {
		t.Fatal(r.stderr)
	}
	s = start(t, "serve", "--data", data, "--listen", "127.0.0.1:0")
	if strings.Contains(s.log.String(), "code=") {
		t.Errorf("the log says\n%s", s.log)
	}
	if status, _ := get(t, http.DefaultClient, s.address+"/setup"); status != http.StatusNotFound {
		t.Errorf("the set-up page answers %d", status)
	}
	s.stop()
}

func TestAServerWithACertificateSpeaksHTTPS(t *testing.T) {
	t.Parallel()
	cert, key, pool := certificate(t)
	s := start(t, "serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", key)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}}
	if status, _ := get(t, client, s.address+"/healthz"); status != http.StatusOK || !strings.HasPrefix(s.address, "https://") {
		t.Errorf("%s answers %d", s.address, status)
	}
	client.CloseIdleConnections()
	if r := s.stop(); r.status != 0 {
		t.Errorf("the server ends with %d:\n%s", r.status, r.stderr)
	}
}

// certificate makes a certificate for this machine, in files, and a pool that trusts it.
func certificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	for name, data := range map[string][]byte{cert: public, key: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool = x509.NewCertPool()
	pool.AppendCertsFromPEM(public)
	return cert, key, pool
}

func TestAccountsAreMadeListedAndGivenNewPasswords(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	r := try(t, nil, "user", "create", "zhang", "--name", "张三", "--administrator", "--data", data)
	contains(t, r.stdout, "zhang", "张三", "One-time password")
	first := oneTime.FindString(r.stdout)
	if first == "" || r.status != 0 {
		t.Fatalf("status %d: %s%s", r.status, r.stdout, r.stderr)
	}
	contains(t, try(t, nil, "user", "list", "--data", data).stdout, "zhang", "administrator", "never", "张三")

	r = try(t, nil, "user", "reset-password", "zhang", "--data", data)
	if second := oneTime.FindString(r.stdout); second == "" || second == first {
		t.Errorf("the new password is %q after %q", second, first)
	}
	for _, refused := range [][]string{
		{"user", "create", "zhang", "--name", "张三", "--data", data},
		{"user", "create", "李四", "--name", "李四", "--data", data},
		{"user", "create", "lisi", "--name", "李四", "--role", "editor@nowhere", "--data", data},
		{"user", "reset-password", "nobody", "--data", data},
	} {
		if r := try(t, nil, refused...); r.status != 1 || r.stderr == "" || r.stdout != "" {
			t.Errorf("%v ends with %d and says %q", refused, r.status, r.stderr)
		}
	}
	contains(t, try(t, nil, "audit", "verify", "--data", data).stdout, "2 entries, no fault")
}

var oneTime = regexp.MustCompile(`[a-z2-7]{5}(-[a-z2-7]{5}){3}`)
