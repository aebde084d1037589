package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/alecthomas/kong"
)

// environment lets flags be set as environment variables, by the env tag of their fields, and gathers what is wrong with the
// configuration. kong would read the process's own environment; this one is given.
type environment struct {
	getenv   func(string) string
	names    map[*kong.Flag]string
	used     map[string]string // variable that set a flag, by the flag's name
	problems []error
}

// adopt takes the env tags over from kong and leaves them in the help.
func (e *environment) adopt(k *kong.Kong) error {
	return kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		if n, ok := node.(*kong.Node); ok {
			for _, f := range n.Flags {
				if len(f.Tag.Envs) == 1 {
					e.names[f] = f.Tag.Envs[0]
					f.Help += " ($" + f.Tag.Envs[0] + ")"
					f.Envs, f.Tag.Envs = nil, nil
				}
			}
		}
		return next(nil)
	})
}

// Validate accepts every command line; it makes an environment a kong.Resolver.
func (e *environment) Validate(*kong.Application) error { return nil }

// Resolve gives the value of a flag that does not stand on the command line.
func (e *environment) Resolve(_ *kong.Context, _ *kong.Path, f *kong.Flag) (any, error) {
	name := e.names[f]
	if name == "" || e.getenv(name) == "" {
		return nil, nil // kong's way to say that there is no value
	}
	value := e.getenv(name)
	e.used[f.Name] = name
	if _, err := strconv.ParseBool(value); f.IsBool() && err != nil {
		e.problem(f.Name, "%q is neither true nor false", value) // noted, so that all problems are reported together
		value = "false"
	}
	return value, nil
}

// problem notes what is wrong with a flag, under the name by which it was set.
func (e *environment) problem(flag, format string, args ...any) {
	name := "--" + flag
	if variable := e.used[flag]; variable != "" {
		name = "$" + variable
	}
	e.problems = append(e.problems, fmt.Errorf("  %s: %w", name, fmt.Errorf(format, args...)))
}

// err is nil, or a usage error that lists every problem.
func (e *environment) err() error {
	if len(e.problems) == 0 {
		return nil
	}
	return usageError{fmt.Errorf("this configuration cannot be used:\n%w", errors.Join(e.problems...))}
}
