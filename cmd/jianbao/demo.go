package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"text/tabwriter"
	"time"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/views/layout"
)

type demoCommand struct {
	Dir      string `help:"Folder that keeps the demonstration office." default:".jianbao-demo" placeholder:"FOLDER"`
	Listen   string `help:"Loopback address and port to listen on. When the port is taken, the next free one is." default:"127.0.0.1:8080" placeholder:"ADDRESS:PORT"`
	Reset    bool   `help:"Start over: delete what the demonstration office holds and make it anew."`
	Articles int    `help:"When the office is made: write an archive of about so many published articles before its first issue, for measurements." default:"0" hidden:"" placeholder:"NUMBER"`
	LogLevel string `help:"The least weight that is logged: debug, info, warn or error." default:"warn"`
}

// Run makes the office at the first start and serves it until ctx ends.
func (c *demoCommand) Run(ctx context.Context, p *program, env *environment) (err error) {
	listen, err := loopback(c.Listen)
	if err != nil {
		env.problem("listen", "%w", err)
	}
	config := OfficeConfig{Data: c.Dir, TimeZone: "Asia/Shanghai", LogFormat: "text", LogLevel: c.LogLevel}
	settings := config.check(env, p.stderr)
	if err := env.err(); err != nil {
		return err
	}
	release, err := p.prepareDemo(ctx, c.Dir, c.Reset, c.Articles, settings)
	if err != nil {
		return err
	}
	defer release()
	o, err := openOffice(ctx, settings, p.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	l, err := listenNear(ctx, listen)
	if err != nil {
		return err
	}
	web := webSettings{insecureCookies: true, pageMemory: demoPageMemory} // not every browser takes this machine for safe without https
	if err := p.introduce(c.Dir, listen, l, web); err != nil {
		return errors.Join(err, l.Close())
	}
	return p.serve(ctx, o, l, web, layout.ReaderSite{Office: "澜江省自由贸易试验区工作办公室（演示）", Phone: "0000-0000000"})
}

// demoPageMemory is what a server takes by default, in MB.
const demoPageMemory = 32

// loopback accepts addresses that only this machine can reach: everybody's password is printed.
func loopback(address string) (netip.AddrPort, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("%q is no address and port, such as 127.0.0.1:8080", address)
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	addr, err := netip.ParseAddr(host)
	if err != nil || !addr.IsLoopback() {
		return netip.AddrPort{}, fmt.Errorf("%q can be reached from elsewhere; the demonstration listens on 127.0.0.1 or [::1] only", address)
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("%q is no port", port)
	}
	return netip.AddrPortFrom(addr, uint16(n)), nil
}

// nearPorts is how many ports are tried one after another.
const nearPorts = 50

// listenNear listens on the address, or on the next port that is free.
func listenNear(ctx context.Context, address netip.AddrPort) (net.Listener, error) {
	port := address.Port()
	for tries := 1; ; tries++ {
		l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", netip.AddrPortFrom(address.Addr(), port).String())
		if err == nil {
			return l, nil
		}
		if port++; !errors.Is(err, syscall.EADDRINUSE) || tries == nearPorts || port == 0 {
			return nil, fmt.Errorf("listen: %w", err)
		}
	}
}

// introduce prints the address, the accounts and the file to bring in.
func (p *program) introduce(dir string, wanted netip.AddrPort, l net.Listener, web webSettings) error {
	next, err := nextIssue(dir)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(p.stdout, 0, 0, 3, ' ', 0)
	if got, err := netip.ParseAddrPort(l.Addr().String()); err == nil && wanted.Port() != 0 && got.Port() != wanted.Port() {
		_, _ = fmt.Fprintf(w, "Port %d is taken; using %d.\n", wanted.Port(), got.Port())
	}
	address := web.address(l)
	_, _ = fmt.Fprintf(w, "\nThe demonstration office 开放前沿\n\n  Readers\t%s\n  Staff\t%s\n  To import\t%s\n  Data\t%s (start over: --reset)\n\n", address, address+paths.SignIn, next, dir)
	_, _ = fmt.Fprintln(w, "  LOGIN\tPASSWORD\tROLE\tNAME") // Han characters are twice as wide, so they stand last
	for _, person := range demo.People {
		_, _ = fmt.Fprintf(w, "  %s\t%s\t%s\t%s %s\n", person.Login, demo.Password, person.Role, person.Name, person.Title)
	}
	_, _ = fmt.Fprintln(w)
	return w.Flush()
}

// nextIssue writes the file that the visitor brings in, and gives its whole path.
func nextIssue(dir string) (string, error) {
	name, err := filepath.Abs(filepath.Join(dir, demo.NextName))
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(name); err == nil {
		return name, nil
	}
	data, err := demo.NextIssue()
	if err != nil {
		return "", err
	}
	return name, os.WriteFile(name, data, 0o600)
}

// seedDemo makes the office in an empty folder.
func (p *program) seedDemo(ctx context.Context, articles int, settings officeSettings) (err error) {
	begun := p.now()
	_, _ = io.WriteString(p.stdout, "Making the demonstration office, this takes a moment…\n")
	clock := &demo.Clock{}
	o, err := openOffice(ctx, settings, clock.Now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	if err := demo.Seed(ctx, o.news, clock, o.location); err != nil {
		return err
	}
	if err := o.news.KeepSearch(ctx, nil); err != nil {
		return err
	}
	if err := p.fillArchive(ctx, o, articles); err != nil { // whole with its index
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "Made in %s.\n", p.now().Sub(begun).Round(10*time.Millisecond))
	return err
}
