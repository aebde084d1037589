package handlers_test

import (
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
