// Package pb_migrations makes Portico's collections. Each file has one intent; their names order them.
// Importing the package registers the migrations; PocketBase runs them when the server starts.
package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// staffOnly is the one rule there is: a signed-in staff member. It walks no relation, so it costs nothing however large
// a collection grows; what a staff member may change is decided by internal/access in record hooks.
const staffOnly = `@request.auth.collectionName = "staff"`

// staffMay opens a collection to staff: reading, and with write also creating, changing and deleting.
func staffMay(c *core.Collection, write bool) {
	c.ListRule = types.Pointer(staffOnly)
	c.ViewRule = types.Pointer(staffOnly)
	if write {
		c.CreateRule = types.Pointer(staffOnly)
		c.UpdateRule = types.Pointer(staffOnly)
		c.DeleteRule = types.Pointer(staffOnly)
	}
}

func timestamps() []core.Field {
	return []core.Field{
		&core.AutodateField{Name: "created", OnCreate: true},
		&core.AutodateField{Name: "updated", OnCreate: true, OnUpdate: true},
	}
}

// idOf returns the id of a collection that an earlier migration made.
func idOf(app core.App, name string) (string, error) {
	c, err := app.FindCollectionByNameOrId(name)
	if err != nil {
		return "", err
	}
	return c.Id, nil
}

// drop deletes collections, the youngest first, so that no relation is left pointing at nothing.
func drop(app core.App, names ...string) error {
	for _, name := range names {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return err
		}
		if err := app.Delete(c); err != nil {
			return err
		}
	}
	return nil
}
