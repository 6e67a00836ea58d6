package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The people of the firm. They sign in to the dashboard with accounts of their own and are not superusers.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewAuthCollection("staff")
		staffMay(c, true)
		c.AuthRule = types.Pointer("")
		// Managers set each other's e-mail addresses and roles; hooks refuse everyone else.
		c.ManageRule = types.Pointer(staffOnly + ` && @request.auth.role = "manager"`)
		// An account that signs in at many desks would flood its owner; the second factor is the better guard.
		c.AuthAlert.Enabled = false
		c.AuthToken.Duration = 7 * 24 * 3600
		c.FileToken.Duration = 30 * 60 // a film can be watched, a large file opened again
		c.OTP.Enabled = false
		c.MFA.Enabled = false
		c.Fields.Add(
			&core.TextField{Name: "name", Required: true, Max: 120},
			&core.SelectField{Name: "role", Required: true, MaxSelect: 1, Values: []string{"manager", "editor", "viewer"}},
		)
		c.Fields.Add(timestamps()...)
		return app.Save(c)
	}, func(app core.App) error { return drop(app, "staff") })
}
