package handlers

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// chainForm is the chain's form: every list has one value a step, except proofread and together, which name steps by number,
// and the steps' people.
type chainForm struct {
	Version   int64    `form:"version"`
	Op        string   `form:"op"`
	Names     []string `form:"step_name"`
	Roles     []string `form:"step_role"`
	Days      []string `form:"step_days"`
	Amends    []string `form:"step_amends"`
	Proofread []int    `form:"proofread"`
	Together  []int    `form:"together"`
	People0   []string `form:"people_0"`
	People1   []string `form:"people_1"`
	People2   []string `form:"people_2"`
	People3   []string `form:"people_3"`
	People4   []string `form:"people_4"`
}

// steps are the rows as they were typed.
func (f chainForm) steps() []views.ChainStep {
	people := [models.MaxSteps][]string{f.People0, f.People1, f.People2, f.People3, f.People4}
	var out []views.ChainStep
	for i := range min(len(f.Names), len(f.Roles), models.MaxSteps) {
		out = append(out, views.ChainStep{
			Name: f.Names[i], Role: models.Role(f.Roles[i]), Proofread: slices.Contains(f.Proofread, i), Together: slices.Contains(f.Together, i), People: people[i],
			Days: strings.TrimSpace(nth(f.Days, i)), Amends: models.Switch(nth(f.Amends, i)),
		})
	}
	return out
}

func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// arranged are the rows after an op that saves nothing, and the number of the row it was about, from 1.
func arranged(steps []views.ChainStep, op string) (out []views.ChainStep, at int, err error) {
	if op == "add" && len(steps) < models.MaxSteps {
		at = max(len(steps), 1) // the sign-off stays the last
		return slices.Insert(steps, at-1, views.ChainStep{Role: models.Reviewer}), at, nil
	}
	verb, number, _ := strings.Cut(op, "-")
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(steps) {
		return nil, 0, badRequest(err)
	}
	switch to := map[string]int{"up": i - 1, "down": i + 1}; {
	case verb == "remove":
		return slices.Delete(steps, i, i+1), 0, nil
	case to[verb] >= 0 && to[verb] < len(steps) && (verb == "up" || verb == "down"):
		steps[i], steps[to[verb]] = steps[to[verb]], steps[i]
		return steps, to[verb] + 1, nil
	}
	return nil, 0, badRequest(nil)
}

func chainOf(steps []views.ChainStep) models.Chain {
	chain := models.Chain{}
	for _, s := range steps {
		step := models.Step{Name: s.Name, Role: s.Role, Proofread: s.Proofread, Together: s.Together, Amends: s.Amends}
		if s.Days != "" {
			step.Days = number(s.Days)
		}
		for _, person := range s.People {
			id, _ := strconv.ParseInt(person, 10, 64) // 0 is nobody
			step.People = append(step.People, id)
		}
		chain = append(chain, step)
	}
	return chain
}

func chainSteps(chain models.Chain) []views.ChainStep {
	var out []views.ChainStep
	for _, s := range chain {
		step := views.ChainStep{Name: s.Name, Role: s.Role, Proofread: s.Proofread, Together: s.Together, Amends: s.Amends}
		if s.Days > 0 {
			step.Days = digits(s.Days)
		}
		for _, id := range s.People {
			step.People = append(step.People, strconv.FormatInt(id, 10))
		}
		out = append(out, step)
	}
	return out
}

// chainLines say a chain in words.
func chainLines(ctx context.Context, p newsroom.BulletinPage) []views.ChainLine {
	var out []views.ChainLine
	for k, s := range p.Bulletin.Chain {
		line := views.ChainLine{Name: s.Name, Facts: []string{layout.RoleName(ctx, s.Role)}}
		if len(s.People) > 0 {
			line.Facts[0] = strings.Join(namesAmong(p.Holders[s.Role], s.People), "、")
		}
		if s.Together {
			line.Facts = append(line.Facts, i18n.T(ctx, "chain.together"))
		}
		if duty := p.Bulletin.Chain.Duty(k); duty > 0 {
			line.Facts = append(line.Facts, views.DutyName(ctx, duty))
		}
		if s.Days > 0 {
			line.Facts = append(line.Facts, i18n.T(ctx, "chain.days", i18n.D{"Days": s.Days}))
		}
		if s.Amends != models.AsSet && s.Amends.Or(false) != p.Bulletin.Amendments {
			line.Facts = append(line.Facts, i18n.T(ctx, map[models.Switch]string{models.On: "bulletin.amends_on", models.Off: "bulletin.amends_off"}[s.Amends]))
		}
		out = append(out, line)
	}
	return out
}

