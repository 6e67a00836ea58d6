package pb_migrations

import (
	"database/sql"
	"errors"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// PocketBase's own settings, made fit for a server that strangers can reach. A value that the owner has changed is left
// alone.
func init() {
	m.Register(func(app core.App) error {
		s := app.Settings()
		if s.Meta.AppName == "Acme" {
			s.Meta.AppName = "Portico"
		}
		if s.Meta.SenderName == "Support" {
			s.Meta.SenderName = "Portico"
		}
		if !s.RateLimits.Enabled {
			s.RateLimits.Enabled = true
			s.RateLimits.Rules = []core.RateLimitRule{
				{Label: "*:auth", MaxRequests: 10, Duration: 10},
				{Label: "/api/portal/events", MaxRequests: 60, Duration: 60},
				{Label: "/api/", MaxRequests: 600, Duration: 10},
			}
		}
		s.Batch.Enabled = false
		s.Logs.MaxDays = 14
		if err := app.Save(s); err != nil {
			return err
		}

		// PocketBase's sample collection lets anyone sign up.
		users, err := app.FindCollectionByNameOrId("users")
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if total, err := app.CountRecords(users); err != nil || total > 0 {
			return err
		}
		return app.Delete(users)
	}, nil)
}
