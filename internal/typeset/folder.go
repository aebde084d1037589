package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"
)

// known are the fonts that offices have, by what the names of their families hold; the first that fits counts.
var known = []struct {
	part string
	role FontRole
}{
	{"fangsong", FangSong},
	{"仿宋", FangSong},
	{"xiaobiaosong", BiaoSong},
	{"小标宋", BiaoSong},
	{"kaiti", Kai},
	{"楷体", Kai},
	{"simhei", Hei},
	{"黑体", Hei},
	{"simsun", Song},
	{"宋体", Song},
	{"times new roman", latinRole},
}

const (
	latinRole    FontRole = -1
	maxFontBytes          = 64 << 20
)

// errNotTrueType says why a font file cannot stand in a PDF.
var errNotTrueType = errors.New("only TrueType fonts (.ttf) with one font in the file can be put into a PDF")

// LoadFonts are the shipped fonts with those of a folder in their place, recognised by the names inside the files: the office's own 仿宋,
// 小标宋, 楷体, 黑体, 宋体 and Times New Roman. No folder: the shipped ones. A file that is no usable font is an error that names it, and
// one of a family that no role asks for too.
func LoadFonts(folder string) (*Fonts, error) {
	shipped, err := Shipped()
	if err != nil || folder == "" {
		return shipped, err
	}
	out := &Fonts{Roles: maps.Clone(shipped.Roles), Latin: shipped.Latin, Backup: shipped.Backup}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("fonts: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() || !slices.Contains([]string{".ttf", ".otf", ".ttc"}, strings.ToLower(filepath.Ext(e.Name()))) {
			continue
		}
		if err := out.load(filepath.Join(folder, e.Name()), e); err != nil {
			return nil, fmt.Errorf("font %s: %w", e.Name(), err)
		}
	}
	return out, nil
}

func (f *Fonts) load(path string, e fs.DirEntry) error {
	info, err := e.Info()
	if err != nil {
		return err
	}
	if info.Size() > maxFontBytes {
		return fmt.Errorf("larger than %d MB", maxFontBytes>>20)
	}
	data, err := os.ReadFile(path) //nolint:gosec // a folder that the administrator of the machine names
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(data, []byte{0, 1, 0, 0}) && !bytes.HasPrefix(data, []byte("true")) {
		return errNotTrueType
	}
	face, err := ParseFace(strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())), data)
	if err != nil {
		return err
	}
	role, ok := face.role()
	switch {
	case !ok:
		return fmt.Errorf("its family %q is none of 仿宋, 小标宋, 楷体, 黑体, 宋体 and Times New Roman", face.family())
	case role == latinRole:
		f.Latin = face
	default:
		f.Roles[role] = face
	}
	return nil
}

func (f *Face) family() string {
	var b sfnt.Buffer
	name, err := f.font.Name(&b, sfnt.NameIDFamily)
	if err != nil {
		return f.Name
	}
	return name
}

// role is what a font serves for, by the name of its family and else by that of its file.
func (f *Face) role() (FontRole, bool) {
	for _, name := range []string{f.family(), f.Name} {
		name = strings.ToLower(name)
		for _, k := range known {
			if strings.Contains(name, k.part) {
				return k.role, true
			}
		}
	}
	return 0, false
}
