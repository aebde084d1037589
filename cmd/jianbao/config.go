package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"jianbao/views/layout"
)

// Config is everything that can be set, by flags or by the environment.
type Config struct {
	OfficeConfig `group:"Data and log"`
	WebConfig    `group:"How the server is reached"`
	SiteConfig   `group:"What readers' pages say of the office"`
	MailConfig   `group:"Mail"`
}

// OfficeConfig is what every command needs that opens the office's data.
type OfficeConfig struct {
	Data      string `help:"Folder for the database and the files that people bring in; made where it is missing. Default: ${default}." env:"JIANBAO_DATA" default:"jianbao-data" placeholder:"FOLDER"`
	Database  string `help:"A postgres:// address, or the path of an SQLite file. Without it: jianbao.db in the data folder." env:"JIANBAO_DATABASE" placeholder:"ADDRESS"`
	Fonts     string `help:"Folder with the office's own TrueType fonts for PDF files: 仿宋, 小标宋, 楷体, 黑体, 宋体, Times New Roman. Without it the shipped ones serve." env:"JIANBAO_FONTS" placeholder:"FOLDER"`
	TimeZone  string `help:"The office's time zone. Default: ${default}." env:"JIANBAO_TIME_ZONE" default:"Asia/Shanghai" placeholder:"ZONE"`
	LogFormat string `help:"How log lines are written: text or json." env:"JIANBAO_LOG_FORMAT" default:"text"`
	LogLevel  string `help:"The least weight that is logged: debug, info, warn or error." env:"JIANBAO_LOG_LEVEL" default:"info"`
}

// AddressConfig is the public address, which pages name.
type AddressConfig struct {
	BaseURL string `help:"The address that people type, such as https://jianbao.example.gov.cn. Changes asked for from other sites are refused." env:"JIANBAO_BASE_URL" placeholder:"URL"`
}

// WebConfig is how the server is reached.
type WebConfig struct {
	AddressConfig
	Listen          string        `help:"Address and port to listen on; port 0 takes a free one. Default: ${default}." env:"JIANBAO_LISTEN" default:"127.0.0.1:8080" placeholder:"ADDRESS:PORT"`
	TrustedProxies  []string      `help:"Networks of reverse proxies whose X-Forwarded-For is believed, separated by commas." env:"JIANBAO_TRUSTED_PROXIES" placeholder:"NETWORK"`
	InsecureCookies bool          `help:"Let people sign in over plain http from other machines. Whoever listens on the way can then take over their sessions." env:"JIANBAO_INSECURE_COOKIES"`
	PageMemory      int           `help:"Memory for readers' pages that are held ready to send, in megabytes; 0: every page is drawn when it is asked for. Default: ${default}." env:"JIANBAO_PAGE_MEMORY" default:"32" placeholder:"MB"`
	PageAge         time.Duration `help:"For how long browsers and proxies may show readers' pages without asking, such as 60s behind a content delivery network. A withdrawn page can be seen for as long. Default: they ask each time." env:"JIANBAO_PAGE_AGE" default:"0s" placeholder:"TIME"`
	TLSCert         string        `help:"Certificate file, to serve https without a proxy." env:"JIANBAO_TLS_CERT" placeholder:"FILE"`
	TLSKey          string        `help:"Private key of the certificate." env:"JIANBAO_TLS_KEY" placeholder:"FILE"`
}

// SiteConfig is what stands at the head and foot of readers' pages. What is empty is not shown.
type SiteConfig struct {
	OfficeName  string `help:"Name of the office." env:"JIANBAO_OFFICE_NAME" placeholder:"NAME"`
	OfficePhone string `help:"Telephone of the office." env:"JIANBAO_OFFICE_PHONE" placeholder:"NUMBER"`
	SiteID      string `help:"Identification code of a government site (网站标识码)." env:"JIANBAO_SITE_ID" placeholder:"CODE"`
	ICP         string `help:"ICP record (ICP备案号)." env:"JIANBAO_ICP" placeholder:"RECORD"`
	Police      string `help:"Public security record (公安备案号)." env:"JIANBAO_POLICE" placeholder:"RECORD"`
}

// officeSettings is an OfficeConfig that has been understood.
type officeSettings struct {
	files    string // folder
	database string // what store.Open takes
	fonts    string // folder; empty: the shipped ones
	location *time.Location
	log      *slog.Logger
}

func (c OfficeConfig) check(env *environment, stderr io.Writer) officeSettings {
	s := officeSettings{files: filepath.Join(c.Data, "files"), database: c.Database, fonts: c.Fonts}
	if strings.TrimSpace(c.Data) == "" {
		env.problem("data", "names no folder")
	}
	scheme, _, isURL := strings.Cut(c.Database, "://")
	switch {
	case c.Database == "":
		s.database = filepath.Join(c.Data, "jianbao.db")
	case isURL && scheme != "postgres" && scheme != "postgresql":
		env.problem("database", "%s:// is no database this program knows; use postgres:// or the path of an SQLite file", scheme)
	case isURL:
		if _, err := url.Parse(c.Database); err != nil {
			env.problem("database", "is no well-formed address") // the address may hold a password, so it is not repeated
		}
	}
	var err error
	if s.location, err = time.LoadLocation(c.TimeZone); err != nil || c.TimeZone == "" || c.TimeZone == "Local" {
		env.problem("time-zone", "%q is no time zone; write it as Asia/Shanghai", c.TimeZone)
	}
	s.log = c.logger(env, stderr)
	return s
}

