package main

import (
	"context"
	"fmt"

	"github.com/alecthomas/kong"
)

// cli is the command line; each command stands in a file of its own.
type cli struct {
	Serve   serveCommand   `cmd:"" help:"Serve readers and staff. The first start prints a one-time code for the set-up page."`
	Demo    demoCommand    `cmd:"" help:"Serve a demonstration office on this machine only, with issues and accounts to play with."`
	Import  importCommand  `cmd:"" help:"Read bulletin issues from Word, WPS, PDF, HTML, Markdown or plain text files and store them as drafts, or only show what would be read."`
	User    userCommand    `cmd:"" help:"Make accounts, list them, set new passwords."`
	Audit   auditCommand   `cmd:"" help:"Check the audit log."`
	Edition editionCommand `cmd:"" help:"Check published editions."`
	Export  exportCommand  `cmd:"" help:"Write the public site into a folder, for any web server."`
	Backup  backupCommand  `cmd:"" help:"Put the whole office into one file, while people work, and check such files."`
	Restore restoreCommand `cmd:"" help:"Make an office of a backup, where there is none, after checking it whole."`
	Search  searchCommand  `cmd:"" help:"Look after the search index."`
	Mail    mailCommand    `cmd:"" help:"Try out the configuration of mail."`
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
	env := &environment{getenv: getenv, names: map[*kong.Flag]string{}, used: map[string]string{}}
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
