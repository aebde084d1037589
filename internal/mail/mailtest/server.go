// Package mailtest is a real SMTP server for tests: it listens on this machine, speaks STARTTLS and AUTH, keeps what it takes, and fails
// as it is told to.
package mailtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// User and Password are what the server lets in, where it asks.
const (
	User     = "jianbao"
	Password = "a password with spaces"
)

// Received is a mail that the server has taken.
type Received struct {
	From, To string
	Data     string
	User     string // who signed in; empty: nobody
}

// Behaviour is how a server treats those who come. The zero value takes everything.
type Behaviour struct {
	TLS       bool  // encrypted from the first byte
	NoTLS     bool  // offers no STARTTLS
	Auth      bool  // takes mail only from those who sign in
	Recipient error // answer to every recipient
	Content   error // answer to every content
	HangUp    bool  // closes the connection instead of taking the content
	Stall     chan struct{}
}

// Server is a running server.
type Server struct {
	Roots *x509.CertPool // that vouch for its certificate
	PEM   []byte         // the same as a file
	Port  int

	mu    sync.Mutex
	how   Behaviour
	taken []Received
	asked int
}

// Temporary and Refused are what servers say when they are busy, and when there is nobody of that name.
var (
	Temporary = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try again later"}
	Refused   = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox here"}
)

// Host is the name in the server's certificate.
const Host = "localhost"

// Start starts a server, which ends with the test.
func Start(tb testing.TB, how Behaviour) *Server {
	tb.Helper()
	certificate, roots := certify(tb)
	s := &Server{Roots: roots, PEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]}), how: how}
	back := smtp.NewServer(s)
	back.Domain, back.AllowInsecureAuth, back.ErrorLog = Host, how.NoTLS, silent{}
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	if !how.NoTLS && !how.TLS {
		back.TLSConfig = config
	}
	l, err := (&net.ListenConfig{}).Listen(tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	address, _ := l.Addr().(*net.TCPAddr)
	s.Port = address.Port
	if how.TLS {
		l = tls.NewListener(l, config)
	}
	go func() { _ = back.Serve(l) }()
	tb.Cleanup(func() { _ = back.Close() })
	return s
}

// silent keeps what the server complains of to itself: tests see it from the other end.
type silent struct{}

func (silent) Printf(string, ...any) {}

func (silent) Println(...any) {}

// Become changes how the server treats those who come from now on.
func (s *Server) Become(how Behaviour) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.how = how
}

// ID is the mail's Message-ID.
func (r Received) ID() string {
	m, err := netmail.ReadMessage(strings.NewReader(r.Data))
	if err != nil {
		return err.Error()
	}
	return m.Header.Get("Message-ID")
}

// Plain decodes a mail as far as a person reads it: subject, text and HTML, one after another.
func (r Received) Plain() string {
	m, err := netmail.ReadMessage(strings.NewReader(r.Data))
	if err != nil {
		return err.Error()
	}
	var words mime.WordDecoder
	subject, err := words.DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return err.Error()
	}
	out := []string{subject}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return err.Error()
	}
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		p, err := parts.NextPart() // decodes what is quoted-printable
		if err != nil {
			return strings.Join(out, "\n")
		}
		text, err := io.ReadAll(p)
		if err != nil {
			return err.Error()
		}
		out = append(out, strings.ReplaceAll(string(text), "\r\n", "\n"))
	}
}

// Taken are the mails taken so far.
func (s *Server) Taken() []Received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Received(nil), s.taken...)
}

// Asked is how often somebody began a mail.
func (s *Server) Asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

func (s *Server) behaviour() Behaviour {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.how
}

// NewSession lets somebody in.
func (s *Server) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &session{server: s, conn: c}, nil
}

type session struct {
	server *Server
	conn   *smtp.Conn
	mail   Received
}

func (s *session) AuthMechanisms() []string {
	if !s.server.behaviour().Auth {
		return nil
	}
	return []string{sasl.Plain}
}

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != User || password != Password {
			return smtp.ErrAuthFailed
		}
		s.mail.User = user
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.server.mu.Lock()
	s.server.asked++
	s.server.mu.Unlock()
	if s.server.behaviour().Auth && s.mail.User == "" {
		return smtp.ErrAuthRequired
	}
	s.mail.From = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mail.To = to
	return s.server.behaviour().Recipient
}

func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	how := s.server.behaviour()
	switch {
	case how.HangUp:
		return errors.Join(s.conn.Conn().Close(), net.ErrClosed)
	case how.Stall != nil:
		how.Stall <- struct{}{} // somebody waits now
		<-how.Stall
		return Temporary
	case how.Content != nil:
		return how.Content
	}
	s.mail.Data = string(data)
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.taken = append(s.server.taken, s.mail)
	return nil
}

func (s *session) Reset() { s.mail = Received{User: s.mail.User} }

func (*session) Logout() error { return nil }

// certify makes a certificate for Host that nobody but the pool vouches for.
func certify(tb testing.TB) (tls.Certificate, *x509.CertPool) {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: Host}, DNSNames: []string{Host}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		tb.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}
