package site

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
)

// logName is the file that names what is being written, so that a run that was killed is known from what others put there. Whoever
// writes into the folder holds its lock.
const logName = ".jianbao-site.log"

// Web servers read the folder under another name than ours: nothing in it is secret.
const (
	folderMode = 0o755
	fileMode   = 0o644
)

// folder is where the site stands. Nothing outside it is reached, whatever a name says.
type folder struct {
	root *os.Root
	lock *flock.Flock
	log  *os.File
	ours map[string]bool // files that may be overwritten and deleted
}

// openFolder opens a folder for writing, making it where it is missing. One with files of somebody else and no manifest is refused.
func openFolder(dir string) (f *folder, m manifest, err error) {
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return nil, m, fmt.Errorf("make the site's folder: %w", err)
	}
	if err := refuseForeign(dir); err != nil {
		return nil, m, err
	}
	f = &folder{lock: flock.New(filepath.Join(dir, logName)), ours: map[string]bool{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	if ok, err := f.lock.TryLock(); err != nil || !ok {
		return f, m, errors.Join(err, fmt.Errorf("the site in %s is being written by somebody else; try again when that is done", dir))
	}
	if f.root, err = os.OpenRoot(dir); err != nil {
		return f, m, err
	}
	if m, err = f.load(); err != nil {
		return f, m, err
	}
	if f.log, err = f.root.OpenFile(logName, os.O_APPEND|os.O_WRONLY|os.O_CREATE, fileMode); err != nil {
		return f, m, err
	}
	return f, m, f.remember(m)
}

func refuseForeign(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == manifestName || e.Name() == logName {
			return nil
		}
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s holds files and no site of this program (%s is missing), and stays as it is; name an empty folder", dir, manifestName)
	}
	return nil
}

// remember gathers which files are ours: what the manifest names, and what a run wrote that did not come to its end.
func (f *folder) remember(m manifest) error {
	for _, p := range m.Pages {
		for _, name := range p.files() {
			f.ours[name] = true
		}
	}
	written, err := f.root.ReadFile(logName)
	for name := range strings.SplitSeq(strings.TrimSuffix(string(written), "\n"), "\n") {
		f.ours[name] = true
	}
	for _, name := range append(m.Tables, manifestName) {
		f.ours[name] = true
	}
	delete(f.ours, "")
	return err
}

// stands reports whether all files of a manifest are there and no run was broken off since.
func (f *folder) stands(m manifest) bool {
	if info, err := f.log.Stat(); err != nil || info.Size() > 0 {
		return false
	}
	for _, p := range m.Pages {
		for _, name := range p.files() {
			if info, err := f.root.Lstat(name); err != nil || !info.Mode().IsRegular() {
				return false
			}
		}
	}
	return true
}

// Close lets go of the folder.
func (f *folder) Close() error {
	var err error
	if f.log != nil {
		err = f.log.Close()
	}
	if f.root != nil {
		err = errors.Join(err, f.root.Close())
	}
	return errors.Join(err, f.lock.Close())
}

// put writes a file, all of it or nothing, and reports whether it was another one before. A file of somebody else is left alone.
func (f *folder) put(name string, body []byte) (changed bool, err error) {
	info, err := f.root.Lstat(name)
	if stands := err == nil && !info.IsDir(); stands {
		known, err := f.root.ReadFile(name)
		if err == nil && info.Mode().IsRegular() && bytes.Equal(known, body) {
			return false, f.claim(name)
		}
		if !f.ours[name] {
			return false, fmt.Errorf("%s stands in the way: it was not written by this program", name)
		}
	}
	if err := f.claim(name); err != nil {
		return false, err
	}
	if err := f.makeWay(name); err != nil {
		return false, err
	}
	return true, f.write(name, body)
}

// claim notes that a file is ours before it is written.
func (f *folder) claim(name string) error {
	if f.ours[name] {
		return nil
	}
	f.ours[name] = true
	_, err := f.log.WriteString(name + "\n")
	return err
}

// makeWay makes the folder of a file. An address that was a file can have become a folder, and the other way round.
func (f *folder) makeWay(name string) error {
	dir := path.Dir(name)
	for above := dir; above != "."; above = path.Dir(above) {
		if f.ours[above] {
			if err := f.remove(above); err != nil {
				return err
			}
		}
	}
	if info, err := f.root.Lstat(name); err == nil && info.IsDir() {
		if err := f.removeBelow(name); err != nil {
			return err
		}
	}
	return f.root.MkdirAll(dir, folderMode)
}

func (f *folder) removeBelow(dir string) error {
	for _, name := range sorted(f.ours) {
		if !strings.HasPrefix(name, dir+"/") {
			continue
		}
		if err := f.remove(name); err != nil {
			return err
		}
	}
	return nil
}

func (f *folder) write(name string, body []byte) error {
	part := name + "." + rand.Text()
	if err := f.claim(part); err != nil {
		return err
	}
	defer delete(f.ours, part)
	err := f.root.WriteFile(part, body, fileMode)
	if err == nil {
		err = f.root.Rename(part, name)
	}
	if err != nil {
		return errors.Join(err, f.root.Remove(part))
	}
	return nil
}

// remove deletes a file of ours, and the folders that are empty then.
func (f *folder) remove(name string) error {
	if !f.ours[name] {
		return fmt.Errorf("%s was not written by this program", name)
	}
	if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		return err
	}
	delete(f.ours, name)
	dir := path.Dir(name)
	for dir != "." && f.root.Remove(dir) == nil { // until one is not empty
		dir = path.Dir(dir)
	}
	return nil
}

// finish leaves the manifest alone to say what is ours.
func (f *folder) finish(m manifest) error {
	text, err := m.encode()
	if err != nil {
		return err
	}
	if _, err := f.put(manifestName, text); err != nil {
		return err
	}
	if info, err := f.log.Stat(); err != nil || info.Size() == 0 {
		return err
	}
	return f.log.Truncate(0)
}
