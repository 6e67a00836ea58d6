package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// listIndexes answer the firm's lists of requests and tickets, and their search, from the index alone: by collection, the
// name, the columns and the condition of each, now and before ("" where there was none).
var listIndexes = map[string][][5]string{
	"requests": {
		{"idx_requests_created", "created, id, search", "", "created", ""},
		{"idx_requests_due", "due, id, search", "", "", ""},
		{"idx_requests_status", "status, due, id, search", "", "status, due", ""},
		{"idx_requests_status_created", "status, created, id, search", "", "", ""},
	},
	"tickets": {
		{"idx_tickets_updated", "updated, id, search", "", "updated", ""},
		{"idx_tickets_status", "status, updated, id, search", "", "status, updated", ""},
		{"idx_tickets_waiting", "updated, id, status, search", "status != 'closed'", "", ""},
	},
	"conversations": {
		{"idx_conversations_unread", "last_at, firm_unread", "firm_unread > 0", "last_at", "firm_unread > 0"},
	},
}

func init() {
	m.Register(func(app core.App) error {
		return index(app, func(c *core.Collection, i [5]string) { c.AddIndex(i[0], false, i[1], i[2]) })
	}, func(app core.App) error {
		return index(app, func(c *core.Collection, i [5]string) {
			c.RemoveIndex(i[0])
			if i[3] != "" {
				c.AddIndex(i[0], false, i[3], i[4])
			}
		})
	})
}

func index(app core.App, change func(c *core.Collection, i [5]string)) error {
	for name, indexes := range listIndexes {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return err
		}
		for _, i := range indexes {
			change(c, i)
		}
		if err := app.Save(c); err != nil {
			return err
		}
	}
	return nil
}