func (c OfficeConfig) logger(env *environment, stderr io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		env.problem("log-level", "%q is none of debug, info, warn and error", c.LogLevel)
	}
	options := &slog.HandlerOptions{Level: level}
	switch c.LogFormat {
	case "json":
		return slog.New(slog.NewJSONHandler(stderr, options))
	case "text":
	default:
		env.problem("log-format", "%q is neither text nor json", c.LogFormat)
	}
	return slog.New(slog.NewTextHandler(stderr, options))
}

// webSettings is a WebConfig that has been understood.
type webSettings struct {
	listen          string
	baseURL         *url.URL
	trusted         []netip.Prefix
	insecureCookies bool
	pageMemory      int // MB
	pageAge         time.Duration
	tls             *tls.Config // nil: plain http
}

// Bounds of how readers' pages are kept: the memory of a large server in MB, and how long a withdrawn page may be seen at worst.
const (
	maxPageMemory = 64 << 10
	maxPageAge    = time.Hour
)

// check gives the address; nil when none is set.
func (c AddressConfig) check(env *environment) *url.URL {
	if c.BaseURL == "" {
		return nil
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || !slices.Contains([]string{"http", "https"}, u.Scheme) || u.Hostname() == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		env.problem("base-url", "%q is no address of a whole site, such as https://jianbao.example.gov.cn", c.BaseURL)
	}
	return u
}

func (c WebConfig) check(env *environment) webSettings {
	s := webSettings{listen: c.Listen, insecureCookies: c.InsecureCookies}
	if _, err := net.ResolveTCPAddr("tcp", c.Listen); err != nil {
		env.problem("listen", "%q is no address and port, such as 127.0.0.1:8080 or :80", c.Listen)
	}
	s.baseURL = c.AddressConfig.check(env)
	for _, text := range c.TrustedProxies {
		network, err := parseNetwork(strings.TrimSpace(text))
		if err != nil {
			env.problem("trusted-proxies", "%q is no network, such as 10.0.0.0/8 or 192.0.2.1", text)
		}
		s.trusted = append(s.trusted, network)
	}
	if s.pageMemory = c.PageMemory; c.PageMemory < 0 || c.PageMemory > maxPageMemory {
		env.problem("page-memory", "%d is no number of megabytes from 0 to %d", c.PageMemory, maxPageMemory)
	}
	if s.pageAge = c.PageAge; c.PageAge < 0 || c.PageAge > maxPageAge {
		env.problem("page-age", "%v is no time from 0 to %v", c.PageAge, maxPageAge)
	}
	s.tls = c.certificate(env)
	return s
}

func parseNetwork(s string) (netip.Prefix, error) {
	if addr, err := netip.ParseAddr(s); err == nil {
		return netip.PrefixFrom(addr, addr.BitLen()), nil
	}
	return netip.ParsePrefix(s)
}

func (c WebConfig) certificate(env *environment) *tls.Config {
	switch {
	case c.TLSCert == "" && c.TLSKey == "":
		return nil
	case c.TLSCert == "":
		env.problem("tls-cert", "is needed beside --tls-key")
		return nil
	case c.TLSKey == "":
		env.problem("tls-key", "is needed beside --tls-cert")
		return nil
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		env.problem("tls-cert", "cannot be used: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}
}

// maxFact bounds each fact about the site, in characters.
const maxFact = 60

func (c SiteConfig) check(env *environment) layout.ReaderSite {
	for flag, value := range map[string]string{
		"office-name": c.OfficeName, "office-phone": c.OfficePhone, "site-id": c.SiteID, "icp": c.ICP, "police": c.Police,
	} {
		if utf8.RuneCountInString(value) > maxFact || strings.ContainsFunc(value, unicode.IsControl) {
			env.problem(flag, "is longer than %d characters, or holds one that cannot be shown", maxFact)
		}
	}
	return layout.ReaderSite{Office: c.OfficeName, Phone: c.OfficePhone, SiteID: c.SiteID, ICP: c.ICP, Police: c.Police}
}

// address is how a person reaches a listener from this machine.
func (s webSettings) address(l net.Listener) string {
	if s.baseURL != nil {
		return strings.TrimSuffix(s.baseURL.String(), "/")
	}
	scheme := "http"
	if s.tls != nil {
		scheme = "https"
	}
	host, port, err := net.SplitHostPort(l.Addr().String())
	if ip, parseErr := netip.ParseAddr(host); err != nil || parseErr != nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return fmt.Sprintf("%s://%s", scheme, net.JoinHostPort(host, port))
}

// noSignIn reports whether people on other machines come over plain http, where browsers keep no session cookie of ours.
func (s webSettings) noSignIn(l net.Listener) bool {
	addr, err := netip.ParseAddrPort(l.Addr().String())
	loopback := err == nil && addr.Addr().IsLoopback()
	https := s.tls != nil || s.baseURL != nil && s.baseURL.Scheme == "https"
	return !loopback && !https && !s.insecureCookies
}
