package hooks

import (
	"regexp"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/links"
	"portico/internal/messages"
	"portico/internal/notify"
	"portico/internal/requests"
	"portico/internal/storage"
)

// maxLogs bounds the log, which strangers can make grow.
const maxLogs = 100_000

func bindHousekeeping(app core.App) {
	every := func(id, when string, what string, do func(core.App) error) {
		app.Cron().MustAdd(id, when, func() {
			if err := do(app); err != nil {
				app.Logger().Error(what+" failed", "error", err)
			}
		})
	}
	redactLogs(app)
	every("portico_sessions", "17 3 * * *", "Forgetting expired sessions", access.ForgetSessions)
	every("portico_openings", "7 * * * *", "Forgetting openings of links", links.ForgetOpenings)
	every("portico_outbox", "27 3 * * *", "Dropping old mails", notify.Purge)
	every("portico_orphans", "37 3 * * *", "Forgetting orphans", storage.ForgetOrphans)
	every("portico_unsent", "47 3 * * *", "Forgetting files that were never sent", messages.ForgetUnsent)
	every("portico_messages", "* * * * *", "Telling people of unread messages", messages.Remind)
	every("portico_requests", "* * * * *", "Reminding clients of requests", requests.Remind)
	every("portico_signings", "* * * * *", "Looking after rounds of signing", lookAfterSignings)
	every("portico_reserve", "*/10 * * * *", "Filling the disk reserve", storage.Refill)
	every("portico_logs", "*/30 * * * *", "Cutting the log", cutLogs)
}

// secretInURL finds what PocketBase's own routes take in the address and would write to its log.
var secretInURL = regexp.MustCompile(`(?i)((?:[?&]|%3f|%26)(?:token|code|state)(?:=|%3d))[^&\s]*`)

// maxLogged is what is kept of anything a stranger can make long; an entry as a whole is bounded by PocketBase's
// settings (pb_migrations/1780000018_log_entries.go).
const maxLogged = 300

// redactLogs keeps secrets out of the log, and what strangers send short.
func redactLogs(app core.App) {
	app.OnModelCreate(core.LogsTableName).BindFunc(func(e *core.ModelEvent) error {
		if entry, ok := e.Model.(*core.Log); ok {
			entry.Message = shorten(redact(entry.Message))
			for _, field := range []string{"url", "referer", "userAgent"} {
				if sent, ok := entry.Data[field].(string); ok {
					entry.Data[field] = shorten(redact(sent))
				}
			}
		}
		return e.Next()
	})
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > maxLogged {
		return string(runes[:maxLogged]) + "…"
	}
	return s
}

func redact(address string) string { return secretInURL.ReplaceAllString(address, "${1}…") }

func cutLogs(app core.App) error {
	_, err := app.AuxNonconcurrentDB().NewQuery(
		"DELETE FROM _logs WHERE rowid <= (SELECT rowid FROM _logs ORDER BY rowid DESC LIMIT 1 OFFSET {:keep})").
		Bind(dbx.Params{"keep": maxLogs}).Execute()
	return err
}
