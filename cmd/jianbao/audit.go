package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"
)

type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Walk the whole audit log and name every edit, deletion and reordering. Exit status 1 when there is one."`
}

type auditVerifyCommand struct {
	OfficeConfig `group:"Data and log"`
	Head         string `help:"Head of the log as printed on a sign-off sheet; it shows whether the log was cut or rewritten since." placeholder:"HASH"`
}

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// headOf reads a head as it may have been typed from paper.
func headOf(text string) (string, error) {
	head := strings.ToLower(strings.Join(strings.Fields(text), ""))
	if head != "" && !hashForm.MatchString(head) {
		return "", usageError{fmt.Errorf("--head: %q is no hash of 64 hexadecimal digits", text)}
	}
	return head, nil
}

// Run checks the log and lists what is wrong with it.
func (c *auditVerifyCommand) Run(ctx context.Context, p *program, env *environment) error {
	head, err := headOf(c.Head)
	if err != nil {
		return err
	}
	return p.withOffice(ctx, c.OfficeConfig, env, func(o *office) error {
		r, err := o.news.VerifyAudit(ctx, head)
		if err != nil {
			return err
		}
		for _, fault := range r.Faults {
			_, _ = fmt.Fprintf(p.stderr, "jianbao: %s\n", fault)
		}
		if len(r.Faults) > 0 {
			_, _ = fmt.Fprintf(p.stderr, "jianbao: %d fault(s) in %d entries\n", len(r.Faults), r.Entries)
			return errReported
		}
		_, err = fmt.Fprintf(p.stdout, "%d entries, no fault\nhead %s\n", r.Entries, r.Head)
		return err
	})
}
