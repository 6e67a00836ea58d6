package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// An entry of the log is bounded, as their number is (hooks/housekeeping.go): strangers can make it grow. A value that
// the owner has set is left alone.
func init() {
	m.Register(func(app core.App) error {
		s := app.Settings()
		if s.Logs.MaxDataSize == 0 {
			s.Logs.MaxDataSize = 4 << 10
		}
		return app.Save(s)
	}, nil)
}
