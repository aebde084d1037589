package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

type userCommand struct {
	Create        userCreateCommand `cmd:"" help:"Make an account and print its one-time password."`
	ResetPassword userResetCommand  `cmd:"" help:"Set a new one-time password and print it. The user's sessions end."`
	List          userListCommand   `cmd:"" help:"List all accounts with their roles."`
}

type userCreateCommand struct {
	OfficeConfig  `group:"Data and log"`
	Login         string   `arg:"" help:"Name to sign in with: small letters, digits, dots and hyphens."`
	Name          string   `required:"" help:"The person's name, as it is printed." placeholder:"NAME"`
	Administrator bool     `help:"The account administers the whole system and holds no editorial role."`
	Role          []string `help:"A role in a bulletin, as editor@SLUG; may be given several times. Roles: editor, proofreader, reviewer, signer, auditor, reader." placeholder:"ROLE@SLUG"`
}

// membership is one role in one bulletin, as --role names it.
type membership struct {
	bulletin int64
	role     models.Role
}

// Run makes the account and gives it its roles.
func (c *userCreateCommand) Run(ctx context.Context, p *program, env *environment) error {
	if c.Administrator && len(c.Role) > 0 {
		return usageError{errors.New("an administrator holds no role: leave out either --administrator or --role")}
	}
	return p.withOffice(ctx, c.OfficeConfig, env, func(o *office) error {
		held, err := o.memberships(ctx, c.Role)
		if err != nil {
			return err
		}
		u, password, err := o.news.CreateUser(ctx, newsroom.Console(), newsroom.NewUser{Login: c.Login, Name: c.Name, Administrator: c.Administrator})
		if err != nil {
			return err
		}
		for _, m := range held {
			if err := o.news.GiveRole(ctx, newsroom.Console(), u.ID, m.bulletin, m.role); err != nil {
				return err
			}
		}
		return p.showPassword("Made the account", u, password)
	})
}

// memberships finds the bulletins of --role, before anything is written.
func (o *office) memberships(ctx context.Context, roles []string) ([]membership, error) {
	bulletins, err := o.news.Bulletins(ctx, newsroom.Console())
	if err != nil {
		return nil, err
	}
	var out []membership
	for _, text := range roles {
		role, slug, _ := strings.Cut(text, "@")
		if !slices.Contains(models.MemberRoles, models.Role(role)) {
			return nil, usageError{fmt.Errorf("--role %s: %q is none of the roles %v", text, role, models.MemberRoles)}
		}
		i := slices.IndexFunc(bulletins, func(b newsroom.BulletinRow) bool { return b.Slug == slug })
		if i < 0 {
			return nil, fmt.Errorf("--role %s: there is no bulletin %q", text, slug)
		}
		out = append(out, membership{bulletins[i].ID, models.Role(role)})
	}
	return out, nil
}

func (p *program) showPassword(did string, u models.User, password string) error {
	_, err := fmt.Fprintf(p.stdout, "%s %s (%s).\nOne-time password, to be changed at the first sign-in: %s\n", did, u.Login, u.Name, password)
	return err
}

type userResetCommand struct {
	OfficeConfig `group:"Data and log"`
	Login        string `arg:"" help:"Name that the user signs in with."`
}

// Run sets a one-time password.
func (c *userResetCommand) Run(ctx context.Context, p *program, env *environment) error {
	return p.withOffice(ctx, c.OfficeConfig, env, func(o *office) error {
		u, err := o.news.UserByLogin(ctx, c.Login)
		if models.CodeOf(err) == models.CodeNotFound {
			return fmt.Errorf("there is no account %q; jianbao user list shows all", c.Login)
		}
		if err != nil {
			return err
		}
		password, err := o.news.ResetPassword(ctx, newsroom.Console(), u.ID, u.Version)
		if err != nil {
			return err
		}
		return p.showPassword("Set a new password for", u, password)
	})
}

type userListCommand struct {
	OfficeConfig `group:"Data and log"`
}

// Run lists the accounts.
func (c *userListCommand) Run(ctx context.Context, p *program, env *environment) error {
	return p.withOffice(ctx, c.OfficeConfig, env, func(o *office) error {
		accounts, err := o.news.Users(ctx, newsroom.Console())
		if err != nil {
			return err
		}
		slices.SortFunc(accounts, func(a, b newsroom.Account) int { return strings.Compare(a.Login, b.Login) })
		w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
		_, _ = fmt.Fprintln(w, "LOGIN\tSTATE\tLAST SIGN-IN\tROLES\tNAME")
		for _, a := range accounts {
			seen, state := "never", "open"
			if a.SignedInAt != nil {
				seen = a.SignedInAt.In(o.location).Format("2006-01-02 15:04")
			}
			if a.DisabledAt != nil {
				state = "closed"
			}
			_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", a.Login, state, seen, rolesOf(a), a.Name)
		}
		return w.Flush()
	})
}

func rolesOf(a newsroom.Account) string {
	if a.Administrator {
		return "administrator"
	}
	roles := make([]string, len(a.Held))
	for i, h := range a.Held {
		roles[i] = string(h.Role) + "@" + h.Bulletin.Slug
	}
	return strings.Join(roles, " ")
}
