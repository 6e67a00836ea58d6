// Portico is a client portal in one binary: PocketBase, extended.
package main

import (
	"fmt"
	"os"

	"portico/hooks"
	"portico/internal/cli"
	"portico/internal/notify"
	_ "portico/pb_migrations"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "portico: %v\n", err)
		os.Exit(1)
	}
}

func run() error {
	oauth, err := notify.OAuthFromEnv(os.Getenv)
	if err != nil {
		return fmt.Errorf("read mail options: %w", err)
	}
	flags := cli.ParseFlags(os.Args[1:])
	app, end, err := cli.NewApp(flags)
	if err != nil {
		return err
	}
	defer end()

	hooks.Register(app, hooks.Options{
		SQLConsole: flags.SQLConsole,
		Mail:       notify.Options{OAuth: oauth},
	})
	cli.AddCommands(app, flags)
	return app.Execute()
}
