package cli

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/ozzo-validation/v4/is"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"portico/internal/access"
)

func staffCommand(app core.App) *cobra.Command {
	command := &cobra.Command{
		Use:   "staff",
		Short: "Manages staff accounts",
	}
	command.AddCommand(staffCreateCommand(app))
	return command
}

// newStaff is what staff create was told.
type newStaff struct {
	email, password string
	name, role      string
}

func staffCreateCommand(app core.App) *cobra.Command {
	var n newStaff
	command := &cobra.Command{
		Use:   "create EMAIL [PASS]",
		Short: "Creates a staff account, with a password of its own making where none is given",
		Example: "  portico staff create ruth@example.com --name \"Ruth Marlow\"\n" +
			"  portico staff create daniel@example.com 'a long password' --role viewer",
		SilenceUsage: true,
		RunE: func(command *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return errors.New("say which address the account is for: staff create EMAIL, and after it a password if you like")
			}
			n.email = strings.ToLower(strings.TrimSpace(args[0]))
			if len(args) == 2 {
				n.password = args[1]
			}
			return createStaff(command, app, n, len(args) == 1)
		},
	}
	command.Flags().StringVar(&n.name, "name", "", "name, as colleagues read it (default what stands before the @)")
	command.Flags().StringVar(&n.role, "role", "",
		"manager (also settings and staff accounts), editor or viewer\n(default manager for the first account, then editor)")
	return command
}

func createStaff(command *cobra.Command, app core.App, n newStaff, makePassword bool) error {
	if n.email == "" || is.EmailFormat.Validate(n.email) != nil {
		return fmt.Errorf("%q is not an email address", n.email)
	}
	// The data folder may be new, or yesterday's.
	if err := app.RunAllMigrations(); err != nil {
		return fmt.Errorf("update the database: %w", err)
	}
	_, err := app.FindAuthRecordByEmail("staff", n.email)
	if err == nil {
		return fmt.Errorf("there is a staff account for %s already", n.email)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("look for the account: %w", err)
	}
	if n.role, err = chooseRole(app, n.role); err != nil {
		return err
	}
	if n.name == "" {
		n.name, _, _ = strings.Cut(n.email, "@")
	}
	if makePassword {
		n.password = rand.Text()
	}

	collection, err := app.FindCollectionByNameOrId("staff")
	if err != nil {
		return fmt.Errorf("find staff: %w", err)
	}
	account := core.NewRecord(collection)
	account.SetEmail(n.email)
	account.SetPassword(n.password)
	account.Set("name", n.name)
	account.Set("role", n.role)
	if err := app.Save(account); err != nil {
		return fmt.Errorf("create the account: %w", err)
	}

	out := command.OutOrStdout()
	_, err = fmt.Fprintf(out, "%s <%s> is staff now, as %s, and can sign in to the dashboard.\n", n.name, n.email, n.role)
	if err == nil && makePassword {
		_, err = fmt.Fprintf(out, "Password (shown this once): %s\n", n.password)
	}
	return err
}

func chooseRole(app core.App, role string) (string, error) {
	switch access.Role(role) {
	case access.Manager, access.Editor, access.Viewer:
		return role, nil
	case access.Nobody: // not said
	default:
		return "", fmt.Errorf("there is no role %q: choose manager, editor or viewer", role)
	}
	others, err := app.CountRecords("staff")
	if err != nil {
		return "", fmt.Errorf("count staff: %w", err)
	}
	if others == 0 {
		return string(access.Manager), nil // somebody has to make the other accounts
	}
	return string(access.Editor), nil
}
