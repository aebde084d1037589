package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/alecthomas/kong"
)

// cli is the command line; each command stands in a file of its own.
type cli struct {
	Serve   serveCommand   `cmd:"" help:"Serve readers and staff. The first start prints a one-time code for the set-up page."`
	Demo    demoCommand    `cmd:"" help:"Serve a demonstration office on this machine only, with issues and accounts to play with."`
	Import  importCommand  `cmd:"" help:"Read bulletin issues from plain text files and store them as drafts, or only show what would be read."`
	User    userCommand    `cmd:"" help:"Make accounts, list them, set new passwords."`
	Audit   auditCommand   `cmd:"" help:"Check the audit log."`
	Search  searchCommand  `cmd:"" help:"Look after the search index."`
	Version versionCommand `cmd:"" help:"Print the version of this program."`
	Help    helpCommand    `cmd:"" help:"Explain the program or one of its commands."`
}

const description = `Jianbao (简报) is the editorial system of an office that publishes numbered bulletins.

Editors bring an issue in as one text file and correct it, reviewers approve it step by step, a leader signs it off, and readers
read what was published. Begin with "jianbao demo". Every flag shown with a $NAME can also be set as that environment variable.

Exit status: 0 done, 1 refused or failed, 2 the command line or the configuration makes no sense.`

// parse finds the command and runs it.
func (p *program) parse(ctx context.Context, args []string, getenv func(string) string) error {
	if len(args) > 0 && args[0] == "help" {
		args = append(args[1:len(args):len(args)], "--help")
	}
	env := &environment{getenv: getenv, names: map[*kong.Flag]string{}}
	helped := false
	k, err := kong.New(&cli{}, kong.Name("jianbao"), kong.Description(description), kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(int) { helped = true }), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}),
		kong.PostBuild(env.adopt), kong.Resolvers(env), kong.Bind(p, env), kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		return fmt.Errorf("build the command line: %w", err)
	}
	parsed, err := k.Parse(args)
	switch {
	case helped:
		return nil
	case err != nil:
		return usageError{fmt.Errorf("%w\nSee: jianbao --help", err)}
	}
	return parsed.Run()
}

// environment lets flags be set as environment variables, by the env tag of their fields. kong would read the process's own
// environment; this one is given.
type environment struct {
	getenv   func(string) string
	names    map[*kong.Flag]string
	problems problems
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
	value := e.getenv(e.names[f])
	if e.names[f] == "" || value == "" {
		return nil, nil //nolint:nilnil // kong's way to say that there is no value
	}
	if f.IsBool() {
		if _, err := strconv.ParseBool(value); err != nil { // noted, so that all problems are reported together
			e.problems.add(f.Name, "%q is neither true nor false", value)
			return nil, nil //nolint:nilnil // as above
		}
	}
	return value, nil
}

// problems gathers what is wrong with a configuration, to be reported all at once.
type problems []error

// add notes a problem of one flag.
func (p *problems) add(flag, format string, args ...any) {
	*p = append(*p, fmt.Errorf("--%s ($%s): %w", flag, variable(flag), fmt.Errorf(format, args...)))
}

// err is nil, or a usage error that lists everything.
func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return usageError{fmt.Errorf("the configuration has %d problem(s):\n%w", len(p), errors.Join(p...))}
}
