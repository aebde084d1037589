package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// The marker tells a folder of the demonstration office from every other one, and whether the office in it is whole.
const (
	markerName = "jianbao-demo"
	lockName   = "jianbao-demo.lock"
	markerPart = "A demonstration office of jianbao is being made here. This folder may be deleted.\n"
	markerDone = "A demonstration office of jianbao. This folder may be deleted.\n"
)

// demoState is what a folder holds.
type demoState int

const (
	demoEmpty demoState = iota
	demoPart            // an office that was not finished
	demoDone            // a whole office
	notDemo             // somebody's own files
)

func stateOfDemo(dir string) (demoState, error) {
	marker, err := os.ReadFile(filepath.Join(dir, markerName)) //nolint:gosec // the person at the keyboard names the folder
	switch {
	case err == nil && string(marker) == markerDone:
		return demoDone, nil
	case err == nil:
		return demoPart, nil
	case !errors.Is(err, fs.ErrNotExist):
		return notDemo, err
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return demoEmpty, nil
	}
	return notDemo, err
}

// prepareDemo makes sure that the folder holds a whole office, and keeps others from starting over in it until release.
func (p *program) prepareDemo(ctx context.Context, dir string, reset bool, articles int, settings officeSettings) (release func(), err error) {
	state, err := stateOfDemo(dir)
	switch {
	case err != nil:
		return nil, fmt.Errorf("look into %s: %w", dir, err)
	case state == notDemo:
		return nil, fmt.Errorf("%s holds files that are not of a demonstration office, and stays as it is; choose another folder with --dir", dir)
	case state == demoEmpty:
		if err := claimDemo(dir); err != nil {
			return nil, err
		}
	}
	lock := flock.New(filepath.Join(dir, lockName))
	defer func() {
		if err != nil {
			_ = lock.Close()
		}
	}()
	if reset || state != demoDone {
		if err := exclusively(lock, dir, func() error { return p.remakeDemo(ctx, dir, reset, articles, settings) }); err != nil {
			return nil, err
		}
	}
	if ok, err := lock.TryRLock(); err != nil || !ok {
		return nil, errors.Join(err, fmt.Errorf("another jianbao demo is making the office in %s; try again in a moment", dir))
	}
	return func() { _ = lock.Close() }, nil
}

func claimDemo(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the demonstration folder: %w", err)
	}
	return writeMarker(dir, markerPart)
}

func writeMarker(dir, text string) error {
	return os.WriteFile(filepath.Join(dir, markerName), []byte(text), 0o600)
}

func exclusively(lock *flock.Flock, dir string, fn func() error) error {
	if ok, err := lock.TryLock(); err != nil || !ok {
		return errors.Join(err, fmt.Errorf("another jianbao demo is using %s; stop it first", dir))
	}
	return errors.Join(fn(), lock.Unlock())
}

// remakeDemo empties the folder and makes the office, which counts only when all of it is there. Somebody else may have made
// it while this start waited for its turn.
func (p *program) remakeDemo(ctx context.Context, dir string, reset bool, articles int, settings officeSettings) error {
	if state, err := stateOfDemo(dir); err != nil || state == demoDone && !reset {
		return err
	}
	if err := writeMarker(dir, markerPart); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == markerName || e.Name() == lockName {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("empty the demonstration folder: %w", err)
		}
	}
	if err := p.seedDemo(ctx, articles, settings); err != nil {
		return err
	}
	return writeMarker(dir, markerDone)
}
