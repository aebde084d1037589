// Package testenv finds what some tests need from the machine: a browser, axe-core, a PostgreSQL server, epubcheck, LibreOffice, sample files.
//
// A test that needs something says so on its first line. Where the thing is missing, the test is skipped with one
// line that names the remedy; with JIANBAO_REQUIRE=1 it fails instead, so that a skip cannot hide in CI. Samples are
// the one exception: they may not be passed on, so their absence is always a skip.
//
// The package is for tests only, and no program code imports it.
package testenv

import (
	"os"
	"testing"
)

// Need is something outside the module that a test cannot do without; needs combine with |.
type Need uint

// The things a test can need.
const (
	Chromium       Need = 1 << iota // a browser: CHROME, or one on the PATH
	Postgres                        // a server: TEST_DATABASE_URL, or one on this machine's socket
	Samples                         // the sample files: JIANBAO_SAMPLES, or ../shared/samples beside the project
	Axe                             // axe-core, among the development packages of assets
	Epubcheck                       // the checker of EPUB files, on the PATH
	Poppler                         // pdftotext and what comes with it
	QPDF                            // qpdf, which checks how a PDF is built
	MuPDF                           // mutool, which says where a PDF draws
	LibreOffice                     // soffice, with its Writer
	PostgresClient                  // pg_dump and pg_restore, on the PATH
)

// requireVariable turns a skip into a failure when it is "1".
const requireVariable = "JIANBAO_REQUIRE"

// probes say how each need is looked for, and what helps when it is missing.
var probes = []struct {
	need   Need
	find   func(testing.TB) error
	remedy string
	always bool // skipped even where skips are forbidden
}{
	{
		Chromium, func(testing.TB) error { _, err := chromePath(); return err },
		"apt-get install chromium, or set CHROME to a browser", false,
	},
	{
		Postgres, postgresAnswers,
		"apt-get install postgresql and set TEST_DATABASE_URL to a server where databases may be created", false,
	},
	{
		Axe, func(testing.TB) error { _, err := os.Stat(axePath()); return err },
		"npm ci --prefix assets", false,
	},
	{PostgresClient, program("pg_restore"), "apt-get install postgresql-client", false},
	{Poppler, program("pdftotext"), "apt-get install poppler-utils", false},
	{QPDF, program("qpdf"), "apt-get install qpdf", false},
	{MuPDF, program("mutool"), "apt-get install mupdf-tools", false},
	{
		LibreOffice, func(testing.TB) error { _, err := officePath(); return err },
		"apt-get install libreoffice-writer fonts-noto-cjk fonts-liberation", false,
	},
	{
		Epubcheck, func(testing.TB) error { _, err := epubcheck(); return err },
		"apt-get install epubcheck", false,
	},
	{
		Samples, func(testing.TB) error { _, err := os.Stat(samplesDir()); return err },
		"set JIANBAO_SAMPLES to their folder", true,
	},
}

// Require lets the test go on only where every one of needs is there.
func Require(tb testing.TB, needs Need) {
	tb.Helper()
	for _, p := range probes {
		if needs&p.need == 0 {
			continue
		}
		if err := p.find(tb); err != nil {
			give(tb, p.always, err, p.remedy)
		}
	}
}

// give ends the test: as skipped, or as failed where skips are forbidden.
func give(tb testing.TB, always bool, err error, remedy string) {
	tb.Helper()
	if os.Getenv(requireVariable) == "1" && !always {
		tb.Fatalf("required here, but %v: %s", err, remedy)
	}
	tb.Skipf("%v: %s", err, remedy)
}
