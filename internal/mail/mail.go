// Package mail hands mails to an SMTP server. It knows nothing of what they say or why, keeps nothing and tries nothing twice: that is
// the outbox's affair.
package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"jianbao/models"
)

// Security is how the way to the server is protected.
type Security string

// The kinds of protection. Nothing falls back to less than was asked for.
const (
	StartTLS Security = "starttls" // plain at first, encrypted before anything is said; refused where the server cannot
	TLS      Security = "tls"      // encrypted from the first byte
	Plain    Security = "none"     // anybody on the way reads along
)

// ports are where servers listen by custom.
var ports = map[Security]int{StartTLS: 587, TLS: 465, Plain: 25}

// DefaultPort is where a server listens by custom; 0 for a protection that is none.
func DefaultPort(s Security) int { return ports[s] }

// Timeout bounds one mail, from the connection to the last answer. It is well below the lease of outbox work.
const Timeout = 30 * time.Second

// Config says where mail goes and in whose name.
type Config struct {
	Host     string
	Port     int
	Security Security
	User     string // empty: the server asks for none
	Password string
	From     netmail.Address
	Hello    string         // name of this machine; empty: what the system calls it
	Roots    *x509.CertPool // nil: those of the system
	Now      func() time.Time
}

// Sender sends mails one at a time, each over a connection of its own. It is safe for concurrent use.
type Sender struct{ cfg Config }

// New makes a sender. It does not look whether the server is there.
func New(cfg Config) *Sender { return &Sender{cfg} }

// Server is where mail goes, for people: name and port.
func (s *Sender) Server() string { return net.JoinHostPort(s.cfg.Host, strconv.Itoa(s.cfg.Port)) }

// From is the address that mails come from.
func (s *Sender) From() string { return s.cfg.From.Address }

// RefusedError is the error of a mail that the server will not take however often it is tried: no such recipient, content refused.
type RefusedError struct{ err error }

func (e *RefusedError) Error() string { return e.err.Error() }

// Unwrap is what the server said.
func (e *RefusedError) Unwrap() error { return e.err }

// Send hands one mail to the server. The error is a *RefusedError when trying again is of no use.
func (s *Sender) Send(ctx context.Context, m models.Mail) error {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	err := s.send(ctx, m)
	switch refused, ok := errors.AsType[*gomail.SendError](err); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("send mail through %s: no answer in time: %w", s.Server(), ctx.Err())
	case ok && final(refused):
		return &RefusedError{fmt.Errorf("send mail through %s: %w", s.Server(), err)}
	}
	return fmt.Errorf("send mail through %s: %w", s.Server(), err)
}

// final reports an answer of 500 and above about the recipient or the content. About anything else it is a matter of the
// configuration, which somebody may put right.
func final(e *gomail.SendError) bool {
	return e.ErrorCode() >= 500 && (e.Reason == gomail.ErrSMTPRcptTo || e.Reason == gomail.ErrSMTPDataClose)
}

func (s *Sender) send(ctx context.Context, m models.Mail) error {
	msg, err := s.message(m)
	if err != nil {
		return err
	}
	line := &connection{sender: s}
	defer line.hangUp()
	client, err := gomail.NewClient(s.cfg.Host, s.options(line)...)
	if err != nil {
		return err
	}
	// The library watches the context only while it dials.
	stop := context.AfterFunc(ctx, line.hangUp)
	defer stop()
	talk, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return err
	}
	if err := client.SendWithSMTPClient(talk, msg); err != nil {
		return err
	}
	_ = client.CloseWithSMTPClient(talk) // the server has taken the mail; what becomes of the farewell changes nothing
	return nil
}

func (s *Sender) options(line *connection) []gomail.Option {
	policy := gomail.NoTLS
	if s.cfg.Security == StartTLS {
		policy = gomail.TLSMandatory
	}
	out := []gomail.Option{
		gomail.WithPort(s.cfg.Port), gomail.WithTimeout(Timeout), gomail.WithTLSPolicy(policy), gomail.WithTLSConfig(s.tls()),
		gomail.WithDialContextFunc(line.dial), gomail.WithoutNoop(), gomail.WithoutRset(),
	}
	if s.cfg.Hello != "" {
		out = append(out, gomail.WithHELO(s.cfg.Hello))
	}
	if s.cfg.User != "" {
		out = append(out, gomail.WithUsername(s.cfg.User), gomail.WithPassword(s.cfg.Password), gomail.WithOpportunisticSMTPAuth(
			gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthCramMD5, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return out
}

func (s *Sender) tls() *tls.Config {
	return &tls.Config{ServerName: s.cfg.Host, RootCAs: s.cfg.Roots, MinVersion: tls.VersionTLS12}
}

func (s *Sender) message(m models.Mail) (*gomail.Msg, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := msg.FromFormat(s.cfg.From.Name, s.cfg.From.Address); err != nil {
		return nil, err
	}
	if err := msg.AddToFormat(m.ToName, m.To); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(s.cfg.From.Address, "@")
	msg.SetMessageIDWithValue(m.ID + "@" + domain)
	msg.SetDateWithValue(s.cfg.Now())
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // holiday notes answer people only
	msg.Subject(m.Subject)
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	return msg, nil
}
