package archtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/testenv"
)

const module = "jianbao/"

// mayImport lists, for every package of the module, the other ones it may import. A line holds for the folders below
// it too, unless they have a line of their own; a package without a line fails the test.
var mayImport = map[string][]string{
	"cmd": {
		"handlers", "views", "models", "assets", "internal/newsroom", "internal/store", "internal/backup", "internal/demo", "internal/demo/archive", "internal/flow", "internal/manuscript",
		"internal/typeset", "internal/files", "internal/mail", "internal/site", "internal/paths", "internal/i18n",
	},
	// The mapping screen shows a manuscript's values and hands decisions back.
	"handlers": {
		"views", "models", "assets", "internal/newsroom", "internal/pages", "internal/paths", "internal/i18n", "internal/manuscript", "internal/redline",
	},
	// Comparisons are values, like what the models hold, and are drawn as redline found them.
	"views":                    {"models", "assets", "internal/paths", "internal/i18n", "internal/redline"},
	"assets":                   {},
	"models":                   {},
	"internal/backup":          {"internal/newsroom", "internal/store", "internal/files"},
	"internal/demo":            {"models", "internal/newsroom"},
	"internal/demo/archive":    {"models", "internal/store"},
	"internal/newsroom":        {"models", "internal/store", "internal/manuscript", "internal/typeset", "internal/export", "internal/proof", "internal/files", "internal/flow", "internal/flow/open", "internal/picture", "internal/redline", "internal/mail"},
	"internal/store":           {"models"},
	"internal/store/storetest": {"models", "internal/store", "internal/testenv"},
	"internal/flow":            {},
	"internal/flow/open":       {"internal/flow", "internal/flow/docx"},
	"internal/flow/docx":       {"internal/flow"},
	"internal/manuscript":      {"internal/flow"},
	"internal/typeset":         {"models"},
	"internal/export":          {"models"},
	"internal/proof":           {"models"},
	"internal/files":           {},
	"internal/mail":            {"models"},
	"internal/pages":           {},
	"internal/paths":           {},
	"internal/picture":         {},
	"internal/redline":         {"models"},
	"internal/site":            {"internal/paths"},
	"internal/i18n":            {},
	"internal/testenv":         {},
	"internal/archtest":        {},
}

// reservedFor lists the imports from outside that only some packages may have. Each stands for what is below it too.
var reservedFor = map[string][]string{
	"gorm.io":                         {"internal/store"},
	"database/sql":                    {"internal/store", "internal/store/storetest"},
	"github.com/libtnb/sqlite":        {"internal/store"},
	"modernc.org/sqlite":              {"internal/store"},
	"github.com/jackc/pgx":            {"internal/store", "internal/store/storetest", "internal/testenv"},
	"github.com/pressly/goose":        {"internal/store"},
	"github.com/labstack/echo":        {"handlers", "cmd"},
	"github.com/gorilla/sessions":     {"handlers", "cmd"},
	"github.com/gorilla/securecookie": {"handlers", "cmd"},
	"github.com/a-h/templ":            {"handlers", "views"},
	"github.com/wneessen/go-mail":     {"internal/mail"},
	"github.com/emersion":             {"internal/mail"},
	"github.com/klippa-app/go-pdfium": {"internal/flow"},
	"github.com/tetratelabs/wazero":   {"internal/flow"},
}

// neverInModels are the parts of the standard library the models know nothing about.
var neverInModels = []string{"net/http", "database/sql"}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func TestImportsFlowOneWay(t *testing.T) {
	t.Parallel()
	for _, p := range modulePackages(t) {
		for _, complaint := range complaints(p) {
			t.Error(complaint)
		}
	}
}

func TestEveryKindOfWrongImportIsNoticed(t *testing.T) {
	t.Parallel()
	for _, p := range []goPackage{
		{"jianbao/handlers", []string{"jianbao/internal/store"}},
		{"jianbao/views/layout", []string{"jianbao/internal/newsroom"}},
		{"jianbao/internal/newsroom", []string{"gorm.io/gorm"}},
		{"jianbao/internal/newsroom", []string{"jianbao/internal/store/storetest"}},
		{"jianbao/internal/typeset", []string{"github.com/labstack/echo/v4"}},
		{"jianbao/handlers", []string{"jianbao/internal/demo"}},
		{"jianbao/models", []string{"golang.org/x/text/language"}},
		{"jianbao/models", []string{"net/http"}},
		{"jianbao/newcomer", nil},
	} {
		if len(complaints(p)) != 1 {
			t.Errorf("%v gives %q, want one complaint", p, complaints(p))
		}
	}
}

// complaints says what is wrong with the imports of p.
func complaints(p goPackage) []string {
	name := strings.TrimPrefix(p.ImportPath, module)
	line, known := nearest(mayImport, name)
	if !known {
		return []string{name + " has no line in mayImport: say there what it may import"}
	}
	var found []string
	for _, imported := range p.Imports {
		own, isOwn := strings.CutPrefix(imported, module)
		if isOwn {
			target, _ := nearest(mayImport, own)
			if target != line && !slices.Contains(mayImport[line], target) {
				found = append(found, fmt.Sprintf("%s imports %s: see mayImport", name, own))
			}
			continue
		}
		if owner, reserved := nearest(reservedFor, imported); reserved && !slices.Contains(reservedFor[owner], line) {
			found = append(found, fmt.Sprintf("%s imports %s: see reservedFor", name, imported))
			continue
		}
		if line == "models" && (!isStandard(imported) || slices.Contains(neverInModels, imported)) {
			found = append(found, fmt.Sprintf("models imports %s: see neverInModels", imported))
		}
	}
	return found
}

// nearest finds the line of table that name stands under: itself, or the closest folder above it.
func nearest[T any](table map[string]T, name string) (string, bool) {
	for {
		if _, found := table[name]; found {
			return name, true
		}
		slash := strings.LastIndex(name, "/")
		if slash < 0 {
			return "", false
		}
		name = name[:slash]
	}
}

// isStandard relies on what the go command relies on: only paths from elsewhere begin with a host name.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

func modulePackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = testenv.Root()
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
