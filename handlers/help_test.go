package handlers_test

import (
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"jianbao/internal/store/storetest"
)

func storetestStart() time.Time { return storetest.Start }

func id(n int64) string { return strconv.FormatInt(n, 10) }

// role is the acting role that the desk shows.
func role(t *testing.T, b *browser) string {
	t.Helper()
	return strings.TrimSpace(b.get("/desk/account").page(t).Find(".top-role").Text())
}

// loopback are the addresses that the tests' own requests come from.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
