// Portico is a client portal in one binary: PocketBase, extended.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/cmd"

	"portico/hooks"
	"portico/internal/notify"
	"portico/internal/storage"
	_ "portico/pb_migrations"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	oauth, err := notify.OAuthFromEnv(os.Getenv)
	if err != nil {
		return fmt.Errorf("read mail options: %w", err)
	}
	app := pocketbase.NewWithConfig(pocketbase.Config{
		DBConnect:       storage.Connect,
		HideStartBanner: true,
	})
	hooks.Register(app, hooks.Options{Mail: notify.Options{OAuth: oauth}})

	app.RootCmd.AddCommand(cmd.NewSuperuserCommand(app), cmd.NewServeCommand(app, false))
	return app.Execute()
}
