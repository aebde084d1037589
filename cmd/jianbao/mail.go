package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	netmail "net/mail"
	"os"
	"strings"
	"time"

	"jianbao/internal/mail"
	"jianbao/models"
	"jianbao/views/emails"
)

// MailConfig is how mail leaves. Without a host none does.
type MailConfig struct {
	SMTPHost     string `name:"smtp-host" help:"Name of the mail server. Without it no mail is sent." env:"JIANBAO_SMTP_HOST" placeholder:"NAME"`
	SMTPPort     int    `name:"smtp-port" help:"Its port. Default: 587, with --smtp-tls=tls 465, with --smtp-tls=none 25." env:"JIANBAO_SMTP_PORT" placeholder:"PORT"`
	SMTPTLS      string `name:"smtp-tls" help:"How the way there is protected: starttls, tls (from the first byte) or none. Default: ${default}." env:"JIANBAO_SMTP_TLS" default:"starttls"`
	SMTPCA       string `name:"smtp-ca" help:"File with the certificates that vouch for the mail server, where the system's do not." env:"JIANBAO_SMTP_CA" placeholder:"FILE"`
	SMTPUser     string `name:"smtp-user" help:"Name to sign in with at the mail server. Without it nobody signs in." env:"JIANBAO_SMTP_USER" placeholder:"NAME"`
	SMTPPassword string `name:"smtp-password" help:"Its password. Better set as the variable: others on this machine can read command lines." env:"JIANBAO_SMTP_PASSWORD" placeholder:"PASSWORD"`
	SMTPFrom     string `name:"smtp-from" help:"Address that mail comes from, such as 简报 <jianbao@example.gov.cn>." env:"JIANBAO_SMTP_FROM" placeholder:"ADDRESS"`
	SMTPHello    string `name:"smtp-hello" help:"Name that this machine gives itself before the mail server. Without it: the system's name." env:"JIANBAO_SMTP_HELLO" placeholder:"NAME"`
}

// check understands the configuration; the sender is nil when there is no mail.
func (c MailConfig) check(env *environment, now func() time.Time) *mail.Sender {
	if c.SMTPHost == "" {
		for flag, value := range map[string]string{"smtp-user": c.SMTPUser, "smtp-password": c.SMTPPassword, "smtp-from": c.SMTPFrom} {
			if value != "" {
				env.problem(flag, "is of no use without --smtp-host")
			}
		}
		return nil
	}
	cfg := mail.Config{
		Host: c.SMTPHost, Port: c.SMTPPort, Security: mail.Security(c.SMTPTLS), User: c.SMTPUser, Password: c.SMTPPassword, Hello: c.SMTPHello,
		From: c.from(env), Roots: c.roots(env), Now: now,
	}
	if strings.ContainsAny(c.SMTPHost, ":/ ") {
		env.problem("smtp-host", "%q is no name of a machine; the port is --smtp-port", c.SMTPHost)
	}
	if mail.DefaultPort(cfg.Security) == 0 {
		env.problem("smtp-tls", "%q is none of starttls, tls and none", c.SMTPTLS)
	}
	if cfg.Port == 0 {
		cfg.Port = mail.DefaultPort(cfg.Security)
	}
	if c.SMTPPort < 0 || c.SMTPPort > 65535 {
		env.problem("smtp-port", "%d is no port", c.SMTPPort)
	}
	switch {
	case (c.SMTPUser == "") != (c.SMTPPassword == ""):
		env.problem("smtp-user", "and --smtp-password are needed together")
	case c.SMTPUser != "" && cfg.Security == mail.Plain:
		env.problem("smtp-tls", "none would send the password in the clear: leave --smtp-user out, or protect the way")
	}
	return mail.New(cfg)
}

func (c MailConfig) from(env *environment) netmail.Address {
	parsed, err := netmail.ParseAddress(c.SMTPFrom)
	if err != nil || models.ValidateEmail(parsed.Address) != nil {
		env.problem("smtp-from", "%q is no address, such as jianbao@example.gov.cn", c.SMTPFrom)
		return netmail.Address{}
	}
	return *parsed
}

func (c MailConfig) roots(env *environment) *x509.CertPool {
	if c.SMTPCA == "" {
		return nil
	}
	data, err := os.ReadFile(c.SMTPCA)
	if err != nil {
		env.problem("smtp-ca", "cannot be read: %w", err)
		return nil
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		env.problem("smtp-ca", "holds no certificate in PEM form")
	}
	return pool
}

type mailCommand struct {
	Test mailTestCommand `cmd:"" help:"Send one mail to an address, to see whether the configuration works."`
}

type mailTestCommand struct {
	MailConfig `group:"Mail"`
	Address    string `arg:"" help:"Where the mail goes."`
}

// Run sends one mail and says what the server made of it.
func (c *mailTestCommand) Run(ctx context.Context, p *program, env *environment) error {
	sender := c.check(env, p.now)
	if c.SMTPHost == "" {
		env.problem("smtp-host", "is needed to send mail")
	}
	if c.Address == "" || models.ValidateEmail(c.Address) != nil {
		env.problems = append(env.problems, fmt.Errorf("  ADDRESS: %q is no address, such as wangmin@example.gov.cn", c.Address))
	}
	if err := env.err(); err != nil {
		return err
	}
	letter, err := emails.Writer{}.Test(ctx, fmt.Sprintf("test-%d", p.now().UnixNano()), c.Address)
	if err != nil {
		return err
	}
	if err := sender.Send(ctx, letter); err != nil {
		if _, refused := errors.AsType[*mail.RefusedError](err); refused {
			return fmt.Errorf("the mail server answers, but refuses this mail: %w", err)
		}
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s has taken a mail from %s to %s. Look whether it arrives.\n", sender.Server(), sender.From(), c.Address)
	return err
}