func namesAmong(users []models.User, ids []int64) []string {
	var out []string
	for _, u := range users {
		if slices.Contains(ids, u.ID) {
			out = append(out, u.Name)
		}
	}
	return out
}

// chain shows the chain as it is stored, or the template that the address asks for.
func (s *Server) chain(c echo.Context) error {
	return s.drawChain(c, http.StatusOK, nil, func(vm *views.BulletinChainVM) {
		if chain, ok := models.Template(c.QueryParam("template")); ok {
			vm.Steps, vm.Unsaved = chainSteps(chain), true
		}
	})
}

// drawChain draws the page of the chain; typed puts in what the form holds.
func (s *Server) drawChain(c echo.Context, status int, problem error, typed func(*views.BulletinChainVM)) error {
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	p, err := s.news.Bulletin(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	vm := views.BulletinChainVM{
		ID: id, Version: p.Bulletin.Version, Name: p.Bulletin.Name, Steps: chainSteps(p.Bulletin.Chain), People: map[models.Role][]components.Option{}, Amends: p.Bulletin.Amendments,
	}
	for k, step := range p.Bulletin.Chain {
		if !p.Bulletin.Chain.SignOff(k) {
			vm.Stored = append(vm.Stored, step.Name)
		}
	}
	vm.Skips = p.Bulletin.CorrectionSkips
	for role, users := range p.Holders {
		for _, u := range users {
			vm.People[role] = append(vm.People[role], components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
		}
	}
	for _, id := range p.Bulletin.Informed {
		vm.Informed = append(vm.Informed, strconv.FormatInt(id, 10))
	}
	vm.Readers = readerOptions(p)
	typed(&vm)
	page := s.page(c, "bulletin.chain")
	if problem != nil {
		page.Problems = components.ProblemsOf(c.Request().Context(), problem)
	}
	return s.render(c, status, views.BulletinChainPage(page, vm))
}

// saveChain saves the chain, or draws its form again with a step added, moved or removed.
func (s *Server) saveChain(c echo.Context) error {
	var f chainForm
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	steps := f.steps()
	if f.Op != "" && f.Op != "save" {
		steps, at, err := arranged(steps, f.Op)
		if err != nil {
			return err
		}
		return s.drawChain(c, http.StatusOK, nil, func(vm *views.BulletinChainVM) {
			vm.Steps, vm.Unsaved, vm.At, vm.Version = steps, true, at, f.Version
		})
	}
	err = s.news.SetChain(c.Request().Context(), s.actor(c), id, f.Version, chainOf(steps))
	if err == nil {
		return s.done(c, paths.To(paths.BulletinEdit, id), "flash.chain_saved", nil)
	}
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	return s.drawChain(c, statusOf(err), err, func(vm *views.BulletinChainVM) { vm.Steps, vm.Unsaved = steps, true })
}

// saveSkips saves which steps a correction does not pass through.
func (s *Server) saveSkips(c echo.Context) error {
	var f struct {
		Version int64    `form:"version"`
		Skips   []string `form:"skips"`
	}
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	err = s.news.SetCorrectionSkips(c.Request().Context(), s.actor(c), id, f.Version, f.Skips)
	if err == nil {
		return s.done(c, paths.To(paths.BulletinChain, id), "flash.correction_chain", nil)
	}
	if models.CodeOf(err) != models.CodeConflict {
		return err
	}
	return s.drawChain(c, statusOf(err), err, func(vm *views.BulletinChainVM) { vm.Skips = f.Skips })
}
