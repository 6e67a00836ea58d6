package cli

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"portico/internal/activity"
)

func auditCommand(app core.App) *cobra.Command {
	command := &cobra.Command{
		Use:   "audit",
		Short: "Checks what is written down of who did what",
	}
	command.AddCommand(&cobra.Command{
		Use:          "verify",
		Short:        "Walks the chain of entries and names the first that was changed or is missing",
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(command *cobra.Command, _ []string) error {
			if err := app.RunAllMigrations(); err != nil {
				return fmt.Errorf("update the database: %w", err)
			}
			entries, err := activity.Verify(app)
			if err != nil {
				return fmt.Errorf("the chain is broken: %w", err)
			}
			_, err = fmt.Fprintf(command.OutOrStdout(), "The chain holds: %d entries.\n", entries)
			return err
		},
	})
	return command
}
