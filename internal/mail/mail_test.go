package mail_test

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"jianbao/internal/mail"
	"jianbao/internal/mail/mailtest"
	"jianbao/models"
)

var written = time.Date(2026, 11, 2, 6, 30, 0, 0, time.UTC)

// sender is set up for a server as an office would.
func sender(s *mailtest.Server, change func(*mail.Config)) *mail.Sender {
	cfg := mail.Config{
		Host: mailtest.Host, Port: s.Port, Security: mail.StartTLS, From: netmail.Address{Name: "简报", Address: "jianbao@example.gov.cn"}, Hello: "test.example",
		Roots: s.Roots, Now: func() time.Time { return written },
	}
	if change != nil {
		change(&cfg)
	}
	return mail.New(cfg)
}

var letter = models.Mail{
	ID: "notice-12", To: "wang@example.gov.cn", ToName: "王敏", Subject: "开放前沿 第92期轮到您审核", Text: "轮到您审核\n", HTML: "<p>轮到您审核</p>",
}

func signsIn(c *mail.Config) { c.User, c.Password = mailtest.User, mailtest.Password }

func TestAMailArrivesAsItWasWritten(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		how    mailtest.Behaviour
		change func(*mail.Config)
		user   string
	}{
		"encrypted after the greeting": {},
		"signed in":                    {how: mailtest.Behaviour{Auth: true}, change: signsIn, user: mailtest.User},
		"encrypted from the first byte": {how: mailtest.Behaviour{TLS: true, Auth: true}, change: func(c *mail.Config) {
			signsIn(c)
			c.Security = mail.TLS
		}, user: mailtest.User},
		"in the clear": {how: mailtest.Behaviour{NoTLS: true}, change: func(c *mail.Config) { c.Security = mail.Plain }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := mailtest.Start(t, c.how)
			if err := sender(s, c.change).Send(t.Context(), letter); err != nil {
				t.Fatal(err)
			}
			got := s.Taken()
			if len(got) != 1 || got[0].From != "jianbao@example.gov.cn" || got[0].To != letter.To || got[0].User != c.user {
				t.Fatalf("the server took %+v", got)
			}
			read(t, got[0].Data)
		})
	}
}

// read takes a mail apart and compares it with the letter.
func read(t *testing.T, data string) {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var words mime.WordDecoder
	subject, err := words.DecodeHeader(m.Header.Get("Subject"))
	to, toErr := m.Header.AddressList("To")
	date, dateErr := m.Header.Date()
	if err := errors.Join(err, toErr, dateErr); err != nil {
		t.Fatal(err)
	}
	if subject != letter.Subject || to[0].Name != letter.ToName || !date.Equal(written) || m.Header.Get("Message-ID") != "<notice-12@example.gov.cn>" ||
		m.Header.Get("Auto-Submitted") != "auto-generated" {
		t.Errorf("the head is %v", m.Header)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("the mail is %s: %v", kind, err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, want := range []struct{ kind, text string }{{"text/plain", letter.Text}, {"text/html", letter.HTML}} {
		p, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil || !strings.HasPrefix(p.Header.Get("Content-Type"), want.kind) || strings.TrimSpace(string(text)) != strings.TrimSpace(want.text) {
			t.Errorf("a part is %v %q: %v", p.Header, text, err)
		}
	}
}

func TestWhatAServerWillNeverTakeIsToldFromWhatItMayTakeLater(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		how    mailtest.Behaviour
		change func(*mail.Config)
		final  bool
		says   string
	}{
		"no such recipient":              {how: mailtest.Behaviour{Recipient: mailtest.Refused}, final: true, says: "no such mailbox here"},
		"content refused":                {how: mailtest.Behaviour{Content: mailtest.Refused}, final: true, says: "no such mailbox here"},
		"recipient put off":              {how: mailtest.Behaviour{Recipient: mailtest.Temporary}, says: "try again later"},
		"content put off":                {how: mailtest.Behaviour{Content: mailtest.Temporary}, says: "try again later"},
		"connection lost":                {how: mailtest.Behaviour{HangUp: true}, says: "localhost"},
		"wrong password":                 {how: mailtest.Behaviour{Auth: true}, change: func(c *mail.Config) { c.User, c.Password = mailtest.User, "wrong" }, says: "AUTH"},
		"not signed in":                  {how: mailtest.Behaviour{Auth: true}, says: "authenticate"},
		"no encryption offered":          {how: mailtest.Behaviour{NoTLS: true}, says: "STARTTLS"},
		"a certificate of nobody's":      {change: func(c *mail.Config) { c.Roots = nil }, says: "certificate"},
		"a certificate of somebody else": {change: func(c *mail.Config) { c.Host = "127.0.0.1" }, says: "certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := mailtest.Start(t, c.how)
			err := sender(s, c.change).Send(t.Context(), letter)
			_, final := errors.AsType[*mail.RefusedError](err)
			if err == nil || final != c.final || !strings.Contains(err.Error(), c.says) {
				t.Errorf("final %v, %v", final, err)
			}
			if taken := s.Taken(); len(taken) > 0 {
				t.Errorf("the server took %v", taken)
			}
		})
	}
}

func TestASlowServerHoldsNobodyUpForEver(t *testing.T) {
	t.Parallel()
	stall := make(chan struct{})
	s := mailtest.Start(t, mailtest.Behaviour{Stall: stall})
	t.Cleanup(func() { close(stall) })
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- sender(s, nil).Send(ctx, letter) }()
	<-stall // the server has the content, and says nothing
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAServerThatIsNotThereIsNamed(t *testing.T) {
	t.Parallel()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // a TCP listener has no other
	err = mail.New(mail.Config{Host: "127.0.0.1", Port: port, Security: mail.Plain, From: netmail.Address{Address: "a@example.cn"}, Now: time.Now}).Send(t.Context(), letter)
	if err == nil || !strings.Contains(err.Error(), address) {
		t.Errorf("got %v", err)
	}
}
