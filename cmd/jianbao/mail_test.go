package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/mail/mailtest"
)

// mailEnvironment is how the program is set up for a mail server that asks who comes.
func mailEnvironment(t *testing.T, s *mailtest.Server) map[string]string {
	t.Helper()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, s.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"JIANBAO_SMTP_HOST": mailtest.Host, "JIANBAO_SMTP_PORT": strconv.Itoa(s.Port), "JIANBAO_SMTP_CA": ca, "JIANBAO_SMTP_USER": mailtest.User,
		"JIANBAO_SMTP_PASSWORD": mailtest.Password, "JIANBAO_SMTP_FROM": "简报 <jianbao@example.gov.cn>", "JIANBAO_SMTP_HELLO": "test.example",
	}
}

func TestATestMailSaysWhatTheServerMadeOfIt(t *testing.T) {
	t.Parallel()
	s := mailtest.Start(t, mailtest.Behaviour{Auth: true})
	env := mailEnvironment(t, s)
	r := try(t, env, "mail", "test", "wang@example.gov.cn")
	if r.status != 0 || r.stderr != "" {
		t.Fatalf("status %d: %s", r.status, r.stderr)
	}
	contains(t, r.stdout, "has taken a mail from jianbao@example.gov.cn to wang@example.gov.cn")
	if got := s.Taken(); len(got) != 1 || got[0].User != mailtest.User || !strings.Contains(got[0].Plain(), "测试邮件") {
		t.Errorf("the server took %+v", got)
	}
	s.Become(mailtest.Behaviour{Auth: true, Recipient: mailtest.Refused})
	r = try(t, env, "mail", "test", "wang@example.gov.cn")
	if r.status != 1 || r.stdout != "" {
		t.Errorf("status %d: %s", r.status, r.stdout)
	}
	contains(t, r.stderr, "refuses this mail", "no such mailbox here")
	env["JIANBAO_SMTP_PASSWORD"] = "a secret that is wrong"
	r = try(t, env, "mail", "test", "wang@example.gov.cn")
	if r.status != 1 || strings.Contains(r.stderr, "secret") {
		t.Errorf("status %d: %s", r.status, r.stderr)
	}
	contains(t, r.stderr, "localhost:"+strconv.Itoa(s.Port), "AUTH")
}

func TestAllProblemsOfMailAreReportedAtOnce(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(t.TempDir(), "data")
	env := map[string]string{
		"JIANBAO_SMTP_HOST": "smtp://mail.example.cn:25", "JIANBAO_SMTP_PORT": "99999", "JIANBAO_SMTP_TLS": "ssl", "JIANBAO_SMTP_CA": empty,
		"JIANBAO_SMTP_PASSWORD": "a secret", "JIANBAO_SMTP_FROM": "nobody",
	}
	for _, args := range [][]string{{"serve", "--data", data}, {"mail", "test", "wang"}} {
		r := try(t, env, args...)
		contains(t, r.stderr, "$JIANBAO_SMTP_HOST", "$JIANBAO_SMTP_PORT", "$JIANBAO_SMTP_TLS", "$JIANBAO_SMTP_CA", "--smtp-user", "$JIANBAO_SMTP_FROM")
		if r.status != 2 || strings.Contains(r.stderr, "secret") {
			t.Errorf("%v: status %d: %s", args, r.status, r.stderr)
		}
	}
	for name, args := range map[string][]string{
		"--base-url":    {"serve", "--data", data, "--smtp-host", "mail.example.cn", "--smtp-from", "a@example.cn"},
		"in the clear":  {"mail", "test", "a@example.cn", "--smtp-host", "mail.example.cn", "--smtp-from", "a@example.cn", "--smtp-tls", "none", "--smtp-user", "u", "--smtp-password", "p"},
		"without":       {"serve", "--data", data, "--smtp-from", "a@example.cn"},
		"is needed":     {"mail", "test", "a@example.cn"},
		"is no address": {"mail", "test", "a", "--smtp-host", "mail.example.cn", "--smtp-from", "a@example.cn"},
	} {
		r := try(t, nil, args...)
		contains(t, r.stderr, name)
		if r.status != 2 {
			t.Errorf("%v: status %d", args, r.status)
		}
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("the data folder was made")
	}
}
