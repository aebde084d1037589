package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"

	"jianbao/internal/testenv"
)

var (
	keyShape    = regexp.MustCompile(`^[a-z][a-z_]*(\.[a-z0-9_]+)+$`)
	fileName    = regexp.MustCompile(`\.(css|js|png|svg|templ|xhtml)$`)
	prefixShape = regexp.MustCompile(`^[a-z][a-z_]*\.([a-z0-9_]+\.?)*$`)
	placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)
)

// use is what the module's Go code, generated pages included, says about texts.
type use struct {
	needed   map[string]string   // every key that must have a text, and where it stands
	literals map[string]string   // every other string literal, and where it stands
	prefixes map[string]string   // every literal that a longer key is put together from, and where it stands
	data     map[string][]string // the names every call T(ctx, "key", D{…}) gives
}

// takesKey names the functions that are given keys: T itself, and those that make errors for people.
var takesKey = []string{"T", "Fail", "Add"}

func TestEveryKeyInTheCodeHasItsText(t *testing.T) {
	t.Parallel()
	texts, u := chineseTexts(t), readCode(t)
	areas := map[string]bool{}
	for key := range texts {
		areas[area(key)] = true
	}
	// Keys stand in tables and are handed on: what looks like a key of the catalogue must be one, or the end of one, as the acts of the log are.
	for text, place := range u.literals {
		_, isPrefix := u.prefixes[text]
		isEnd := false
		for prefix := range u.prefixes {
			_, isKey := texts[prefix+text]
			isEnd = isEnd || isKey
		}
		if !isEnd && areas[area(text)] && !isPrefix && !fileName.MatchString(text) {
			u.need(text, place)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(u.needed)) {
		if _, found := texts[key]; !found {
			t.Errorf("%s: the catalogue has no %q", u.needed[key], key)
		}
	}
}

func area(key string) string {
	first, _, _ := strings.Cut(key, ".")
	return first
}

func TestEveryTextIsUsed(t *testing.T) {
	t.Parallel()
	u := readCode(t)
	for _, key := range slices.Sorted(maps.Keys(chineseTexts(t))) {
		_, used := u.literals[key]
		for prefix := range u.prefixes {
			used = used || strings.HasPrefix(key, prefix)
		}
		if !used {
			t.Errorf("no code uses %q", key)
		}
	}
}

func TestEveryCallFillsThePlaceholders(t *testing.T) {
	t.Parallel()
	texts := chineseTexts(t)
	for key, calls := range readCode(t).data {
		for _, names := range calls {
			for _, found := range placeholder.FindAllStringSubmatch(texts[key], -1) {
				if !slices.Contains(strings.Fields(names), found[1]) {
					t.Errorf("i18n.T(ctx, %q) gives %q, but the text needs %s", key, names, found[1])
				}
			}
		}
	}
}

// chineseTexts is the default catalogue, read file by file as the program reads it.
func chineseTexts(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(catalog, "catalog/"+DefaultLanguage+"/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(catalog, name)
		if err != nil {
			t.Fatal(err)
		}
		messages, err := goi18n.ParseMessageBytes(data, toml.Unmarshal)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, m := range messages {
			texts[m.ID] = m.Other
			if m.Other == "" || !keyShape.MatchString(m.ID) {
				t.Errorf("%s: %q = %q", name, m.ID, m.Other)
			}
		}
	}
	return texts
}

func readCode(t *testing.T) use {
	t.Helper()
	u := use{map[string]string{}, map[string]string{}, map[string]string{}, map[string][]string{}}
	root := testenv.Root()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch name := filepath.Base(path); {
		case err != nil:
			return err
		case entry.IsDir() && path != root && (name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".")):
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, path, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if n != nil {
				u.note(n, strings.TrimPrefix(files.Position(n.Pos()).String(), root+"/"))
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (u use) note(n ast.Node, place string) {
	switch n := n.(type) {
	case *ast.BasicLit:
		u.literals[literal(n)] = place
	case *ast.BinaryExpr:
		if text := literal(n.X); n.Op == token.ADD && prefixShape.MatchString(text) {
			u.prefixes[text] = place
		}
	case *ast.KeyValueExpr:
		if name, ok := n.Key.(*ast.Ident); ok && strings.EqualFold(name.Name, "key") {
			u.need(literal(n.Value), place)
		}
	case *ast.CallExpr:
		fn, ok := n.Fun.(*ast.SelectorExpr)
		if !ok || !slices.Contains(takesKey, fn.Sel.Name) {
			return
		}
		for _, arg := range n.Args {
			u.need(literal(arg), place)
		}
		if fn.Sel.Name == "T" && len(n.Args) >= 2 {
			u.noteCall(n.Args[1:])
		}
	}
}

func (u use) need(key, place string) {
	if keyShape.MatchString(key) {
		u.needed[key] = place
	}
}

// noteCall takes what follows ctx in a call of T. Data that is not written out cannot be judged here.
func (u use) noteCall(args []ast.Expr) {
	key := literal(args[0])
	if key == "" {
		return
	}
	var names []string
	if len(args) > 1 {
		data, ok := args[1].(*ast.CompositeLit)
		if !ok {
			return
		}
		for _, element := range data.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				names = append(names, literal(pair.Key))
			}
		}
	}
	u.data[key] = append(u.data[key], strings.Join(names, " "))
}

// literal is the value of a string literal, or "".
func literal(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return text
}
